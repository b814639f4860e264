import Groups

/// `!test stop [yes]`: give up the test that one is in the middle of.
struct StopTest: Command {
    static let usage = Usage(
        name: "test stop",
        parameters: "[yes]",
        summary: "Give up the test that you are in the middle of; it counts as not passed.",
        example: "test stop",
        section: .tests
    )

    let isSure: Bool

    init(_ text: inout CommandText) throws(UsageError) {
        guard !text.words.isAtEnd else {
            isSure = false
            return
        }
        let word = try text.words.next("yes")
        guard word.lowercased() == "yes", text.words.isAtEnd else { throw .unexpected(word.capped(bytes: 60)) }
        isSure = true
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        guard let attempt = try board.runningAttempt(of: call.sender) else {
            throw Refusal.skillTest(.nothingRunning)
        }
        guard isSure else {
            // What it costs is said before it is done.
            var given = attempt
            given.breakOff(.stopped, points: 0, counted: attempt.questionCount, at: call.receivedAt)
            let test = try board.knownTest(attempt.test)
            let earlier = try board.attempts(of: call.sender, at: test.id, limit: Attempt.rememberedAtMost)
            let all = [given] + earlier.filter { $0.id != attempt.id }
            let wait = test.wait(after: all, in: board.hallZone, at: call.receivedAt)
            return .answer(AttemptSaying.stopAsked(test, attempt, wait))
        }
        return try AttemptEnds.breakOff(attempt, .stopped, call, board)
    }
}
