import Groups

/// Several requests decided by one command: each by itself, so that one that fails doesn't stop the others.
struct Batch {
    static let requestsAtMost = 20

    let ids: [RequestID]
    let verdicts: Verdicts

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        try Self.checkPlace(of: ids, call, board)
        var decision = Decision()
        var lines: [AdministrationSaying.DecisionLine] = []
        var closing: [Outgoing] = []
        var seen: Set<RequestID> = []
        for id in ids where seen.insert(id).inserted {
            do throws(any Error) {
                let decided = try verdicts.decide(id, after: decision.changes, call, board)
                decision.changes += decided.changes
                closing += decided.outgoing
                lines.append(decided.line)
            } catch let refusal as Refusal {
                guard ids.count > 1 else { throw refusal }
                lines.append(.init(request: id, outcome: .failed(refusal)))
            }
        }
        decision.outgoing = [Outgoing(.answer(AdministrationSaying.decisions(lines)), urgency: .answer)] + closing
        return decision
    }

    /// Asks back where the words begin with numbers that may be meant as requests to be decided, too: with several of them, or
    /// with that of one that waits for the same group.
    func checkWords(_ words: String, of command: String, _ board: some Board) throws {
        let (found, rest) = Words(words).leadingRequests()
        let others = found.filter { !ids.contains($0) }
        guard let own = ids.first, let first = others.first else { return }
        guard try found.count > 1 || waits(first, beside: own, board) else { return }
        throw Refusal.request(
            .numbersInWords(ids, others: others, command: command, rest: rest.capped(bytes: 100))
        )
    }

    private func waits(_ other: RequestID, beside own: RequestID, _ board: some Board) throws -> Bool {
        guard let mine = try board.request(own), let theirs = try board.request(other) else { return false }
        return mine.group == theirs.group && theirs.isOpen
    }

    /// Decisions are taken in an administrators' room, by somebody who is in it, or alone with the bot.
    ///
    /// Elsewhere nothing is revealed, not even whether there is such a request.
    static func checkPlace(of ids: [RequestID], _ call: Call, _ board: some Board) throws {
        guard call.place == .shared else { return }
        guard try board.groupAdministered(in: call.room) != nil, try board.occupies(call.sender, call.room) else {
            throw Refusal.authority(.decideElsewhere(ids))
        }
    }
}
