import Groups
import Identifiers
import Testing

@testable import SQLiteStorage

/// What Samples/criteria-1.sql says: how sets were written down must be readable for ever.
enum CriteriaSample {
    private static let group = GroupID(rawValue: 1)
    private static let crew = GroupID(rawValue: 90)

    private static let servers = [ServerPattern(parsing: "*.example.org")].compactMap(\.self)
        .map { Criterion(number: 6, kind: .server(pattern: $0)) }

    static let set = CriteriaSet(
        criteria: [
            Criterion(number: 1, kind: .statement(text: "Has shown an ID")),
            Criterion(number: 2, kind: .group(id: crew, handle: "linux-crew")),
            Criterion(
                number: 3,
                kind: .question(form: .choice(options: ["Linux", "macOS"]), text: "What do you run?")
            ),
            Criterion(number: 4, kind: .test(name: "Swift", minimumPercent: 80, daysAtMost: 365)),
            Criterion(number: 5, kind: .evidence(about: "A sample", mustExpire: true)),
            Criterion(number: 7, kind: .room(id: RoomID(rawValue: "!hall:example.org"))),
            Criterion(number: 8, kind: .freelancer(days: 90)),
            Criterion(number: 9, kind: .terms(version: "1", text: "Be kind")),
        ] + servers,
        rule: .all(of: [
            .any(of: [.criterion(number: 1), .criterion(number: 2), .criterion(number: 3)]),
            .atLeast(count: 2, of: (4...7).map { .criterion(number: $0) }),
            .not(rule: .criterion(number: 8)), .criterion(number: 9), .criterion(number: 10),
        ]),
        lastNumber: 11
    )

    static func expectVerdicts(_ board: StoredBoard) throws {
        let verdicts = try board.verdicts(on: RequestID(rawValue: 5))
        #expect(verdicts.map(\.number) == [1, 3] && verdicts.map(\.isMet) == [true, false])
        #expect(verdicts.map(\.remark) == ["", "The link is dead"] && verdicts.map(\.isOutdated) == [false, true])
        let waiver = try #require(try board.waiver(of: RequestID(rawValue: 1)))
        #expect(waiver.numbers == [2, 4] && waiver.reason == "Wrote the book" && waiver.administrator == ada)
        #expect(try board.waived(for: finn, in: group) == ["a", "b"])
        #expect(try board.questions(about: RequestID(rawValue: 5)).map(\.criterion) == [nil, 3])
        let file = try board.submissions(of: finn, to: group).first?.file
        #expect(file == .init(name: "insurance.pdf", bytes: 4096, event: EventID(rawValue: "$file")))
    }

    static func expect(_ board: StoredBoard) throws {
        let present = try #require(try board.criteria(of: group))
        #expect(present.number == 2 && present.changedBy == ada)
        var stored = present.set
        guard case .code(let code) = stored[10]?.kind else {
            Issue.record("the code is gone")
            return
        }
        #expect(code.salt == "s" && code.hash == "00")
        stored.criteria.removeAll { $0.number == 10 }
        #expect(stored == set)
        #expect(try board.criteria(of: group, version: 1)?.set.criteria.count == 1)
        #expect(try board.criteriaVersion(of: RequestID(rawValue: 4)) == 1)
        #expect(try board.criteriaVersion(of: RequestID(rawValue: 1)) == nil)
        #expect(try board.groupsWanted(by: group) == [crew])
        #expect(try board.submissions(of: finn, to: group).map(\.until) == [Day(number: 20000)])
        #expect(try board.recheck(of: group)?.place?.person == finn)
        let notice = try #require(try board.upkeep(of: finn, in: group)?.notice)
        #expect(notice.since == Timestamp(rawValue: 1_699_991_500_000) && notice.version == 2)
        #expect(try board.notices(of: finn, limit: 9)["swift-guild"] == notice)
        #expect(try board.noticeCount(of: group) == 1)
        // Nobody was told of a day, so it is looked at again at once.
        #expect(try board.upkeepDue(by: Timestamp(rawValue: 0), limit: 9).map(\.person) == [finn])
        // Since when finn is a freelancer was not written down; since when fay is, was.
        #expect(try board.person(finn).freelancerSince == nil)
        let fay = try board.person(UserID(rawValue: "@fay:example.org"))
        #expect(fay.freelancerSince == Timestamp(rawValue: 1_699_000_000_000))
    }

    /// What Samples/upkeep-2.sql says.
    static func expectRechecks(_ board: StoredBoard) throws {
        let ended = try #require(try board.lastRecheck(of: GroupID(rawValue: 90)))
        #expect(ended == Timestamp(rawValue: 1_699_900_000_000))
        #expect(try board.noticeCount(of: group, from: ended) == 1)
    }

    /// What Samples/hints-1.sql says.
    static func expectHints(_ board: StoredBoard) throws {
        let fay = UserID(rawValue: "@fay:example.org")
        #expect(try board.settings(of: fay).wantsHints && !board.settings(of: finn).wantsHints)
        #expect(try board.hintsWanted(in: group, after: nil, limit: 9).map(\.person) == [fay])
        #expect(try board.hintsWanted(in: group, after: fay, limit: 9).isEmpty)
        let now = Timestamp(rawValue: 1_700_000_000_000)
        let abel = UserID(rawValue: "@abel:example.org")
        #expect(try board.hintRoundsDue(by: now, limit: 9) == [HintRound(group: group, before: 1, after: abel)])
    }
}
