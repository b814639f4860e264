import Groups
import Identifiers

/// What the bot says about jobs.
enum JobSaying: Saying {
    /// The form to copy, filled in with the group where one was named.
    case howToPost(Group?)
    /// The form is in order; nothing is stored.
    case checked(Sight)
    /// How the job will look, waiting for its client's word.
    case preview(Sight)
    case posted(Job, Places)
    case dropped(Job)
    /// What becomes of a preview once it waits no longer.
    case draftPosted(Job)
    case draftDropped(Job)
    case draftExpired(Job)
    /// To somebody who tapped on another client's preview.
    case notYours(UserID, client: UserID)
    case announcement(JobCard)
    case announcementClosed(JobCard)
    case list([JobCard], after: JobID?, hasMore: Bool)
    case found([JobCard], typed: String, JobMatches)
    case page(Page)
    /// To the client who closed it.
    case closed(Job, told: Int)

    func message(for reader: Reader) -> Message {
        switch reader.language {
        case .english: english(reader)
        }
    }

    /// A job as its client sees it before anybody else does.
    struct Sight: Hashable, Sendable {
        var card: JobCard
        /// Skills that may be a slip.
        var newSkills: [NewSkill]
        /// In how many rooms it would be announced.
        var rooms = 0
    }

    /// The rooms in which a job was announced, as far as the reader may know them.
    struct Places: Hashable, Sendable {
        var total: Int
        /// Whether the room where this is said is one of them.
        var isHere: Bool
        var names: [String] = []
    }

    /// A job's page, as one person sees it.
    struct Page: Hashable, Sendable {
        var card: JobCard
        var isClient: Bool
        var isFreelancer: Bool
        /// The reader's own response, where nobody else reads along.
        var own: Response?
    }
}

/// What the bot says about responses to jobs.
enum ResponseSaying: Saying {
    /// The form to copy.
    case howToRespond(JobCard, hasResponded: Bool)
    /// The receipt of a response.
    case sent(ResponseEntry, isAmongOthers: Bool)
    /// To the client: somebody responded, or changed their response.
    case arrived(ResponseEntry)
    case list(JobCard, [ResponseEntry], after: UserID?, hasMore: Bool)
    /// One response in full.
    case one(ResponseEntry)
    /// The form is in order; nothing is stored.
    case checked(ResponseEntry)
    /// Where others read along: the responses are in the direct message.
    case sentPrivately(JobID)
    /// To a respondent.
    case jobClosed(Job, UserID)

    func message(for reader: Reader) -> Message {
        switch reader.language {
        case .english: english(reader)
        }
    }
}
