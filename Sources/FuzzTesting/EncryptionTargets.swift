import Encryption
import GRDB
import Groups
import Identifiers
import JSON
import Matrix
import MatrixCrypto
import SQLiteStorage
import SeededTesting

extension FuzzTarget {
    /// What the bot takes of other devices, with a file in memory behind it that is the same for each input.
    static func encryption() throws -> [FuzzTarget] {
        let samples = try EncryptionSamples()
        return [
            FuzzTarget("to-device", seeds: [samples.plaintext], oneIn: 13) { input in
                guard try samples.receive(input) else { throw CryptoError.malformed }
            },
            FuzzTarget("room-event", seeds: [samples.content], oneIn: 3) { input in
                guard try samples.decrypt(JSONValue(parsing: input)) else { throw CryptoError.malformed }
            },
        ]
    }
}

/// The bot, and somebody else's device, of which it knows the keys.
private struct EncryptionSamples: Sendable {
    private static let bot = UserID(rawValue: "@bot:example.org")
    private static let ada = UserID(rawValue: "@ada:example.org")
    private static let phone = DeviceID(rawValue: "PHONE")
    private static let room = RoomID(rawValue: "!hall:example.org")
    private static let now = Timestamp(rawValue: 1_700_000_000_000)

    private let storage: Storage
    private let own = OwnDevice(
        user: Self.bot,
        device: DeviceID(rawValue: "BOT"),
        policy: EncryptionPolicy(),
        seal: PickleSeal(key: nil)
    )
    private let bots: OlmAccount
    private let account: OlmAccount
    private let session: OlmSession
    /// What a message to the bot's device says that brings a room key.
    let plaintext: [UInt8]
    /// The content of an event of a room.
    let content: [UInt8]

    init() throws {
        var chance = SeededNumbers(seed: 1)
        storage = try .inMemory()
        let own = own
        bots = try storage.database.write { db in
            let rows = EncryptionRows(db: db)
            try own.begin(in: rows)
            _ = try own.keysToUpload(in: rows, at: Self.now)
            return try own.account(in: rows)
        }
        account = try OlmAccount(using: &chance)
        guard let key = bots.unpublishedOneTimeKeys.first?.key else { throw CryptoError.malformed }
        session = try account.outboundSession(to: bots.curve25519, oneTimeKey: key, using: &chance)
        var group = try OutboundGroupSession(using: &chance)
        let roomKey: JSONValue = [
            "algorithm": .string(OwnDevice.megolm), "room_id": .string(Self.room.rawValue),
            "session_id": .string(group.id), "session_key": .string(try group.sessionKey().base64),
        ]
        let whole: JSONValue = [
            "type": "m.room_key", "content": roomKey, "sender": .string(Self.ada.rawValue),
            "recipient": .string(Self.bot.rawValue), "recipient_keys": ["ed25519": .string(bots.ed25519.base64)],
            "keys": ["ed25519": .string(account.ed25519.base64)],
            "sender_device_keys": .object(try account.deviceKeys(of: Self.ada, Self.phone).json),
        ]
        plaintext = whole.encoded
        let said: JSONValue = [
            "type": "m.room.message", "content": ["body": "Hello"], "room_id": roomKey["room_id"] ?? .null,
        ]
        let message: JSONValue = [
            "algorithm": .string(OwnDevice.megolm), "session_id": .string(group.id),
            "ciphertext": .string(try group.encrypt(said.encoded).base64), "m.relates_to": ["event_id": "$a"],
        ]
        content = message.encoded
        try learnKeys()
    }

    /// Has the bot know the device, and the key of the room.
    private func learnKeys() throws {
        let device = DeviceRow(
            user: Self.ada,
            device: Self.phone.rawValue,
            identityKey: account.curve25519.base64,
            fingerprint: account.ed25519.base64,
            isCrossSigned: true
        )
        let event = try event(plaintext)
        try storage.database.write { db in
            let rows = EncryptionRows(db: db)
            let before = try rows.ownDevice()?.account
            try rows.store(device)
            guard try own.receive(event, in: rows, at: Self.now) != nil else { throw CryptoError.malformed }
            // The one-time key is there again for each input.
            if let before { try rows.storeAccount(before) }
            try db.execute(sql: "DELETE FROM olmSession")
        }
    }

    private func event(_ plaintext: [UInt8]) throws -> ToDeviceEvent {
        var (session, chance) = (session, SeededNumbers(seed: 2))
        let message = try session.encrypt(plaintext, using: &chance)
        let content: JSONValue = [
            "algorithm": "m.olm.v1.curve25519-aes-sha2", "sender_key": .string(account.curve25519.base64),
            "ciphertext": [bots.curve25519.base64: ["type": .int(message.type), "body": .string(message.body)]],
        ]
        return ToDeviceEvent(type: "m.room.encrypted", sender: Self.ada, content: content)
    }

    /// Whether a message that says this is taken; nothing of it is kept.
    func receive(_ plaintext: [UInt8]) throws -> Bool {
        let event = try event(plaintext)
        return try undone { db in
            try db.execute(sql: "DELETE FROM inboundRoomKey")
            return try own.receive(event, in: EncryptionRows(db: db), at: Self.now) != nil
        }
    }

    /// Whether an event of the room with this content is read; nothing of it is kept.
    func decrypt(_ content: JSONValue) throws -> Bool {
        let event = RoomEvent(
            eventID: EventID(rawValue: "$e"),
            type: "m.room.encrypted",
            sender: Self.ada,
            content: content
        )
        return try undone { db in
            let decryption = try own.decrypt(event, in: Self.room, EncryptionRows(db: db), at: Self.now)
            guard case .read = decryption else { return false }
            return true
        }
    }

    private func undone(_ step: (Database) throws -> Bool) throws -> Bool {
        var result = false
        try storage.database.writeWithoutTransaction { db in
            try db.inTransaction {
                result = try step(db)
                return .rollback
            }
        }
        return result
    }
}
