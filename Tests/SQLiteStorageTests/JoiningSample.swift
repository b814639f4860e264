import Groups
import Identifiers
import Testing

@testable import SQLiteStorage

/// What Samples/joining-1.sql says.
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
        #expect(application.answers.map(\.isSkipped) == [false, true] && application.asking == 3)
        #expect(application.endsAt == Timestamp(rawValue: 1_700_000_800_000))
        #expect(try board.applicationsDue(by: application.endsAt, limit: 9) == [application])
        #expect(try board.joinPace(of: quin).moments.map(\.rawValue) == [1_699_990_000_000, 1_699_980_000_000])
        #expect(try board.answerGiven(by: EventID(rawValue: "$a0"))?.person == finn)
        #expect(try board.status().incompleteRequests == 1)
    }
}
