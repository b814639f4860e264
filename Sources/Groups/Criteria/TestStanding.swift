import Identifiers

/// How a person stands to a skill test that a criterion names.
package struct TestStanding: Hashable, Sendable {
    package var test: SkillTest
    /// The person's passes that matter, the latest first.
    package var passes: [Pass]
    /// The days on which they were passed, where the group is.
    package var passedOn: [AttemptID: Day]
    /// The one that is shown.
    package var pass: Pass?
    /// When it may be taken, where that is not at once.
    package var mayStartAt: Timestamp?
    /// Whether the person is in the middle of it.
    package var isRunning = false
    /// Whether the person can't take it, because they run it or have read its questions.
    package var isBarred = false
    /// What the person said about one of their answers, for those who decide.
    package var explained: ExplainedAnswer?

    package init(test: SkillTest, passes: [Pass] = [], passedOn: [AttemptID: Day] = [:], today: Day) {
        self.test = test
        self.passes = passes
        self.passedOn = passedOn
        pass = passes.toShow(on: today)
    }

    /// The best pass that is by itself what a criterion asks for on a day.
    package func counting(minimumPercent: Int?, daysAtMost: Int?, on day: Day) -> Pass? {
        passes.filter { pass in
            pass.percent >= minimumPercent ?? 0 && lastDay(of: pass, daysAtMost).map { day <= $0 } ?? true
        }.toShow(on: day)
    }

    /// The same as a criterion sees it: the pass that is shown is the one that counts for it, where one does.
    package func seen(minimumPercent: Int?, daysAtMost: Int?, on day: Day) -> TestStanding {
        var standing = self
        standing.pass = counting(minimumPercent: minimumPercent, daysAtMost: daysAtMost, on: day) ?? pass
        return standing
    }

    /// Until when a criterion is met by any of the passes, and when the last of those was given.
    ///
    /// Nil where none does, and where one does for ever.
    package func proof(minimumPercent: Int?, daysAtMost: Int?) -> (until: Day, at: Timestamp)? {
        let able = passes.filter { $0.percent >= minimumPercent ?? 0 }
        let days = able.compactMap { lastDay(of: $0, daysAtMost) }
        guard days.count == able.count, let until = days.max(), let at = able.map(\.at).max() else { return nil }
        return (until, at)
    }

    /// The last day on which a pass counts for a criterion; nil: for ever.
    private func lastDay(of pass: Pass, _ daysAtMost: Int?) -> Day? {
        let aged = daysAtMost.flatMap { days in passedOn[pass.attempt].map { $0.advanced(by: days) } }
        return [pass.until, aged].compactMap(\.self).min()
    }
}

/// A question about one of the applicant's own answers in a test, and what they said to it.
package struct ExplainedAnswer: Hashable, Sendable {
    /// Nil for those who may not read the questions of the test, who learn nothing of the answer either.
    package var question: String?
    package var answer: String
    package var explanation: String

    package init(question: String, answer: String, explanation: String) {
        self.question = question
        self.answer = answer
        self.explanation = explanation
    }
}

/// Something that counts for a criterion until a day: evidence with a date, or the pass of a test that runs out.
package struct DatedProof: Hashable, Sendable {
    package var number: Int
    package var until: Day
    /// When it was given.
    package var at: Timestamp

    package init(number: Int, until: Day, at: Timestamp) {
        self.number = number
        self.until = until
        self.at = at
    }
}
