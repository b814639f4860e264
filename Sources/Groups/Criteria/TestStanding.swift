/// How a person stands to a skill test that a criterion names.
package struct TestStanding: Hashable, Sendable {
    package var test: SkillTest
    package var pass: Pass?
    /// The day on which it was passed, where the group is.
    package var passedOn: Day?
    /// When it may be taken, where that is not at once.
    package var mayStartAt: Timestamp?
    /// Whether the person is in the middle of it.
    package var isRunning = false
    /// What the person said about one of their answers, for those who decide.
    package var explained: ExplainedAnswer?

    package init(test: SkillTest, pass: Pass? = nil, passedOn: Day? = nil) {
        self.test = test
        self.pass = pass
        self.passedOn = passedOn
    }

    /// The last day on which the pass counts for a criterion; nil: for ever.
    package func lastDay(daysAtMost: Int?) -> Day? {
        let aged = daysAtMost.flatMap { days in passedOn.map { $0.advanced(by: days) } }
        return [pass?.until, aged].compactMap(\.self).min()
    }

    /// Whether the pass is what a criterion asks for on a day.
    package func meets(minimumPercent: Int?, daysAtMost: Int?, on day: Day) -> Bool {
        guard let pass, pass.percent >= minimumPercent ?? 0 else { return false }
        return lastDay(daysAtMost: daysAtMost).map { day <= $0 } ?? true
    }
}

/// A question about one of the applicant's own answers in a test, and what they said to it.
package struct ExplainedAnswer: Hashable, Sendable {
    package var question: String
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
