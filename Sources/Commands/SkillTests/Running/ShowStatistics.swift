import Groups

/// `!tests stats <test>`: how it was taken so far, and which questions look wrong.
struct ShowStatistics: Command {
    static let usage = Usage(
        name: "tests stats",
        parameters: "<test> [from <n>]",
        summary: "See how a test that you run was taken, the questions that look wrong first.",
        example: "tests stats swift-basics",
        section: .tests
    )

    static let linesAtMost = 10

    let test: TestReference

    init(_ text: inout CommandText) throws(UsageError) {
        test = try TestReference(&text.words)
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let (test, rest) = try test.resolve(privatelyIn: call, board)
        let from = try ListQuestions.start(rest) ?? 1
        var questions: [TestQuestion] = []
        try board.eachQuestion(of: test.id) { question in
            // Of the others nothing can be bettered any more.
            if question.state == .active { questions.append(question) }
        }
        let mean = QuestionReport.meanSeconds(of: questions.compactMap(\.tally.meanSeconds))
        let reports = questions.map { QuestionReport($0, amongMeanSeconds: mean) }.sorted(by: Self.comesFirst)
        return .answer(
            SkillTestSaying.statistics(
                TestStatistics(
                    test: test,
                    tally: try board.tally(of: test.id),
                    running: try board.runningAttemptCount(at: test.id),
                    suspicious: reports.count { !$0.suspicions.isEmpty },
                    from: from,
                    page: Page(of: Array(reports.dropFirst(from - 1)), atMost: Self.linesAtMost)
                )
            )
        )
    }

    /// Those that look wrong first, then those that fewest got right; what nobody has answered last.
    private static func comesFirst(_ left: QuestionReport, _ right: QuestionReport) -> Bool {
        if left.suspicions.count != right.suspicions.count { return left.suspicions.count > right.suspicions.count }
        let (leftShare, rightShare) = (left.question.tally.shareRight ?? 101, right.question.tally.shareRight ?? 101)
        return (leftShare, left.question.number) < (rightShare, right.question.number)
    }
}

/// How a test was taken, and one page of its questions.
struct TestStatistics: Sendable {
    var test: SkillTest
    var tally: SkillTestTally
    var running: Int
    /// How many questions look wrong.
    var suspicious: Int
    /// The place of the first question on the page, from 1.
    var from: Int
    var page: Page<QuestionReport>
}
