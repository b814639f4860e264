import Groups
import Identifiers

/// What the bot says about sponsors.
enum SponsorSaying: Saying {
    case page(Page)
    case ownerAdded(UserID, Sponsor)
    case ownerRemoved(UserID, Sponsor, unproven: Bool)
    /// To the other owners.
    case ownersChanged(Sponsor, UserID, isNew: Bool, by: UserID)
    /// To somebody who owns it no more.
    case dismissedOwner(Sponsor, by: UserID)
    /// To somebody who was made an owner.
    case appointedOwner(Sponsor, by: UserID)
    /// How it is now proven who the sponsor is.
    case proven(Sponsor)
    /// To the operator, with the reason, or nil where it is lifted.
    case suspended(Sponsor, because: String?)
    /// The same, to its owners.
    case suspensionTold(Sponsor, because: String?)

    func message(for reader: Reader) -> Message {
        switch reader.language {
        case .english: english(reader)
        }
    }

    /// A sponsor's page.
    struct Page: Hashable, Sendable {
        var sponsor: Sponsor
        var owners: [UserID]
        var groups: [Group]
        /// Whether there are more groups than these.
        var hasMore: Bool
        /// Groups that are not open yet, of which the reader may know.
        var drafts: [Group]
        /// The owner who reads it, if it is one of them.
        var owner: UserID?
    }
}
