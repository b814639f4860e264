import Groups
import Identifiers
import Testing

struct QuestionStatisticsTests {
    private static func tally(_ answers: [(points: Int, rest: Int)], seconds: Int64 = 10) -> QuestionTally {
        answers.reduce(into: QuestionTally()) {
            $0.add(points: $1.points, milliseconds: seconds * 1000, restPercent: $1.rest)
        }
    }

    /// So many answers, of which the first ones are right and given by the best.
    private static func tally(right: Int, of count: Int, seconds: Int64 = 10) -> QuestionTally {
        tally((0..<count).map { ($0 < right ? 1000 : 0, 100 - $0) }, seconds: seconds)
    }

    @Test("Sums are kept as answers come, and taken back as if they had not come")
    func sums() {
        var tally = Self.tally([(1000, 80), (333, 50)], seconds: 7)
        let expected = QuestionTally(
            answers: 2,
            points: 1333,
            milliseconds: 14_000,
            scores: 130,
            pointsSquared: 1_110_889,
            scoresSquared: 8900,
            pointsByScores: 96_650
        )
        #expect(tally == expected)
        #expect(tally.shareRight == 67)
        #expect(tally.meanSeconds == 7)
        tally.add(points: .max, milliseconds: .max, restPercent: .max)
        tally.add(points: .min, milliseconds: .min, restPercent: .min)
        tally.subtract(points: .max, milliseconds: .max, restPercent: .max)
        tally.subtract(points: .min, milliseconds: .min, restPercent: .min)
        #expect(tally == expected)
    }

    @Test("Where nobody has answered there is nothing to say")
    func nothing() {
        let tally = QuestionTally()
        #expect(tally.shareRight == nil)
        #expect(tally.meanSeconds == nil)
        #expect(tally.discrimination == nil)
        #expect(tally.suspicions(amongMeanSeconds: 10, optionCount: 4).isEmpty)
    }

    @Test("The correlation is Pearson's, worked out by hand")
    func discrimination() throws {
        // The five best are right. Covariance 12.5, standard deviations 0.5 and √825: 12.5 / 14.361 = 0.870.
        let better = Self.tally((1...10).map { ($0 > 5 ? 1000 : 0, 10 * $0) })
        #expect(abs(try #require(better.discrimination) - 0.870_388) < 1e-6)
        let worse = Self.tally((1...10).map { ($0 > 5 ? 0 : 1000, 10 * $0) })
        #expect(abs(try #require(worse.discrimination) + 0.870_388) < 1e-6)
        let line = Self.tally((1...10).map { (100 * $0, 10 * $0) })
        #expect(try #require(line.discrimination) == 1)
        let none = Self.tally((0..<12).map { ($0 % 2 == 0 ? 1000 : 0, $0 / 2 % 2 == 0 ? 40 : 60) })
        #expect(try #require(none.discrimination) == 0)
    }

    @Test("There is no correlation below ten answers, or where all are the same")
    func noDiscrimination() {
        #expect(Self.tally((1...9).map { (100 * $0, 10 * $0) }).discrimination == nil)
        #expect(Self.tally((1...20).map { (1000, 5 * $0) }).discrimination == nil)
        #expect(Self.tally((1...20).map { (50 * $0, 60) }).discrimination == nil)
    }

    @Test("A million answers are counted to the last digit, and sums out of this world do not trap")
    func large() throws {
        let n = 1_000_000
        // Half right with a score of 51, half wrong with 50: both go together, by a hair.
        let sums = QuestionTally(
            answers: n,
            points: n / 2 * 1000,
            milliseconds: .max,
            scores: n / 2 * 101,
            pointsSquared: n / 2 * 1_000_000,
            scoresSquared: n / 2 * (51 * 51 + 50 * 50),
            pointsByScores: n / 2 * 51_000
        )
        #expect(abs(try #require(sums.discrimination) - 1) < 1e-12)
        for value in [Int.max, .min, 1, -1] {
            var odd = QuestionTally(
                answers: .max,
                points: value,
                milliseconds: value,
                scores: value,
                pointsSquared: value,
                scoresSquared: .max,
                pointsByScores: .min
            )
            #expect(odd.discrimination.map { (-1...1).contains($0) } ?? true)
            #expect(odd.shareRight.map { (0...100).contains($0) } ?? true)
            _ = odd.suspicions(amongMeanSeconds: .nan, optionCount: .min)
            odd.add(points: 1000, milliseconds: .max, restPercent: 100)
        }
    }

