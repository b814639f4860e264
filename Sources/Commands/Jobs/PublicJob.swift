package import Groups
package import Identifiers

/// An open job as it may be read outside the chat, by anybody: it holds nothing that is not for the public.
package struct PublicJob: Hashable, Sendable {
    package let id: JobID
    /// As ``Job/key``: what tells it from every other job.
    package let key: String
    package let title: String
    package let about: String
    /// Nil where the job hides its client.
    package let client: UserID?
    package let skills: [String]
    /// The requested groups that everybody may know of.
    package let groups: [Requested]
    package let terms: Job.Terms
    package let draftedAt: Timestamp
    package let postedAt: Timestamp
    /// When its client last changed it.
    package let changedAt: Timestamp
    package let expiresAt: Timestamp?
    /// All that is offered, and how to respond, in words.
    package let message: Message

    /// A group, as far as it is named.
    package struct Requested: Hashable, Sendable {
        package let id: GroupID
        package let sponsor: SponsorID
        package let handle: String
        package let name: String

        init(_ group: Group) {
            id = group.id
            sponsor = group.sponsor.id
            handle = group.handle
            name = group.name
        }
    }

    /// Gives nil for a job that is a preview or over, also where its time is over and nobody has closed it yet.
    ///
    /// `groups` are those that it requests, and `bot` is whom freelancers write to.
    package init?(_ job: Job, for groups: [Group], through bot: UserID, to reader: Reader) {
        guard case .open(let since) = job.state, job.takesResponses(at: reader.now) else { return nil }
        let card = JobCard(job, for: groups.filter(\.isPublic))
        id = job.id
        key = job.key
        title = Cleaned(job.title).text
        about = Cleaned(job.about, lines: .many).text
        client = job.terms.isClientHidden ? nil : job.client
        skills = job.wanted.skills
        self.groups = card.groups.map(Requested.init)
        terms = job.terms
        draftedAt = job.draftedAt
        postedAt = since
        changedAt = max(since, job.editedAt ?? since)
        expiresAt = job.life?.expiresAt
        message = JobSaying.published(card, through: bot).message(for: reader)
    }
}

extension PublicJob {
    /// Which of the open jobs somebody wants.
    package enum Selection: Hashable, Sendable {
        case all
        /// Those that request the group.
        case group(Group)
        /// Those that request a group of the sponsor.
        case sponsor(Sponsor)

        /// Gives nil where no group has the handle, or none that everybody may know of.
        package init?(handle: String, _ board: some Board) throws {
            guard let group = try board.group(handle: handle.lowercased()), group.state != .draft else { return nil }
            self = .group(group)
        }

        /// Gives nil where no sponsor has the name.
        package init?(sponsor name: String, _ board: some Board) throws {
            guard let sponsor = try board.sponsor(named: name) else { return nil }
            self = .sponsor(sponsor)
        }

        func includes(_ job: PublicJob) -> Bool {
            switch self {
            case .all: true
            case .group(let group): job.groups.contains { $0.id == group.id }
            case .sponsor(let sponsor): job.groups.contains { $0.sponsor == sponsor.id }
            }
        }
    }

    /// Some of the open jobs, newest first.
    package struct Page: Sendable {
        package let jobs: [PublicJob]
        /// Where the next page begins; nil where there is none.
        package let after: JobID?

        /// Looks at `limit` open jobs after that one, and keeps those that are wanted.
        package init(
            of selection: Selection,
            after: JobID?,
            limit: Int,
            _ board: some Board,
            through bot: UserID,
            to reader: Reader
        ) throws {
            let open = try board.openJobs(after: after, limit: limit)
            jobs = try open.compactMap { job in
                let groups = try job.wanted.groups.map { try board.knownGroup($0) }
                return PublicJob(job, for: groups, through: bot, to: reader)
            }
            .filter(selection.includes)
            self.after = open.count < limit ? nil : open.last?.id
        }
    }
}

extension Group {
    /// Whether the world may read of it: neither a draft, nor over, nor stopped for abuse.
    fileprivate var isPublic: Bool { state != .draft && state != .archived && suspension == nil }
}
