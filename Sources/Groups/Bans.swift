package import Identifiers

/// The end of a membership by an administrator's decision; the person may ask again at once.
package struct Removal: Hashable, Sendable {
    package var group: GroupID
    package var person: UserID
    package var removedBy: UserID
    package var at: Timestamp
    package var reason: String

    package init(group: GroupID, person: UserID, removedBy: UserID, at: Timestamp, reason: String) {
        self.group = group
        self.person = person
        self.removedBy = removedBy
        self.at = at
        self.reason = reason
    }
}

/// That a person may not join a group, whether they ever did or not.
package struct Ban: Hashable, Sendable {
    package var group: GroupID
    package var person: UserID
    package var bannedBy: UserID
    package var at: Timestamp
    /// When it ends by itself, or nil where it does not.
    package var until: Timestamp?
    package var reason: String
    /// Whether the person was told: somebody who never had to do with the group learns of it when they ask to join.
    package var isTold: Bool

    package init(
        group: GroupID,
        person: UserID,
        bannedBy: UserID,
        at: Timestamp,
        until: Timestamp?,
        reason: String,
        isTold: Bool
    ) {
        self.group = group
        self.person = person
        self.bannedBy = bannedBy
        self.at = at
        self.until = until
        self.reason = reason
        self.isTold = isTold
    }

    /// A ban that is over counts as none.
    package func holds(at now: Timestamp) -> Bool { until.map { now < $0 } ?? true }

    /// How many people one group may have banned.
    package static let bansAtMost = 1000
    /// How far ahead the end of a ban may lie.
    package static let yearsAtMost = 10
}

/// A person about whom an administrator decides something.
package struct Subjected: Sendable {
    package var person: UserID
    package var isAdministrator: Bool
    package var standing: Standing
    package var ban: Ban?
    package var invitation: Invitation?

    package init(
        person: UserID,
        isAdministrator: Bool,
        standing: Standing,
        ban: Ban?,
        invitation: Invitation?
    ) {
        self.person = person
        self.isAdministrator = isAdministrator
        self.standing = standing
        self.ban = ban
        self.invitation = invitation
    }

    /// Whether the person has to do with the group, and is told what is decided about them.
    package var isInvolved: Bool { standing != .stranger || invitation != nil }
}

extension Group {
    /// Decides what happens when an administrator ends somebody's membership, or takes them off the waiting list.
    package func remove(
        _ person: Subjected,
        by decider: Decider,
        reason: String,
        at now: Timestamp
    ) throws(Refusal) -> [Change] {
        guard decider.isAdministrator else { throw .authority(.administratorsOnly(self)) }
        if case .queued(let place) = person.standing { return [.queue(.voided(place, .removed, at: now))] }
        guard case .member = person.standing else { throw .ban(.notMember(person.person, self)) }
        return [.membership(.removed(removal(of: person.person, by: decider, reason, at: now)))]
    }

    /// Decides what happens when an administrator bans somebody: the membership ends, what is open is void.
    ///
    /// `bans` is how many people this group has banned already.
    package func ban(
        _ person: Subjected,
        by decider: Decider,
        until: Timestamp?,
        reason: String,
        having bans: Int,
        at now: Timestamp
    ) throws(Refusal) -> [Change] {
        guard decider.isAdministrator else { throw .authority(.administratorsOnly(self)) }
        guard person.person != decider.person else { throw .ban(.oneself(self)) }
        guard !person.isAdministrator else { throw .ban(.administrator(person.person, self)) }
        try checkIsNoDraft()
        guard person.ban != nil || bans < Ban.bansAtMost else { throw .ban(.tooMany(self, Ban.bansAtMost)) }
        var changes: [Change] = []
        switch person.standing {
        case .member:
            changes.append(.membership(.removed(removal(of: person.person, by: decider, reason, at: now))))
        case .waiting(let request): changes.append(.request(.voided(request.id, .banned, at: now)))
        case .queued(let place): changes.append(.queue(.voided(place, .banned, at: now)))
        case .stranger: break
        }
        if let invitation = person.invitation { changes.append(.invitation(.voided(invitation.id, at: now))) }
        let ban = Ban(
            group: id,
            person: person.person,
            bannedBy: decider.person,
            at: now,
            until: until,
            reason: reason,
            isTold: person.isInvolved || person.ban?.isTold == true
        )
        changes.append(.membership(.banned(ban)))
        return changes
    }

    /// Decides what happens when an administrator lifts a ban.
    package func unban(_ person: UserID, by decider: Decider, ban: Ban?, at now: Timestamp) throws(Refusal) -> [Change]
    {
        guard decider.isAdministrator else { throw .authority(.administratorsOnly(self)) }
        guard let ban, ban.holds(at: now) else { throw .ban(.notBanned(person, self)) }
        return [.membership(.unbanned(id, person))]
    }

    private func removal(of person: UserID, by decider: Decider, _ reason: String, at now: Timestamp) -> Removal {
        Removal(group: id, person: person, removedBy: decider.person, at: now, reason: reason)
    }
}
