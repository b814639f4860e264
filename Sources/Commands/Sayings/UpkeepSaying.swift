import Groups
import Identifiers

/// What the bot says about memberships that stand or fall with what the group asks for.
enum UpkeepSaying: Saying {
    /// To a member whose evidence runs out.
    case runsOut(UpkeepPage)
    /// To a member: from now on the days are counted.
    case notice(UpkeepPage, Reason)
    /// To a member who has notice by a re-check that was put off.
    case extended(UpkeepPage)
    /// To a member who meets the criteria again.
    case lifted(UserID, Group, until: Day?)
    /// To a member whose notice was that of a re-check which was called off.
    case calledOff(UserID, Group)
    /// To somebody who was a member until now.
    case ended(UpkeepPage, Lapse)
    /// To administrators: what became of their members in one batch.
    case report(UpkeepReport)
    /// To the administrator who lifted a notice.
    case kept(UserID, Group, [Int])
    /// To the member.
    case youAreKept(Keeping, Group)

    func message(for reader: Reader) -> Message {
        switch reader.language {
        case .english: english(reader)
        }
    }

    /// Why there is a notice.
    enum Reason: Hashable, Sendable {
        case runsOutToday
        case ranOut
        /// Something that was so is so no longer.
        case lost
        /// The group asks for something else, and had its members held against it.
        case changed
    }
}

/// A membership with what is missing, as the member is told of it.
struct UpkeepPage: Hashable, Sendable {
    var person: UserID
    var group: Group
    /// What is missing or runs out.
    var items: [Checklist.Item]
    /// Whether one of them would do, whichever.
    var isOneEnough = false
    var roomNames: [RoomID: String]
    /// The last day on which the evidence holds, and how many days that is from now.
    var until: Day?
    var daysLeft = 0
    /// The last day on which it can be put right.
    var lastDay: Day
    /// Since when there is notice.
    var since: Timestamp?
    /// Evidence that runs out soon afterwards.
    var alsoRunningOut: [DatedProof] = []
    var owners: [UserID] = []
    /// Whether the person is in the members' room by this membership alone.
    var losesRoom = false
}

/// What became of the members of one group in one batch.
struct UpkeepReport: Hashable, Sendable {
    var group: Group
    var ended: [Ended] = []
    var noticed: [Noticed] = []
    /// How many have notice afterwards.
    var noticeCount = 0

    struct Ended: Hashable, Sendable {
        var person: UserID
        var lapse: Lapse
        var numbers: [Int]
    }

    struct Noticed: Hashable, Sendable {
        var person: UserID
        var lastDay: Day
        var numbers: [Int]
    }
}
