import Groups
import Identifiers

/// Whoever was refused and wanted to hear of it is told, once, that criteria have changed so that they meet them.
enum Hints {
    /// Takes the round that is due longest one batch further.
    static func decide(_ call: Call, _ board: some Board) throws -> Decision {
        guard let round = try board.hintRoundsDue(by: call.receivedAt, limit: 1).first else { return Decision() }
        let group = try board.knownGroup(round.group)
        guard group.state != .archived, let before = try board.criteria(of: group.id, version: round.before),
            let present = try board.criteria(of: group.id)
        else { return Decision(changes: [.hint(.roundEnded(group.id))]) }
        // Nobody is sent to a door that is shut: the round waits until the group takes requests again.
        guard group.takesRequests else {
            return Decision(changes: [.hint(.roundGoesOn(round, at: call.receivedAt.later(days: 1)))])
        }
        let refused = try board.hintsWanted(in: group.id, after: round.after, limit: HintRound.batch)
        var decision = Decision()
        for request in refused {
            decision = try decision + look(at: request, group, before, present, call, board)
        }
        var next = round
        next.after = refused.last?.person
        decision.changes.append(
            .hint(
                refused.count < HintRound.batch
                    ? .roundEnded(group.id) : .roundGoesOn(next, at: call.receivedAt)
            )
        )
        return decision
    }

    private static func look(
        at request: JoinRequest,
        _ group: Group,
        _ before: CriteriaVersion,
        _ present: CriteriaVersion,
        _ call: Call,
        _ board: some Board
    ) throws -> Decision {
        let (person, now) = (request.person, call.receivedAt)
        guard !request.isHintOutdated(at: now) else { return Decision(changes: [.hint(.outdated(request.id))]) }
        let isOpen = try request.isOpenToHint(
            board.person(person),
            board.standing(of: person, in: group.id),
            ban: board.ban(of: person, from: group.id),
            at: now
        )
        guard isOpen else { return Decision() }
        let lacked = try lacking(of: before.set, person, group, now, board)
        guard !lacked.isEmpty, try lacking(of: present.set, person, group, now, board).isEmpty else {
            return Decision()
        }
        let mayAskAt = try board.lastRefusal(of: person, by: group.id).map {
            group.mayAskAgain(after: $0, in: board.zone(of: group))
        }
        let hint = HintSaying(
            request: request,
            group: group,
            isAnythingListed: !present.set.criteria.isEmpty,
            lacked: lacked,
            roomNames: try board.roomNames(in: before.set),
            mayAskAt: mayAskAt.flatMap { $0 > now ? $0 : nil }
        )
        return Decision(
            changes: [.hint(.given(request.id, at: now))],
            outgoing: [Outgoing(.tell(hint, person), key: "hint/\(request.key)", urgency: .answer)]
        )
    }

    private static func lacking(
        of set: CriteriaSet,
        _ person: UserID,
        _ group: Group,
        _ now: Timestamp,
        _ board: some Board
    ) throws -> [Checklist.Item] {
        set.lacking(in: set.evaluate(try board.criteriaFacts(on: person, for: set, in: group, at: now)))
    }
}

extension Group {
    /// Whether anybody may ask to join now.
    fileprivate var takesRequests: Bool {
        do throws(Refusal) {
            try checkTakesRequests()
            return true
        } catch {
            return false
        }
    }
}
