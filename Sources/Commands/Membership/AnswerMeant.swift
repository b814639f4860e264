import Groups

/// What to say to words that are no command, from somebody to whom administrators have put a question.
///
/// They may be the answer; but they may be anything, and an answer starts the clock and goes to others. So the bot says how
/// to make it one.
enum AnswerMeant {
    /// Up to how many bytes the words are put into the command that would send them.
    private static let repeatedBytesAtMost = 200

    /// Nil where nobody waits for an answer, or where the words stand in no direct message, or are a reply.
    static func hint(_ spoken: Spoken, _ call: Call, _ board: some Board, _ manner: Manner) throws -> Decision? {
        guard call.place == .direct, spoken.replyTo == nil, call.thread == nil else { return nil }
        let text = CommandText.reply(spoken)
        guard !text.isEmpty, !text.hasPrefix(manner.prefix) else { return nil }
        let asked = try board.openRequests(of: call.sender, limit: Person.openRequestsAtMost)
            .filter(\.isAwaitingApplicant)
        guard let first = asked.first else { return nil }
        let isShort = text.utf8.count <= repeatedBytesAtMost && !text.contains(where: \.isNewline)
        let saying = AskingSaying.answerMeant(
            first.id,
            others: asked.dropFirst().map(\.id),
            text: isShort ? text : nil
        )
        // A machine that sends back whatever it is told is told this once in ten minutes.
        let key = "answerMeant/\(call.sender)/\(call.receivedAt.rawValue / 600_000)/\(text.prefix(60))"
        return Decision(outgoing: [Outgoing(.answer(saying), key: key)])
    }
}
