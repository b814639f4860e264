package import Identifiers

/// What is known of a person who asks to join a group.
package struct Applicant: Sendable {
    package var person: Person
    package var standing: Standing
    package var openRequests: Int
    /// This group's last refusal of them, if there is one.
    package var lastRefusal: PastRefusal?
    /// This group's ban of them, over or not.
    package var ban: Ban?

    package init(
        person: Person,
        standing: Standing,
        openRequests: Int,
        lastRefusal: PastRefusal?,
        ban: Ban? = nil
    ) {
        self.person = person
        self.standing = standing
        self.openRequests = openRequests
        self.lastRefusal = lastRefusal
        self.ban = ban
    }
}

/// A refusal that may keep a person from asking again.
package struct PastRefusal: Hashable, Sendable {
    package var at: Timestamp
    /// How many days that refusal makes the person wait, where that is not what the group has set.
    package var againDays: Int?
    /// From when on the person was told that they may ask again; nil where nobody was told yet.
    package var mayAskAt: Timestamp?

    package init(at: Timestamp, againDays: Int? = nil, mayAskAt: Timestamp? = nil) {
        self.at = at
        self.againDays = againDays
        self.mayAskAt = mayAskAt
    }
}

/// A person who decides a request, and whether they may.
package struct Decider: Sendable {
    package var person: UserID
    package var isAdministrator: Bool

    package init(person: UserID, isAdministrator: Bool) {
        self.person = person
        self.isAdministrator = isAdministrator
    }
}

extension Group {
    /// Decides what happens when somebody asks to join.
    ///
    /// - Parameters:
    ///   - applicant: Who asks, and how they stand to the group.
    ///   - message: What they say to the administrators.
    ///   - id: The number that the request would get.
    ///   - now: The moment of the call.
    ///   - ladder: When the request is due and when reminders are, by the group's calendar.
    ///   - zone: The group's own.
    /// - Returns: The request as it is to be stored.
    /// - Throws: A refusal: banned, not a freelancer, a member already, an open request, too many of them,
    ///   or refused too short a time ago.
    package func request(
        by applicant: Applicant,
        saying message: String,
        numbered id: RequestID,
        at now: Timestamp,
        ladder: Ladder,
        in zone: Zone
    ) throws(Refusal) -> JoinRequest {
        switch applicant.standing {
        case .member(let since): throw .membership(.alreadyMember(self, since: since))
        case .waiting(let request): throw .membership(.alreadyAsked(self, request))
        case .queued(let place): throw .membership(.onWaitingList(self, place))
        case .stranger: break
        }
        if let ban = applicant.ban, ban.holds(at: now) { throw .ban(.banned(self, ban)) }
        try checkTakesRequests()
        guard applicant.person.isFreelancer else { throw .membership(.freelancersOnly(self)) }
        guard applicant.openRequests < Person.openRequestsAtMost else {
            throw .membership(.tooManyOpenRequests(Person.openRequestsAtMost))
        }
        if let refusal = applicant.lastRefusal {
            let mayAskAt = mayAskAgain(after: refusal, in: zone)
            if now < mayAskAt { throw .membership(.refusedLately(self, mayAskAt: mayAskAt)) }
        }
        return JoinRequest(
            id: id,
            group: self.id,
            person: applicant.person.id,
            message: message,
            askedAt: now,
            dueAt: ladder.dueAt
        )
    }

    /// When somebody who was refused may ask this group again: from the first moment of a day in the group's zone.
    ///
    /// The day that was promised with the refusal holds, however long the group has people wait since; where it has them
    /// wait for less, so does whoever was refused before.
    package func mayAskAgain(after refusal: PastRefusal, in zone: Zone) -> Timestamp {
        let days = refusal.againDays ?? reapplyDays
        let counted = days == 0 ? refusal.at : zone.startOfDay(days, after: refusal.at)
        return refusal.mayAskAt.map { min($0, counted) } ?? counted
    }

