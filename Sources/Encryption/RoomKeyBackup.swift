import Identifiers
package import JSON
package import MatrixCrypto
package import SQLiteStorage

/// Room keys on their way into the backup, and which they are.
package struct KeysToSave: Sendable {
    /// The backup's version.
    package var version: String
    /// What `/room_keys/keys` is to be given as `rooms`.
    package var rooms: JSONObject
    package var keys: [RoomSession]
}

extension OwnDevice {
    /// The algorithm of backups ([Matrix v1.19, "Server-side key backups"](https://spec.matrix.org/v1.19/client-server-api/#server-side-key-backups)).
    package static let backupAlgorithm = "m.megolm_backup.v1.curve25519-aes-sha2"

    /// What a new backup says of itself: its public key, signed by the identity and this device.
    package func backupData(_ key: BackupKey, in rows: EncryptionRows) throws -> JSONObject {
        var data: JSONObject = ["public_key": .string(key.publicKey.base64)]
        try account(in: rows).sign(&data, as: user, device)
        if let master = try identity(in: rows)?.master {
            try data.sign(as: user, SigningKeyID(master.publicKey), with: master)
        }
        return data
    }

    /// Notes the backup into which room keys go from now on, all of them anew.
    package func store(_ key: BackupKey, version: String, in rows: EncryptionRows) throws {
        try rows.storeBackup(key: seal.close(Array(key.base64.utf8)), version: version)
    }

    /// The key of the backup and its version, where there is one.
    package func backup(in rows: EncryptionRows) throws -> (key: BackupKey, version: String)? {
        guard let stored = try rows.backup() else { return nil }
        return (try BackupKey(base64: String(decoding: seal.open(stored.key), as: UTF8.self)), stored.version)
    }

    /// The next room keys that are not in the backup yet, encrypted to it; nil where there are none, or no backup.
    package func keysToSave(in rows: EncryptionRows, limit: Int) throws -> KeysToSave? {
        guard let (key, version) = try backup(in: rows) else { return nil }
        let unsaved = try rows.unsavedKeys(limit: limit)
        guard !unsaved.isEmpty else { return nil }
        var generator = SystemRandomNumberGenerator()
        var rooms: [RoomID: [(String, JSONValue)]] = [:]
        for row in unsaved {
            let session = try InboundGroupSession(pickle: seal.open(row.pickle))
            let exported = try session.export(at: session.firstKnownIndex)
            let plain: JSONValue = [
                "algorithm": .string(Self.megolm), "sender_key": .string(row.identityKey),
                "sender_claimed_keys": row.fingerprint.map { ["ed25519": .string($0)] } ?? [:],
                "forwarding_curve25519_key_chain": [], "session_key": .string(exported.base64),
            ]
            let data = try BackupKey.encrypt(plain.encoded, to: key.publicKey, using: &generator)
            let entry: JSONValue = [
                "first_message_index": .int(Int64(session.firstKnownIndex)), "forwarded_count": 0,
                "is_verified": .bool(row.fingerprint != nil), "session_data": .object(data),
            ]
            rooms[row.room, default: []].append((row.session, entry))
        }
        let json = JSONObject(rooms.map { ($0.rawValue, ["sessions": .object(JSONObject($1))]) })
        return KeysToSave(
            version: version,
            rooms: json,
            keys: unsaved.map { RoomSession(room: $0.room, session: $0.session) }
        )
    }
}
