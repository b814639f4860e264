import Groups
import Identifiers

/// Takes the command off its sender's budget.
///
/// Who has none left is told so once, and then ignored.
func metered(_ decision: Decision, _ call: Call, _ board: some Board) throws -> Decision? {
    let budget = try board.budget(of: call.sender) ?? .full(at: call.receivedAt)
    switch budget.spend(at: call.receivedAt) {
    case .allowed(let left):
        var decision = decision
        decision.changes.append(.person(.spent(call.sender, left)))
        return decision
    case .warn(let left):
        var warning = Decision.answer(HelpSaying.slowDown)
        warning.changes = [.person(.spent(call.sender, left))]
        return warning
    case .ignore: return nil
    }
}

/// Takes a knock off its sender's budget.
///
/// Who has none left is turned away, and troubles nobody else.
func meteredAtTheDoor(_ decision: Decision, _ call: Call, _ board: some Board) throws -> Decision {
    let budget = try board.budget(of: call.sender) ?? .full(at: call.receivedAt)
    switch budget.spend(at: call.receivedAt) {
    case .allowed(let left):
        var decision = decision
        decision.changes.append(.person(.spent(call.sender, left)))
        return decision
    case .warn(let left):
        return Decision(changes: [.person(.spent(call.sender, left))], outgoing: [Knocks.tooMany(call)])
    case .ignore: return Decision(outgoing: [Knocks.tooMany(call)])
    }
}

extension Decision {
    /// The same with keys for answers that have none: what has such a key is said once.
    func saidOnce(_ key: String) -> Decision {
        var decision = self
        for index in outgoing.indices where outgoing[index].key == nil {
            decision.outgoing[index].key = "\(key)/\(index)"
        }
        return decision
    }
}
