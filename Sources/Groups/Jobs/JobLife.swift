package import Identifiers

extension Job {
    /// How a job came to its end.
    package enum Outcome: String, Hashable, Sendable, CaseIterable {
        /// The client found somebody here.
        case hired
        /// The client found somebody elsewhere.
        case filled
        /// The client no longer wants the work done.
        case cancelled
        /// Its time was over.
        case expired
        /// The operator took it away.
        case removed

        /// What a client may say.
        package static let said: [Outcome] = [.hired, .filled, .cancelled]
    }

    /// Until when an open job takes responses.
    package struct Life: Hashable, Sendable {
        /// With a deadline the end of its day in the hall's zone, otherwise 30 days after something was last done about it.
        package var expiresAt: Timestamp
        /// Whether the client has been told that the end is near.
        package var isWarned: Bool

        package init(expiresAt: Timestamp, isWarned: Bool = false) {
            self.expiresAt = expiresAt
            self.isWarned = isWarned
        }

        /// When the bot looks at the job next: to warn its client, or to close it.
        package var nextAt: Timestamp {
            isWarned ? expiresAt : Timestamp(rawValue: expiresAt.rawValue - Job.warningMilliseconds)
        }
    }

    /// 30 days.
    package static let lifeMilliseconds: Int64 = 30 * 86_400_000
    /// 5 days.
    package static let warningMilliseconds: Int64 = 5 * 86_400_000
    /// How long after its end a job can be opened again: 30 days.
    package static let reopenMilliseconds: Int64 = 30 * 86_400_000
    /// How often a job may be announced anew: once a day.
    package static let bumpMilliseconds: Int64 = 86_400_000
    /// Within what time after its announcement a second job like it is taken for the same: 7 days.
    package static let likenessMilliseconds: Int64 = 7 * 86_400_000

    /// The life that a job has which is opened, changed or kept at `now`.
    ///
    /// Where less than the time of the warning is left, there is none: its client knows.
    package func life(from now: Timestamp, in zone: Zone) -> Life {
        let expiresAt =
            terms.deadline.map { zone.start(of: $0.advanced(by: 1)) }
            ?? Timestamp(rawValue: now.rawValue + Self.lifeMilliseconds)
        return Life(expiresAt: expiresAt, isWarned: expiresAt.rawValue - now.rawValue <= Self.warningMilliseconds)
    }

    /// Whether responses are taken: a job whose time is over takes none, though nobody has closed it yet.
    package func takesResponses(at now: Timestamp) -> Bool {
        guard case .open = state else { return false }
        return life.map { $0.expiresAt > now } ?? true
    }

    /// Decides what happens when somebody closes the job, which only its client may.
    package func close(by person: UserID, as outcome: Outcome, at now: Timestamp) throws(Refusal) -> Change {
        // Also one that waits for an operator's word: its client may give it up.
        if !isHeld || person != client { try checkOpen(for: person) }
        return .job(.closed(id, outcome, at: now))
    }

    /// Decides what happens when the client wants the job to go on: it has another 30 days.
    ///
    /// - Throws: A job refusal, also where the job has a deadline, which is to be changed instead.
    package func keep(by person: UserID, at now: Timestamp, in zone: Zone) throws(Refusal) -> Change {
        try checkOpen(for: person)
        guard terms.deadline == nil else { throw .job(.hasDeadline(self)) }
        return .job(.kept(id, life(from: now, in: zone)))
    }

    /// Decides what happens when the client wants a closed job back: it is open with the responses that it had.
    ///
    /// `openJobs` says how many jobs of the client are open, `reports` how many reports on this one wait for an operator.
    package func reopen(
        by person: UserID,
        openJobs: Int,
        reports: Int,
        at now: Timestamp,
        in zone: Zone
    ) throws(Refusal) -> Change {
        switch state {
        case .draft: throw .job(person == client ? .onlyPreview(self) : .noSuchJob(id))
        case .open, .closed, .held: guard person == client else { throw .job(.notYourJob(self)) }
        }
        guard !isHeld else { throw .job(.held(self)) }
        guard case .closed(_, let closedAt) = state else { throw .job(.isOpen(self)) }
        guard outcome != .removed else { throw .job(.removed(self)) }
        // Nobody gets around an operator by closing what was hidden.
        guard reports < JobReport.neededToHold else { throw .job(.held(self)) }
        guard now.rawValue - closedAt.rawValue <= Self.reopenMilliseconds else { throw .job(.closedLongAgo(self)) }
        try checkDeadline(at: now, in: zone)
        guard openJobs < Self.openAtMost else { throw .job(.tooManyOpenJobs(Self.openAtMost)) }
        return .job(.reopened(id, life(from: now, in: zone), deadline: terms.deadline))
    }

    /// Decides what happens when the client wants the job announced anew.
    package func bump(by person: UserID, at now: Timestamp, in zone: Zone) throws(Refusal) -> Change {
        try checkOpen(for: person)
        guard mayBump(at: now) else { throw .job(.bumpedLately(self, mayBumpAt: mayBumpAt)) }
        return .job(.bumped(id, life(from: now, in: zone), at: now))
    }

