import Groups
import Identifiers

/// What the bot does when somebody changed by hand what a group rests on: its administrators went away, or its rooms no
/// longer let the bot do its work.
enum Watches {
    static func decide(_ call: Call, _ board: some Board) throws -> Decision {
        var decision = Decision()
        for watch in try board.watchesDue(by: call.receivedAt, limit: GroupWatch.batch) {
            decision += try look(watch, try board.knownGroup(watch.group), call, board)
        }
        return decision
    }

    private static func look(
        _ watch: GroupWatch,
        _ group: Group,
        _ call: Call,
        _ board: some Board
    ) throws -> Decision {
        var next = watch
        guard group.state != .archived else {
            next.troubles = []
            return Decision(changes: [.watch(.looked(next))])
        }
        let isVacant = try board.isVacant(group.id)
        var decision = try office(group, isVacant: isVacant, call, board)
        // Of its rooms they hear who come to decide for it.
        guard !isVacant else { return decision + Decision(changes: [.watch(.looked(watch))]) }
        next.troubles = try troubles(of: group, board)
        let saying = RoomWatchSaying(
            group: group,
            troubles: RoomTrouble.allCases.filter { next.troubles.contains($0) && !watch.troubles.contains($0) },
            cured: RoomTrouble.allCases.filter { watch.troubles.contains($0) && !next.troubles.contains($0) },
            people: try people(in: group, board)
        )
        // Each of many who come in one by one is no message of its own.
        if saying.troubles.isEmpty, saying.cured.isEmpty, !saying.people.isEmpty, let last = watch.toldAt,
            last.rawValue + GroupWatch.pauseMs > call.receivedAt.rawValue
        {
            let until = Timestamp(rawValue: last.rawValue + GroupWatch.pauseMs)
            return decision + Decision(changes: [.watch(.putOff(group.id, until: until))])
        }
        if !saying.people.isEmpty { next.toldAt = call.receivedAt }
        decision.changes.append(.watch(.looked(next)))
        guard saying.saysSomething else { return decision }
        decision.outgoing += try Walks.tellAdministrators(
            of: group,
            saying,
            key: "watch/\(call.event)/\(group.handle)",
            board
        )
        return decision
    }

    // MARK: Who decides

    /// Pauses a group of whose administrators none can be reached, and lets it go on once one can.
    private static func office(
        _ group: Group,
        isVacant: Bool,
        _ call: Call,
        _ board: some Board
    ) throws -> Decision {
        var decision = Decision()
        let administrators = try board.administrators(of: group.id, limit: Group.administratorsAtMost)
        // Nobody waits for somebody who went away.
        for person in administrators where try board.isAway(person) {
            decision += try Claim.endAll(of: person, in: group, call, board)
        }
        guard let change = group.watch(isVacant: isVacant, at: call.receivedAt) else { return decision }
        decision.changes.append(change)
        let waiting = try board.pendingRequestCount(of: group.id)
        let owners = try board.owners(of: group.sponsor.id, limit: Sponsor.ownersAtMost)
        let word = isVacant ? "vacant" : "filled"
        for person in owners + board.hall.operators.sorted().filter({ !owners.contains($0) }) {
            let isOwner = owners.contains(person)
            decision.outgoing.append(
                Outgoing(
                    .tell(
                        isVacant
                            ? OfficeSaying.vacant(group, administrators, waiting: waiting, isOwner: isOwner)
                            : OfficeSaying.filled(group, waiting: waiting),
                        person
                    ),
                    key: "\(word)/\(call.event)/\(group.handle)/\(person)",
                    urgency: .decision
                )
            )
        }
        return decision
    }

    // MARK: Rooms

    private static func troubles(of group: Group, _ board: some Board) throws -> Set<RoomTrouble> {
        var troubles: Set<RoomTrouble> = []
        if let room = group.rooms.admin {
            if try !board.maySpeak(in: room) {
                troubles.insert(.adminSilent)
            } else if try !board.hasAdministrator(of: group.id, in: room) {
                troubles.insert(.adminDeserted)
            }
        }
        if let room = group.rooms.members {
            if try !board.isBotIn(room) {
                troubles.insert(.membersGone)
            } else {
                if try !board.botMayInviteAndKick(in: room) { troubles.insert(.membersWeak) }
                if try board.isPublic(room) { troubles.insert(.membersPublic) }
            }
        }
        return troubles
    }

    /// Who was taken out of the members' room by hand, and who came in without being a member, as far as that is still so.
    private static func people(in group: Group, _ board: some Board) throws -> [RoomStir] {
        // A draft has no members whom anybody could be taken for.
        guard let room = group.rooms.members, group.state != .draft else { return [] }
        // Of a room that anybody can enter it is no news that somebody did.
        let isPublic = try board.isPublic(room)
        return try board.stirs(of: group.id, limit: GroupWatch.peopleAtMost + 1).filter { stir in
            let isMember = if case .member = try board.standing(of: stir.person, in: group.id) { true } else { false }
            switch stir.kind {
            case .takenOut: return try isMember && !board.isExpected(stir.person, in: room)
            case .cameIn:
                return try !isPublic && !isMember && board.occupies(stir.person, room)
                    && !board.runs(group, stir.person)
            }
        }
    }
}

extension Board {
    /// Whether the bot can let somebody into the members' room now, or take them out of it.
    func servesMembersRoom(of group: Group) throws -> Bool {
        guard let room = group.rooms.members else { return true }
        return try isBotIn(room) && botMayInviteAndKick(in: room)
    }
}