    @Test("From twenty answers on, questions that look wrong are marked")
    func suspicions() {
        func marks(_ tally: QuestionTally, mean: Double? = 10, options: Int? = nil) -> Set<Suspicion> {
            tally.suspicions(amongMeanSeconds: mean, optionCount: options)
        }
        #expect(marks(Self.tally(right: 10, of: 20)).isEmpty)
        #expect(marks(Self.tally(right: 19, of: 19)).isEmpty)
        #expect(marks(Self.tally(right: 20, of: 20)) == [.tooEasy])
        #expect(marks(Self.tally(right: 19, of: 20)) == [.tooEasy])
        #expect(marks(Self.tally(right: 18, of: 20)).isEmpty)
        #expect(marks(Self.tally(right: 2, of: 20)) == [.tooHard])
        #expect(marks(Self.tally(right: 3, of: 20)).isEmpty)
        #expect(marks(Self.tally(right: 5, of: 20), options: 4) == [.tooHard])
        #expect(marks(Self.tally(right: 6, of: 20), options: 4).isEmpty)
        #expect(marks(Self.tally(right: 10, of: 20), options: 2) == [.tooHard])
        #expect(marks(Self.tally(right: 2, of: 20), options: 100) == [.tooHard])
        #expect(marks(Self.tally((0..<20).map { ($0 < 10 ? 0 : 1000, 100 - $0) })) == [.againstTheRest])
        #expect(marks(Self.tally((0..<20).map { ($0 % 2 == 0 ? 1000 : 0, 100 - $0) })) == [.weak])
        #expect(marks(Self.tally(right: 18, of: 20, seconds: 10), mean: 30) == [.fast])
        #expect(marks(Self.tally(right: 18, of: 20, seconds: 10), mean: 29.9).isEmpty)
        #expect(marks(Self.tally(right: 17, of: 20, seconds: 10), mean: 30).isEmpty)
        #expect(marks(Self.tally(right: 20, of: 20, seconds: 1), mean: 30) == [.tooEasy, .fast])
        #expect(marks(Self.tally(right: 18, of: 20), mean: nil).isEmpty)
    }

    @Test(
        "A score is among the best so many percent, ties included, from twenty takers on",
        arguments: [
            (0, 1, 20, 5), (1, 1, 20, 10), (0, 20, 20, 100), (19, 1, 20, 100), (0, 1, 19, nil), (0, 0, 20, 1),
            (0, 1, 1000, 1),
            (1, 2, 29, 11), (10, 0, 21, 48), (50, 9, 30, 100), (-5, 0, 30, 1), (.max, .max, .max, 100), (0, 0, 0, nil),
        ]
    )
    func percentiles(better: Int, equal: Int, total: Int, top: Int?) {
        let ranking = ScoreRanking(better: better, equal: equal, total: total)
        #expect(ranking.percentile == top.map { Attempt.Percentile(top: $0, takers: total) })
    }
}

struct TestScoreTests {
    private static func items(_ points: [Int?]) -> [AttemptItem] {
        points.enumerated().map { position, points in
            var item = AttemptItem(
                attempt: AttemptID(rawValue: 1),
                position: position,
                question: TestQuestionID(rawValue: Int64(100 + position)),
                mark: 0
            )
            item.answer = points.map {
                AttemptItem.Answer(response: .none, event: nil, at: Timestamp(rawValue: 0), tookMs: 0, points: $0)
            }
            return item
        }
    }

    @Test("Points are added up over the questions that count, and what was not answered gives none")
    func points() {
        let items = Self.items([1000, 500, nil, 0, .max, .min])
        let all = TestScore.points(of: items, void: [])
        #expect(all == (2500, 6))
        let some = TestScore.points(
            of: items,
            void: [100, 102, 999].reduce(into: []) { $0.insert(.init(rawValue: $1)) }
        )
        #expect(some == (1500, 4))
        #expect(TestScore.points(of: [], void: []) == (0, 0))
    }

    @Test("The rest of an attempt is all but the question itself")
    func rest() {
        let items = Self.items([1000, 500, nil, 0])
        #expect(items.map { TestScore.restPercent(of: $0, among: items) } == [16, 33, 50, 50])
        #expect(TestScore.restPercent(of: items[0], among: [items[0]]) == 0)
        #expect(TestScore.restPercent(of: items[0], among: []) == 0)
    }

    @Test(
        "Weak topics are those with less than 60 percent, the weakest first, and none that gives a single answer away"
    )
    func weakTopics() {
        let items = [
            ("swift", 1000), ("swift", 0), ("sql", 600), ("sql", 600), ("git", 0), ("", 0), ("", 0), ("html", 0),
            ("html", 599), ("css", 1000), ("css", 199), ("bash", 0), ("bash", 599),
        ]
        #expect(TestScore.weakTopics(items) == ["bash", "html", "swift", "css"])
        #expect(TestScore.weakTopics([("git", 599)]) == ["git"])
        #expect(TestScore.weakTopics([("git", 0), ("", 0)]).isEmpty)
        #expect(TestScore.weakTopics([("", 0)]).isEmpty)
        #expect(TestScore.weakTopics([]).isEmpty)
        #expect(TestScore.weakTopics([("git", .min), ("git", .max)]) == ["git"])
    }
}
