import GRDB
import Groups
import Identifiers
import Testing

@testable import SQLiteStorage

@Suite("Skill tests, stored")
struct SkillTestStorageTests {
    private let hall: SkillTestHall
    private let test = SkillTestHall.test
    private let acme = SponsorID(rawValue: 1)

    init() throws { hall = try SkillTestHall() }

    @Test("A test comes back as it was written, and its handle never changes")
    func tests() throws {
        var written = SkillTestHall.skillTest()
        #expect(try hall.ask { try $0.skillTest(test) } == written)
        written.name = "Swift, the Basics"
        written.syllabus = "Values\nand references"
        written.rules = SkillTest.Rules(
            draws: [.init(topic: "a", count: 3), .init(topic: nil, count: 2)],
            limit: .perQuestion(seconds: 45),
            passPercent: 80,
            waitDays: 7,
            firstWaitDays: 0,
            attemptsPerYear: 3,
            validDays: 365,
            visibility: .percentile,
            isMarked: false,
            asksFollowUp: true,
            closesAfter: Day(number: 20_000)
        )
        try hall.apply(.edited(written, from: SkillTestHall.skillTest()), .stateSet(test, .open))
        written.state = .open
        let skeleton = Skeleton(of: written.name).text
        try hall.ask { (board: StoredBoard) throws in
            #expect(try board.skillTest(test) == written)
            #expect(try board.skillTest(handle: "swift-basics") == written)
            #expect(try board.skillTest(skeleton: skeleton) == written)
            #expect(try board.skillTest(skeleton: Skeleton(of: "Swift Basics").text) == nil)
            #expect(try board.nextSkillTestID().rawValue == 2)
            #expect(try board.tally(of: test) == SkillTestTally())
        }
    }

