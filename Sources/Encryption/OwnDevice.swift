package import Groups
package import Identifiers
package import JSON
package import MatrixCrypto
package import SQLiteStorage

/// The bot's own device: what it does with keys and sessions, each step inside one transaction.
///
/// It holds no state but its name: everything else is in the rows, so that no two steps work on copies of a ratchet.
package struct OwnDevice: Sendable {
    package let user: UserID
    package let device: DeviceID
    package let policy: EncryptionPolicy
    let seal: PickleSeal

    package init(user: UserID, device: DeviceID, policy: EncryptionPolicy, seal: PickleSeal) {
        self.user = user
        self.device = device
        self.policy = policy
        self.seal = seal
    }

    static let olm = "m.olm.v1.curve25519-aes-sha2"
    package static let megolm = "m.megolm.v1.aes-sha2"
}

/// Whom the bot lets read what it says, and from whom it takes commands, in encrypted rooms.
package struct EncryptionPolicy: Hashable, Sendable {
    /// Which devices get the keys of what the bot says.
    package enum Sharing: String, CaseIterable, Sendable {
        /// Those that their owner's identity has signed, and no others (MSC4153).
        case crossSigned = "cross_signed"
        /// The same, but all devices of people who have no identity.
        case crossSignedIfAny = "cross_signed_if_any"
        case all
    }

    /// Which devices the bot takes commands from.
    package enum Commanding: String, CaseIterable, Sendable {
        case any
        case crossSigned = "cross_signed"
    }

    package var shareWith = Sharing.crossSignedIfAny
    package var commandsRequire = Commanding.any

    package init(shareWith: Sharing = .crossSignedIfAny, commandsRequire: Commanding = .any) {
        self.shareWith = shareWith
        self.commandsRequire = commandsRequire
    }
}

/// Why encryption cannot be used with what is stored.
package enum EncryptionError: Error, Equatable, Sendable {
    /// The file holds no keys for the device that the bot is signed in with, and must, because the homeserver has some.
    case keysLost(device: String)
    /// The homeserver shows other keys for the device than the file holds.
    case keysDiffer(device: String)
    /// Somebody has gone on with this device since the file was written: it was restored, or copied.
    case oldCopy(device: String)
    /// The stored keys can't be opened: the pickle key is another one, or missing.
    case sealed
}

extension EncryptionError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .keysLost(let device):
            """
            the homeserver has keys for device \(device) that are not in the bot's file: log in anew, by a password or \
            by a token of a new device
            """
        case .keysDiffer(let device):
            """
            the homeserver shows other keys for device \(device) than the bot's file holds: log in anew, by a password \
            or by a token of a new device
            """
        case .oldCopy(let device):
            """
            device \(device) has gone on since this file was written: with it, messages would be encrypted by keys \
            that were used before. Use the file that ran last, or log in anew, by a password or by a token of a new device
            """
        case .sealed: "the stored keys can't be opened: set encryption.pickle_key to what it was when they were stored"
        }
    }
}

// MARK: - Account

extension OwnDevice {
    /// Makes the keys of this device, in place of those of an earlier one.
    package func begin(in rows: EncryptionRows) throws {
        var generator = SystemRandomNumberGenerator()
        let account = try OlmAccount(using: &generator)
        try rows.beginDevice(of: user, device.rawValue, account: seal.close(account.pickle))
    }

    /// The account; throws ``EncryptionError/keysLost(device:)`` where there is none.
    package func account(in rows: EncryptionRows) throws -> OlmAccount {
        guard let row = try rows.ownDevice() else { throw EncryptionError.keysLost(device: device.rawValue) }
        return try OlmAccount(pickle: seal.open(row.account))
    }

    /// The keys that others are to know this device by, signed by the own identity where there is one.
    package func keys(in rows: EncryptionRows) throws -> DeviceKeys {
        var keys = try account(in: rows).deviceKeys(of: user, device)
        if let identity = try identity(in: rows) { try identity.sign(&keys) }
        return keys
    }

    /// How many one-time keys may be missing on the homeserver before new ones are made.
    private static let missingAtMost = 25
    private static let fallbackLife = Duration.seconds(7 * 86_400)

    /// What is to be uploaded now, stored before it leaves.
    ///
    /// - Returns: nil where the homeserver has all it should have.
    package func keysToUpload(in rows: EncryptionRows, at now: Timestamp) throws -> KeysToUpload? {
        guard let row = try rows.ownDevice() else { return nil }
        var account = try OlmAccount(pickle: seal.open(row.account))
        var generator = SystemRandomNumberGenerator()
        let waiting = account.unpublishedOneTimeKeys.count
        if waiting == 0, let left = row.keysLeft ?? (row.isPublished ? nil : 0),
            left <= OlmAccount.publishedGoal - Self.missingAtMost
        {
            try account.makeOneTimeKeys(OlmAccount.publishedGoal - left, using: &generator)
        }
        let age = row.fallbackMadeAt.map { $0.duration(to: now) }
        // A sync that began before the last one was uploaded still tells of the one before.
        let isUsed = row.isFallbackUsed && age.map { $0 > .seconds(60) } ?? true
        if account.unpublishedFallbackKey == nil, isUsed || age.map({ $0 > Self.fallbackLife }) ?? true {
            try account.makeFallbackKey(using: &generator)
            try rows.noteFallbackMade(at: now)
        } else if account.unpublishedFallbackKey != nil {
            // As long as the homeserver does not have it, it gives out the one before.
            try rows.noteFallbackMade(at: now)
        } else if let age, age > .seconds(3600) {
            account.forgetPreviousFallbackKey()
        }
        let upload = KeysToUpload(
            device: row.isPublished ? nil : try keys(in: rows).json,
            oneTime: try account.signedOneTimeKeys(of: user, device),
            fallback: try account.signedFallbackKey(of: user, device)
        )
        let pickle = account.pickle
        if pickle != (try seal.open(row.account)) { try rows.storeAccount(seal.close(pickle)) }
        return upload.isEmpty ? nil : upload
    }

    /// Notes that the homeserver has taken what was to be uploaded.
    ///
    /// Nothing else makes keys meanwhile: one task uploads, and waits for the answer.
    package func noteUploaded(_ keysLeft: Int, in rows: EncryptionRows) throws {
        var account = try account(in: rows)
        account.markKeysAsPublished()
        try rows.storeAccount(seal.close(account.pickle))
        try rows.notePublished()
        try rows.noteKeysLeft(keysLeft, fallbackUsed: nil)
    }
}

/// What `/keys/upload` is to be given.
package struct KeysToUpload: Sendable {
    package var device: JSONObject?
    package var oneTime: JSONObject
    package var fallback: JSONObject

    var isEmpty: Bool { device == nil && oneTime.isEmpty && fallback.isEmpty }
}
