package import Identifiers

/// A look at whether a group can do its work: whether anybody can decide for it, and what its rooms let the bot do.
package struct GroupWatch: Hashable, Sendable {
    package var group: GroupID
    /// When administrators were last told of somebody in their members' room.
    package var toldAt: Timestamp?
    /// What administrators were told of and what was not put right since.
    package var troubles: Set<RoomTrouble>

    package init(group: GroupID, toldAt: Timestamp? = nil, troubles: Set<RoomTrouble> = []) {
        self.group = group
        self.toldAt = toldAt
        self.troubles = troubles
    }

    /// How long the bot waits before it looks, in milliseconds: whoever goes from one room to another, or changes several
    /// things about a room, has as long, and what comes together is said together.
    package static let patienceMs: Int64 = 600_000
    /// How often administrators hear of people in their members' room at most, in milliseconds.
    package static let pauseMs: Int64 = 3_600_000
    /// How many watches one tick looks at.
    package static let batch = 50
    /// How many people one message names.
    package static let peopleAtMost = 15
}

/// Something about a group's rooms that keeps the bot from its work there, or anybody from noticing it.
///
/// The raw values are stored.
package enum RoomTrouble: String, Hashable, Sendable, CaseIterable {
    /// The bot is not in the administrators' room, or may not speak there.
    case adminSilent
    /// No administrator is in the administrators' room.
    case adminDeserted
    /// The bot is not in the members' room.
    case membersGone
    /// The members' room does not let the bot invite and remove people.
    case membersWeak
    /// Anybody can enter the members' room without asking.
    case membersPublic
}

/// Something that was done by hand about one person in a members' room.
package struct RoomStir: Hashable, Sendable {
    package var person: UserID
    package var kind: Kind

    package init(person: UserID, kind: Kind) {
        self.person = person
        self.kind = kind
    }

    /// The raw values are stored.
    package enum Kind: Int, Hashable, Sendable {
        /// A member was taken out of it by somebody.
        case takenOut = 1
        /// Somebody came in who is no member.
        case cameIn
    }
}

/// A fact about what the bot watches of a group.
package enum WatchChange: Hashable, Sendable {
    /// The bot has looked; what is left are those troubles, and administrators were told of people then.
    case looked(GroupWatch)
    /// The bot looks again then.
    case putOff(GroupID, until: Timestamp)
    /// The cards of an applicant show whether they can be reached.
    case sightShown(UserID)
}

/// What watching groups and their rooms needs to know.
package protocol WatchBoard {
    /// Groups that are to be looked at by now, the longest due first.
    func watchesDue(by now: Timestamp, limit: Int) throws -> [GroupWatch]
    /// Whether the bot has lost sight of the person: they have left every room that it shared with them.
    func isAway(_ person: UserID) throws -> Bool
    /// Applicants of whom the bot has lost sight, or whom it sees again, and whose cards do not show that yet.
    func sightsDue(by now: Timestamp, limit: Int) throws -> [UserID]
    /// Whether the bot has lost sight of all who decide for the group.
    func isVacant(_ group: GroupID) throws -> Bool
    /// The room in which the bot and somebody who decides for the group can speak to each other, if there is one.
    func usableAdminRoom(of group: Group) throws -> RoomID?
    /// Whether one who decides for the group is in the room.
    func hasAdministrator(of group: GroupID, in room: RoomID) throws -> Bool
    /// Whether the bot is in the room.
    func isBotIn(_ room: RoomID) throws -> Bool
    /// Whether anybody can enter the room without asking.
    func isPublic(_ room: RoomID) throws -> Bool
    /// What was done by hand in the group's members' room since the bot last looked.
    func stirs(of group: GroupID, limit: Int) throws -> [RoomStir]
}

extension Group {
    /// Decides what becomes of a group of whose administrators none can be reached, or one can again; nil where that is as
    /// it was, and for a draft, for which nobody waits.
    package func watch(isVacant: Bool, at now: Timestamp) -> Change? {
        guard state != .archived, state != .draft, isVacant != (vacantSince != nil) else { return nil }
        return .group(isVacant ? .vacated(id, at: now) : .filled(id))
    }
}
