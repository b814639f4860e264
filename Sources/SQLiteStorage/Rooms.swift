import GRDB
package import Groups
package import Identifiers

extension Database {
    /// Stores one thing that is now so about a room.
    func note(_ fact: RoomFact, at now: Timestamp) throws {
        switch fact {
        case .membership(let room, let membership):
            try note(membership, of: room, at: now)
        case .invited(let room, let inviter, let isDirect):
            try note(.invited, of: room, at: now)
            try set(
                "UPDATE room SET inviter = ?, invitedDirect = ? WHERE id = ?",
                room,
                [inviter.rawValue, isDirect, room.rawValue]
            )
        case .name(let room, let name):
            try set("UPDATE room SET name = ? WHERE id = ?", room, [name, room.rawValue])
        case .direct(let room, let person): try adopt(room, asDirectWith: person, at: now)
        case .encrypted(let room, let encryption):
            try note(encryption, of: room)
            try watchGroup(using: room, at: now)
        case .powerLevels(let room, let json):
            try set("UPDATE room SET powerLevels = ? WHERE id = ?", room, [json, room.rawValue])
            try retryBarred(in: room)
            try watchGroup(using: room, at: now)
        case .joinRule(let room, let rule):
            try set("UPDATE room SET joinRule = ? WHERE id = ?", room, [rule, room.rawValue])
            try watchGroup(using: room, at: now)
        case .historyVisibility(let room, let visibility):
            try note(historyVisibility: visibility, of: room)
        case .created(let room, let creators, let version, let predecessor):
            let people = creators.map { $0.rawValue }.joined(separator: "\n")
            try set(
                "UPDATE room SET creators = ?, version = ?, predecessor = ? WHERE id = ?",
                room,
                [people, version, predecessor?.rawValue, room.rawValue]
            )
        case .replaced(let room, let replacement, let sender):
            try set(
                "UPDATE room SET replacement = ?, replacedBy = ? WHERE id = ?",
                room,
                [replacement.rawValue, sender.rawValue, room.rawValue]
            )
        case .occupant(let room, let person, let presence):
            try note(presence, of: person, in: room, at: now)
            try reconsiderKey(of: room, isLeaving: presence == nil)
            try lookAtRequests(of: person, at: now)
        case .knocked(let room, let person, let event, let reason):
            try note(.knocking, of: person, in: room, at: now)
            try noteKnock(of: person, on: room, event, saying: reason, at: now)
        case .wentByThemselves(let room, let person, let event):
            try noteKnockTakenBack(by: person, from: room, event, at: now)
            try note(nil, of: person, in: room, isOwnWill: true, at: now)
            try reconsiderKey(of: room, isLeaving: true)
        case .lastEvent(let room, let event):
            try set("UPDATE room SET lastEventID = ? WHERE id = ?", room, [event.rawValue, room.rawValue])
        }
    }

    private func set(_ sql: String, _ room: RoomID, _ arguments: StatementArguments) throws {
        let statement = try cachedStatement(sql: sql)
        try statement.execute(arguments: arguments)
        guard changesCount == 0 else { return }
        try cachedStatement(sql: "INSERT OR IGNORE INTO room (id) VALUES (?)").execute(arguments: [room.rawValue])
        try statement.execute(arguments: arguments)
    }

    private func note(_ membership: RoomFact.OwnMembership, of room: RoomID, at now: Timestamp) throws {
        let wasIn = try exists("SELECT 1 FROM room WHERE id = ? AND membership = 2", [room.rawValue])
        try set(
            "UPDATE room SET membership = ?, joinAttempts = 0, notBeforeMs = 0 WHERE id = ?",
            room,
            [membership.rawValue, room.rawValue]
        )
        if wasIn != (membership == .joined) { try watchGroup(using: room, isComing: !wasIn, at: now) }
        if membership == .joined, let inviter = try directInviter(of: room) {
            try adopt(room, asDirectWith: inviter, at: now)
        }
        // Who was let into the room that replaces another need not wait to follow.
        if membership == .joined {
            try run("UPDATE room SET notBeforeMs = 0 WHERE replacement = ?", [room.rawValue])
            try retryBarred(in: room)
        }
        guard membership == .gone else { return }
        // Nobody tells the bot who leaves while it is away.
        try reconsiderKey(of: room, isLeaving: true)
        try cachedStatement(sql: "DELETE FROM occupant WHERE room = ?").execute(arguments: [room.rawValue])
        try run("DELETE FROM knock WHERE room = ?", [room.rawValue])
        try cachedStatement(sql: "UPDATE room SET directWith = NULL WHERE id = ?").execute(arguments: [room.rawValue])
        try cachedStatement(
            sql: """
                UPDATE directRoom
                SET state = CASE state WHEN 2 THEN 1 ELSE state END, room = NULL, generation = generation + 1
                WHERE room = ?
                """
        ).execute(arguments: [room.rawValue])
    }

