import Groups

/// `!tests retire <test> <n…>`: draw questions no more.
struct RetireQuestions: Command {
    static let usage = Usage(
        name: "tests retire",
        parameters: "<test> <n…>",
        summary: "Draw questions no more; answers to them count as before.",
        example: "tests retire swift-basics 3 7-9",
        section: .tests
    )

    let test: TestReference

    init(_ text: inout CommandText) throws(UsageError) {
        test = try TestReference(&text.words)
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let (test, rest) = try test.resolve(privatelyIn: call, board)
        let numbers = try QuestionNumbers.read(rest)
        var questions: [TestQuestion] = []
        var refused: [SkillTestRefusal] = []
        for number in numbers {
            guard let question = try board.question(number, of: test.id) else {
                refused.append(.noSuchQuestion(test, number))
                continue
            }
            if question.state == .active {
                questions.append(question)
            } else {
                refused.append(.questionGone(test, number, question.state))
            }
        }
        // All or none: half of what was asked for is not what was meant.
        guard refused.count <= 1 else { return .answer(SkillTestSaying.noneRetired(test, refused)) }
        if let refusal = refused.first { throw Refusal.skillTest(refusal) }
        let topics = try board.topics(of: test.id)
        let changes = try test.retire(questions, topics: topics)
        return Decision(
            changes: changes,
            outgoing: [
                Outgoing(
                    .answer(
                        SkillTestSaying.retired(test, numbers, left: SkillTest.topics(topics, without: questions))
                    )
                )
            ]
        )
    }
}
