import Groups

/// `!test explain <test> <text>`: say something about one of one's answers, for those who decide about one's requests.
struct ExplainAnswer: Command {
    static let usage = Usage(
        name: "test explain",
        parameters: "<test> <text>",
        summary: "Answer the question that I asked about one of your answers; it goes with your requests.",
        example: "test explain swift-basics Because the compiler checks it",
        section: .tests
    )

    let test: TestReference

    init(_ text: inout CommandText) throws(UsageError) {
        let typed = try text.freeText("text", limitBytes: FollowUp.answerBytesAtMost + 200)
        if typed.isEmpty { throw .missing("test") }
        test = TestReference(text: typed)
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let (test, text) = try test.visible(to: call.sender, board)
        guard call.place == .direct else { return .answer(AttemptSaying.explainElsewhere(test)) }
        if text.isEmpty { throw UsageError.missing("text") }
        guard try !board.passes(of: call.sender, at: test.id).isEmpty else { throw Refusal.skillTest(.noPass(test)) }
        guard let asked = try board.followUps(of: call.sender, at: test.id).first else {
            return .answer(AttemptSaying.nothingToExplain(test))
        }
        return try FollowUps.explained(text, about: asked.attempt, call, board)
            ?? .answer(AttemptSaying.nothingToExplain(test))
    }
}