    /// Decides what happens when a member leaves, which nobody may stop.
    ///
    /// Whoever waits for a place gives that up.
    ///
    /// - Throws: A membership refusal, where the person is no member.
    package func leave(by person: UserID, standing: Standing, at now: Timestamp) throws(Refusal) -> Change {
        switch standing {
        case .member: .membership(.left(id, person, at: now))
        case .queued(let place): .queue(.left(place, at: now))
        case .waiting(let request): throw .membership(.notMemberButAsked(self, request))
        case .stranger: throw .membership(.notMember(self))
        }
    }
}

extension JoinRequest {
    /// Decides what happens when an administrator lets the applicant in.
    ///
    /// The operator of the bot has no say in it: only an administrator of this group, and never on their own request.
    /// Letting somebody in is also the verdict that what was left unmarked is met. Who does not meet the criteria is let
    /// in for a reason only, which is kept.
    ///
    /// `checklist` is how the applicant stands to the criteria, nil where there are none to hold them against; `anyway` is why
    /// they are let in although something is missing. `group` is the one that they ask for, nil where it has no end of
    /// places, and `others` what was decided before at the same moment.
    package func approve(
        by decider: Decider,
        note: String,
        meeting checklist: Checklist? = nil,
        anyway: String? = nil,
        filling group: Group? = nil,
        after others: [Change] = [],
        at now: Timestamp
    ) throws(Refusal) -> [Change] {
        let verdict = try verdict(of: decider, remark: note, at: now)
        var changes: [Change] = []
        if let checklist, checklist.verdict == .open {
            for item in checklist.unjudged {
                changes.append(.criteria(.judged(try judge(item, isMet: true, remark: "", by: decider, at: now))))
            }
        }
        if let missing = checklist?.shortfall, !missing.isEmpty {
            guard let anyway else { throw .request(.criteriaNotMet(self, missing, names: [:])) }
            let waiver = Waiver(
                request: id,
                criteria: missing.map(\.criterion),
                reason: anyway,
                administrator: decider.person,
                at: now
            )
            changes.append(.criteria(.waived(waiver)))
        }
        let letIn = group?.letIn(person, by: .approval(of: id), of: decider.person, after: others, at: now)
        return changes + [
            .request(.approved(id, verdict)),
            letIn ?? .membership(.began(self.group, person, by: id, at: now)),
        ]
    }

    /// Decides what happens when an administrator turns the applicant down, for a reason that they are told: in words, by
    /// what was marked as not met, or both.
    ///
    /// `againDays` is how long the applicant must wait, where that is not what the group has set, and `mayAskAt` from when on
    /// they are told that they may ask again.
    package func refuse(
        by decider: Decider,
        reason: String,
        meeting checklist: Checklist? = nil,
        againDays: Int? = nil,
        mayAskAt: Timestamp? = nil,
        at now: Timestamp
    ) throws(Refusal) -> [Change] {
        var verdict = try verdict(of: decider, remark: reason, at: now)
        let isExplained = checklist?.judgedNotMet.isEmpty == false
        guard !reason.isEmpty || isExplained else { throw .request(.reasonMissing(self)) }
        verdict.againDays = againDays
        verdict.mayAskAt = mayAskAt
        return [.request(.refused(id, verdict))]
    }

    /// Decides what happens when the applicant takes the request back, which they may until it is decided.
    package func withdraw(by person: UserID, at now: Timestamp) throws(Refusal) -> [Change] {
        // A stranger learns nothing about the request, not even that there is one.
        guard person == self.person else { throw .membership(.notYourRequest(id)) }
        guard isOpen else { throw .membership(.alreadyDecided(self)) }
        return [.request(.withdrawn(id, at: now))]
    }

    /// Whether a decision by this person is open, and what it would be recorded as.
    private func verdict(of decider: Decider, remark: String, at now: Timestamp) throws(Refusal) -> Verdict {
        try check(decider)
        return Verdict(administrator: decider.person, at: now, remark: remark)
    }

    /// Whether this person may decide the request, ask about it or take it on.
    package func check(_ decider: Decider) throws(Refusal) {
        guard decider.isAdministrator else { throw .authority(.notYoursToDecide([id])) }
        guard decider.person != person else { throw .membership(.ownRequest(id)) }
        guard isOpen else { throw .membership(.alreadyDecided(self)) }
        if case .incomplete = state { throw .request(.incomplete(self)) }
    }
}
