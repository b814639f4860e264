import GRDB
package import Groups
package import Identifiers

/// How far the direct room of a person is.
package struct DirectRoom: Hashable, Sendable {
    package var person: UserID
    package var room: RoomID?
    /// Goes into the alias, so that a new room gets a new one.
    package var generation: Int
}

extension Database {
    /// How long a person who left their direct room is left in peace: 30 days.
    private static let peaceMs: Int64 = 30 * 24 * 60 * 60 * 1000

    /// Where to tell a person something: the room if there is one, or the reason why it is not to be tried.
    ///
    /// Who left the room is left in peace, except for what they wait for.
    func directRoom(
        of person: UserID,
        urgency: Draft.Urgency,
        now: Timestamp
    ) throws -> (room: String?, deadReason: String?) {
        try abandonIndiscreetRoom(of: person)
        let sql = "SELECT room, state, leftAtMs FROM directRoom WHERE person = ?"
        guard let row = try Row.fetchOne(cachedStatement(sql: sql), arguments: [person.rawValue]) else {
            return (nil, nil)
        }
        switch row[1] as Int {
        case 2: return (row[0], nil)
        case 3:
            let left: Int64 = row[2] ?? 0
            let isInPeace = urgency != .decision && now.rawValue - left < Self.peaceMs
            return (nil, isInPeace ? "the person left the direct room" : nil)
        case 4: return (nil, "the person accepts no invitations")
        default: return (nil, nil)
        }
    }

    /// Gives up a direct room in which private things can't be said: somebody else came in, or the person
    /// encrypted it and the bot does not take part in that.
    ///
    /// A room that the bot made and that is encrypted all the same was encrypted by the homeserver, as the next would be.
    private func abandonIndiscreetRoom(of person: UserID) throws {
        try run(
            """
            UPDATE directRoom SET room = NULL, state = 1, generation = generation + 1
            WHERE person = ?1 AND state = 2 AND (
                EXISTS (SELECT 1 FROM occupant o WHERE o.room = directRoom.room AND o.person <> ?1 AND o.presence < 3)
                OR EXISTS (
                    SELECT 1 FROM room WHERE room.id = directRoom.room
                        AND room.creators IS NOT (SELECT userID FROM session) AND
            """ + Self.unreadable + "))",
            [person.rawValue]
        )
    }

    /// Takes a room as the direct one of a person, unless they have another that is usable.
    func adopt(_ room: RoomID, asDirectWith person: UserID, at now: Timestamp) throws {
        try cachedStatement(sql: "INSERT OR IGNORE INTO room (id) VALUES (?)").execute(arguments: [room.rawValue])
        try cachedStatement(sql: "UPDATE room SET directWith = ? WHERE id = ?")
            .execute(arguments: [person.rawValue, room.rawValue])
        let sql = """
            INSERT INTO directRoom (person, room, state) VALUES (?, ?, 2)
            ON CONFLICT (person) DO UPDATE SET room = excluded.room, state = 2, leftAtMs = NULL, unlisted = 1
            WHERE state <> 2
            """
        try cachedStatement(sql: sql).execute(arguments: [person.rawValue, room.rawValue])
        if changesCount > 0 { try moveIn(person, to: room) }
        let isThere = "SELECT 1 FROM occupant WHERE room = ? AND person = ? AND presence = 2"
        if try exists(isThere, [room.rawValue, person.rawValue]) { try noteArrival(of: person, in: room, at: now) }
    }

    /// Notes that a person is in a direct room with the bot: a room where they are beats one where they are only invited.
    func noteArrival(of person: UserID, in room: RoomID, at now: Timestamp) throws {
        try run(
            """
            UPDATE directRoom SET room = ?2, state = 2, leftAtMs = NULL, unlisted = 1
            WHERE person = ?1 AND room IS NOT ?2 AND NOT EXISTS (
                SELECT 1 FROM occupant o WHERE o.room = directRoom.room AND o.person = ?1 AND o.presence = 2)
            """,
            [person.rawValue, room.rawValue]
        )
        if changesCount > 0 { try moveIn(person, to: room) }
        // Before the first sync is stored nobody arrives: those are the rooms in which the account has long been.
        guard try exists("SELECT 1 FROM session WHERE position IS NOT NULL", []) else { return }
        // Its name is the same if the same join comes again, so a person is welcomed once in a room.
        var batch = ReceivedBatch()
        let name = EventID(rawValue: "arrival:\(room.rawValue):\(person.rawValue)")
        batch.events = [InboxEvent(.arrival, event: name, room: room, sender: person, receivedAt: now)]
        _ = try receive(batch, at: now)
    }

