import GRDB
import Groups
import Identifiers

extension Database {
    /// With whom a room is a direct one.
    func directPerson(of room: RoomID) throws -> UserID? {
        let sql = "SELECT directWith FROM room WHERE id = ?"
        return try String.fetchOne(cachedStatement(sql: sql), arguments: [room.rawValue]).map(UserID.init)
    }

    /// Takes what is bound to a room along when the room is replaced by another.
    func moveHall(from old: RoomID, to new: RoomID) throws {
        let pair: StatementArguments = [new.rawValue, old.rawValue]
        for sql in [
            #"UPDATE OR IGNORE "group" SET adminRoom = ? WHERE adminRoom = ?"#,
            #"UPDATE OR IGNORE "group" SET membersRoom = ? WHERE membersRoom = ?"#,
            "UPDATE OR IGNORE jobsRoom SET room = ? WHERE room = ?",
        ] {
            try execute(sql: sql, arguments: pair)
        }
        try noteMove(from: old, to: new)
    }

    /// Has criteria that name a room mean the one that has replaced it, too.
    ///
    /// The criteria themselves stay as they were written: what was judged, kept or waived is known by their exact words.
    private func noteMove(from old: RoomID, to new: RoomID) throws {
        // A room that is replaced a second time, and one that is gone back to.
        try run("UPDATE roomMove SET replacement = ? WHERE replacement = ?", [new.rawValue, old.rawValue])
        try run("DELETE FROM roomMove WHERE room = ?", [new.rawValue])
        try run("INSERT OR REPLACE INTO roomMove (room, replacement) VALUES (?, ?)", [old.rawValue, new.rawValue])
        // Who comes into either room, or leaves it, is looked at.
        try run(
            #"INSERT OR IGNORE INTO criteriaRoom ("group", room) SELECT "group", ? FROM criteriaRoom WHERE room = ?"#,
            [new.rawValue, old.rawValue]
        )
    }

    /// Notes how somebody is in a room now.
    func note(
        _ presence: RoomFact.Presence?,
        of person: UserID,
        in room: RoomID,
        isOwnWill: Bool = false,
        at now: Timestamp
    ) throws {
        let before = try presenceNoted(of: person, in: room)
        try store(presence, of: person, in: room, at: now)
        guard presence != before else { return }
        try noteMove(of: person, in: room, from: before, to: presence, isOwnWill: isOwnWill, at: now)
    }

    private func store(
        _ presence: RoomFact.Presence?,
        of person: UserID,
        in room: RoomID,
        at now: Timestamp
    ) throws {
        let isDirect = try directPerson(of: room) == person
        if presence != .knocking { try forgetKnock(of: person, on: room) }
        try lookWhereNamed(room, about: person, from: now)
        guard let presence else {
            try cachedStatement(sql: "DELETE FROM occupant WHERE room = ? AND person = ?")
                .execute(arguments: [room.rawValue, person.rawValue])
            if isDirect {
                let sql = "UPDATE directRoom SET state = 3, leftAtMs = ? WHERE person = ? AND room = ?"
                try cachedStatement(sql: sql).execute(arguments: [now.rawValue, person.rawValue, room.rawValue])
            }
            return
        }
        let sql = """
            INSERT INTO occupant (room, person, presence) VALUES (?, ?, ?)
            ON CONFLICT (room, person) DO UPDATE SET presence = excluded.presence
            """
        try cachedStatement(sql: sql).execute(arguments: [room.rawValue, person.rawValue, presence.rawValue])
        guard isDirect, presence == .joined else { return }
        let mark = "UPDATE directRoom SET state = 2, leftAtMs = NULL WHERE person = ? AND room = ? AND state = 3"
        try cachedStatement(sql: mark).execute(arguments: [person.rawValue, room.rawValue])
        try noteArrival(of: person, in: room, at: now)
    }
}
