import Groups

/// Shows the open cards of a group anew after something has changed that all of them say, some at each tick.
enum CardRounds {
    /// How many cards one tick shows.
    ///
    /// When there are more, the next tick follows at once.
    static let cardsAtMost = 50

    static func decide(at now: Timestamp, _ call: Call, _ board: some Board) throws -> Decision {
        guard let round = try board.cardRoundsDue(by: now, limit: 1).first else { return Decision() }
        let group = try board.knownGroup(round.group)
        // The cards of a group that is over are closed one by one.
        guard group.state != .archived else {
            return Decision(changes: [.request(.cardsShown(group.id, through: nil))])
        }
        let batch = try board.pendingRequests(of: group.id, after: round.after, limit: cardsAtMost)
        let last = batch.count < cardsAtMost ? nil : batch.last?.id
        return Decision(
            changes: [.request(.cardsShown(group.id, through: last))],
            outgoing: try batch.map { try Cards.revised($0, in: group, by: call, board) }
        )
    }
}