    /// Sends what waits for a person on its way to their room.
    func moveIn(_ person: UserID, to room: RoomID) throws {
        let sql = "UPDATE outbox SET room = ?, lane = ?, notBeforeMs = 0 WHERE lane = ? AND state = 0"
        try cachedStatement(sql: sql).execute(arguments: [room.rawValue, room.rawValue, person.rawValue])
    }
}

extension Storage {
    /// Notes that a direct room is about to be opened, before anything is asked of the homeserver.
    package func beginOpening(for person: UserID) async throws -> DirectRoom {
        try await database.write { db in
            try db.execute(
                sql: """
                    INSERT INTO directRoom (person, state) VALUES (?, 1)
                    ON CONFLICT (person) DO UPDATE SET state = 1 WHERE state = 3
                    """,
                arguments: [person.rawValue]
            )
            let sql = "SELECT room, generation FROM directRoom WHERE person = ?"
            let row = try Row.fetchOne(db, sql: sql, arguments: [person.rawValue])
            let room = (row?[0] as String?).map(RoomID.init)
            return DirectRoom(person: person, room: room, generation: row?[1] ?? 1)
        }
    }

    /// Notes the room that was made or found, so that it is not made again.
    package func noteOpened(_ room: RoomID, for person: UserID, now: Timestamp) async throws {
        try await database.write { db in
            try db.note(.membership(room, .joined), at: now)
            try db.execute(
                sql: "UPDATE room SET directWith = ? WHERE id = ?",
                arguments: [person.rawValue, room.rawValue]
            )
            try db.execute(
                sql: "UPDATE directRoom SET room = ?, unlisted = 1 WHERE person = ?",
                arguments: [room.rawValue, person.rawValue]
            )
        }
    }

    /// Notes that the person is invited: from now on what they are told goes to the room.
    package func finishOpening(for person: UserID, in room: RoomID) async throws {
        try await database.write { db in
            try db.execute(
                sql: "UPDATE directRoom SET state = 2, leftAtMs = NULL WHERE person = ? AND room = ?",
                arguments: [person.rawValue, room.rawValue]
            )
            // Whoever is invited gets the keys of what is said from now on, whether or not the homeserver has told of it yet.
            try db.run(
                "INSERT OR IGNORE INTO occupant (room, person, presence) VALUES (?, ?, 1)",
                [room.rawValue, person.rawValue]
            )
            try db.reconsiderKey(of: room, isLeaving: false)
            try db.moveIn(person, to: room)
        }
    }

    /// Notes that the alias of this generation is spent: the next room gets another.
    package func abandonOpening(for person: UserID) async throws {
        try await database.write { db in
            try db.execute(
                sql: "UPDATE directRoom SET room = NULL, generation = generation + 1 WHERE person = ?",
                arguments: [person.rawValue]
            )
        }
    }

    /// Puts off what waits for a person's direct room.
    package func putOffOpening(for person: UserID, until moment: Timestamp) async throws {
        try await database.write { db in
            try db.execute(
                sql: "UPDATE outbox SET notBeforeMs = ?, attempt = attempt + 1 WHERE lane = ? AND state = 0",
                arguments: [moment.rawValue, person.rawValue]
            )
        }
    }

    /// Notes that a person accepts no invitations: what waits for them will not be sent.
    package func giveUpOpening(for person: UserID, reason: String, now: Timestamp) async throws {
        try await database.write { db in
            try db.execute(
                sql: "UPDATE directRoom SET state = 4 WHERE person = ?",
                arguments: [person.rawValue]
            )
            try db.execute(
                sql: """
                    UPDATE outbox SET state = 4, deadReason = ?, settledAtMs = ? WHERE lane = ? AND state = 0
                    """,
                arguments: [reason, now.rawValue, person.rawValue]
            )
        }
    }

    /// The direct rooms that the account data does not list yet.
    package func unlistedDirectRooms() async throws -> [(UserID, RoomID)] {
        let sql = "SELECT person, room FROM directRoom WHERE unlisted = 1 AND state = 2 AND room IS NOT NULL LIMIT 500"
        return try await database.look { db in
            try Row.fetchAll(db.cachedStatement(sql: sql)).map {
                (UserID(rawValue: $0[0]), RoomID(rawValue: $0[1]))
            }
        }
    }

    /// Notes that the account data lists these direct rooms.
    package func noteListed(_ rooms: [(UserID, RoomID)]) async throws {
        try await database.write { db in
            for (person, room) in rooms {
                try db.execute(
                    sql: "UPDATE directRoom SET unlisted = 0 WHERE person = ? AND room = ?",
                    arguments: [person.rawValue, room.rawValue]
                )
            }
        }
    }
}
