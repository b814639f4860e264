import Groups
import Identifiers

/// What the bot does by itself about memberships when their time comes: evidence that runs out, and what is missing.
enum Upholding {
    /// Looks at the memberships that are due, or gives nil where none is.
    static func decide(_ call: Call, _ board: some Board) throws -> Decision? {
        let due = try board.upkeepDue(by: call.receivedAt, limit: Upkeep.batch)
        guard !due.isEmpty else { return nil }
        var looks = UpkeepLooks(call: call)
        for upkeep in due {
            let group = try board.knownGroup(upkeep.group)
            if try wait(upkeep, group, &looks, board) { continue }
            let standing = try standing(of: upkeep.person, in: group, upkeep, call, board)
            let step = standing?.step(after: upkeep, in: board.zone(of: group))
            // Of whom nothing is asked any more, nothing can be missing.
            let none: UpkeepStep = upkeep.notice == nil ? .wait(nil) : .lift(nil)
            try looks.take(step ?? none, about: upkeep.person, upkeep, standing, group, board)
        }
        return try looks.decision(withNotices: true, board)
    }

    /// Whether nothing is decided about a group's members now.
    private static func wait(
        _ upkeep: Upkeep,
        _ group: Group,
        _ looks: inout UpkeepLooks,
        _ board: some Board
    ) throws -> Bool {
        // Its members are told by the walk that ends it.
        if group.state == .archived {
            looks.changes.append(.upkeep(.settled(group.id, upkeep.person)))
            return true
        }
        // Nobody could lift a notice while it is suspended. And whose notice was called off is looked at by the next
        // re-check, where there is one already: nobody hears that it is lifted, and then that it is not.
        let isForRecheck = try upkeep.notice?.isCalledOff == true && board.recheck(of: group.id) != nil
        guard group.suspension != nil || isForRecheck else { return false }
        var later = upkeep
        later.dueAt = looks.call.receivedAt.later(days: 1)
        looks.changes.append(.upkeep(.watched(later)))
        return true
    }

    /// A member held against what they are bound to, or nil where that is nothing.
    ///
    /// `number` is a version that is put in place of the one that the member is bound to.
    static func standing(
        of person: UserID,
        in group: Group,
        by number: Int? = nil,
        _ upkeep: Upkeep?,
        _ call: Call,
        _ board: some Board
    ) throws -> UpkeepStanding? {
        var bound = number ?? upkeep?.notice?.version
        if number == nil, let own = try board.versionHeld(by: person, in: group.id) { bound = max(bound ?? own, own) }
        guard let bound, let held = try board.criteria(of: group.id, version: bound) else { return nil }
        return UpkeepStanding(
            held: held,
            present: try board.criteria(of: group.id)?.set ?? CriteriaSet(),
            facts: try facts(on: person, held.set, in: group, call, board),
            kept: try board.kept(for: person, in: group.id)
        )
    }

    /// What is asked about a member by the criteria that they are bound to, and by the present ones.
    static func facts(
        on person: UserID,
        _ held: CriteriaSet,
        in group: Group,
        _ call: Call,
        _ board: some Board
    ) throws -> CriteriaFacts {
        let present = try board.criteria(of: group.id)?.set ?? CriteriaSet()
        var facts = try board.criteriaFacts(on: person, for: held, in: group, at: call.receivedAt)
        if present != held {
            let more = try board.criteriaFacts(on: person, for: present, in: group, at: call.receivedAt)
            facts.groups.formUnion(more.groups)
            facts.rooms.formUnion(more.rooms)
            facts.movedRooms.merge(more.movedRooms) { first, _ in first }
            facts.submissions.merge(more.submissions) { first, _ in first }
            facts.freelancerFrom.merge(more.freelancerFrom) { first, _ in first }
        }
        for room in held.roomsNamed.union(present.roomsNamed) {
            let place = facts.movedRooms[room] ?? room
            if try !board.seesOccupants(of: place) { facts.unseenRooms.insert(room) }
        }
        return facts
    }
}

extension Decision {
    /// The same decision with the ends of memberships after all else: they make the bot look at memberships of other
    /// groups, which nothing after them may undo.
    var endingLast: Decision {
        let ends = changes.filter { if case .membership = $0 { true } else { false } }
        let rest = changes.filter { if case .membership = $0 { false } else { true } }
        return Decision(changes: rest + ends, outgoing: outgoing)
    }

    /// The same decision, with what is not held against those who are let in though they lack something: whoever let them
    /// in knew it.
    func upheld(_ call: Call, _ board: some Board) throws -> Decision {
        var decision = self
        for (id, person, request) in letIn {
            guard let present = try board.criteria(of: id) else { continue }
            let number = try request.map { try board.criteriaVersion(of: $0) } ?? present.number
            guard let number, let held = try board.criteria(of: id, version: number) else { continue }
            let group = try board.knownGroup(id)
            let facts = try Upholding.facts(on: person, held.set, in: group, call, board)
            let standing = UpkeepStanding(held: held, present: present.set, facts: facts, kept: [:])
            guard case .lost(let numbers, _) = standing.finding else { continue }
            var keeping = Keeping(
                group: id,
                person: person,
                criteria: numbers.compactMap { number in
                    held.set[number].map { .init(number: number, asked: $0.kind.fingerprint) }
                },
                by: try admitter(board) ?? call.sender,
                reason: "",
                at: call.receivedAt
            )
            keeping.isWaived = changes.contains { change in
                if case .criteria(.waived(let waiver)) = change { waiver.request == request } else { false }
            }
            decision.changes.append(.upkeep(.kept(keeping)))
        }
        return decision
    }

    /// Whom the decision lets in, and by which request; whoever was let in before and has waited for a place is not among them.
    private var letIn: [(group: GroupID, person: UserID, request: RequestID?)] {
        changes.compactMap { change in
            switch change {
            case .queue(.joined(let place)): (place.group, place.person, place.ticket.request)
            case .membership(.began(let group, let person, let request, _)):
                changes.contains { other in
                    if case .queue(.admitted(let place, _)) = other {
                        place.group == group && place.person == person
                    } else {
                        false
                    }
                } ? nil : (group, person, request)
            default: nil
            }
        }
    }

    private func admitter(_ board: some Board) throws -> UserID? {
        for change in changes {
            if case .request(.approved(_, let verdict)) = change { return verdict.administrator }
            if case .invitation(.accepted(let id, _)) = change { return try board.invitation(id)?.invitedBy }
        }
        return nil
    }
}
