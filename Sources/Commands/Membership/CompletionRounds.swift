import Groups
import Identifiers

/// Looks at the incomplete requests of groups in which something has changed for all of them: what is asked for, or that the
/// group goes on.
enum CompletionRounds {
    /// Takes the round that is due longest one batch further.
    static func decide(_ call: Call, _ board: some Board) throws -> Decision {
        guard let round = try board.completionRoundsDue(by: call.receivedAt, limit: 1).first else { return Decision() }
        let requests = try board.incompleteRequests(
            of: round.group,
            after: round.after,
            limit: CompletionRound.batch
        )
        var decision = Decision()
        for request in requests {
            let look = try Completions.look(at: request, after: decision.changes, call, board)
            decision = try decision + look + (look.completes(request) ? Decision() : offer(to: request, call, board))
        }
        let isOver = requests.count < CompletionRound.batch
        let next = CompletionRound(group: round.group, after: requests.last?.id)
        decision.changes.append(
            .joining(isOver ? .roundEnded(round.group) : .roundGoesOn(next, at: call.receivedAt))
        )
        return decision
    }

    /// Says that what the group asks for now can be given at once, where that is so: once for each version.
    private static func offer(to request: JoinRequest, _ call: Call, _ board: some Board) throws -> Decision {
        let group = try board.knownGroup(request.group)
        guard var report = try Completions.openTo(request, in: group, call, board) else { return Decision() }
        report.isPrivate = true
        return Decision(
            outgoing: [
                Outgoing(
                    .tell(JoiningSaying.mayBeRejudged(request, group, report), request.person),
                    key: "mayBeRejudged/\(request.key)/\(report.version.number)",
                    urgency: .answer
                )
            ]
        )
    }
}

extension Decision {
    /// Whether a request is no longer incomplete by it.
    fileprivate func completes(_ request: JoinRequest) -> Bool {
        changes.contains { if case .request(.completed(request.id, _, _)) = $0 { true } else { false } }
    }
}
