import Groups

/// `!tests add <test>` with a form: write one question.
struct AddQuestion: Command {
    static let usage = Usage(
        name: "tests add",
        parameters: "<test> [--check]",
        summary: "Write a question for a test that you run.",
        example: """
            tests add swift-basics
            topic: optionals
            question: What does x ?? 0 give where x is nil?
            right: 0
            wrong: nil
            An error
            """,
        section: .tests,
        fields: QuestionForm.fields,
        choices: QuestionForm.choices
    )

    let written: WrittenQuestion

    init(_ text: inout CommandText) throws(UsageError) {
        written = try WrittenQuestion(&text)
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let (test, rest) = try written.test.resolve(privatelyIn: call, board)
        guard rest.isEmpty else { throw UsageError.unexpected(rest.capped(bytes: 60)) }
        let (content, mistakes) = try written.content(for: test, board)
        guard let content, mistakes.isEmpty else {
            return .answer(FoundingSaying.mistakes(mistakes, of: Self.usage))
        }
        let change = try test.add([content])
        guard !written.isCheck else { return .answer(SkillTestSaying.questionChecked(test, content)) }
        var after = test
        after.questionCount += 1
        let topics = SkillTest.topics(try board.topics(of: test.id), without: [], with: content)
        return try Decision(
            changes: [change],
            outgoing: [Outgoing(.answer(SkillTestSaying.questionAdded(after, content, topics)))]
        ).noting(readerOf: test, call, board)
    }
}
