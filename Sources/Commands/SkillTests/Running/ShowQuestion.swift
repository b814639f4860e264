import Groups

/// `!tests question <test> <n>`: one question with its answers, and what takers have made of it.
struct ShowQuestion: Command {
    static let usage = Usage(
        name: "tests question",
        parameters: "<test> <n>",
        summary: "See one question in full, its right answers, and what takers have made of it.",
        example: "tests question swift-basics 3",
        section: .tests
    )

    let test: TestReference

    init(_ text: inout CommandText) throws(UsageError) {
        test = try TestReference(&text.words)
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let (test, rest) = try test.resolve(privatelyIn: call, board)
        let question = try QuestionNumbers.one(rest, of: test, board)
        let mean = try QuestionReport.meanSeconds(of: test, board)
        return .answer(SkillTestSaying.question(test, QuestionReport(question, amongMeanSeconds: mean)))
    }
}

/// A question with what its numbers say.
struct QuestionReport: Sendable {
    var question: TestQuestion
    var suspicions: [Suspicion]

    init(_ question: TestQuestion, amongMeanSeconds mean: Double?) {
        self.question = question
        let optionCount: Int? =
            switch question.content.kind {
            case .choice(let options, isMultiple: false): options.count
            case .trueFalse: 2
            default: nil
            }
        suspicions = question.tally.suspicions(amongMeanSeconds: mean, optionCount: optionCount)
    }

    /// How long questions of a test take on average.
    static func meanSeconds(of test: SkillTest, _ board: some Board) throws -> Double? {
        var seconds: [Double] = []
        try board.eachQuestion(of: test.id) { question in
            if question.state == .active, let mean = question.tally.meanSeconds { seconds.append(mean) }
        }
        return meanSeconds(of: seconds)
    }

    static func meanSeconds(of seconds: [Double]) -> Double? {
        seconds.isEmpty ? nil : seconds.reduce(0, +) / Double(seconds.count)
    }
}
