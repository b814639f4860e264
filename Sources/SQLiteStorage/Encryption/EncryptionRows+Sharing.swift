import Foundation
import GRDB
package import Groups
package import Identifiers

/// How a room is encrypted.
package struct RoomEncryptionRow: Hashable, Sendable {
    package var algorithm: String?
    /// How long one key is used, in milliseconds.
    package var rotationMs: Int64?
    /// How many messages one key encrypts.
    package var rotationMessages: Int64?
    /// Whether those who are only invited read what is said from now on.
    package var sharesWithInvited: Bool
}

/// The key in which the bot writes to a room.
package struct OutboundRoomKeyRow: Sendable {
    package var room: RoomID
    package var session: String
    package var pickle: [UInt8]
    package var madeAt: Timestamp
    /// How many messages it has encrypted.
    package var used: Int64
    /// Whether somebody who has it may not read what comes next.
    package var isSpent: Bool
    /// Whether some device in the room may still lack it.
    package var isIncomplete: Bool
}

/// Why a device has, or has not, a key.
///
/// The numbers are stored.
package enum KeyShare: Int, Sendable {
    case has = 1
    case unreachable
    case untrusted
}

extension EncryptionRows {
    /// How a room is encrypted, or nil where it isn't.
    package func encryption(of room: RoomID) throws -> RoomEncryptionRow? {
        try db.firstRow(
            """
            SELECT algorithm, rotationMs, rotationMessages, historyVisibility FROM room WHERE id = ? AND encrypted = 1
            """,
            [room.rawValue]
        ).map { row in
            RoomEncryptionRow(
                algorithm: row["algorithm"],
                rotationMs: row["rotationMs"],
                rotationMessages: row["rotationMessages"],
                sharesWithInvited: (row["historyVisibility"] as String?) != "joined"
            )
        }
    }

    package func outboundKey(of room: RoomID) throws -> OutboundRoomKeyRow? {
        try db.firstRow("SELECT * FROM outboundRoomKey WHERE room = ?", [room.rawValue]).map { row in
            OutboundRoomKeyRow(
                room: room,
                session: row["session"],
                pickle: row.bytes("pickle"),
                madeAt: row.moment("madeAtMs"),
                used: row["used"],
                isSpent: row["spent"],
                isIncomplete: row["incomplete"]
            )
        }
    }

    /// Puts a new key in the place of the one that a room had.
    package func beginKey(of room: RoomID, session: String, pickle: [UInt8], at now: Timestamp) throws {
        try db.run(
            "DELETE FROM sharedRoomKey WHERE session = (SELECT session FROM outboundRoomKey WHERE room = ?)",
            [room.rawValue]
        )
        // What was to bring the old one brings nothing any more.
        try db.run("DELETE FROM toDevice WHERE room = ?", [room.rawValue])
        try db.run(
            "INSERT OR REPLACE INTO outboundRoomKey (room, session, pickle, madeAtMs) VALUES (?, ?, ?, ?)",
            [room.rawValue, session, Data(pickle), now.rawValue]
        )
    }

    /// Stores a key that has encrypted one more message.
    package func noteUsed(_ room: RoomID, pickle: [UInt8]) throws {
        try db.run(
            "UPDATE outboundRoomKey SET pickle = ?, used = used + 1 WHERE room = ?",
            [Data(pickle), room.rawValue]
        )
    }

    package func noteComplete(_ room: RoomID) throws {
        try db.run("UPDATE outboundRoomKey SET incomplete = 0 WHERE room = ?", [room.rawValue])
    }

    /// Devices in a room of which it is not settled yet whether they get the key, at most so many.
    package func devicesWithoutKey(
        _ session: String,
        in room: RoomID,
        besides own: (user: UserID, device: String),
        withInvited: Bool,
        limit: Int
    ) throws -> [DeviceRow] {
        let lacking = """
            AND d.deleted = 0 AND NOT EXISTS (
                SELECT 1 FROM sharedRoomKey s WHERE s.session = ? AND s.userID = d.userID AND s.deviceID = d.deviceID)
            LIMIT ?
            """
        let others = try db.allRows(
            """
            SELECT d.* FROM occupant o CROSS JOIN device d ON d.userID = o.person
            WHERE o.room = ? AND o.presence IN (2, ?)

            """ + lacking,
            [room.rawValue, withInvited ? 1 : 2, session, limit]
        )
        let ours = try db.allRows(
            "SELECT d.* FROM device d WHERE d.userID = ? AND d.deviceID <> ? " + lacking,
            [own.user.rawValue, own.device, session, limit]
        )
        return (others + ours).prefix(limit).map(DeviceRow.init)
    }

    /// Notes what became of a device that was to get a key.
    package func note(_ share: KeyShare, of session: String, in room: RoomID, for device: DeviceRow) throws {
        try db.run(
            """
            INSERT OR REPLACE INTO sharedRoomKey (session, userID, deviceID, room, state) VALUES (?, ?, ?, ?, ?)
            """,
            [session, device.user.rawValue, device.device, room.rawValue, share.rawValue]
        )
    }

    /// Whether somebody's identity is known: then a device without its signature is not their own doing.
    package func hasIdentity(_ user: UserID) throws -> Bool {
        try db.exists("SELECT 1 FROM deviceOwner WHERE userID = ? AND masterKey IS NOT NULL", [user.rawValue])
    }

    // MARK: What is sent

    /// What a row of the outbox was encrypted to, where it was.
    package func ciphertext(of row: Int64) throws -> String? {
        try String.fetchOne(db.cachedStatement(sql: "SELECT ciphertext FROM outbox WHERE id = ?"), arguments: [row])
    }

    package func storeCiphertext(_ json: String, of row: Int64) throws {
        try db.run("UPDATE outbox SET ciphertext = ? WHERE id = ?", [json, row])
    }

    // MARK: Files

    /// Stores what opens a file, unless somebody else's is known by that name.
    package func storeFileKey(_ json: String, of uri: String, from person: UserID, at now: Timestamp) throws {
        try db.run(
            """
            INSERT INTO fileKey (uri, person, json, receivedAtMs) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (uri) DO UPDATE SET json = ?3, receivedAtMs = ?4 WHERE person = ?2
            """,
            [uri, person.rawValue, json, now.rawValue]
        )
    }

    /// The "file" of an encrypted file's event, by where it lies.
    package func fileKey(of uri: String) throws -> String? {
        try String.fetchOne(db.cachedStatement(sql: "SELECT json FROM fileKey WHERE uri = ?"), arguments: [uri])
    }
}
