import Groups
import Identifiers

/// What somebody who is invited to a group says to it: typed, replied or tapped.
enum InvitationReply {
    static let accept = "✅"
    static let decline = "❌"

    /// What a tap on an invitation means.
    static func tapped(_ key: String, on id: InvitationID, _ call: Call, _ board: some Board) throws -> Decision? {
        let verb = CardReply.plain(key)
        guard verb == accept || verb == decline, let (invitation, group) = try find(id, call, board) else { return nil }
        // A tap costs nothing, so what it is answered with is said once in ten minutes.
        let say = { (saying: any Saying) in
            Outgoing(
                .say(saying, in: call.room),
                key: "invited/\(invitation.key)/\(verb)/\(call.receivedAt.rawValue / 600_000)"
            )
        }
        do {
            return try verb == accept
                ? Self.accept(invitation, to: group, call, board, say)
                : decline(invitation, to: group, call, board, say)
        } catch let refusal as Refusal {
            return Decision(outgoing: [say(RefusalSaying(refusal: refusal))])
        }
    }

    /// What a reply to an invitation means, or nil where it means nothing to the bot.
    static func replied(_ text: String, to id: InvitationID, _ call: Call, _ board: some Board) throws -> Decision? {
        guard let (invitation, group) = try find(id, call, board) else { return nil }
        return switch text.lowercased().trimmingSpace() {
        case "accept", "accepted", "yes", "ok", "join", accept:
            try accept(invitation, to: group, call, board) { Outgoing(.answer($0)) }
        case "decline", "declined", "no", decline:
            try decline(invitation, to: group, call, board) { Outgoing(.answer($0)) }
        default: nil
        }
    }

    /// What to say to a reply that is neither yes nor no.
    static func explained(_ id: InvitationID, _ call: Call, _ board: some Board) throws -> Decision? {
        guard let (invitation, group) = try find(id, call, board), invitation.isOpen(at: call.receivedAt) else {
            return nil
        }
        return .answer(InvitationSaying.howToAnswer(group))
    }

    /// What `accept` or `decline` alone means, said to the bot and to nothing in particular; nil for anything else.
    static func said(_ text: CommandText, _ call: Call, _ board: some Board) throws -> Decision? {
        // A reply is meant for the message that it replies to.
        guard call.place == .direct, call.replyTo == nil, call.thread == nil,
            ["accept", "decline"].contains(text.name)
        else { return nil }
        let open = try board.openInvitations(to: call.sender, at: call.receivedAt, limit: choicesAtMost)
        let groups = try open.map { try board.knownGroup($0.group) }
        if !text.words.isAtEnd, open.isEmpty { return nil }
        guard open.count == 1 else { return .answer(InvitationSaying.whichOne(groups)) }
        guard text.words.isAtEnd else { return .answer(InvitationSaying.howToAnswer(groups[0])) }
        return text.name == "accept"
            ? try accept(open[0], to: groups[0], call, board) { Outgoing(.answer($0)) }
            : try decline(open[0], to: groups[0], call, board) { Outgoing(.answer($0)) }
    }

    /// How many groups are named where it isn't clear which one is meant.
    private static let choicesAtMost = 10

    /// An invitation and its group, where it is the caller's own.
    private static func find(
        _ id: InvitationID,
        _ call: Call,
        _ board: some Board
    ) throws -> (Invitation, Group)? {
        guard let invitation = try board.invitation(id), invitation.person == call.sender else { return nil }
        return (invitation, try board.knownGroup(invitation.group))
    }

    /// What is known of somebody who is invited, or invited already.
    static func invitee(_ person: UserID, _ group: Group, _ call: Call, _ board: some Board) throws -> Invitee {
        Invitee(
            person: try board.person(person),
            standing: try board.standing(of: person, in: group.id),
            ban: try board.ban(of: person, from: group.id),
            invitation: try board.openInvitation(of: person, to: group.id, at: call.receivedAt)
        )
    }

