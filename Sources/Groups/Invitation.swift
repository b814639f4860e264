package import Identifiers

/// A place in a group that an administrator offers to a person, who need only say yes.
package struct Invitation: Hashable, Sendable {
    package var id: InvitationID
    package var group: GroupID
    package var person: UserID
    package var invitedBy: UserID
    /// What the administrator says to the person.
    package var note: String
    package var sentAt: Timestamp
    /// Until when it can be accepted: the end of a day in the group's zone.
    package var endsAt: Timestamp
    package var state: State

    package init(
        id: InvitationID,
        group: GroupID,
        person: UserID,
        invitedBy: UserID,
        note: String,
        sentAt: Timestamp,
        endsAt: Timestamp,
        state: State = .open
    ) {
        self.id = id
        self.group = group
        self.person = person
        self.invitedBy = invitedBy
        self.note = note
        self.sentAt = sentAt
        self.endsAt = endsAt
        self.state = state
    }

    /// What became of it.
    package enum State: String, Hashable, Sendable {
        /// Until its time is over, which is not stored.
        case open
        case accepted
        case declined
        /// Taken back by the group, or overtaken by its decision about a request of the same person.
        case void
    }

    package func isOpen(at now: Timestamp) -> Bool { state == .open && now < endsAt }

    /// What tells this invitation from every other one, also after the database was restored.
    package var key: String { "\(id.rawValue)@\(sentAt.rawValue)" }

    package static let daysToAnswer = 14
    /// How many invitations of one group may be open.
    package static let openAtMost = 30
}

/// What is known of a person who is invited, or who accepts.
package struct Invitee: Sendable {
    package var person: Person
    package var standing: Standing
    package var ban: Ban?
    /// The invitation that is open, if there is one.
    package var invitation: Invitation?

    package init(person: Person, standing: Standing, ban: Ban?, invitation: Invitation?) {
        self.person = person
        self.standing = standing
        self.ban = ban
        self.invitation = invitation
    }
}

extension Group {
    /// Decides what happens when an administrator invites a person.
    ///
    /// `open` is how many invitations of this group are open, `note` what the administrator says to the person, `zone` the
    /// group's own.
    package func invite(
        _ invitee: Invitee,
        by decider: Decider,
        saying note: String,
        numbered id: InvitationID,
        open: Int,
        in zone: Zone,
        at now: Timestamp
    ) throws(Refusal) -> Invitation {
        guard decider.isAdministrator else { throw .authority(.administratorsOnly(self)) }
        try checkDecides()
        let person = invitee.person.id
        // Another administrator has to decide about an administrator, also by invitation.
        guard person != decider.person else { throw .invitation(.oneself(self)) }
        switch invitee.standing {
        case .member: throw .invitation(.alreadyMember(person, self))
        case .waiting(let request):
            // What is incomplete is not to be decided: an invitation makes up for what is missing.
            guard case .incomplete = request.state else { throw .invitation(.hasAsked(person, self, request.id)) }
        case .queued(let place): throw .invitation(.onWaitingList(place, self))
        case .stranger: break
        }
        if let ban = invitee.ban, ban.holds(at: now) { throw .invitation(.banned(person, self)) }
        if let known = invitee.invitation { throw .invitation(.alreadyInvited(known, self)) }
        guard open < Invitation.openAtMost else { throw .invitation(.tooMany(self, Invitation.openAtMost)) }
        return Invitation(
            id: id,
            group: self.id,
            person: person,
            invitedBy: decider.person,
            note: note,
            sentAt: now,
            endsAt: zone.endOfDay(Invitation.daysToAnswer, after: now)
        )
    }

    /// Decides what happens when an administrator takes an invitation back, whoever of them sent it.
    ///
    /// A group that may decide nothing at present may still do this: it lets nobody in.
    package func takeBack(invitationOf invitee: Invitee, by decider: Decider, at now: Timestamp) throws(Refusal)
        -> [Change]
    {
        guard decider.isAdministrator else { throw .authority(.administratorsOnly(self)) }
        guard let invitation = invitee.invitation, invitation.isOpen(at: now) else {
            if case .member = invitee.standing { throw .invitation(.alreadyMember(invitee.person.id, self)) }
            throw .invitation(.nothingToTakeBack(invitee.person.id, self))
        }
        return [.invitation(.voided(invitation.id, at: now))]
    }

    /// Decides what happens when the person invited says yes: they are a member at once, or wait for a place.
    package func accept(_ invitation: Invitation, by invitee: Invitee, at now: Timestamp) throws(Refusal) -> [Change] {
        guard invitation.isOpen(at: now) else {
            // Let in by their own request: there is nothing to say to it any more.
            if invitation.state == .void, case .member(let since) = invitee.standing {
                throw .membership(.alreadyMember(self, since: since))
            }
            throw .invitation(.over(invitation, self))
        }
        try checkDecides()
        guard invitee.person.isFreelancer else { throw .invitation(.freelancersOnly(invitation, self)) }
        if case .member(let since) = invitee.standing { throw .membership(.alreadyMember(self, since: since)) }
        if case .queued(let place) = invitee.standing { throw .membership(.onWaitingList(self, place)) }
        var changes: [Change] = []
        // Asked for in another way in the meantime: there is nothing left to decide.
        if case .waiting(let request) = invitee.standing {
            changes.append(.request(.voided(request.id, .invited, at: now)))
        }
        changes.append(.invitation(.accepted(invitation.id, at: now)))
        changes.append(
            letIn(invitation.person, by: .invitation(invitation.id), of: invitation.invitedBy, at: now)
        )
        return changes
    }

    /// Decides what happens when the person invited says no.
    package func decline(_ invitation: Invitation, at now: Timestamp) throws(Refusal) -> [Change] {
        guard invitation.isOpen(at: now) else { throw .invitation(.over(invitation, self)) }
        return [.invitation(.declined(invitation.id, at: now))]
    }
}
