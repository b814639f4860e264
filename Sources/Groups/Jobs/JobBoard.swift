package import Identifiers

/// Jobs, and the responses to them.
package protocol JobBoard {
    func job(_ id: JobID) throws -> Job?
    /// The number that the next preview gets. None is ever given twice, though a preview may be dropped.
    func nextJobID() throws -> JobID
    /// The client's previews, oldest first.
    func drafts(of client: UserID, limit: Int) throws -> [Job]
    func openJobCount(of client: UserID) throws -> Int
    /// How many jobs a client has posted since a moment.
    func postedJobCount(of client: UserID, since: Timestamp) throws -> Int
    /// A client's open jobs, newest first.
    func openJobs(of client: UserID, limit: Int) throws -> [Job]
    /// The job whose form stood in that message.
    func job(writtenIn event: EventID) throws -> Job?
    /// Open jobs whose time is nearly or altogether over, the earliest first.
    func jobsDue(by now: Timestamp, limit: Int) throws -> [Job]
    /// What respondents are to be told, the oldest first.
    func jobRoundsDue(by now: Timestamp, limit: Int) throws -> [JobRound]
    /// Open jobs, newest first, after that one.
    func openJobs(after: JobID?, limit: Int) throws -> [Job]
    /// Open jobs that a query means: those with the words in the title first, then in skills and groups; then newest first.
    func search(_ query: JobQuery, limit: Int) throws -> JobMatches
    /// Whether some group names that skill, which is in its normal form.
    func isSkillOfGroups(_ skill: String) throws -> Bool
    /// The skill, of those that groups name, that is a slip or two away from what was typed.
    func skill(near typed: String) throws -> String?
    /// The rooms where jobs for a group are announced, or where that is nil all jobs, after that room.
    func jobsRooms(of group: GroupID?, after: RoomID?, limit: Int) throws -> [JobsRoom]

    func response(of person: UserID, to job: JobID) throws -> Response?
    /// Responses that were not withdrawn, in the order of the query.
    func responses(to job: JobID, _ query: ResponseQuery, limit: Int) throws -> [Response]
    /// Those who responded and did not withdraw, after that one, in the order of their ids.
    func respondents(to job: JobID, after: UserID?, limit: Int) throws -> [Respondent]
    /// What a person has responded to, the newest job first.
    func responses(of person: UserID, after: JobID?, limit: Int) throws -> [Response]
    func hiredCount(for job: JobID) throws -> Int
}

/// What somebody looks for among the open jobs.
package struct JobQuery: Hashable, Sendable {
    package var filter: JobFilter
    /// Whose groups and skills are meant by their own.
    package var asker: UserID?
    /// Where the page before this one ended.
    package var after: JobID?

    package init(_ filter: JobFilter, by asker: UserID? = nil, after: JobID? = nil) {
        self.filter = filter
        self.asker = asker
        self.after = after
    }
}

/// Which responses to a job somebody wants to read, and in what order.
package struct ResponseQuery: Hashable, Sendable {
    /// Small letters; all of them stand in the pitch, the price, the availability or the note.
    package var words: [String]
    /// Only those in that state.
    package var state: Response.State?
    package var order: Order
    /// Where the page before this one ended.
    package var after: UserID?

    package init(
        words: [String] = [],
        state: Response.State? = nil,
        order: Order = .ranked,
        after: UserID? = nil
    ) {
        self.words = words
        self.state = state
        self.order = order
        self.after = after
    }

    /// In what order responses are read.
    package enum Order: Hashable, Sendable {
        /// Those from people in more of the requested groups first, then as they came.
        case ranked
        /// As they came.
        case coming
    }

    package static let wordsAtMost = 8
}

/// Somebody who responded, and how far that has come.
package struct Respondent: Hashable, Sendable {
    package var person: UserID
    package var state: Response.State

    package init(person: UserID, state: Response.State) {
        self.person = person
        self.state = state
    }
}

/// What was found among the open jobs.
package struct JobMatches: Hashable, Sendable {
    package var jobs: [Job]
    /// Whether there are more than these.
    package var hasMore: Bool
    /// The words that were searched instead, where those that were typed are found nowhere.
    package var corrected: [String]?

    package init(jobs: [Job], hasMore: Bool, corrected: [String]? = nil) {
        self.jobs = jobs
        self.hasMore = hasMore
        self.corrected = corrected
    }
}

/// A room where jobs are announced.
package struct JobsRoom: Hashable, Sendable {
    package var id: RoomID
    /// What its people call it, if it has a name.
    package var name: String?

    package init(id: RoomID, name: String? = nil) {
        self.id = id
        self.name = name
    }
}

extension Board {
    /// The rooms where jobs for any of those groups, or all jobs, are announced.
    package func jobsRooms(for groups: [GroupID], limit: Int) throws -> [JobsRoom] {
        try ([nil] + groups.map(Optional.some)).reduce(into: []) { rooms, group in
            if rooms.count < limit { rooms += try jobsRooms(of: group, after: nil, limit: limit - rooms.count) }
        }
    }

    /// The job of that number as far as a person may see it.
    ///
    /// - Throws: A job refusal, said alike for a number never given and for somebody else's preview; a job that waits for an
    ///   operator's word is shown to them, its client, and those who have responded.
    package func visibleJob(_ id: JobID, to person: UserID, at now: Timestamp) throws -> Job {
        guard let job = try job(id), job.isVisible(to: person, at: now) else { throw Refusal.job(.noSuchJob(id)) }
        if job.isHeld, person != job.client, !hall.operators.contains(person), try response(of: person, to: id) == nil {
            throw Refusal.job(.held(job))
        }
        return job
    }
}
