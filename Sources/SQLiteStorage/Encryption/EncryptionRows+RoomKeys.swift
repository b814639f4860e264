import Foundation
import GRDB
package import Groups
package import Identifiers

/// A key by which somebody's messages in a room are read.
package struct InboundRoomKeyRow: Sendable {
    package var room: RoomID
    package var session: String
    package var sender: UserID
    /// The Curve25519 key of the device that brought it.
    package var identityKey: String
    /// What the sender said is the device's Ed25519 key; nil for what came out of a backup.
    package var fingerprint: String?
    package var pickle: [UInt8]

    package init(
        room: RoomID,
        session: String,
        sender: UserID,
        identityKey: String,
        fingerprint: String?,
        pickle: [UInt8]
    ) {
        self.room = room
        self.session = session
        self.sender = sender
        self.identityKey = identityKey
        self.fingerprint = fingerprint
        self.pickle = pickle
    }

    init(_ row: Row) {
        self.init(
            room: RoomID(rawValue: row["room"]),
            session: row["session"],
            sender: row.user("sender"),
            identityKey: row["identityKey"],
            fingerprint: row["fingerprint"],
            pickle: row.bytes("pickle")
        )
    }
}

/// An event that can't be read yet.
package struct UndecryptedEventRow: Sendable {
    package var event: EventID
    package var room: RoomID
    package var session: String
    package var sender: UserID
    /// The event as it came.
    package var json: String
    package var isStale: Bool
    package var receivedAt: Timestamp

    package init(
        event: EventID,
        room: RoomID,
        session: String,
        sender: UserID,
        json: String,
        isStale: Bool,
        receivedAt: Timestamp
    ) {
        self.event = event
        self.room = room
        self.session = session
        self.sender = sender
        self.json = json
        self.isStale = isStale
        self.receivedAt = receivedAt
    }

    init(_ row: Row) {
        event = EventID(rawValue: row["event"])
        room = RoomID(rawValue: row["room"])
        session = row["session"]
        sender = row.user("sender")
        json = row["json"]
        isStale = row["stale"]
        receivedAt = row.moment("receivedAtMs")
    }
}

// MARK: - Reading

extension EncryptionRows {
    package func inboundKey(of room: RoomID, session: String) throws -> InboundRoomKeyRow? {
        try db.firstRow("SELECT * FROM inboundRoomKey WHERE room = ? AND session = ?", [room.rawValue, session])
            .map(InboundRoomKeyRow.init)
    }

    /// Stores a key, new or moved on.
    package func store(_ key: InboundRoomKeyRow, at now: Timestamp, isNews: Bool = true) throws {
        try db.run(
            """
            INSERT INTO inboundRoomKey (room, session, sender, identityKey, fingerprint, pickle, usedAtMs)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            ON CONFLICT (room, session) DO UPDATE SET sender = ?3, identityKey = ?4, fingerprint = ?5, pickle = ?6,
                usedAtMs = ?7, unsaved = max(unsaved, ?8)
            """,
            [
                key.room.rawValue, key.session, key.sender.rawValue, key.identityKey, key.fingerprint, Data(key.pickle),
                now.rawValue, isNews,
            ]
        )
    }

    /// Notes which event used an index of a session.
    ///
    /// - Returns: false where another event did before: that one is read, and this is a replay.
    package func noteSeen(_ index: UInt32, of session: String, in room: RoomID, by event: EventID) throws -> Bool {
        try db.run(
            "INSERT OR IGNORE INTO seenIndex (room, session, number, event) VALUES (?, ?, ?, ?)",
            [room.rawValue, session, Int64(index), event.rawValue]
        )
        if db.changesCount > 0 { return true }
        return try db.exists(
            "SELECT 1 FROM seenIndex WHERE room = ? AND session = ? AND number = ? AND event = ?",
            [room.rawValue, session, Int64(index), event.rawValue]
        )
    }

    // MARK: What waits

    /// How many events that can't be read are kept, of everybody and of one sender.
    private static let waitingAtMost = (all: 5000, sender: 100)

