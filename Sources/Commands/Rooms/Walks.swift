import Groups
import Identifiers

/// What is done for every member of a group, a batch at each tick.
enum Walks {
    /// How many walks one tick goes on with.
    static let walksAtMost = 10

    static func decide(at now: Timestamp, _ call: Call, _ board: some Board) throws -> Decision {
        var decision = Decision()
        for walk in try board.walksDue(by: now, limit: walksAtMost) {
            let group = try board.knownGroup(walk.group)
            switch walk.task {
            case .inviting: decision = try decision + invite(walk, group, at: now, board)
            case .disbanding: decision = try decision + disband(walk, group, at: now, board)
            }
        }
        return decision
    }

    // MARK: Inviting

    private static func invite(
        _ walk: Walk,
        _ group: Group,
        at now: Timestamp,
        _ board: some Board
    ) throws -> Decision {
        guard let room = group.rooms.members, group.state != .archived else {
            return Decision(changes: [.walk(.ended(group.id, .inviting))])
        }
        var next = walk
        next.dueAt = Timestamp(rawValue: now.rawValue + Walk.pauseMs)
        // The homeserver lets only so many through: the next batch waits until the last one is made.
        guard try !board.hasDoorsToServe(in: room) else { return Decision(changes: [.walk(.goesOn(next))]) }
        let members = try board.members(of: group.id, beyond: walk.after, limit: Walk.batch + 1)
        var decision = Decision()
        for member in members.prefix(Walk.batch) {
            next.after = Walk.Place(since: member.since, person: member.person)
            guard try !board.isExpected(member.person, in: room) else { continue }
            next.done += 1
            decision.outgoing.append(
                Outgoing(
                    .invite(member.person, to: room, reason: "Member of \(group.name)"),
                    key: "invite/all/\(group.handle)/\(walk.beganAt.rawValue)/\(member.person)",
                    urgency: .chatter
                )
            )
        }
        guard members.count <= Walk.batch else {
            decision.changes = [.walk(.goesOn(next))]
            return decision
        }
        decision.changes = [.walk(.ended(group.id, .inviting))]
        guard next.done > 0 else { return decision }
        let saying = RoomSaying.everybodyInvited(group, next.done)
        decision.outgoing += try tellAdministrators(
            of: group,
            saying,
            key: "invited/\(group.handle)/\(walk.beganAt.rawValue)",
            board
        )
        return decision
    }

    // MARK: Disbanding

    /// Voids requests, invitations and places on the waiting list first, then ends memberships: whoever waits hears of it before those who lose a
    /// badge that nobody sees any more.
    private static func disband(
        _ walk: Walk,
        _ group: Group,
        at now: Timestamp,
        _ board: some Board
    ) throws -> Decision {
        var decision = Decision()
        var next = walk
        next.dueAt = Timestamp(rawValue: now.rawValue + Walk.pauseMs)
        let pending = try board.pendingRequests(of: group.id, after: nil, limit: Walk.batch)
        let incomplete = try board.incompleteRequests(of: group.id, after: nil, limit: Walk.batch - pending.count)
        for request in pending + incomplete {
            decision = try decision + void(request, group, at: now, board)
            next.done += 1
        }
        for invitation in try board.openInvitations(of: group.id, at: now, limit: Walk.batch) {
            decision += void(invitation, group, at: now)
            next.done += 1
        }
        for place in try board.queue(of: group.id, limit: Walk.batch) {
            decision.changes.append(.queue(.voided(place, .archived, at: now)))
            decision.outgoing += try Queues.void(place, group, .archived, board)
            next.done += 1
        }
        let left = Walk.batch - decision.changes.count
        let members = try left > 0 ? board.members(of: group.id, beyond: nil, limit: left + 1) : []
        for member in members.prefix(left) {
            decision.changes.append(.membership(.disbanded(group.id, member.person, at: now)))
            decision.outgoing.append(
                Outgoing(
                    .tell(RoomSaying.disbanded(group), member.person),
                    key: "disbanded/\(group.handle)/\(member.person)",
                    urgency: .answer
                )
            )
            next.done += 1
        }
        guard left > 0, members.count <= left else {
            decision.changes.append(.walk(.goesOn(next)))
            return decision
        }
        decision.changes.append(.walk(.ended(group.id, .disbanding)))
        decision.outgoing += try tellAdministrators(
            of: group,
            RoomSaying.everybodyTold(group, next.done),
            key: "archived/\(group.handle)",
            board
        )
        return decision
    }

    /// Ends a request to a group that is over.
    static func void(
        _ request: JoinRequest,
        _ group: Group,
        at now: Timestamp,
        _ board: some Board
    ) throws -> Decision {
        var closed = request
        closed.state = .void(.archived, at: now)
        let saying = RoomSaying.void(request, group)
        let notice = Outgoing(.tell(saying, request.person), key: "void/\(request.key)", urgency: .decision)
        let door = try Doors.turnAway(request, from: group, because: saying, board)
        return Decision(
            changes: request.void(at: now),
            outgoing: try [notice] + door + [Cards.closed(closed, in: group, board)]
        )
    }

    private static func void(_ invitation: Invitation, _ group: Group, at now: Timestamp) -> Decision {
        Decision(
            changes: [.invitation(.voided(invitation.id, at: now))],
            outgoing: [
                Outgoing(
                    .tell(RoomSaying.invitationVoid(invitation, group), invitation.person),
                    key: "void/invitation/\(invitation.key)",
                    urgency: .decision
                ),
                InvitationReply.settled(invitation, .void, group, at: now),
            ]
        )
    }

    /// Says something to those who decide for a group: in their room, or to each alone.
    static func tellAdministrators(
        of group: Group,
        _ saying: any Saying,
        key: String,
        _ board: some Board
    ) throws -> [Outgoing] {
        if let room = try board.usableAdminRoom(of: group) {
            return [Outgoing(.say(saying, in: room), key: key, urgency: .answer)]
        }
        return try board.administrators(of: group.id, limit: Group.administratorsAtMost).map {
            Outgoing(.tell(saying, $0), key: "\(key)/\($0)", urgency: .answer)
        }
    }
}
