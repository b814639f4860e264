import GRDB
import Groups
import Identifiers
import Testing

@testable import SQLiteStorage

/// What Samples/skill-tests-1.sql says: how questions, rules and answers were written down must be readable for ever.
enum SkillTestSample {
    private static let fay = UserID(rawValue: "@fay:example.org")
    private static let test = SkillTestID(rawValue: 1)

    static func expect(_ board: StoredBoard) throws {
        try expectTests(board)
        try expectAttempts(board)
        let first = AttemptID(rawValue: 1)
        let pass = try #require(try board.passes(of: finn, at: test).first)
        #expect(pass.until == Day(number: 20_040) && pass.percentile == .init(top: 5, takers: 40) && !pass.isShown)
        #expect(try board.latestPasses(of: finn, limit: 9) == [pass])
        #expect(try board.passesEnding(by: Timestamp(rawValue: 1_730_246_400_000), limit: 9) == [pass])
        #expect(try board.followUp(of: first)?.answer == "It must leave the scope")
        #expect(try board.ranking(of: 40, at: test) == ScoreRanking(better: 1, equal: 3, total: 4))
        let rescoring = try #require(try board.rescoringsDue(by: noon, limit: 9).first)
        #expect(rescoring.after == first && rescoring.looked == 5 && rescoring.passed == 1 && rescoring.voidedBy == ada)
        let file = try #require(try board.openTestImport(of: ada))
        #expect(file.content == .text(Array("{T}".utf8)) && file.test == test)
        // The older criteria name a test by a name that nobody had taken: it is a test as soon as there is one.
        let named = try Row.fetchAll(board.db, sql: #"SELECT "group", test, isWanted, handle FROM criteriaTest"#)
        #expect(named.map { $0["test"] as String } == ["Swift"] && named.map { $0["handle"] } == ["swift-guild"])
    }

    static func expectLog(_ board: StoredBoard) throws {
        let entry = try #require(try board.log(of: test, before: nil, limit: 9).first)
        #expect(entry.change == "skillTest.edited" && entry.particulars == "pass 60 70" && entry.person == ada.rawValue)
        #expect(try board.hasReadQuestions(ada, of: test))
        #expect(try board.followUp(answeredBy: EventID(rawValue: "$because"))?.attempt == AttemptID(rawValue: 1))
    }

    private static func expectTests(_ board: StoredBoard) throws {
        let found = try #require(try board.skillTest(handle: "swift-basics"))
        #expect(found.sponsor.name == "Acme" && found.state == .open && found.questionCount == 5)
        let rules = SkillTest.Rules(
            draws: [.init(topic: "basics", count: 2), .init(topic: nil, count: 1)],
            limit: .whole(minutes: 20),
            firstWaitDays: 1,
            attemptsPerYear: 4,
            validDays: 365,
            visibility: .percentile,
            asksFollowUp: true
        )
        #expect(found.rules == rules)
        let old = try #require(try board.skillTest(handle: "old-test"))
        #expect(old.rules.limit == .perQuestion(seconds: 60) && old.rules.passPercent == 80 && old.state == .draft)
        let questions = try board.questions(of: test, after: nil, limit: 9)
        #expect(questions.map(\.state) == [.active, .active, .active, .active, .active, .retired, .void])
        #expect(
            questions.map(\.content.kind).prefix(5) == [
                .choice(
                    options: [.init("let", share: 500), .init("var", share: 500), .init("val", share: -1000)],
                    isMultiple: true
                ),
                .trueFalse(isTrue: true),
                .short(accepted: [.init("guard*")]),
                .number(accepted: [.init(from: 3.14, through: 3.15)]),
                .matching(pairs: [.init("struct", "value"), .init("class", "reference")], others: ["heap"]),
            ]
        )
        #expect(questions.first?.tally.pointsByScores == 70_000)
        // Answers were summed up for each question alone, before they were for the test.
        let tally = SkillTestTally(
            attempts: 1,
            takers: 1,
            passes: 1,
            percents: 80,
            answers: 1,
            milliseconds: 9000
        )
        #expect(try board.tally(of: test) == tally)
    }

    private static func expectAttempts(_ board: StoredBoard) throws {
        let ended = try #require(try board.attempt(AttemptID(rawValue: 1)))
        #expect(ended.seed == .max && ended.end?.percent == 80 && ended.end?.percentile?.top == 5)
        let responses = try board.items(of: ended.id).map(\.answer?.response)
        #expect(responses == [.options(indices: [0, 1]), .text("guard"), .number(3.1)])
        let running = try #require(try board.runningAttempt(of: fay))
        #expect(running.id.rawValue == 2 && running.end == nil && running.position == 1)
        #expect(try board.items(of: running.id).map(\.answer?.response) == [.sides(indices: [0, 1]), nil])
        #expect(try board.taps(on: 1, of: running.id).map(\.option) == [2, 0])
        // The homeserver was not heard since: answers may lie there.
        #expect(try board.attemptsDue(by: Timestamp(rawValue: 1_700_000_505_000), limit: 9).isEmpty)
        #expect(try board.extraTime(of: fay, at: test) == 25)
        let void = try #require(try board.attempt(AttemptID(rawValue: 3)))
        #expect(void.end?.outcome == .void && void.questionMs == 60_000)
        #expect(try board.items(of: void.id).map(\.answer?.response) == [QuestionResponse.none])
        #expect(try board.nextAttemptID().rawValue == 4)
    }
}