    /// Who invited the bot to a room as a direct one, once: the mark is taken off.
    private func directInviter(of room: RoomID) throws -> UserID? {
        let sql = "UPDATE room SET invitedDirect = 0 WHERE id = ? AND invitedDirect = 1 RETURNING inviter"
        return try String.fetchOne(cachedStatement(sql: sql), arguments: [room.rawValue]).map(UserID.init)
    }
}

/// What is known about a room.
package struct StoredRoom: Hashable, Sendable {
    package var id: RoomID
    package var membership: RoomFact.OwnMembership
    package var name: String?
    package var directWith: UserID?
    package var isEncrypted: Bool
    package var isEncryptionTold: Bool
    package var replacement: RoomID?
    package var replacedBy: UserID?
    package var predecessor: RoomID?
    package var lastEvent: EventID?
    package var joinAttempts: Int
    package var inviter: UserID?

    static let one = """
        SELECT id, membership, name, directWith, encrypted, encryptionTold, replacement, replacedBy, predecessor,
            lastEventID, joinAttempts, inviter
        FROM room WHERE id = ?
        """
    static let invited = """
        SELECT id, membership, name, directWith, encrypted, encryptionTold, replacement, replacedBy, predecessor,
            lastEventID, joinAttempts, inviter
        FROM room WHERE membership = 1 AND notBeforeMs <= ? ORDER BY notBeforeMs LIMIT 20
        """

    static let toTell = """
        SELECT id, membership, name, directWith, encrypted, encryptionTold, replacement, replacedBy, predecessor,
            lastEventID, joinAttempts, inviter
        FROM room WHERE encrypted = 1 AND encryptionTold = 0 AND membership = 2 AND
        """ + Database.unreadable + " LIMIT 100"
    static let replaced = """
        SELECT id, membership, name, directWith, encrypted, encryptionTold, replacement, replacedBy, predecessor,
            lastEventID, joinAttempts, inviter
        FROM room WHERE replacement IS NOT NULL AND membership = 2 AND notBeforeMs <= ? LIMIT 20
        """

    init(_ row: Row) {
        id = RoomID(rawValue: row[0])
        membership = RoomFact.OwnMembership(rawValue: row[1]) ?? .gone
        name = row[2]
        directWith = (row[3] as String?).map(UserID.init)
        isEncrypted = row[4]
        isEncryptionTold = row[5]
        replacement = (row[6] as String?).map(RoomID.init)
        replacedBy = (row[7] as String?).map(UserID.init)
        predecessor = (row[8] as String?).map(RoomID.init)
        lastEvent = (row[9] as String?).map(EventID.init)
        joinAttempts = row[10]
        inviter = (row[11] as String?).map(UserID.init)
    }
}

extension Storage {
    /// What is known about a room, or nil where nothing is.
    package func room(_ id: RoomID) async throws -> StoredRoom? {
        try await database.look { db in
            try Row.fetchOne(db.cachedStatement(sql: StoredRoom.one), arguments: [id.rawValue]).map(StoredRoom.init)
        }
    }

    /// What is known about rooms, as far as anything is.
    package func rooms(_ ids: [RoomID]) async throws -> [RoomID: StoredRoom] {
        guard !ids.isEmpty else { return [:] }
        return try await database.look { db in
            let statement = try db.cachedStatement(sql: StoredRoom.one)
            var rooms: [RoomID: StoredRoom] = [:]
            for id in ids {
                rooms[id] = try Row.fetchOne(statement, arguments: [id.rawValue]).map(StoredRoom.init)
            }
            return rooms
        }
    }

    /// The rooms whose invitation is to be acted on by now, at most 20.
    package func invitedRooms(at now: Timestamp) async throws -> [StoredRoom] {
        try await database.look { db in
            try Row.fetchAll(db.cachedStatement(sql: StoredRoom.invited), arguments: [now.rawValue])
                .map(StoredRoom.init)
        }
    }

