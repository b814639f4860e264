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
        return try .answer(SkillTestSaying.question(test, question)).noting(readerOf: test, call, board)
    }
}