    static func accept(
        _ invitation: Invitation,
        to group: Group,
        _ call: Call,
        _ board: some Board,
        _ say: (any Saying) -> Outgoing
    ) throws -> Decision {
        let invitee = try invitee(call.sender, group, call, board)
        var decision = Decision(changes: try group.accept(invitation, by: invitee, at: call.receivedAt))
        let place = decision.changes.placeGiven
        let isShut = try !board.servesMembersRoom(of: group)
        let said: any Saying =
            place.map { QueueSaying.waits($0, group, note: "") }
            ?? InvitationSaying.welcome(invitation, group, isRoomShut: isShut)
        decision.outgoing = [
            say(said),
            settled(invitation, .accepted, group, at: call.receivedAt),
        ]
        if case .waiting(var request) = invitee.standing {
            request.state = .void(.invited, at: call.receivedAt)
            decision.outgoing.append(try Cards.closed(request, in: group, board))
        }
        if place == nil, let room = group.rooms.members {
            decision.outgoing.append(
                Outgoing(
                    .invite(call.sender, to: room, reason: "Admitted to \(group.name)"),
                    key: "invite/invitation/\(invitation.key)",
                    urgency: .decision
                )
            )
        }
        decision.outgoing += try report(invitation, isAccepted: true, place, group, board)
        return decision
    }

    static func decline(
        _ invitation: Invitation,
        to group: Group,
        _ call: Call,
        _ board: some Board,
        _ say: (any Saying) -> Outgoing
    ) throws -> Decision {
        var decision = Decision(changes: try group.decline(invitation, at: call.receivedAt))
        decision.outgoing = [
            say(InvitationSaying.declined(group)), settled(invitation, .declined, group, at: call.receivedAt),
        ]
        decision.outgoing += try report(invitation, isAccepted: false, nil, group, board)
        return decision
    }

    /// The invitation itself once there is nothing left to say to it.
    static func settled(
        _ invitation: Invitation,
        _ state: Invitation.State,
        _ group: Group,
        at now: Timestamp
    ) -> Outgoing {
        var invitation = invitation
        invitation.state = state
        return Outgoing(
            .edit(
                subject: .invitation(invitation.id),
                InvitationSaying.settled(invitation, group, at: now)
            ),
            key: "settled/invitation/\(invitation.key)",
            urgency: .chatter
        )
    }

    /// An invitation that was sent before the group has decided about the person's request is over by that: whoever is let in
    /// needs none, and whoever is refused is not let in by it all the same.
    ///
    /// `request` is as it is decided.
    static func overtaken(
        by request: JoinRequest,
        in group: Group,
        at now: Timestamp,
        _ board: some Board
    ) throws -> Decision {
        guard let invitation = try board.openInvitation(of: request.person, to: group.id, at: now) else {
            return Decision()
        }
        return Decision(
            changes: [.invitation(.overtaken(invitation.id, at: now))],
            outgoing: [
                Outgoing(
                    .edit(
                        subject: .invitation(invitation.id),
                        InvitationSaying.overtaken(invitation, group, by: request, at: now)
                    ),
                    key: "settled/invitation/\(invitation.key)",
                    urgency: .chatter
                )
            ]
        )
    }

    /// Tells whoever invited, as long as they decide for the group.
    private static func report(
        _ invitation: Invitation,
        isAccepted: Bool,
        _ place: QueuePlace?,
        _ group: Group,
        _ board: some Board
    ) throws -> [Outgoing] {
        guard try board.isAdministrator(invitation.invitedBy, of: group.id) else { return [] }
        return try Office.notice(
            to: [invitation.invitedBy],
            of: group,
            key: "answered/invitation/\(invitation.key)",
            board
        ) { mentions in
            guard let place else {
                return InvitationSaying.answered(invitation, group, isAccepted: isAccepted, mentions: mentions)
            }
            return QueueSaying.accepted(place, group, mentions: mentions)
        }
    }
}
