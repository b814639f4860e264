import Groups
import Identifiers
import Testing

@testable import SQLiteStorage

/// What Samples/joining-1.sql and those after it say.
enum JoiningSample {
    private static let group = GroupID(rawValue: 1)
    private static let quin = UserID(rawValue: "@quin:example.org")

    static func expect(_ board: StoredBoard) throws {
        let since = Timestamp(rawValue: 1_699_960_000_000)
        let incomplete = RequestID(rawValue: 9)
        #expect(try board.request(incomplete)?.state == .incomplete(since: since))
        let later = Timestamp(rawValue: 1_699_999_000_000)
        #expect(try board.requestsToLookAt(by: later, limit: 9).map(\.id) == [incomplete])
        #expect(try board.incompleteRequests(of: group, limit: 9).map(\.id) == [incomplete])
        #expect(try board.incompleteRequestCount(of: group) == 1)
        #expect(try !board.pendingRequests(of: group, after: nil, limit: 99).map(\.id).contains(incomplete))
        #expect(try board.request(RequestID(rawValue: 10))?.countsFrom == since)
        let verdict = JoinRequest.Verdict(administrator: ada, at: since, remark: "", isByRule: true)
        #expect(try board.request(RequestID(rawValue: 11))?.state == .approved(verdict))
        #expect(
            try board.group(group)?.admission
                == .atOnce(setBy: ada, since: Timestamp(rawValue: 1_699_950_000_000))
        )
        let application = try #require(try board.application(of: quin))
        #expect(application.answers.prefix(2).map(\.isSkipped) == [false, true] && application.asking == 3)
        // A file came with Samples/answers-2.sql.
        #expect(application.answers.dropFirst(2).map(\.isFile).contains(false) == false)
        #expect(application.endsAt == Timestamp(rawValue: 1_700_000_800_000))
        #expect(try board.applicationsDue(by: application.endsAt, limit: 9) == [application])
        #expect(try board.joinPace(of: quin).moments.map(\.rawValue) == [1_699_990_000_000, 1_699_980_000_000])
        #expect(try board.answerGiven(by: EventID(rawValue: "$a0"))?.person == finn)
        #expect(try board.status().incompleteRequests == 1)
        // How memberships ended before that was kept is taken from the log, the last time of each.
        for (person, moment, end) in [
            ("@sam:example.org", 1_699_942_000_000, PastMembership.End.revoked),
            ("@tom:example.org", 1_699_943_000_000, .removed),
        ] as [(String, Int64, PastMembership.End)] {
            let past = try board.past(of: UserID(rawValue: person), in: group, before: RequestID(rawValue: 99))
            #expect(past.ended == PastMembership(at: Timestamp(rawValue: moment), end: end))
        }
    }

    /// What Samples/completions-1.sql says; before that every group with such a request has a round before it.
    static func expectRounds(_ board: StoredBoard, begun: Bool) throws {
        let rounds = try board.completionRoundsDue(by: Timestamp(rawValue: 1_700_000_000_000), limit: 9)
        #expect(rounds == [CompletionRound(group: group, after: begun ? RequestID(rawValue: 5) : nil)])
    }

    /// What Samples/watch-1.sql says.
    static func expectWatch(_ board: StoredBoard) throws {
        let due = Timestamp(rawValue: 1_700_600_000_000)
        let told = Timestamp(rawValue: 1_699_990_000_000)
        #expect(
            try board.watchesDue(by: due, limit: 9)
                == [GroupWatch(group: group, toldAt: told, troubles: [.membersWeak])]
        )
        #expect(try board.isAway(UserID(rawValue: "@gus:example.org")))
        #expect(try !board.isVacant(group))
        let mallory = UserID(rawValue: "@mallory:example.org")
        #expect(try board.stirs(of: group, limit: 9) == [RoomStir(person: mallory, kind: .cameIn)])
    }

    /// What Samples/promises-1.sql says.
    static func expectPromises(_ board: StoredBoard) throws {
        let rex = UserID(rawValue: "@rex:example.org")
        let told = Timestamp(rawValue: 1_702_508_400_000)
        #expect(try board.lastRefusal(of: rex, by: group)?.mayAskAt == told)
        let past = try board.past(of: rex, in: group, before: RequestID(rawValue: 99))
        #expect(past.ended == PastMembership(at: Timestamp(rawValue: 1_699_950_000_000), end: .expired))
        let rounds = try board.cardRoundsDue(by: Timestamp(rawValue: 1_700_000_000_000), limit: 9)
        #expect(rounds == [CardRound(group: group, after: RequestID(rawValue: 5))])
    }
}
