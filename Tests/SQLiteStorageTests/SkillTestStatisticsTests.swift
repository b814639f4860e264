import GRDB
import Groups
import Identifiers
import Testing

@testable import SQLiteStorage

/// Goal: what is kept as attempts end is what a count of all attempts would give.
@Suite("Statistics of skill tests")
struct SkillTestStatisticsTests {
    private let hall: SkillTestHall
    private let test = SkillTestHall.test

    init() throws { hall = try SkillTestHall(questions: 9) }

    private func person(_ number: Int) -> UserID { UserID(rawValue: "@p\(number):example.org") }

    private func tally(_ question: Int64) throws -> QuestionTally {
        try #require(try hall.ask { try $0.question(TestQuestionID(rawValue: question)) }).tally
    }

    @Test("One attempt by hand: points, time, and the percent of the other questions")
    func byHand() throws {
        try hall.take(by: finn, questions: [1, 2, 3], points: [1000, 500, 0])
        // The others of the first came out with 500 of 2000 points, of the second with 1000, of the third with 1500.
        #expect(
            try tally(1)
                == QuestionTally(
                    answers: 1,
                    points: 1000,
                    milliseconds: 10_000,
                    scores: 25,
                    pointsSquared: 1_000_000,
                    scoresSquared: 625,
                    pointsByScores: 25_000
                )
        )
        #expect(try tally(2).scores == 50 && tally(2).pointsByScores == 25_000)
        #expect(try tally(3).scores == 75 && tally(3).points == 0 && tally(3).answers == 1)
        #expect(
            try hall.ask { try $0.tally(of: test) }
                == SkillTestTally(attempts: 1, takers: 1, percents: 50, answers: 3, milliseconds: 30_000)
        )
    }

    @Test("Questions that were never reached count as wrong for the score of the others, and not as answered")
    func unreached() throws {
        var attempt = try hall.start(questions: [1, 2, 3, 4], minutes: 1)
        attempt = try hall.answer(attempt, points: 1000)
        // The second is open for 50 of its 60 seconds, and the tick comes late.
        try hall.end(attempt, .timedOut, at: noon.later(seconds: 300))
        #expect(try tally(1).answers == 1 && tally(1).scores == 0)
        #expect(try tally(2).answers == 1 && tally(2).points == 0 && tally(2).scores == 33)
        #expect(try tally(2).milliseconds == 50_000)
        #expect(try tally(3) == QuestionTally() && tally(4) == QuestionTally())
    }

    @Test("An attempt that is void counts nowhere, and one question alone has no others")
    func void() throws {
        let attempt = try hall.answer(hall.start(), points: 1000)
        try hall.end(attempt, .void)
        #expect(try tally(1) == QuestionTally())
        #expect(try hall.ask { try $0.tally(of: test) } == SkillTestTally())
        #expect(try hall.ask { try $0.ranking(of: 0, at: test) } == ScoreRanking(better: 0, equal: 0, total: 0))
        try hall.take(by: finn, questions: [9], points: [1000])
        #expect(try tally(9).scores == 0 && tally(9).points == 1000)
    }

    @Test("A question that is void says nothing about the others, nor they about it")
    func voidQuestion() throws {
        let attempt = try hall.start(questions: [1, 2, 3])
        let rescoring = Rescoring(question: TestQuestionID(rawValue: 2), voidedBy: ada, dueAt: noon)
        try hall.apply(.questionVoided(rescoring.question, rescoring))
        var open = attempt
        for points in [1000, 0, 600] { open = try hall.answer(open, points: points) }
        try hall.end(open)
        #expect(try tally(1).scores == 60 && tally(3).scores == 100)
        #expect(try tally(2) == QuestionTally())
    }

    @Test("After many attempts all sums are those of a recount, and the distribution that of first attempts")
    func recount() throws {
        var chance = SystemLikeNumbers(seed: 1)
        var sums: [Int64: QuestionTally] = [:]
        var scores: [Int: Int] = [:]
        var expected = SkillTestTally()
        for round in 0..<120 {
            let questions = (1...9).map(Int64.init).shuffled(using: &chance).prefix(
                Int.random(in: 1...6, using: &chance)
            )
            let points = questions.map { _ in [0, 250, 500, 1000].randomElement(using: &chance) ?? 0 }
            let reached = Int.random(in: 1...questions.count, using: &chance)
            let number = round / 60 + 1
            var attempt = try hall.start(by: person(round % 60), number: number, questions: Array(questions))
            for points in points.prefix(reached) { attempt = try hall.answer(attempt, points: points) }
            let ended = try hall.end(attempt, [nil, nil, .stopped].randomElement(using: &chance) ?? nil)
            let given = points.enumerated().map { $0 < reached ? $1 : 0 }
            for (place, question) in questions.enumerated() where place <= ended.position {
                let rest =
                    questions.count == 1
                    ? 0 : (given.reduce(0, +) - given[place]) / (10 * (questions.count - 1))
                var sum = sums[question] ?? QuestionTally()
                sum.answers += 1
                sum.points += given[place]
                // Whoever stops looked at the open question for no time at all.
                sum.milliseconds += place < reached ? 10_000 : 0
                sum.scores += rest
                sum.pointsSquared += given[place] * given[place]
                sum.scoresSquared += rest * rest
                sum.pointsByScores += given[place] * rest
                sums[question] = sum
                expected.answers += 1
                expected.milliseconds += place < reached ? 10_000 : 0
            }
            expected.attempts += 1
            guard number == 1 else { continue }
            let percent = given.reduce(0, +) / (10 * questions.count)
            expected.takers += 1
            expected.percents += percent
            scores[percent, default: 0] += 1
        }
        for (question, sum) in sums { #expect(try tally(question) == sum, "question \(question)") }
        #expect(try hall.ask { try $0.tally(of: test) } == expected)
        for percent in 0...100 {
            let ranking = ScoreRanking(
                better: scores.filter { $0.key > percent }.values.reduce(0, +),
                equal: scores[percent] ?? 0,
                total: 60
            )
            #expect(try hall.ask { try $0.ranking(of: percent, at: test) } == ranking)
        }
        #expect(try hall.number("SELECT count(*) FROM testScore") == scores.count)
        #expect(try hall.number("SELECT runningCount FROM skillTest") == 0)
    }

    @Test("An attempt that is counted anew moves in the distribution, and only a first one does")
    func rescoring() throws {
        func rescore(_ attempt: Attempt, points: Int, counted: Int, _ outcome: Attempt.Outcome) throws -> Attempt {
            let old = try #require(attempt.end)
            var new = attempt
            new.end = .init(outcome: outcome, at: old.at, points: points, counted: counted)
            try hall.apply(.rescored(new, old: old), by: nil)
            #expect(try hall.ask { try $0.attempt(attempt.id) } == new)
            return new
        }
        let first = try hall.take(by: finn, points: [1000, 500, 0])
        try hall.take(by: ada, points: [1000, 500, 0])
        let second = try hall.take(by: finn, number: 2, points: [0, 0, 0])
        func ranking() throws -> ScoreRanking { try hall.ask { try $0.ranking(of: 50, at: test) } }
        #expect(try ranking() == ScoreRanking(better: 0, equal: 2, total: 2))
        let passed = try rescore(first, points: 1500, counted: 2, .passed)
        #expect(try ranking() == ScoreRanking(better: 1, equal: 1, total: 2))
        #expect(try hall.ask { try $0.tally(of: test).percents } == 125)
        _ = try rescore(second, points: 1000, counted: 2, .failed)
        #expect(try ranking() == ScoreRanking(better: 1, equal: 1, total: 2))
        _ = try rescore(passed, points: 1000, counted: 2, .failed)
        #expect(try ranking() == ScoreRanking(better: 0, equal: 2, total: 2))
        let tally = try hall.ask { try $0.tally(of: test) }
        // What takers made of questions stays as it was.
        let sums = SkillTestTally(attempts: 3, takers: 2, percents: 100, answers: 9, milliseconds: 90_000)
        #expect(tally == sums)
        // Whose attempt it was is in the log where they can be erased.
        #expect(try hall.audit().last == "attempt.rescored/swift-basics @finn:example.org")
    }

    @Test("A rescoring comes back as it was stored, batch by batch, and is due until it is done")
    func batches() throws {
        let question = TestQuestionID(rawValue: 4)
        var rescoring = Rescoring(question: question, voidedBy: ada, dueAt: noon)
        try hall.apply(.questionVoided(question, rescoring))
        #expect(try hall.ask { try $0.db.nextDue() } == noon)
        rescoring.dueAt = noon.later(seconds: 1)
        (rescoring.after, rescoring.looked, rescoring.passed) = (AttemptID(rawValue: 77), 200, 3)
        try hall.apply(.rescoring(rescoring))
        #expect(try hall.ask { try $0.rescoringsDue(by: noon, limit: 9) } == [])
        #expect(try hall.ask { try $0.rescoringsDue(by: rescoring.dueAt, limit: 9) } == [rescoring])
        #expect(try hall.ask { try $0.db.nextDue() } == rescoring.dueAt)
        try hall.apply(.rescoringEnded(question))
        #expect(try hall.ask { try $0.db.nextDue() } == nil)
        #expect(try hall.audit().last == "skillTest.rescored swift-basics 4")
    }
}
