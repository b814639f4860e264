package import Identifiers

/// What keeping a group's rooms and its log needs to know.
package protocol RoomKeepingBoard {
    /// Whether the person is in the room or invited to it.
    func isExpected(_ person: UserID, in room: RoomID) throws -> Bool
    /// Whether the person has knocked on the room and waits at its door.
    func isKnocking(_ person: UserID, on room: RoomID) throws -> Bool
    /// Whether invitations to the room, or removals from it, are still to be made.
    func hasDoorsToServe(in room: RoomID) throws -> Bool
    /// Walks whose next batch has come, the longest due first.
    func walksDue(by now: Timestamp, limit: Int) throws -> [Walk]
    /// How far something has come that is done for every member of a group.
    func walk(of group: GroupID, _ task: Walk.Task) throws -> Walk?
    /// Members in the order in which they joined, after that place.
    func members(of group: GroupID, beyond place: Walk.Place?, limit: Int) throws -> [Member]
    /// What was changed about a group, the latest first, before that entry.
    func log(of group: GroupID, before number: Int64?, limit: Int) throws -> [LogEntry]
}

/// One change as the log keeps it.
package struct LogEntry: Hashable, Sendable {
    package var number: Int64
    package var at: Timestamp
    /// Who made it so: a user ID, or the name of somebody who was erased; nil for what the bot did by itself.
    package var person: String?
    package var event: EventID
    /// The shared room in which it was said; nil for what was said alone with the bot.
    package var room: RoomID?
    /// What became true, such as `membership.began`.
    package var change: String
    /// What the change is about beside the group, such as a user ID or a room.
    package var detail: String
    package var request: RequestID?
    /// Whose request it is.
    package var applicant: String?
    /// The note or reason with which the request was decided.
    package var remark: String
    /// Why criteria were waived at its approval, if any were.
    package var waivedBecause: String?
    /// What the log of a test keeps besides: which numbers questions have, by how much time is longer, what an edit changed.
    package var particulars = ""

    package init(
        number: Int64,
        at: Timestamp,
        person: String?,
        event: EventID,
        room: RoomID? = nil,
        change: String,
        detail: String = "",
        request: RequestID? = nil,
        applicant: String? = nil,
        waivedBecause: String? = nil,
        remark: String = ""
    ) {
        self.number = number
        self.at = at
        self.person = person
        self.event = event
        self.room = room
        self.change = change
        self.detail = detail
        self.request = request
        self.applicant = applicant
        self.remark = remark
        self.waivedBecause = waivedBecause
    }
}
