import Groups
import Identifiers

/// Invitations that nobody answered in time.
enum InvitationEnds {
    /// How many one tick ends.
    static let invitationsAtMost = 100
    /// After so many days it is no news any more that one is over.
    static let daysWorthTelling = 14

    /// Says that invitations are over, to whom they were sent and who sent them, and on the invitations themselves.
    static func decide(_ call: Call, _ board: some Board) throws -> Decision {
        try board.invitationsOver(by: call.receivedAt, limit: invitationsAtMost).reduce(Decision()) {
            try $0 + end($1, call, board)
        }
    }

    private static func end(_ invitation: Invitation, _ call: Call, _ board: some Board) throws -> Decision {
        let group = try board.knownGroup(invitation.group)
        var decision = Decision(
            changes: [.invitation(.ranOut(invitation.id))],
            outgoing: [InvitationReply.settled(invitation, .open, group, at: invitation.endsAt)]
        )
        guard group.state != .archived, call.receivedAt <= invitation.endsAt.later(days: daysWorthTelling),
            try !isInOrOut(invitation.person, of: group, at: call.receivedAt, board)
        else { return decision }
        decision.outgoing.append(
            Outgoing(
                .tell(InvitationSaying.ranOut(group), invitation.person),
                key: "ranOut/invitation/\(invitation.key)",
                urgency: .decision
            )
        )
        guard try board.isAdministrator(invitation.invitedBy, of: group.id) else { return decision }
        decision.outgoing += try Office.notice(
            to: [invitation.invitedBy],
            of: group,
            key: "unanswered/invitation/\(invitation.key)",
            board
        ) { InvitationSaying.unanswered(invitation, group, mentions: $0) }
        return decision
    }

    /// Whether the person has become a member another way, or may not be one: an invitation means nothing to them.
    private static func isInOrOut(
        _ person: UserID,
        of group: Group,
        at now: Timestamp,
        _ board: some Board
    ) throws -> Bool {
        switch try board.standing(of: person, in: group.id) {
        case .member, .queued: return true
        case .stranger, .waiting: return try board.ban(of: person, from: group.id)?.holds(at: now) ?? false
        }
    }
}
