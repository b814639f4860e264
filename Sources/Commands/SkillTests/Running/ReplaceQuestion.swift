import Groups

/// `!tests replace <test> <n>` with a form: retire a question, and write another one in its place.
struct ReplaceQuestion: Command {
    static let usage = Usage(
        name: "tests replace",
        parameters: "<test> <n> [--check]",
        summary: "Retire a question and put another one in its place; answers to the old one count.",
        example: """
            tests replace swift-basics 3
            topic: optionals
            question: What is the type of x?.count where x is a String?
            right: Int?
            wrong: Int
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
        let old = try QuestionNumbers.one(rest, of: test, board)
        // Whoever says nothing else means the topic of the old one.
        let (content, mistakes) = try written.content(for: test, topic: old.content.topic, board)
        guard let content, mistakes.isEmpty else {
            return .answer(FoundingSaying.mistakes(mistakes, of: Self.usage))
        }
        let topics = try board.topics(of: test.id)
        var changes = try test.retire([old], topics: topics, adding: content)
        var after = test
        after.questionCount -= 1
        changes.append(try after.add([content]))
        guard !written.isCheck else { return .answer(SkillTestSaying.questionChecked(test, content)) }
        return try Decision(
            changes: changes,
            outgoing: [Outgoing(.answer(SkillTestSaying.questionReplaced(test, old.number)))]
        ).noting(readerOf: test, call, board)
    }
}
