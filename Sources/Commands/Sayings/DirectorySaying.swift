import Groups
import Identifiers

/// What the bot says about groups and sponsors.
enum DirectorySaying: Saying {
    case groups([Group], after: String?, hasMore: Bool)
    case found(GroupMatches, GroupQuery)
    case page(GroupPage)
    case members(Group, [Member], hasMore: Bool)

    func message(for reader: Reader) -> Message {
        switch reader.language {
        case .english: english(reader)
        }
    }

    /// How many of those who were in a group or waited for it have been told that it is over.
    struct Ending: Hashable, Sendable {
        var told: Int
        var total: Int
    }

    /// A group's page, as one person sees it.
    struct GroupPage: Hashable, Sendable {
        var group: Group
        var standing: Standing
        var isFreelancer: Bool
        var isAdministrator: Bool
        var isOwner: Bool
        /// The next few.
        var holidays: [Holiday]
        var record: GroupRecord
        /// Only for administrators.
        var pending: Int
        var criteria: CriteriaReport?
        /// Only for administrators, while a group is ending.
        var ending: Ending?
        /// Whether nobody else reads it.
        var isPrivate: Bool
        /// Whether the bot is asking the person what is missing for a request; only alone with them.
        var isAsked = false
        /// That a member no longer meets the criteria, and by when they must.
        var notice: Upkeep.Notice?
        /// That the reader is banned; only alone with them.
        var ban: Ban?
    }
}

/// What the bot says to those who run sponsors and groups.
enum FoundingSaying: Saying {
    case sponsorAdded(Sponsor, owners: [UserID])
    case ownersAdded(Sponsor, owners: [UserID])
    case created(Group)
    case edited(Group)
    /// How the group would look, nothing stored.
    case checked(Group, isNew: Bool)
    case administrators(Group, [UserID], isOwner: Bool)
    /// `isAway` says that the person has left every room that the bot shared with them.
    case administratorAdded(UserID, Group, isAway: Bool)
    case administratorRemoved(UserID, Group)
    /// To somebody who decides for a group no more.
    case dismissed(Group, by: UserID)
    /// To an administrator who put another in their own place.
    case handedOver(Group, to: UserID, isNew: Bool)
    /// To a person who was made an administrator.
    case appointed(Group, by: UserID)
    /// With the name of the room, where it is another than that in which this is said.
    case roomTaken(Group?, RoomRole, named: String?, isPublic: Bool)
    case roomGivenUp(Group?, RoomRole, named: String?)
    /// A form with mistakes: all of them, and what the command's form could have had.
    ///
    /// The example is the command's own, where none is nearer to what was typed.
    case mistakes([FormMistake], of: Usage, example: String? = nil)

    func message(for reader: Reader) -> Message {
        switch reader.language {
        case .english: english(reader)
        }
    }
}
