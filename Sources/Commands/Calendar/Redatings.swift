import Groups
import Identifiers

/// Gives the open requests of a group new dates after its calendar has changed, some at each tick.
enum Redatings {
    static let requestsAtMost = 100

    /// The next batch, where something is to be dated anew.
    static func decide(at now: Timestamp, _ call: Call, _ board: some Board) throws -> Decision {
        guard let redating = try board.redatingsDue(by: now, limit: 1).first else { return Decision() }
        let group = try board.knownGroup(redating.group)
        let calendar = try board.calendar(of: group, at: redating.changedAt)
        let batch = try board.promises(of: group.id, after: redating.after, limit: requestsAtMost)
        var decision = Decision()
        var moved = 0
        for item in batch {
            let ladder = Ladder(dueAt: item.request.dueAt, by: calendar)
            let next = item.rung.map(ladder.moment)
            decision.changes.append(.calendar(.redated(item.request.id, dueAt: item.request.dueAt, next: next)))
            guard item.request.dueAt != item.promisedAt else { continue }
            moved += 1
            decision.outgoing.append(
                Outgoing(
                    .tell(CalendarSaying.dateMoved(item.request, group, before: item.promisedAt), item.request.person),
                    key: "redated/\(item.request.key)/\(redating.changedAt.rawValue)",
                    urgency: .decision
                )
            )
        }
        guard batch.count < requestsAtMost else {
            let last = batch[batch.count - 1].request.id
            decision.changes.append(.calendar(.redatingMoved(group.id, to: last, moved: moved)))
            return decision
        }
        decision.changes.append(.calendar(.redatingEnded(group.id)))
        let total = redating.moved + moved
        guard total > 0 else { return decision }
        decision.changes.append(.request(.cardsOutdated(group.id, at: now)))
        decision.outgoing += try tellAdministrators(total, of: group, redating, board)
        return decision
    }

    /// One line for all the administrators, where they decide.
    private static func tellAdministrators(
        _ moved: Int,
        of group: Group,
        _ redating: Redating,
        _ board: some Board
    ) throws -> [Outgoing] {
        let saying = CalendarSaying.datesMoved(group, moved)
        let key = "redatings/\(group.id.rawValue)/\(redating.changedAt.rawValue)"
        if let room = try board.usableAdminRoom(of: group) {
            return [Outgoing(.say(saying, in: room), key: key)]
        }
        return try board.administrators(of: group.id, limit: Group.administratorsAtMost).map { administrator in
            Outgoing(.tell(saying, administrator), key: "\(key)/\(administrator)")
        }
    }
}

extension Decision {
    /// The same decision with what the group's record keeps of it.
    ///
    /// However a request is decided, it is counted here and nowhere else.
    func recorded(at now: Timestamp, _ board: some Board) throws -> Decision {
        var decision = self
        for change in changes {
            switch change {
            case .request(.approved(let id, _)), .request(.refused(let id, _)):
                guard let request = try board.request(id) else { continue }
                let calendar = try board.calendar(of: board.knownGroup(request.group), at: now)
                var promise = CalendarChange.Promise.kept
                // The clock of a request that waits for its applicant stands since the question.
                let pauses = try board.questions(about: id).map { Pause(from: $0.askedAt, to: $0.endedAt ?? now) }
                var stoodAt = now
                if case .awaitingApplicant(let since) = request.state { stoodAt = since }
                if request.dueAt < stoodAt {
                    let isCounted = try board.nextRung(of: id).map { $0.rawValue > Rung.overdue.rawValue } ?? true
                    promise = isCounted ? .counted : .missed
                }
                let paused = pauses.reduce(0) { $0 + max(0, calendar.businessDays(between: $1.from, and: $1.to)) }
                let waited = max(0, calendar.businessDays(between: request.countsFrom, and: now) - paused)
                decision.changes.append(.calendar(.decided(request.group, waited: waited, promise, at: now)))
            default: continue
            }
        }
        return decision
    }
}
