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

    /// Asks back where the words begin with the number of another request that waits for the same group: it was meant to be
    /// decided, too, or is just a number.
    func checkWords(_ words: String, of command: String, _ board: some Board) throws(Refusal) {
        let first = words.prefix { !$0.isWhitespace }
        let digits = first.hasPrefix("#") ? first.dropFirst() : first
        guard digits.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int64(digits) else { return }
        let other = RequestID(rawValue: number)
        guard !ids.contains(other), let own = ids.first,
            let (mine, theirs) = try? (board.request(own), board.request(other)), let mine, let theirs,
            mine.group == theirs.group, theirs.isOpen
        else { return }
        let rest = words.dropFirst(first.count).trimmingSpace()
        throw .request(.numberInWords(ids, other, command: command, rest: rest.capped(bytes: 100)))
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