    /// Keeps an event until its key comes; its sender is asked to say it again at that moment.
    package func keep(_ event: UndecryptedEventRow, askAt: Timestamp) throws {
        let sender = "SELECT count(*) FROM undecryptedEvent WHERE sender = ?"
        guard try db.number(sender, [event.sender.rawValue]) < Self.waitingAtMost.sender,
            try db.number("SELECT count(*) FROM undecryptedEvent") < Self.waitingAtMost.all
        else { return }
        try db.run(
            """
            INSERT OR IGNORE INTO undecryptedEvent (event, room, session, sender, json, stale, receivedAtMs, askAtMs)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, CASE WHEN EXISTS (
                SELECT 1 FROM undecryptedEvent WHERE room = ?2 AND session = ?3) THEN NULL ELSE ?8 END)
            """,
            [
                event.event.rawValue, event.room.rawValue, event.session, event.sender.rawValue, event.json,
                event.isStale, event.receivedAt.rawValue, askAt.rawValue,
            ]
        )
    }

    /// The events that wait for a session, in the order in which they came.
    package func waiting(for session: String, in room: RoomID, limit: Int) throws -> [UndecryptedEventRow] {
        try db.allRows(
            "SELECT * FROM undecryptedEvent WHERE room = ? AND session = ? ORDER BY receivedAtMs, rowid LIMIT ?",
            [room.rawValue, session, limit]
        ).map(UndecryptedEventRow.init)
    }

    /// The events of a sender that wait, in the order in which they came.
    package func waiting(from sender: UserID, limit: Int) throws -> [UndecryptedEventRow] {
        try db.allRows(
            "SELECT * FROM undecryptedEvent WHERE sender = ? ORDER BY receivedAtMs, rowid LIMIT ?",
            [sender.rawValue, limit]
        ).map(UndecryptedEventRow.init)
    }

    package func noteRead(_ event: EventID) throws {
        try db.run("DELETE FROM undecryptedEvent WHERE event = ?", [event.rawValue])
    }

    /// The events whose senders are to be asked by now to say them again.
    package func toAskAgain(at now: Timestamp, limit: Int) throws -> [UndecryptedEventRow] {
        try db.allRows(
            "SELECT * FROM undecryptedEvent WHERE askAtMs <= ? ORDER BY askAtMs LIMIT ?",
            [now.rawValue, limit]
        ).map(UndecryptedEventRow.init)
    }

    package func noteAsked(_ event: EventID) throws {
        try db.run("UPDATE undecryptedEvent SET askAtMs = NULL WHERE event = ?", [event.rawValue])
    }

    /// Forgets what nobody will read any more: events that waited for days, keys and sessions that were not used for months.
    package func sweep(at now: Timestamp) throws {
        try db.run(
            "DELETE FROM undecryptedEvent WHERE receivedAtMs < ?",
            [now.rawValue - 2 * 86_400_000]
        )
        let old = try db.allRows(
            "SELECT room, session FROM inboundRoomKey WHERE usedAtMs < ? ORDER BY usedAtMs LIMIT 100",
            [now.rawValue - 90 * 86_400_000]
        )
        for row in old {
            let (room, session): (String, String) = (row["room"], row["session"])
            try db.run("DELETE FROM seenIndex WHERE room = ? AND session = ?", [room, session])
            try db.run("DELETE FROM inboundRoomKey WHERE room = ? AND session = ?", [room, session])
        }
        // Anybody can begin sessions by keys that no device has.
        try db.run(
            """
            DELETE FROM olmSession WHERE (identityKey, session) IN (
                SELECT identityKey, session FROM olmSession WHERE usedAtMs < ? ORDER BY usedAtMs LIMIT 1000)
            """,
            [now.rawValue - 90 * 86_400_000]
        )
    }
}

extension EncryptionRows {
    /// When somebody is next to be asked to say something again, or a list or a message to devices is next due.
    package func nextDue() throws -> Timestamp? {
        let due = try [
            "SELECT min(askAtMs) FROM undecryptedEvent WHERE askAtMs IS NOT NULL",
            "SELECT min(notBeforeMs) FROM deviceOwner WHERE outdated > 0 AND tracked = 1",
            "SELECT min(notBeforeMs) FROM toDevice",
        ].compactMap { try Int64.fetchOne(db.cachedStatement(sql: $0)) }
        return due.min().map(Timestamp.init)
    }
}
