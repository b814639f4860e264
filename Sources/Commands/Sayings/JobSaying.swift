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
    /// To a yes or no said to nothing in particular, where several previews wait.
    case whichOne([Job], isPosting: Bool)
    case posted(Job, Places)
    case dropped(Job)
    /// What becomes of a preview once it waits no longer.
    case draftPosted(Job)
    case draftDropped(Job)
    case draftExpired(Job)
    /// To somebody who tapped on another client's preview.
    case notYours(UserID, client: UserID)
    case announcement(JobCard)
    case list([JobCard], after: JobID?, hasMore: Bool)
    case found([JobCard], NamedFilter, JobMatches)
    case page(Page)
    /// On a website, where the bot is not at hand.
    case published(JobCard, through: UserID)

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
    /// To the respondent: all that they wrote, question by question, before it is sent.
    case review(ResponseEntry)
    /// The receipt of a response.
    case sent(ResponseEntry, isAmongOthers: Bool)
    /// To the client: somebody responded, or changed their response.
    case arrived(ResponseEntry)
    case list(JobCard, [ResponseEntry], Listing)
    /// One response in full.
    case one(ResponseEntry)
    /// The form is in order; nothing is stored.
    case checked(ResponseEntry)
    /// Where others read along: the responses are in the direct message.
    case sentPrivately(JobID)
    /// To a respondent: what has become of the job.
    case news(JobRound.News, JobCard, Respondent)
    /// To the client who decided something about a response, and to its author.
    case decided(Outcome)
    case outcome(Outcome)
    /// The client's note is kept.
    case noted(Job, UserID, isEmpty: Bool, isAmongOthers: Bool)
    /// To the client: the question is on its way.
    case asked(Job, UserID)
    /// To a respondent: what the client asks.
    case question(Job, String, Response)
    /// To a respondent: the answer is on its way.
    case answered(Job)
    /// To the client: what the respondent says.
    case answer(Job, String, from: UserID)
    /// To a person who took their response back, and to the client.
    case withdrawn(Job)
    case withdrew(Job, UserID, String)
    /// What a person has responded to.
    case own([OwnLine], isFirst: Bool, hasMore: Bool)
    case ownSentPrivately
    /// To somebody who answered an announcement where everybody reads it.
    case howToRespondInstead(Job)

    func message(for reader: Reader) -> Message {
        switch reader.language {
        case .english: english(reader)
        }
    }

    /// Which part of the responses a page shows.
    struct Listing: Hashable, Sendable {
        var query: ResponseQuery
        /// What was typed of it.
        var typed: String
        var hasMore: Bool
    }

    /// What a client decided about a response.
    struct Outcome: Hashable, Sendable {
        var job: Job
        var person: UserID
        var state: Response.State
        var reason: String
        /// How many are hired now, where this one is.
        var hired: Int
    }

    /// One line of what a person has responded to.
    struct OwnLine: Hashable, Sendable {
        var job: Job
        var response: Response
    }
}
