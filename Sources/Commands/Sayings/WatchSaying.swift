import Groups
import Identifiers

/// What the bot says of who decides for a group, to its sponsor's owners and the operators.
enum OfficeSaying: Saying {
    /// None of these administrators can be reached; so many requests wait.
    case vacant(Group, [UserID], waiting: Int, isOwner: Bool)
    /// Somebody can decide for it again.
    case filled(Group, waiting: Int)

    func message(for reader: Reader) -> Message {
        switch reader.language {
        case .english: english(reader)
        }
    }
}

/// To administrators: what was changed by hand about the group's rooms.
struct RoomWatchSaying: Saying {
    var group: Group
    /// What keeps the bot from its work, and was not said before.
    var troubles: [RoomTrouble]
    /// What was said before and is put right.
    var cured: [RoomTrouble]
    var people: [RoomStir]

    /// That nobody is there is past when somebody reads this, and who can enter is for those who changed it.
    private static let silentCures: Set<RoomTrouble> = [.adminDeserted, .adminSilent, .membersPublic]

    var saysSomething: Bool { !troubles.isEmpty || !people.isEmpty || !curesToSay.isEmpty }

    var curesToSay: [RoomTrouble] { cured.filter { !Self.silentCures.contains($0) } }

    func message(for reader: Reader) -> Message {
        switch reader.language {
        case .english: english(reader)
        }
    }
}
