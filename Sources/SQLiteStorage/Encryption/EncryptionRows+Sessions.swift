import Foundation
import GRDB
package import Groups
package import Identifiers

/// Messages to devices on their way to the homeserver.
package struct ToDeviceRow: Sendable {
    package var id: Int64
    package var transactionID: String
    package var type: String
    /// The JSON of `messages`.
    package var messages: String
    package var attempts: Int

    init(_ row: Row) {
        id = row["id"]
        transactionID = row["transactionID"]
        type = row["type"]
        messages = row["messages"]
        attempts = row["attempts"]
    }
}

extension EncryptionRows {
    /// How many sessions with one device are kept: both sides may begin one at a time, and messages of an old one come late.
    private static let sessionsOfADevice = 6

    /// The sessions with a device, the one that was used last first.
    package func sessions(with identityKey: String) throws -> [(id: String, pickle: [UInt8])] {
        try db.allRows(
            "SELECT session, pickle FROM olmSession WHERE identityKey = ? ORDER BY usedAtMs DESC LIMIT ?",
            [identityKey, Self.sessionsOfADevice]
        ).map { ($0["session"], $0.bytes("pickle")) }
    }

    /// Stores a session; one that just decrypted something is the one to send in.
    package func storeSession(_ id: String, with identityKey: String, _ pickle: [UInt8], usedAt: Timestamp?) throws {
        try db.run(
            """
            INSERT INTO olmSession (identityKey, session, pickle, usedAtMs) VALUES (?1, ?2, ?3, coalesce(?4, 0))
            ON CONFLICT (identityKey, session) DO UPDATE SET pickle = excluded.pickle, usedAtMs = coalesce(?4, usedAtMs)
            """,
            [identityKey, id, Data(pickle), usedAt?.rawValue]
        )
        try db.run(
            """
            DELETE FROM olmSession WHERE identityKey = ?1 AND usedAtMs < (
                SELECT usedAtMs FROM olmSession WHERE identityKey = ?1 ORDER BY usedAtMs DESC LIMIT 1 OFFSET ?2)
            """,
            [identityKey, Self.sessionsOfADevice - 1]
        )
    }

    // MARK: On their way

    /// Stores messages to devices, whose ratchets have moved on in this transaction.
    package func queueToDevice(_ type: String, messages: String, transactionID: String, for room: RoomID?) throws {
        try db.run(
            "INSERT INTO toDevice (transactionID, type, messages, room) VALUES (?, ?, ?, ?)",
            [transactionID, type, messages, room?.rawValue]
        )
    }

    /// The messages to devices that are due, the oldest first.
    package func toDevice(dueAt now: Timestamp, limit: Int) throws -> [ToDeviceRow] {
        try db.allRows(
            "SELECT * FROM toDevice WHERE notBeforeMs <= ? ORDER BY notBeforeMs, id LIMIT ?",
            [now.rawValue, limit]
        )
        .map(ToDeviceRow.init)
    }

    /// The oldest message to devices that a room waits for.
    package func toDevice(for room: RoomID) throws -> ToDeviceRow? {
        try db.firstRow("SELECT * FROM toDevice WHERE room = ? ORDER BY id LIMIT 1", [room.rawValue]).map(
            ToDeviceRow.init
        )
    }

    package func noteSent(_ row: ToDeviceRow) throws { try db.run("DELETE FROM toDevice WHERE id = ?", [row.id]) }

    package func putOff(_ row: ToDeviceRow, until moment: Timestamp) throws {
        try db.run(
            "UPDATE toDevice SET attempts = attempts + 1, notBeforeMs = ? WHERE id = ?",
            [moment.rawValue, row.id]
        )
    }
}
