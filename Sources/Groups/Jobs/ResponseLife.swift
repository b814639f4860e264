package import Identifiers

extension Response {
    /// How far a response has come.
    package enum State: String, Hashable, Sendable, CaseIterable {
        case sent
        /// The client has it in mind, and has said so.
        case shortlisted
        case hired
        case declined
        /// Its author took it back.
        case withdrawn

        /// Whether its author may still change it.
        package var isOpen: Bool { self == .sent || self == .shortlisted || self == .withdrawn }
    }

    package static let availabilityBytesAtMost = 200
    package static let linksAtMost = 5
    package static let linkBytesAtMost = 300
    package static let noteBytesAtMost = 500
    package static let reasonBytesAtMost = 1000
    package static let questionBytesAtMost = 2000
}

/// What has become of a response.
package struct ResponseDecision: Hashable, Sendable {
    package var job: JobID
    package var person: UserID
    package var state: Response.State
    /// The client's words to the person, or the person's to the client where they withdraw; may be empty.
    package var reason: String
    package var at: Timestamp

    package init(job: JobID, person: UserID, state: Response.State, reason: String, at: Timestamp) {
        self.job = job
        self.person = person
        self.state = state
        self.reason = reason
        self.at = at
    }
}

extension Job {
    /// Decides what happens when the client says something about a response: shortlists it, declines it, or hires its author.
    ///
    /// Whoever is hired stays so: that was promised. All else can be said anew.
    ///
    /// - Throws: A job refusal: not the client, not open, a response that was withdrawn, of somebody hired, or in that state.
    package func decide(
        on response: Response,
        as state: Response.State,
        because reason: String,
        by person: UserID,
        at now: Timestamp
    ) throws(Refusal) -> Change {
        try checkReader(person)
        guard !isHeld else { throw .job(.held(self)) }
        guard case .open = self.state else { throw .job(.closed(self)) }
        switch response.state {
        case .withdrawn: throw .job(.response(.withdrawn(by: response.person), self))
        case .hired: throw .job(.response(.alreadyHired(response.person), self))
        case state: throw .job(.response(.isSo(response), self))
        case .sent, .shortlisted, .declined: break
        }
        return .job(.responseDecided(.init(job: id, person: response.person, state: state, reason: reason, at: now)))
    }

    /// Whether its client may ask those who responded anything: not while it is hidden, nor once it was taken away.
    package func checkAsker() throws(Refusal) {
        guard !isHeld else { throw .job(.held(self)) }
        guard outcome != .removed else { throw .job(.removed(self)) }
    }

    /// Decides what happens when somebody takes a response back.
    ///
    /// - Throws: A job refusal: nothing was sent, it was taken back before, or decided.
    package func withdraw(_ response: Response?, because reason: String, at now: Timestamp) throws(Refusal) -> Change {
        guard let response, response.state != .withdrawn else { throw .job(.response(.nothingToWithdraw, self)) }
        guard response.state.isOpen else { throw .job(.response(.decided(response), self)) }
        let decision = ResponseDecision(job: id, person: response.person, state: .withdrawn, reason: reason, at: now)
        return .job(.responseDecided(decision))
    }

    /// What doing something about a job does to its life: without a deadline it begins anew.
    package func activity(at now: Timestamp, in zone: Zone) -> [Change] {
        guard case .open = state, terms.deadline == nil else { return [] }
        return [.job(.kept(id, life(from: now, in: zone)))]
    }
}
