import GRDB
package import Groups
package import Identifiers

extension StoredBoard {
    package func maySpeak(in room: RoomID) throws -> Bool {
        let sql =
            "SELECT 1 FROM room WHERE id = ? AND membership = 2 AND replacement IS NULL AND NOT " + Database.unreadable
        guard try db.exists(sql, [room.rawValue]) else { return false }
        // Where no levels are known, nobody has taken the word away.
        guard let powers = try powers(in: room), powers.areKnown else { return true }
        guard let bot = try db.firstRow("SELECT userID FROM session")?[0] as String? else { return true }
        return powers.level(of: UserID(rawValue: bot)) >= powers.neededToSpeak
    }

    package func isEncrypted(_ room: RoomID) throws -> Bool {
        try db.exists("SELECT 1 FROM room WHERE id = ? AND " + Database.unreadable, [room.rawValue])
    }

    package func isBot(_ person: UserID) throws -> Bool {
        try db.exists("SELECT 1 FROM session WHERE userID = ?", [person.rawValue])
    }

    package func isOpenedByBot(_ room: RoomID) throws -> Bool {
        try db.exists(
            "SELECT 1 FROM room r JOIN session s ON s.userID = r.creators WHERE r.id = ?",
            [room.rawValue]
        )
    }

    package func replacement(of room: RoomID) throws -> RoomID? {
        try db.firstRow("SELECT replacement FROM roomMove WHERE room = ?", [room.rawValue])?.room("replacement")
    }

    package func groupAdministered(in room: RoomID) throws -> GroupID? {
        try db.firstRow(#"SELECT id FROM "group" WHERE adminRoom = ?"#, [room.rawValue])
            .map { GroupID(rawValue: $0["id"]) }
    }

    package func groupsUsing(_ room: RoomID) throws -> [Groups.Group] {
        try ["adminRoom", "membersRoom"].compactMap { column in
            try db.firstRow("SELECT \(Groups.Group.columns) WHERE g.\(column) = ?", [room.rawValue])
                .map(Groups.Group.init)
        }
    }

    package func status() throws -> HallStatus {
        var status = HallStatus()
        for row in try db.allRows("SELECT name, value FROM tally") {
            switch row["name"] as String {
            case "groups": status.groups = row["value"]
            case "freelancers": status.freelancers = row["value"]
            case "memberships": status.memberships = row["value"]
            case "pending": status.pendingRequests = row["value"]
            case "incomplete": status.incompleteRequests = row["value"]
            case "openJobs": status.openJobs = row["value"]
            default: break
            }
        }
        let counts = try db.counts(at: Timestamp(rawValue: 0))
        status.syncedAt = counts.syncedAt
        // The event that asks is handled only once its answer is stored.
        status.inboxWaiting = max(0, counts.waitingEvents - 1)
        status.quarantined = counts.quarantinedEvents + counts.parkedEvents
        status.outboxWaiting = counts.waitingMessages
        status.outboxDead = counts.deadMessages
        return status
    }
}

/// Who is to be told about a members' room.
package struct MembersRoomKeepers: Sendable {
    package var group: Groups.Group
    /// The administrators' room, where the bot can speak in it.
    package var adminRoom: RoomID?
    package var administrators: [UserID]
    /// The content of the members' room's `m.room.power_levels`, as sent.
    package var powerLevels: String
}

extension Storage {
    /// Who is to be told about the members' room of a group, or nil where it is none.
    package func keepers(ofMembersRoom room: RoomID, in frame: BoardFrame) async throws -> MembersRoomKeepers? {
        try await database.look { db in
            let board = StoredBoard(db: db, hall: frame.hall, surroundings: frame.surroundings)
            guard let group = try board.groupsUsing(room).first(where: { $0.rooms.members == room }) else { return nil }
            let adminRoom = try board.usableAdminRoom(of: group)
            let administrators = try board.administrators(of: group.id, limit: Groups.Group.administratorsAtMost)
            let powerLevels = try db.firstRow("SELECT powerLevels FROM room WHERE id = ?", [room.rawValue])
            return MembersRoomKeepers(
                group: group,
                adminRoom: adminRoom,
                administrators: administrators,
                powerLevels: powerLevels?[0] ?? ""
            )
        }
    }
}
