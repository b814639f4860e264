package import Identifiers

/// Jobs, and the responses to them.
package protocol JobBoard {
    func job(_ id: JobID) throws -> Job?
    /// The number that the next preview gets. None is ever given twice, though a preview may be dropped.
    func nextJobID() throws -> JobID
    /// The client's previews, oldest first.
    func drafts(of client: UserID, limit: Int) throws -> [Job]
    func openJobCount(of client: UserID) throws -> Int
    /// Open jobs, newest first, after that one.
    func openJobs(after: JobID?, limit: Int) throws -> [Job]
    /// Open jobs that a query means, newest first.
    func search(_ query: JobQuery, limit: Int) throws -> JobMatches
    /// Whether some group names that skill, which is in its normal form.
    func isSkillOfGroups(_ skill: String) throws -> Bool
    /// The skill, of those that groups name, that is a slip or two away from what was typed.
    func skill(near typed: String) throws -> String?
    /// The rooms where jobs for any of those groups, or all jobs, are announced.
    func jobsRooms(for groups: [GroupID], limit: Int) throws -> [JobsRoom]

    func response(of person: UserID, to job: JobID) throws -> Response?
    /// Responses, those from people in more of the requested groups first, then in the order of their coming.
    func responses(to job: JobID, after: UserID?, limit: Int) throws -> [Response]
    /// Everybody who responded.
    func respondents(to job: JobID, limit: Int) throws -> [UserID]
}

/// What somebody looks for among the open jobs.
package struct JobQuery: Hashable, Sendable {
    package var words: [String]
    /// Skills in their normal form: all of them are to be requested.
    package var skills: [String]
    /// Groups that are all to be requested.
    package var groups: [GroupID]
    /// Where the page before this one ended.
    package var after: JobID?

    package init(words: [String] = [], skills: [String] = [], groups: [GroupID] = [], after: JobID? = nil) {
        self.words = words
        self.skills = skills
        self.groups = groups
        self.after = after
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
    /// The job of that number as far as a person may see it.
    ///
    /// - Throws: A job refusal, said alike for a number never given and for somebody else's preview.
    package func visibleJob(_ id: JobID, to person: UserID, at now: Timestamp) throws -> Job {
        guard let job = try job(id), job.isVisible(to: person, at: now) else { throw Refusal.job(.noSuchJob(id)) }
        return job
    }
}
