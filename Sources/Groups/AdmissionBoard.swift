package import Identifiers

/// What becomes of requests beside the decision itself, and who is invited, removed and banned.
package protocol AdmissionBoard {
    /// The questions about a request, in their order: at most ``JoinRequest/questionsAtMost``.
    func questions(about request: RequestID) throws -> [JoinRequest.Question]
    /// Requests whose applicants have left a question unanswered until something is due, the longest due first.
    func unanswered(by now: Timestamp, limit: Int) throws -> [UnansweredRequest]
    /// The open requests of a group that an administrator has claimed, oldest first.
    func claims(of person: UserID, in group: GroupID, limit: Int) throws -> [JoinRequest]
    /// What there was between the person and the group before that request.
    func past(of person: UserID, in group: GroupID, before request: RequestID) throws -> Past

    /// The groups whose open cards are still to be shown anew.
    func cardRoundsDue(by now: Timestamp, limit: Int) throws -> [CardRound]

    func invitation(_ id: InvitationID) throws -> Invitation?
    func nextInvitationID() throws -> InvitationID
    /// The invitation of a person to a group that is open at a moment.
    func openInvitation(of person: UserID, to group: GroupID, at now: Timestamp) throws -> Invitation?
    /// Open invitations whose time is over and of which nobody was told yet, the longest over first.
    func invitationsOver(by now: Timestamp, limit: Int) throws -> [Invitation]
    func openInvitationCount(of group: GroupID, at now: Timestamp) throws -> Int
    /// The open invitations of a group, oldest first.
    func openInvitations(of group: GroupID, at now: Timestamp, limit: Int) throws -> [Invitation]
    /// The open invitations of a person, to whatever group.
    func openInvitations(to person: UserID, at now: Timestamp, limit: Int) throws -> [Invitation]

    /// The ban of a person from a group, over or not.
    func ban(of person: UserID, from group: GroupID) throws -> Ban?
    func banCount(of group: GroupID, at now: Timestamp) throws -> Int
    /// Those banned from a group at a moment, by their IDs, after that one.
    func bans(of group: GroupID, at now: Timestamp, after: UserID?, limit: Int) throws -> [Ban]
}

/// What there was between a person and a group before.
package struct Past: Hashable, Sendable {
    /// How many requests: as many as ``countedAtMost`` means as many or more.
    package var requests = 0
    /// How many of them were refused.
    package var refusals = 0
    /// The last of those.
    package var lastRefusal: JoinRequest?
    /// The last time the person was removed from the group.
    package var removal: Removal?
    /// How the person's last membership ended.
    package var ended: PastMembership?
    /// The group's ban of them, over or not.
    package var ban: Ban?

    package init(
        requests: Int = 0,
        refusals: Int = 0,
        lastRefusal: JoinRequest? = nil,
        removal: Removal? = nil,
        ended: PastMembership? = nil,
        ban: Ban? = nil
    ) {
        self.requests = requests
        self.refusals = refusals
        self.lastRefusal = lastRefusal
        self.removal = removal
        self.ended = ended
        self.ban = ban
    }

    package static let countedAtMost = 99
}

/// How a membership ended that somebody had before.
package struct PastMembership: Hashable, Sendable {
    package var at: Timestamp
    package var end: End

    package init(at: Timestamp, end: End) {
        self.at = at
        self.end = end
    }

    /// As stored.
    package enum End: String, Hashable, Sendable, CaseIterable {
        case left
        case removed
        /// Evidence ran out and was not renewed.
        case expired
        /// Something else that is asked for was no longer so.
        case revoked
    }
}

/// That the open cards of a group are being shown anew, some at each tick.
package struct CardRound: Hashable, Sendable {
    package var group: GroupID
    /// The last request whose card was shown.
    package var after: RequestID

    package init(group: GroupID, after: RequestID) {
        self.group = group
        self.after = after
    }
}