    /// When it may be announced anew.
    private var mayBumpAt: Timestamp { Timestamp(rawValue: announcedAt.rawValue + Self.bumpMilliseconds) }

    /// Whether it was announced long enough ago to be announced anew.
    package func mayBump(at now: Timestamp) -> Bool { mayBumpAt <= now }

    /// Whether a person may change the job: its client, before and while it is open.
    package func checkEditor(_ person: UserID, at now: Timestamp) throws(Refusal) {
        guard state != .draft else {
            guard person == client else { throw .job(.noSuchJob(id)) }
            guard !isExpiredDraft(at: now) else { throw .job(.draftExpired(self)) }
            return
        }
        try checkOpen(for: person)
    }

    /// A deadline that is over opens nothing: it has to be changed first.
    package func checkDeadline(at now: Timestamp, in zone: Zone) throws(Refusal) {
        guard let deadline = terms.deadline, deadline < zone.local(now).day else { return }
        throw .job(.deadlineOver(self))
    }

    func checkOpen(for person: UserID) throws(Refusal) {
        switch state {
        case .draft: throw .job(person == client ? .onlyPreview(self) : .noSuchJob(id))
        case .open: guard person == client else { throw .job(.notYourJob(self)) }
        case .closed: throw .job(person == client ? .closed(self) : .notYourJob(self))
        case .held: throw .job(person == client ? .held(self) : .notYourJob(self))
        }
    }

    /// When it was last announced: posted, or announced anew.
    package var announcedAt: Timestamp {
        if let bumpedAt { return bumpedAt }
        return switch state {
        case .draft: draftedAt
        case .open(let since): since
        case .closed(let openedAt, _), .held(let openedAt, _): openedAt
        }
    }

    /// Whether it was announced so lately that another job like it is taken for the same.
    package func isRecent(at now: Timestamp) -> Bool {
        now.rawValue - announcedAt.rawValue < Self.likenessMilliseconds
    }

    /// Whether another job of the same client is nearly this one: four of five words of the title, and seven of ten of
    /// all words, are the same.
    package func resembles(_ other: Job) -> Bool {
        Self.likeness(title, other.title) >= 0.8
            && Self.likeness(title + " " + about, other.title + " " + other.about) >= 0.7
    }

    /// Which share of the words of two texts is in both.
    private static func likeness(_ left: String, _ right: String) -> Double {
        let (left, right) = (words(left), words(right))
        guard !left.isEmpty || !right.isEmpty else { return 1 }
        return Double(left.intersection(right).count) / Double(left.union(right).count)
    }

    private static func words(_ text: String) -> Set<Substring> {
        Set(text.lowercased().split { !$0.isLetter && !$0.isNumber })
    }
}

/// Something that all who responded to a job are told, some at each tick.
package struct JobRound: Hashable, Sendable {
    package var job: JobID
    package var news: News
    /// How many were begun before it for any job: what tells it from every other one.
    package var number: Int64
    /// Who was told last, in the order of the responses' people.
    package var after: UserID?

    package init(job: JobID, news: News, number: Int64, after: UserID? = nil) {
        self.job = job
        self.news = news
        self.number = number
        self.after = after
    }

    /// What has happened to the job.
    package enum News: Hashable, Sendable {
        case closed
        case reopened
        /// Something that matters for a response was changed.
        case changed(Set<JobField>)
    }
}

/// A part of a job that its client can change.
package enum JobField: String, Hashable, Sendable, CaseIterable {
    case title, about, skills, groups, match, budget, place, start, length, deadline, people, client

    /// Whether those who have responded are told of a change: money, dates and groups are what a response rests on.
    package var mattersForResponses: Bool {
        switch self {
        case .groups, .match, .budget, .place, .start, .length, .deadline: true
        case .title, .about, .skills, .people, .client: false
        }
    }
}

extension Job {
    /// What is different in a job that was changed.
    package func changes(since old: Job) -> Set<JobField> {
        var fields: Set<JobField> = []
        func note(_ field: JobField, _ isChanged: Bool) { if isChanged { fields.insert(field) } }
        note(.title, title != old.title)
        note(.about, about != old.about)
        note(.skills, wanted.skills != old.wanted.skills)
        note(.groups, wanted.groups != old.wanted.groups)
        note(.match, wanted.preferredFrom != old.wanted.preferredFrom && wanted.groups == old.wanted.groups)
        note(.budget, terms.pay != old.terms.pay || terms.budget != old.terms.budget)
        note(.place, terms.place != old.terms.place)
        note(.start, terms.start != old.terms.start)
        note(.length, terms.length != old.terms.length)
        note(.deadline, terms.deadline != old.terms.deadline)
        note(.people, terms.people != old.terms.people)
        note(.client, terms.isClientHidden != old.terms.isClientHidden)
        return fields
    }
}
