import Foundation
package import GRDB
package import Groups
package import Identifiers

/// What encryption keeps, as it stands inside one transaction: rows and pickles, of which nothing is understood here.
///
/// Whoever moves a ratchet on stores it here before what it encrypted leaves, in the same transaction as what follows from it.
package struct EncryptionRows {
    let db: Database

    /// What encryption keeps in the database of a transaction that is under way.
    package init(db: Database) { self.db = db }
}

extension Storage {
    /// Makes a step of encryption: one transaction, in which everything that was read is still so when it is written.
    package func encryption<Result: Sendable>(
        _ step: @escaping @Sendable (EncryptionRows) throws -> Result
    ) async throws -> Result {
        try await database.write { db in try step(EncryptionRows(db: db)) }
    }
}

// MARK: - The own device

/// The bot's own device.
package struct OwnDeviceRow: Sendable {
    package var user: UserID
    package var device: String
    /// The pickled account.
    package var account: [UInt8]
    /// Whether the homeserver has the identity keys.
    package var isPublished: Bool
    /// Whether it is signed by the own identity, as the homeserver has it.
    package var isSigned: Bool
    /// How many one-time keys the homeserver has left, as far as it said.
    package var keysLeft: Int?
    package var fallbackMadeAt: Timestamp?
    package var isFallbackUsed: Bool
}

/// The bot's own cross-signing keys.
package struct OwnIdentityRow: Sendable {
    package var user: UserID
    /// The secret keys, sealed as pickles are.
    package var keys: [UInt8]
    package var isPublished: Bool

    package init(user: UserID, keys: [UInt8], isPublished: Bool) {
        self.user = user
        self.keys = keys
        self.isPublished = isPublished
    }
}

extension EncryptionRows {
    /// The own device, or nil before it has keys.
    package func ownDevice() throws -> OwnDeviceRow? {
        try db.firstRow("SELECT * FROM ownDevice").map { row in
            OwnDeviceRow(
                user: row.user("userID"),
                device: row["deviceID"],
                account: row.bytes("account"),
                isPublished: row["published"],
                isSigned: row["signed"],
                keysLeft: row["keysLeft"],
                fallbackMadeAt: (row["fallbackMadeAtMs"] as Int64?).map(Timestamp.init),
                isFallbackUsed: row["fallbackUsed"]
            )
        }
    }

    /// Begins a new device: whatever belonged to an earlier one is of no use to it.
    package func beginDevice(of user: UserID, _ device: String, account: [UInt8]) throws {
        try forgetDevice()
        try db.run(
            "INSERT INTO ownDevice (id, userID, deviceID, account) VALUES (1, ?, ?, ?)",
            [user.rawValue, device, Data(account)]
        )
    }

    /// Drops the own device with all that its ratchets are good for; what was received stays readable.
    package func forgetDevice() throws {
        for table in ["ownDevice", "olmSession", "toDevice", "outboundRoomKey", "sharedRoomKey"] {
            try db.run("DELETE FROM " + table)
        }
        // What was encrypted and not sent yet is encrypted anew.
        for waits in ["state = 0", "state IN (1, 3)"] {
            try db.run("UPDATE outbox SET ciphertext = NULL WHERE " + waits)
        }
    }

    package func storeAccount(_ pickle: [UInt8]) throws {
        try db.run("UPDATE ownDevice SET account = ?", [Data(pickle)])
    }

    /// Notes that the homeserver has none of the device's keys.
    package func noteUnpublished() throws {
        try db.run("UPDATE ownDevice SET published = 0, signed = 0, keysLeft = 0, fallbackUsed = 1 WHERE published = 1")
    }

    package func notePublished() throws { try db.run("UPDATE ownDevice SET published = 1") }

    package func noteSigned(_ isSigned: Bool) throws { try db.run("UPDATE ownDevice SET signed = ?", [isSigned]) }

    /// Notes how many one-time keys the homeserver has left, and whether somebody has used the fallback key, as far as it says.
    package func noteKeysLeft(_ count: Int?, fallbackUsed: Bool?) throws {
        try db.run(
            """
            UPDATE ownDevice SET keysLeft = coalesce(?1, keysLeft), fallbackUsed = coalesce(?2, fallbackUsed)
            WHERE keysLeft IS NOT coalesce(?1, keysLeft) OR fallbackUsed IS NOT coalesce(?2, fallbackUsed)
            """,
            [count, fallbackUsed]
        )
    }

    /// Notes that a fallback key was made which nobody has used.
    package func noteFallbackMade(at now: Timestamp) throws {
        try db.run("UPDATE ownDevice SET fallbackMadeAtMs = ?, fallbackUsed = 0", [now.rawValue])
    }

    package func ownIdentity() throws -> OwnIdentityRow? {
        try db.firstRow("SELECT * FROM ownIdentity").map { row in
            OwnIdentityRow(user: row.user("userID"), keys: row.bytes("keys"), isPublished: row["published"])
        }
    }

    package func storeIdentity(_ identity: OwnIdentityRow) throws {
        try db.run(
            """
            INSERT INTO ownIdentity (id, userID, keys, published) VALUES (1, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET userID = excluded.userID, keys = excluded.keys, published = excluded.published
            """,
            [identity.user.rawValue, Data(identity.keys), identity.isPublished]
        )
    }

    /// What stands in the account data while this file is the latest there is, and what was about to be put there.
    package func marks() throws -> (present: String?, next: String?) {
        let row = try db.firstRow("SELECT mark, nextMark FROM ownDevice")
        return (row?["mark"], row?["nextMark"])
    }

    package func storeMarks(present: String?, next: String?) throws {
        try db.run("UPDATE ownDevice SET mark = ?, nextMark = ?", [present, next])
    }

    /// Whether the bot takes part in encrypted rooms.
    package func noteEncrypts(_ encrypts: Bool) throws {
        try db.run("UPDATE session SET encrypts = ?1 WHERE encrypts <> ?1", [encrypts])
    }

    /// Counts something for the operator.
    package func count(_ what: EncryptionCount, _ number: Int = 1) throws {
        try db.run(
            """
            INSERT INTO encryptionCount (what, number) VALUES (?, ?)
            ON CONFLICT (what) DO UPDATE SET number = number + excluded.number
            """,
            [what.rawValue, number]
        )
    }
}

/// What is counted for the operator.
package enum EncryptionCount: String, CaseIterable, Sendable {
    /// Room events that were decrypted.
    case decrypted
    /// Room events whose key never came, so that their sender was asked to say it again.
    case undecryptable
    /// Room events that were refused: replayed, forged, or from a device that is not the sender's.
    case refused
    /// Messages to this device that could not be decrypted.
    case brokenSession
    /// Sessions that were begun anew because the old one was broken.
    case healed
}

extension Row {
    func bytes(_ column: String) -> [UInt8] { (self[column] as Data?).map { Array($0) } ?? [] }
}
