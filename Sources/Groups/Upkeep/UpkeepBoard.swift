package import Identifiers

/// What seeing to memberships needs to know.
package protocol UpkeepBoard {
    /// Memberships that are to be looked at, the longest due first.
    func upkeepDue(by now: Timestamp, limit: Int) throws -> [Upkeep]
    func upkeep(of person: UserID, in group: GroupID) throws -> Upkeep?
    /// The notices of a person, by the handles of the groups.
    func notices(of person: UserID, limit: Int) throws -> [String: Upkeep.Notice]
    /// How many members of a group have notice.
    func noticeCount(of group: GroupID) throws -> Int
    /// How many members of a group have a notice that a re-check gave them: ``Recheck/since``.
    func noticeCount(of group: GroupID, from recheck: Timestamp) throws -> Int
    /// The version of the criteria that a member is held against: of when they asked or came, or that of a later
    /// re-check; nil where nothing was asked then.
    func versionHeld(by person: UserID, in group: GroupID) throws -> Int?
    /// The criteria that are not held against a member: their numbers, with what exactly they asked.
    func kept(for person: UserID, in group: GroupID) throws -> [Int: String]
    /// Whether the bot sees who is in a room: it is in it, and the room was not replaced by another.
    func seesOccupants(of room: RoomID) throws -> Bool
}
