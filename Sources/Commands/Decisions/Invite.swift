import Groups
import Identifiers

/// `!invite <group> [person] [note]`: offer somebody a place, or take that back; or see who is invited.
struct Invite: Command {
    static let usage = Usage(
        name: "invite",
        parameters: "<group> [person] [note, or --cancel]",
        summary:
            "Invite a freelancer, who is a member as soon as they accept, or take that back; without a person: see who is invited.",
        example: "invite swift-guild @finn:example.org We would like to have you",
        section: .decisions
    )

    let group: GroupReference

    init(_ text: inout CommandText) throws(UsageError) {
        group = try GroupReference(freeText: &text)
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let (group, rest) = try group.resolve(for: call.sender, board)
        let decider = try Office.decider(of: group, call, board)
        var words = Words(rest)
        guard !words.isAtEnd else {
            let open = try board.openInvitations(of: group.id, at: call.receivedAt, limit: Invitation.openAtMost)
            return .answer(InvitationSaying.list(group, open))
        }
        let person = try words.nextPerson("person")
        if words.option("--cancel") {
            guard words.isAtEnd else { throw UsageError.unexpected(try words.next("note")) }
            return try takeBack(from: person, group, decider, call, board)
        }
        let note = words.rest
        guard note.utf8.count <= Verdicts.remarkBytesAtMost else {
            throw UsageError.tooLong(field: "note", limitBytes: Verdicts.remarkBytesAtMost)
        }
        guard try !board.isBot(person) else { throw Refusal.group(.notForTheBot) }
        guard try !board.isAnotherAccount(call.sender, of: person) else {
            throw Refusal.invitation(.oneself(group))
        }
        let invitee = try InvitationReply.invitee(person, group, call, board)
        let invitation = try group.invite(
            invitee,
            by: decider,
            saying: note,
            numbered: board.nextInvitationID(),
            open: board.openInvitationCount(of: group.id, at: call.receivedAt),
            in: board.zone(of: group),
            at: call.receivedAt
        )
        let subject = Subject.invitation(invitation.id)
        return Decision(
            changes: [.invitation(.sent(invitation))],
            outgoing: [
                Outgoing(.answer(InvitationSaying.sent(invitation, group, isFreelancer: invitee.person.isFreelancer))),
                Outgoing(
                    .tell(
                        InvitationSaying.invited(invitation, group, isFreelancer: invitee.person.isFreelancer),
                        person
                    ),
                    key: "invitation/\(invitation.key)",
                    urgency: .decision,
                    subject: subject
                ),
                Outgoing(
                    .offer(reactions: [InvitationReply.accept, InvitationReply.decline], subject: subject),
                    key: "offer/invitation/\(invitation.key)",
                    urgency: .chatter
                ),
            ]
        )
    }

    /// Takes an invitation back: whoever was told of it is told of that too.
    private func takeBack(
        from person: UserID,
        _ group: Group,
        _ decider: Decider,
        _ call: Call,
        _ board: some Board
    ) throws -> Decision {
        let invitee = try InvitationReply.invitee(person, group, call, board)
        var decision = Decision(
            changes: try group.takeBack(invitationOf: invitee, by: decider, at: call.receivedAt),
            outgoing: [Outgoing(.answer(InvitationSaying.takenBack(person, group)))]
        )
        guard let invitation = invitee.invitation else { return decision }
        decision.outgoing += [
            Outgoing(
                .tell(InvitationSaying.yoursWasTakenBack(group), person),
                key: "takenBack/invitation/\(invitation.key)",
                urgency: .decision
            ),
            InvitationReply.settled(invitation, .void, group, at: call.receivedAt),
        ]
        // Whoever has a place in the room for another reason keeps it.
        if let room = group.rooms.members, invitee.standing == .stranger, try board.isExpected(person, in: room),
            try !board.occupies(person, room)
        {
            decision.outgoing += Banning.kick(person, from: group, reason: "Invitation taken back", call)
        }
        return decision
    }
}
