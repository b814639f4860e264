import GRDB
import Groups
import Identifiers
import Testing

@testable import SQLiteStorage

/// Goal: what those who run a test did and saw is kept and found, and nothing about those who take it.
@Suite("What those did who run a test")
struct SkillTestLogTests {
    private let test = SkillTestHall.test
    private let fay = UserID(rawValue: "@fay:example.org")

    @Test("The log has each change of the test, the latest first, page by page, and no attempt")
    func log() throws {
        let hall = try SkillTestHall(questions: 3)
        var stricter = SkillTestHall.skillTest()
        stricter.rules.passPercent = 75
        stricter.rules.waitDays = 3
        try hall.apply(.edited(stricter, from: SkillTestHall.skillTest()), .stateSet(test, .open))
        try hall.take(by: finn, points: [1000, 1000, 1000])
        try hall.apply(.timeExtended(test, finn, percent: 50), .timeExtended(test, ada, percent: 10))
        try hall.apply(.questionsAdded(test, SkillTestHall.questions(5)), .questionRetired(TestQuestionID(rawValue: 2)))
        try hall.apply(.created(SkillTestHall.skillTest(2, "other", name: "Other")))
        try hall.ask { (board: StoredBoard) throws in
            let all = try board.log(of: test, before: nil, limit: 99)
            #expect(
                all.map { [$0.change, $0.detail, $0.particulars] } == [
                    ["skillTest.questionRetired", "2", ""], ["skillTest.questionsAdded", "5", "4 8"],
                    ["skillTest.timeExtended", "", "10"], ["skillTest.timeExtended", finn.rawValue, "50"],
                    ["skillTest.open", "", ""], ["skillTest.edited", "", "pass 60 75,wait"],
                    ["skillTest.questionsAdded", "3", "1 3"], ["skillTest.created", "", ""],
                ]
            )
            #expect(all.allSatisfy { $0.person == ada.rawValue && $0.at == noon })
            let page = try board.log(of: test, before: all[2].number, limit: 3)
            #expect(page == Array(all[3...5]))
        }
    }

    @Test("The log of a test goes with the test, and one of the same handle begins anew")
    func deleted() throws {
        let hall = try SkillTestHall(questions: 1)
        try hall.apply(.questionsRead(test, by: ada), .timeExtended(test, finn, percent: 5), .deleted(test))
        try hall.apply(.created(SkillTestHall.skillTest(2)))
        try hall.ask { (board: StoredBoard) throws in
            let log = try board.log(of: SkillTestID(rawValue: 2), before: nil, limit: 9)
            #expect(log.map(\.change) == ["skillTest.created"])
        }
        #expect(try hall.number("SELECT count(*) FROM testReader") == 0)
    }

    @Test("Who has more time is listed, and whoever has none any more is not")
    func extraTimes() throws {
        let hall = try SkillTestHall()
        try hall.apply(
            .timeExtended(test, finn, percent: 50),
            .timeExtended(test, ada, percent: 25),
            .timeExtended(test, fay, percent: 25),
            .timeExtended(test, fay, percent: 0)
        )
        try hall.ask { (board: StoredBoard) throws in
            let all = try board.extraTimes(at: test, after: nil, limit: 9)
            #expect(all == [.init(person: ada, percent: 25), .init(person: finn, percent: 50)])
            #expect(try board.extraTimes(at: test, after: ada, limit: 9).map(\.person) == [finn])
        }
    }

    @Test("That somebody has read questions is noted once, and goes only with the person")
    func readers() async throws {
        let hall = try SkillTestHall(questions: 1)
        try hall.apply(.questionsRead(test, by: finn), .questionsRead(test, by: finn))
        #expect(try hall.ask { try $0.hasReadQuestions(finn, of: test) })
        #expect(try !hall.ask { try $0.hasReadQuestions(fay, of: test) })
        try await hall.storage.pseudonymise(finn)
        #expect(try !hall.ask { try $0.hasReadQuestions(finn, of: test) })
    }

    @Test("Who wrote questions before readers were noted is one by the log, but not of another test of that handle")
    func readersOfOld() throws {
        let hall = try SkillTestHall(questions: 1)
        try hall.apply(.timeExtended(test, finn, percent: 5))
        try hall.apply(.created(SkillTestHall.skillTest(2, "swift", name: "Swift")), by: fay)
        try hall.apply(.questionsAdded(SkillTestID(rawValue: 2), SkillTestHall.questions(1)), by: fay)
        try hall.apply(.deleted(SkillTestID(rawValue: 2)), .created(SkillTestHall.skillTest(3, "swift", name: "Swift")))
        try hall.storage.database.write { db in
            // As if the file came from before that step.
            try db.execute(sql: "DROP TABLE testLog; DROP TABLE testReader")
            for sql in Migration.skillTests2.sql.prefix(2) { try db.execute(sql: sql) }
        }
        #expect(try hall.ask { try $0.hasReadQuestions(ada, of: test) })
        #expect(try hall.number("SELECT count(*) FROM testReader") == 1)
        let log = try hall.ask { try $0.log(of: test, before: nil, limit: 9) }
        #expect(
            log.map(\.change) == ["skillTest.timeExtended", "skillTest.questionsAdded", "skillTest.created"]
        )
        #expect(log.first?.detail == finn.rawValue)
        #expect(try hall.ask { try $0.log(of: SkillTestID(rawValue: 3), before: nil, limit: 9) }.count == 1)
    }

    // MARK: Questions by what is wrong with them

    @Test("Questions that look wrong come first, then those that fewest got right, and pages go on where they ended")
    func ranking() throws {
        let hall = try SkillTestHall(questions: 5)
        for place in 0..<20 {
            let person = UserID(rawValue: "@u\(place):example.org")
            // The third is known by hardly anybody, the fourth by half, the fifth by most; the sixth is never drawn.
            let points = [1000, 0, place % 2 * 1000, place % 4 == 0 ? 0 : 1000]
            try hall.take(by: person, questions: [1, 3, 4, 5], points: points)
        }
        try hall.ask { (board: StoredBoard) throws in
            let ranked = try board.questionsBySuspicion(of: test, from: 1, limit: 9)
            #expect(ranked.map(\.number) == [3, 1, 4, 5, 2])
            #expect(ranked.map(\.suspicions) == [[.tooHard], [.tooEasy], [], [], []])
            #expect(try board.suspiciousCount(of: test) == 2)
            #expect(try board.questionsBySuspicion(of: test, from: 3, limit: 2) == Array(ranked[2...3]))
            #expect(try board.questionsBySuspicion(of: test, from: 99, limit: 2) == [])
            #expect(try board.questionsBySuspicion(of: test, from: .max, limit: 2) == [])
            let tally = try board.tally(of: test)
            #expect((tally.answers, tally.milliseconds) == (80, 800_000))
            #expect(tally.meanSeconds == 10)
        }
        try hall.apply(.questionRetired(TestQuestionID(rawValue: 3)))
        #expect(try hall.ask { try $0.questionsBySuspicion(of: test, from: 1, limit: 1) }.map(\.number) == [1])
    }

    @Test("A question is found in a text that holds it by its first words, however short it is and wherever it stands")
    func leads() throws {
        let hall = try SkillTestHall()
        let texts = [
            "Is it?", "Why", "What does x ?? 0 give?", "What does x ?? 0 give, where x is nil?", "Not this one",
        ]
        let contents = texts.map { QuestionContent(text: $0, kind: .trueFalse(isTrue: true)) }
        try hall.apply(.questionsAdded(test, contents))
        func found(_ text: String, _ limit: Int = 9) throws -> [Int] {
            try hall.ask { try $0.questions(beginningIn: LeakedText(text), of: test, limit: limit) }.map(\.number)
                .sorted()
        }
        #expect(try found("Look:\nWHAT does x ?? 0 give where x is nil") == [3, 4])
        #expect(try found("that is it, or why") == [1, 2])
        #expect(try found("nothing of the kind") == [])
        #expect(try found("What does x ?? 0 give?", 1).count == 1)
        // Those from before they had first words are looked at as well.
        try hall.storage.database.write { try $0.execute(sql: "UPDATE testQuestion SET lead = '' WHERE number = 5") }
        #expect(try found("Why") == [2, 5])
    }

    @Test("Only notices of these criteria are counted")
    func notices() throws {
        let hall = try SkillTestHall()
        let group = GroupID(rawValue: 1)
        try hall.storage.database.write { db in
            for (person, numbers) in [("@a:b", "1 12"), ("@c:d", "2"), ("@e:f", "")] {
                try db.execute(
                    sql: """
                        INSERT INTO upkeep ("group", person, dueAtMs, noticeVersion, noticeAtMs, noticeLastDay,
                            noticeNumbers) VALUES (1, ?, 0, 1, 0, 0, ?)
                        """,
                    arguments: [person, numbers]
                )
            }
        }
        #expect(try hall.ask { try $0.noticeCount(of: [12, 7], in: group, limit: 9) } == 1)
        #expect(try hall.ask { try $0.noticeCount(of: [1, 2], in: group, limit: 9) } == 2)
        #expect(try hall.ask { try $0.noticeCount(of: [], in: group, limit: 9) } == 0)
    }
}
