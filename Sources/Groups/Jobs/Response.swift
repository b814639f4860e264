package import Identifiers

/// A freelancer's answer to a job.
///
/// There is one for each person and job; a second one takes the place of the first.
package struct Response: Hashable, Sendable {
    package var job: JobID
    package var person: UserID
    /// Why they are the right one, in their words.
    package var pitch: String
    /// What they ask for, in their words; may be empty.
    package var price: String
    /// When they can work, in their words; may be empty.
    package var availability: String
    /// Pages that show their work, as they wrote them.
    package var links: [String]
    package var state: State
    /// What was said with it: by the client, or by the person where they withdrew; may be empty.
    package var reason: String
    /// The client's own note about it, which nobody else reads; may be empty.
    package var note: String
    /// When they first responded: a change keeps the place in the line.
    package var at: Timestamp
    package var changedAt: Timestamp?
    /// How often they have sent it: 1 for the first time.
    package var revision: Int
    /// How many tests that the requested groups ask for they have passed and show, where they are in one of these groups.
    package var testsHeld: Int
    /// The requested groups that they were in when they last sent it.
    package var memberships: [Membership]

    package init(
        job: JobID,
        person: UserID,
        pitch: String,
        price: String = "",
        availability: String = "",
        links: [String] = [],
        state: State = .sent,
        reason: String = "",
        note: String = "",
        at: Timestamp,
        changedAt: Timestamp? = nil,
        revision: Int = 1,
        testsHeld: Int = 0,
        memberships: [Membership] = []
    ) {
        self.job = job
        self.person = person
        self.pitch = pitch
        self.price = price
        self.availability = availability
        self.links = links
        self.state = state
        self.reason = reason
        self.note = note
        self.at = at
        self.changedAt = changedAt
        self.revision = revision
        self.testsHeld = testsHeld
        self.memberships = memberships
    }

    /// A membership in a requested group, as it was when the person responded.
    package struct Membership: Hashable, Sendable {
        package var group: GroupID
        package var since: Timestamp
        /// When the person left the group afterwards, if they did.
        package var leftAt: Timestamp?

        package init(group: GroupID, since: Timestamp, leftAt: Timestamp? = nil) {
            self.group = group
            self.since = since
            self.leftAt = leftAt
        }
    }

    package static let pitchBytesAtMost = 3000
    package static let priceBytesAtMost = 100
}

extension Job {
    /// Decides what happens when somebody responds.
    ///
    /// Everybody who is a freelancer may: no group is needed, and nobody's response is hidden.
    ///
    /// `earlier` is the response that the same person gave before, which this one takes the place of; `memberships` are
    /// the requested groups that they are in now.
    ///
    /// - Throws: A job refusal: a preview, a closed job, one's own job, not a freelancer, or too many responses.
    package func response(
        by person: Person,
        saying pitch: String,
        price: String,
        availability: String = "",
        links: [String] = [],
        insteadOf earlier: Response?,
        memberships: [Response.Membership],
        at now: Timestamp
    ) throws(Refusal) -> Response {
        try checkRespondent(person, insteadOf: earlier, at: now)
        // Whoever withdrew and comes back has no place to keep.
        let before = earlier?.state == .withdrawn ? nil : earlier
        return Response(
            job: id,
            person: person.id,
            pitch: pitch,
            price: price,
            availability: availability,
            links: links,
            state: before?.state ?? .sent,
            note: earlier?.note ?? "",
            at: before?.at ?? now,
            changedAt: earlier == nil ? nil : now,
            revision: (earlier?.revision ?? 0) + 1,
            memberships: memberships
        )
    }

    /// Whether a person may respond: asked before they are shown the form, and again with what they send.
    ///
    /// - Throws: A job refusal.
    package func checkRespondent(
        _ person: Person,
        insteadOf earlier: Response?,
        at now: Timestamp
    ) throws(Refusal) {
        switch state {
        case .draft: throw .job(person.id == client ? .onlyPreview(self) : .noSuchJob(id))
        case _ where person.id == client: throw .job(.ownJob(self))
        case .held: throw .job(.held(self))
        case .closed: throw .job(.closed(self))
        // Its time may be over a moment before the bot closes it.
        case .open: guard takesResponses(at: now) else { throw .job(.closed(self)) }
        }
        guard person.isFreelancer else { throw .job(.freelancersOnly(self)) }
        guard earlier != nil || responseCount < Self.responsesAtMost else {
            throw .job(.tooManyResponses(Self.responsesAtMost))
        }
        if let earlier, !earlier.state.isOpen { throw .job(.response(.decided(earlier), self)) }
    }
}
