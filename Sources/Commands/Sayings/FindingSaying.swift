import Groups
import Identifiers

/// What the bot says to clients who look for people, and to those whom they invite.
enum FindingSaying: Saying {
    case found(Page)
    /// To the client.
    case invited(UserID, Job, left: Int)
    /// To the person who is asked to respond.
    case invitation(JobCard, to: UserID)

    func message(for reader: Reader) -> Message {
        switch reader.language {
        case .english: english(reader)
        }
    }

    /// Who was found.
    struct Page: Hashable, Sendable {
        /// As it was typed, to lead to the next page.
        var typed: String
        var people: [FoundPerson]
        /// Where the next page begins, if there may be more.
        var next: UserID?
        /// A job of the reader's own that somebody could be invited to.
        var job: JobID?
        /// In the hall's zone.
        var today: Day
    }
}
