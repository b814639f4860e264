import Groups

/// `!tests void <test> <n>`: a question that was wrong counts for nobody.
struct VoidQuestion: Command {
    static let usage = Usage(
        name: "tests void",
        parameters: "<test> <n>",
        summary: "Let a wrong question count for nobody: its attempts are counted anew, and passes stay.",
        example: "tests void swift-basics 3",
        section: .tests
    )

    let test: TestReference

    init(_ text: inout CommandText) throws(UsageError) {
        test = try TestReference(&text.words)
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let (test, rest) = try test.resolve(privatelyIn: call, board)
        let question = try QuestionNumbers.one(rest, of: test, board)
        let change = try test.void(question, by: call.sender, at: call.receivedAt)
        let left = SkillTest.topics(try board.topics(of: test.id), without: [question])
        return Decision(
            changes: [change],
            outgoing: [Outgoing(.answer(SkillTestSaying.voided(test, question.number, left: left)))]
        )
    }
}
