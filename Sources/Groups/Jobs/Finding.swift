package import Identifiers

extension Person {
    /// When somebody has time for work, as they say.
    package enum Availability: Hashable, Sendable {
        case atOnce
        case from(Day)
        /// They look for nothing, and are not found.
        case no
    }

    /// Whether clients find them.
    package var isListed: Bool { isFreelancer && isFindable && availability != .no }
}

/// Whom a client looks for among those who agreed to be found.
package struct PersonQuery: Hashable, Sendable {
    /// Small letters; all of them stand in the headline or among the skills.
    package var words: [String]
    /// Skills in their normal form: all of them.
    package var skills: [String]
    /// They are in all of these.
    package var groups: [GroupID]
    /// They have time by then.
    package var availableBy: Day?
    /// Where the page before this one ended.
    package var after: UserID?

    package init(
        words: [String] = [],
        skills: [String] = [],
        groups: [GroupID] = [],
        availableBy: Day? = nil,
        after: UserID? = nil
    ) {
        self.words = words
        self.skills = skills
        self.groups = groups
        self.availableBy = availableBy
        self.after = after
    }

    package static let termsAtMost = 8
}

/// Who was found.
package struct PersonMatches: Hashable, Sendable {
    /// Who has time soonest comes first, and then who carries more badges.
    package var people: [UserID]
    /// Where the next page begins, if there may be more.
    package var next: UserID?

    package init(people: [UserID], next: UserID? = nil) {
        self.people = people
        self.next = next
    }
}

/// What is to be known before a client invites somebody to respond to a job.
package struct JobInvitationStanding: Hashable, Sendable {
    package var hasResponded: Bool
    package var isInvited: Bool
    /// How many were invited to the job.
    package var sent: Int
    /// How many invitations the person got within the last day, for whatever job.
    package var received: Int

    package init(hasResponded: Bool = false, isInvited: Bool = false, sent: Int = 0, received: Int = 0) {
        self.hasResponded = hasResponded
        self.isInvited = isInvited
        self.sent = sent
        self.received = received
    }
}

/// Why somebody is not invited to respond to a job.
package enum JobInvitationRefusal: Hashable, Sendable {
    /// Said alike for whoever has not agreed to be found and for whoever is nobody here.
    case notFindable(UserID)
    case responded(UserID)
    case invited(UserID)
    /// As many as a job may have.
    case tooMany(Int)
    /// The person has got as many within a day as anybody should.
    case invitedOften(UserID)
}

extension Job {
    /// How many people may be invited to respond to one job.
    package static let invitationsAtMost = 30
    /// How many invitations to jobs one person gets within a day.
    package static let invitationsADayAtMost = 10

    /// Decides what happens when the client invites somebody to respond.
    ///
    /// - Throws: A job refusal.
    package func invite(
        _ person: Person,
        _ standing: JobInvitationStanding,
        by client: UserID,
        at now: Timestamp
    ) throws(Refusal) -> JobChange {
        try checkOpen(for: client)
        guard takesResponses(at: now) else { throw .job(.closed(self)) }
        guard person.id != client else { throw .job(.ownJob(self)) }
        guard person.isListed else { throw .job(.inviting(.notFindable(person.id), self)) }
        guard !standing.hasResponded else { throw .job(.inviting(.responded(person.id), self)) }
        guard !standing.isInvited else { throw .job(.inviting(.invited(person.id), self)) }
        guard standing.sent < Self.invitationsAtMost else {
            throw .job(.inviting(.tooMany(Self.invitationsAtMost), self))
        }
        guard standing.received < Self.invitationsADayAtMost else {
            throw .job(.inviting(.invitedOften(person.id), self))
        }
        return .invited(id, person.id, at: now)
    }
}

/// Those who agreed to be found by clients.
package protocol FindingBoard {
    func people(for query: PersonQuery, limit: Int) throws -> PersonMatches
    func jobInvitationStanding(of person: UserID, to job: JobID, at now: Timestamp) throws -> JobInvitationStanding
}
