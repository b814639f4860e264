package import Identifiers

/// Work that a client offers, open to every freelancer; responses from members of the requested groups are preferred.
package struct Job: Hashable, Sendable {
    package var id: JobID
    package var client: UserID
    /// One line, 3 to 120 characters.
    package var title: String
    package var about: String
    package var wanted: Wanted
    package var terms: Terms
    package var draftedAt: Timestamp
    package var state: State
    /// How it ended; nil while it is not closed, and for jobs that were closed before that was asked.
    package var outcome: Outcome?
    /// Until when it is open; nil while it is not.
    package var life: Life?
    /// When its client last changed it after it was posted.
    package var editedAt: Timestamp?
    /// When it was last announced anew.
    package var bumpedAt: Timestamp?
    package var responseCount: Int
    /// How many of the responses are from people who are in a requested group now.
    package var preferredCount: Int

    package init(
        id: JobID,
        client: UserID,
        title: String,
        about: String = "",
        wanted: Wanted = Wanted(),
        terms: Terms = Terms(),
        draftedAt: Timestamp,
        state: State = .draft,
        outcome: Outcome? = nil,
        life: Life? = nil,
        editedAt: Timestamp? = nil,
        bumpedAt: Timestamp? = nil,
        responseCount: Int = 0,
        preferredCount: Int = 0
    ) {
        self.id = id
        self.client = client
        self.title = title
        self.about = about
        self.wanted = wanted
        self.terms = terms
        self.draftedAt = draftedAt
        self.state = state
        self.outcome = outcome
        self.life = life
        self.editedAt = editedAt
        self.bumpedAt = bumpedAt
        self.responseCount = responseCount
        self.preferredCount = preferredCount
    }

    /// What a client asks for in the field “Request specific skills or groups”.
    package struct Wanted: Hashable, Sendable {
        /// In their normal form (``Skill/text``), in the order in which they were named.
        package var skills: [String]
        package var groups: [GroupID]
        /// Whether only who is in all of the groups is preferred; otherwise any of them is enough.
        package var needsAll: Bool

        package init(skills: [String] = [], groups: [GroupID] = [], needsAll: Bool = false) {
            self.skills = skills
            self.groups = groups
            self.needsAll = needsAll
        }

        /// In how many of the groups somebody has to be for their response to be preferred; nil where no group is named.
        package var preferredFrom: Int? { groups.isEmpty ? nil : needsAll ? groups.count : 1 }
    }

    /// How far a job has come.
    package enum State: Hashable, Sendable {
        /// A preview that waits for its client's word. Nobody else sees it.
        case draft
        case open(since: Timestamp)
        case closed(openedAt: Timestamp, at: Timestamp)
        /// Reported by several people: nobody is shown it until an operator has looked at it.
        case held(openedAt: Timestamp, at: Timestamp)
    }

    package static let titleCharacters = 3...120
    package static let aboutBytesAtMost = 4000
    package static let budgetBytesAtMost = 200
    package static let groupsAtMost = 10
    package static let skillsAtMost = 20
    package static let openAtMost = 20
    package static let draftsAtMost = 5
    package static let postedADayAtMost = 10
    /// How long a preview waits for its client, in milliseconds: 3 hours.
    package static let draftMilliseconds: Int64 = 3 * 3_600_000
    /// How many people can respond to one job: what is asked of all of them reads so many rows at most.
    package static let responsesAtMost = 1000
}

extension Job {
    /// What tells this job from every other one, also from one that gets its number after the database was restored.
    package var key: String { "\(id.rawValue)@\(draftedAt.rawValue)" }

    /// When a preview is dropped if its client says nothing.
    package var draftExpiresAt: Timestamp { Timestamp(rawValue: draftedAt.rawValue + Self.draftMilliseconds) }

    /// Whether this is a preview that waited for too long.
    package func isExpiredDraft(at now: Timestamp) -> Bool {
        state == .draft && draftExpiresAt <= now
    }

    /// Whether a person may read the job at all: a preview is its client's alone, and only while it waits.
    package func isVisible(to person: UserID, at now: Timestamp) -> Bool {
        state != .draft || (person == client && !isExpiredDraft(at: now))
    }

    /// Decides whether a preview may be kept for its client.
    ///
    /// `drafts` are the previews of the same client that wait already, without those whose time is up; `openJobs` says
    /// how many jobs of the client are open, and `event` is the message that its form stood in.
    ///
    /// - Throws: A job refusal, where there are too many of either.
    package func draft(besides drafts: [JobID], openJobs: Int, in event: EventID) throws(Refusal) -> Change {
        guard openJobs < Self.openAtMost else { throw .job(.tooManyOpenJobs(Self.openAtMost)) }
        guard drafts.count < Self.draftsAtMost else { throw .job(.tooManyDrafts(drafts)) }
        return .job(.drafted(self, in: event))
    }

    /// Decides what happens when somebody says yes to a preview: the job is open from then on.
    ///
    /// `openJobs` says how many jobs of the client are open, `posted` how many they have posted within the last day.
    ///
    /// - Throws: A job refusal: somebody else's preview, one whose time is up, a job posted before, or too many.
    package func confirm(
        by person: UserID,
        openJobs: Int,
        posted: Int,
        at now: Timestamp,
        in zone: Zone
    ) throws(Refusal) -> Change {
        try checkDraft(of: person, at: now)
        try checkDeadline(at: now, in: zone)
        guard openJobs < Self.openAtMost else { throw .job(.tooManyOpenJobs(Self.openAtMost)) }
        guard posted < Self.postedADayAtMost else { throw .job(.tooManyPosted(Self.postedADayAtMost)) }
        return .job(.opened(id, life(from: now, in: zone), at: now))
    }

    /// Decides what happens when somebody says no to a preview: it is gone as if it had never been.
    package func cancel(by person: UserID, at now: Timestamp) throws(Refusal) -> Change {
        try checkDraft(of: person, at: now)
        return .job(.draftDropped(id))
    }

    private func checkDraft(of person: UserID, at now: Timestamp) throws(Refusal) {
        switch state {
        // Of somebody else's preview a stranger learns nothing, not even that there is one.
        case .draft where person != client: throw .job(.noSuchDraft(id))
        case .draft where isExpiredDraft(at: now): throw .job(.draftExpired(self))
        case .draft: break
        case .open where person == client, .held where person == client: throw .job(.alreadyPosted(self))
        case .open, .closed, .held: throw .job(person == client ? .closed(self) : .noSuchDraft(id))
        }
    }

    /// Whether somebody may read the responses: nobody but the client.
    package func checkReader(_ person: UserID) throws(Refusal) {
        switch state {
        case .draft: throw .job(person == client ? .onlyPreview(self) : .noSuchJob(id))
        case .open, .closed, .held: guard person == client else { throw .job(.notYourJob(self)) }
        }
    }

    /// Whether it waits for an operator's word.
    package var isHeld: Bool {
        if case .held = state { true } else { false }
    }
}
