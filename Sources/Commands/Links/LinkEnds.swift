import Groups

/// Questions whether an account is somebody's too that nobody answered in time.
enum LinkEnds {
    /// How many one tick ends.
    static let questionsAtMost = 100

    /// Tells whoever asked, in the same words whatever the reason is.
    static func decide(_ call: Call, _ board: some Board) throws -> Decision {
        var decision = Decision()
        for question in try board.linkQuestionsOver(by: call.receivedAt, limit: questionsAtMost) {
            decision.changes.append(.link(.ranOut(question)))
            decision.outgoing.append(
                Outgoing(
                    .tell(LinkSaying.noWord(question), question.asker),
                    key: "link/over/\(question.asker)/\(question.asked)/\(question.askedAt.rawValue)",
                    urgency: .decision
                )
            )
        }
        return decision
    }
}