    @Test("Open tests are listed by handle, a sponsor's with drafts, and near handles are found through slips")
    func lists() throws {
        for (place, handle) in ["swift-async", "sql", "typography", "rust"].enumerated() {
            let id = Int64(place + 2)
            try hall.apply(.created(SkillTestHall.skillTest(id, handle, name: handle)))
            if handle != "rust" { try hall.apply(.stateSet(SkillTestID(rawValue: id), .open)) }
        }
        try hall.apply(.stateSet(test, .open))
        try hall.ask { (board: StoredBoard) throws in
            func near(_ text: String) throws -> [String] { try board.skillTests(near: text, limit: 9).map(\.handle) }
            #expect(try board.skillTests(after: nil, limit: 2).map(\.handle) == ["sql", "swift-async"])
            #expect(
                try board.skillTests(after: "swift-async", limit: 9).map(\.handle) == ["swift-basics", "typography"]
            )
            #expect(try board.skillTests(of: acme, after: "rust", limit: 2).map(\.handle) == ["sql", "swift-async"])
            #expect(try board.skillTestCount(of: acme) == 5)
            #expect(try near("swift-basic") == ["swift-basics", "swift-async"])
            #expect(try near("wsift-basics") == ["swift-basics"])
            #expect(try near("SQ") == ["sql"])
            #expect(try near("ytpography") == ["typography"])
            #expect(try near("") == [] && near("rust") == [] && near("%") == [])
        }
    }

    @Test("Owners and administrators of a sponsor's groups run its tests, and nobody else")
    func runners() throws {
        try hall.jobs.apply([.group(.administratorAdded(GroupID(rawValue: 2), finn))])
        try hall.ask { (board: StoredBoard) throws in
            #expect(try board.runsTests(ada, of: acme) && board.runsTests(finn, of: acme))
            #expect(try !board.runsTests(hall.jobs.client, of: acme))
            #expect(try !board.runsTests(finn, of: SponsorID(rawValue: 2)))
            #expect(try board.sponsorsWithTests(runBy: finn, limit: 9).map(\.id) == [acme])
            #expect(try board.sponsorsWithTests(runBy: ada, limit: 9).map(\.id) == [acme])
            #expect(try board.sponsorsWithTests(runBy: hall.jobs.client, limit: 9) == [])
        }
        try hall.storage.database.write { try $0.execute(sql: #"UPDATE "group" SET state = 'archived' WHERE id = 2"#) }
        #expect(try !hall.ask { try $0.runsTests(finn, of: acme) })
    }

    @Test("Questions come back as they were written, numbered in their order and never twice")
    func questions() throws {
        let written = SkillTestHall.questions(7)
        try hall.apply(.questionsAdded(test, Array(written.prefix(5))))
        try hall.apply(.questionsAdded(test, Array(written.suffix(2))))
        let third = TestQuestionID(rawValue: 3)
        let rescoring = Rescoring(question: TestQuestionID(rawValue: 6), voidedBy: ada, dueAt: noon)
        try hall.apply(.questionRetired(third), .questionVoided(TestQuestionID(rawValue: 6), rescoring))
        try hall.apply(.questionsAdded(test, [written[2]]))
        try hall.ask { (board: StoredBoard) throws in
            let found = try board.questions(of: test, after: nil, limit: 99)
            #expect(found.map(\.content) == written + [written[2]])
            #expect(found.map(\.number) == Array(1...8))
            #expect(found.map(\.state) == [.active, .active, .retired, .active, .active, .void, .active, .active])
            #expect(try board.questions(of: test, after: 6, limit: 1).map(\.number) == [7])
            #expect(try board.question(3, of: test) == found[2] && board.question(third) == found[2])
            #expect(try board.question(9, of: test) == nil)
            #expect(try board.skillTest(test)?.questionCount == 6)
            #expect(
                try board.topics(of: test)
                    == [.init(topic: "", count: 1), .init(topic: "a", count: 3), .init(topic: "b", count: 2)]
            )
            #expect(try board.drawable(of: test, topic: "a").map(\.rawValue) == [1, 4, 7])
            #expect(try board.drawable(of: test, topic: nil).map(\.rawValue) == [1, 2, 4, 5, 7, 8])
            #expect(try board.drawable(of: test, topic: "z") == [])
            #expect(try board.question(fingerprint: written[2].fingerprint, in: test) == 8)
            #expect(try board.question(fingerprint: written[5].fingerprint, in: test) == nil)
            #expect(try board.rescoringsDue(by: noon, limit: 9) == [rescoring])
        }
        // Whoever retires one twice takes it out of the count once.
        try hall.apply(.questionRetired(third))
        #expect(try hall.ask { try $0.skillTest(test)?.questionCount } == 6)
        #expect(
            try hall.audit().suffix(3) == [
                "skillTest.questionVoided swift-basics 6", "skillTest.questionsAdded swift-basics 1",
                "skillTest.questionRetired swift-basics 3",
            ]
        )
    }

    @Test("Groups are found by the tests that their present criteria name, under whatever name a test came later")
    func criteria() throws {
        func change(_ group: Int64, to version: Int, _ kinds: [Criterion.Kind], _ rule: CriteriaRule? = nil) throws {
            let set = CriteriaSet(
                criteria: kinds.enumerated().map { Criterion(number: $0 + 1, kind: $1) },
                rule: rule
            )
            let version = CriteriaVersion(
                group: GroupID(rawValue: group),
                number: version,
                set: set,
                changedBy: ada,
                since: noon
            )
            try hall.jobs.apply([.criteria(.changed(version))])
        }
        let basics = Criterion.Kind.test(name: "swift-basics", minimumPercent: 80, daysAtMost: nil)
        let later = Criterion.Kind.test(name: "later", minimumPercent: nil, daysAtMost: nil)
        try change(2, to: 1, [basics])
        try change(1, to: 1, [basics, later])
        try change(3, to: 1, [basics, later], .all(of: [.not(rule: .criterion(number: 1)), .criterion(number: 2)]))
        func asking(_ id: Int64) throws -> [String] {
            try hall.ask { try $0.groups(askingFor: SkillTestID(rawValue: id), limit: 9).map(\.handle) }
        }
        func count(_ id: Int64) throws -> Int { try hall.ask { try $0.groupCount(naming: SkillTestID(rawValue: id)) } }
        #expect(try asking(1) == ["group-1", "group-2"])
        #expect(try count(1) == 3)
        #expect(try asking(2) == [] && count(2) == 0)
        try hall.apply(.created(SkillTestHall.skillTest(2, "later", name: "Later")))
        #expect(try asking(2) == ["group-1", "group-3"])
        try change(1, to: 2, [.statement(text: "Is kind")])
        #expect(try asking(1) == ["group-2"])
        try hall.storage.database.write { try $0.execute(sql: #"UPDATE "group" SET state = 'archived' WHERE id = 2"#) }
        #expect(try asking(1) == [])
        #expect(try count(1) == 1)
    }

    @Test("A test that nobody took goes with its questions, and neither its number nor theirs come again")
    func deletion() throws {
        try hall.apply(.questionsAdded(test, SkillTestHall.questions(3)))
        let file = TestImport(
            id: try hall.ask { try $0.nextTestImportID() },
            test: test,
            person: ada,
            name: "a.gift",
            uri: nil,
            askedAt: noon,
            content: .text([1])
        )
        try hall.apply(.timeExtended(test, finn, percent: 50), .fileImport(.asked(file)))
        // Attempts that were void do not count as taking it.
        try hall.end(hall.start(), .void)
        try hall.apply(.deleted(test))
        #expect(try hall.ask { try $0.skillTest(test) } == nil)
        for table in ["testQuestion", "attempt", "attemptItem", "testAllowance", "testImport"] {
            #expect(try hall.number("SELECT count(*) FROM \(table)") == 0, "\(table)")
        }
        try hall.apply(
            .created(SkillTestHall.skillTest(2)),
            .questionsAdded(SkillTestID(rawValue: 2), SkillTestHall.questions(1))
        )
        #expect(try hall.ask { try $0.question(1, of: SkillTestID(rawValue: 2)) }?.id.rawValue == 4)
        #expect(try hall.ask { try $0.nextAttemptID() }.rawValue == 2)
        #expect(try hall.audit().contains("skillTest.deleted swift-basics"))
    }
}