    /// The rooms that the bot can't read and whose people were not told yet, at most 100.
    package func roomsToTellOfEncryption() async throws -> [StoredRoom] {
        try await database.look { db in
            try Row.fetchAll(db.cachedStatement(sql: StoredRoom.toTell)).map(StoredRoom.init)
        }
    }

    /// The rooms with a tombstone that was not followed yet, at most 20.
    package func replacedRooms(at now: Timestamp) async throws -> [StoredRoom] {
        try await database.look { db in
            try Row.fetchAll(db.cachedStatement(sql: StoredRoom.replaced), arguments: [now.rawValue])
                .map(StoredRoom.init)
        }
    }

    /// Ends what is to be done about a tombstone: with a room to go on in, all that was bound to the old one moves there.
    package func noteReplacement(of old: RoomID, by new: RoomID?, now: Timestamp) async throws {
        try await database.write { db in
            try db.execute(sql: "UPDATE room SET replacement = NULL WHERE id = ?", arguments: [old.rawValue])
            guard let new else { return }
            let pair: StatementArguments = [new.rawValue, new.rawValue, old.rawValue]
            // What was encrypted for the old room can't be read in the new one.
            try db.execute(
                sql: "UPDATE outbox SET room = ?, lane = ?, ciphertext = NULL WHERE lane = ? AND state = 0",
                arguments: pair
            )
            try db.execute(
                sql: "UPDATE directRoom SET room = ?, unlisted = 1 WHERE room = ?",
                arguments: [new.rawValue, old.rawValue]
            )
            try db.execute(
                sql: """
                    INSERT INTO room (id, directWith) SELECT ?, directWith FROM room WHERE id = ?
                    ON CONFLICT (id) DO UPDATE SET directWith = excluded.directWith
                    """,
                arguments: [new.rawValue, old.rawValue]
            )
            try db.execute(sql: "UPDATE room SET directWith = NULL WHERE id = ?", arguments: [old.rawValue])
            try db.moveHall(from: old, to: new)
            try db.walkToInvite(to: new, at: now)
        }
    }

    /// The rooms in which the bot is alone, and which it did not make itself.
    ///
    /// A direct room that was made a moment ago is empty too, and the answer that says whose it will be may have got lost.
    package func emptyRooms() async throws -> [RoomID] {
        let sql = """
            SELECT id FROM room WHERE membership = 2 AND directWith IS NULL
                AND NOT EXISTS (SELECT 1 FROM occupant WHERE occupant.room = room.id AND presence < 3)
                AND NOT EXISTS (SELECT 1 FROM directRoom WHERE directRoom.room = room.id)
                AND creators IS NOT (SELECT userID FROM session)
            LIMIT 100
            """
        return try await database.look { db in
            try String.fetchAll(db.cachedStatement(sql: sql)).map(RoomID.init)
        }
    }

    /// All rooms that the bot is in.
    package func joinedRooms() async throws -> [RoomID] {
        try await database.look { db in
            try String.fetchAll(db, sql: "SELECT id FROM room WHERE membership = 2 ORDER BY id").map(RoomID.init)
        }
    }

    /// Who is in a room or invited to it, the bot not counted, at most `limit` of them.
    package func occupants(of room: RoomID, limit: Int) async throws -> [UserID] {
        let sql = "SELECT person FROM occupant WHERE room = ? AND presence < 3 LIMIT ?"
        return try await database.look { db in
            try String.fetchAll(db.cachedStatement(sql: sql), arguments: [room.rawValue, limit]).map(UserID.init)
        }
    }

    /// Puts off the next try to join a room.
    package func putOffJoining(_ room: RoomID, until moment: Timestamp) async throws {
        let sql = "UPDATE room SET joinAttempts = joinAttempts + 1, notBeforeMs = ? WHERE id = ?"
        try await database.write { db in
            try db.execute(sql: sql, arguments: [moment.rawValue, room.rawValue])
        }
    }

    /// Notes that the people of an encrypted room were told, together with what they are told.
    ///
    /// - Returns: whether anything was to be told.
    @discardableResult
    package func tellOfEncryption(in room: RoomID, _ draft: Draft, now: Timestamp) async throws -> Bool {
        let sql = "UPDATE room SET encryptionTold = 1 WHERE id = ? AND encrypted = 1 AND encryptionTold = 0"
        return try await database.write { db in
            try db.execute(sql: sql, arguments: [room.rawValue])
            guard db.changesCount > 0 else { return false }
            return try db.queue([draft], now: now)
        }
    }
}
