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
        let found = try board.questionsBySuspicion(of: test.id, from: from, limit: Self.linesAtMost + 1)
        let statistics = TestStatistics(
            test: test,
            tally: try board.tally(of: test.id),
            running: try board.runningAttemptCount(at: test.id),
            suspicious: try board.suspiciousCount(of: test.id),
            from: from,
            page: Page(of: found, atMost: Self.linesAtMost)
        )
        let page = Decision.answer(SkillTestSaying.statistics(statistics))
        return statistics.showsQuestions ? try page.noting(readerOf: test, call, board) : page
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
    var page: Page<TestQuestion>

    /// Of a test that nobody has been through, there is nothing to say about questions.
    var showsQuestions: Bool { tally.attempts > 0 && !page.lines.isEmpty }
}
