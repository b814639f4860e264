/// What makes a question look as if something was wrong with it, the gravest first.
///
/// The numbers are stored: each is a bit, so that the sum of a question's ranks it among others.
package enum Suspicion: Int, Hashable, Sendable, CaseIterable {
    /// Those who know the rest do worse at it: perhaps the wrong answer is marked as right.
    case againstTheRest = 16
    /// It is answered right far sooner than others: perhaps it has leaked.
    case fast = 8
    /// People know it no better than by guessing, or hardly anybody does.
    case tooHard = 4
    /// It says little about what people know.
    case weak = 2
    /// Nearly everybody knows it.
    case tooEasy = 1
}

extension QuestionTally {
    /// From so many answers on a question can be suspicious.
    package static let answersForSuspicion = 20
    /// From so many answers on its correlation with the rest says something.
    package static let answersForDiscrimination = 10

    /// Counts an answer: its points in thousandths, how long it took, and the percent of the attempt's other questions.
    package mutating func add(points: Int, milliseconds: Int64, restPercent: Int) {
        count(points: points, milliseconds: milliseconds, restPercent: restPercent, times: 1)
    }

    /// Takes back an answer that was counted.
    package mutating func subtract(points: Int, milliseconds: Int64, restPercent: Int) {
        count(points: points, milliseconds: milliseconds, restPercent: restPercent, times: -1)
    }

    private mutating func count(points: Int, milliseconds: Int64, restPercent: Int, times: Int) {
        let gained = min(1000, max(0, points))
        let score = min(100, max(0, restPercent))
        // No question is open for longer than a day, so that no number of answers comes near what an integer holds.
        let took = Int(min(86_400_000, max(0, milliseconds)))
        answers &+= times
        self.points &+= times &* gained
        self.milliseconds &+= times &* took
        scores &+= times &* score
        pointsSquared &+= times &* (gained * gained)
        scoresSquared &+= times &* (score * score)
        pointsByScores &+= times &* (gained * score)
    }

    /// How much of the points was gained, in percent; nil where nobody has answered.
    package var shareRight: Int? { exactShareRight.map { Int($0.rounded()) } }

    private var exactShareRight: Double? {
        answers > 0 ? min(100, max(0, Double(points) / (10 * Double(answers)))) : nil
    }

    /// How long an answer took; nil where nobody has answered.
    package var meanSeconds: Double? { answers > 0 ? Double(milliseconds) / 1000 / Double(answers) : nil }

    /// Pearson's correlation of the question's points with the other questions': -1 to 1.
    ///
    /// Nil below ``answersForDiscrimination``, and where all answers or all scores were the same.
    package var discrimination: Double? {
        guard answers >= Self.answersForDiscrimination else { return nil }
        // Exact, as the difference of two large products may be small; twice as wide, so that none is too large.
        func spread(_ product: Int, _ left: Int, _ right: Int) -> Int128 {
            Int128(answers) * Int128(product) &- Int128(left) * Int128(right)
        }
        let pointSpread = spread(pointsSquared, points, points)
        let scoreSpread = spread(scoresSquared, scores, scores)
        guard pointSpread > 0, scoreSpread > 0 else { return nil }
        let common = Double(spread(pointsByScores, points, scores))
        return min(1, max(-1, common / (Double(pointSpread).squareRoot() * Double(scoreSpread).squareRoot())))
    }

    /// What looks wrong with the question, from ``answersForSuspicion`` on.
    ///
    /// `amongMeanSeconds` is how long an answer takes on average over all questions of the test; `optionCount` how many
    /// options there are to guess among, where one is right.
    package func suspicions(amongMeanSeconds: Double?, optionCount: Int?) -> Set<Suspicion> {
        guard answers >= Self.answersForSuspicion, let share = exactShareRight else { return [] }
        var suspicions: Set<Suspicion> = []
        if share >= 95 { suspicions.insert(.tooEasy) }
        let byChance = optionCount.map { 100 / Double(max(2, $0)) } ?? 0
        if share <= max(10, byChance) { suspicions.insert(.tooHard) }
        if let discrimination {
            // What few answers make by chance alone is no sign of a mistake.
            if discrimination < -2 / Double(answers).squareRoot() {
                suspicions.insert(.againstTheRest)
            } else if discrimination < 0.1 {
                suspicions.insert(.weak)
            }
        }
        if share >= 90, let meanSeconds, let amongMeanSeconds, 3 * meanSeconds <= amongMeanSeconds {
            suspicions.insert(.fast)
        }
        return suspicions
    }
}

extension ScoreRanking {
    /// Among the best so many percent, those with the same score included; nil below ``SkillTest/takersForPercentile``.
    package var percentile: Attempt.Percentile? {
        guard total >= SkillTest.takersForPercentile else { return nil }
        let percent = (100 * (Double(better) + Double(equal)) / Double(total)).rounded(.up)
        return Attempt.Percentile(top: Int(min(100, max(1, percent))), takers: total)
    }
}
