import Groups
import Identifiers

/// `!invite <group> [person] [note]`: offer somebody a place; or see who is invited.
struct Invite: Command {
    static let usage = Usage(
        name: "invite",
        parameters: "<group> [person] [note]",
        summary: "Invite a freelancer, who is a member as soon as they accept; without a person: see who is invited.",
        example: "invite swift-guild @finn:example.org We would like to have you",
        section: .decisions
    )

    let group: GroupReference

    init(_ text: inout CommandText) throws(UsageError) {
        group = try GroupReference(freeText: &text)
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let (group, rest) = try group.resolve(board)
        let decider = try Office.decider(of: group, call, board)
        var words = Words(rest)
        guard !words.isAtEnd else {
            let open = try board.openInvitations(of: group.id, at: call.receivedAt, limit: Invitation.openAtMost)
            return .answer(InvitationSaying.list(group, open))
        }
        let person = try words.nextPerson("person")
        let note = words.rest
        guard note.utf8.count <= Verdicts.remarkBytesAtMost else {
            throw UsageError.tooLong(field: "note", limitBytes: Verdicts.remarkBytesAtMost)
        }
        guard try !board.isBot(person) else { throw Refusal.group(.notForTheBot) }
        let invitee = try InvitationReply.invitee(person, group, call, board)
        let invitation = try group.invite(
            invitee,
            by: decider,
            saying: note,
            numbered: board.nextInvitationID(),
            open: board.openInvitationCount(of: group.id, at: call.receivedAt),
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
}
