package import Encryption
import Groups
import Identifiers
import JSON
package import Matrix
import MatrixCrypto
package import SQLiteStorage

/// What an operator does with the bot's keys: looks at them, puts them where they survive the machine, and gets them back.
package struct KeyCustody: Sendable {
    private let device: OwnDevice
    private let client: MatrixClient
    private let storage: Storage
    private let clock: BotClock

    package init(device: OwnDevice, client: MatrixClient, storage: Storage, clock: BotClock) {
        self.device = device
        self.client = client
        self.storage = storage
        self.clock = clock
    }

    // MARK: Looking

    /// The bot's keys, as people compare them and as the homeserver shows them.
    package struct Shown: Sendable {
        package var device: String
        /// The Ed25519 key, in groups of four; nil before the bot's first run.
        package var fingerprint: String?
        /// The own master key, in groups of four.
        package var masterKey: String?
        /// Whether the homeserver shows that very master key, another one, or none.
        package var identity: Identity
        /// Whether the homeserver shows the device, and with the identity's signature.
        package var isListed: Bool
        package var isSigned: Bool
        /// Whether there is secret storage, and how many room keys are in the backup.
        package var hasSecretStorage: Bool
        package var keysInBackup: Int?

        package enum Identity: Sendable {
            case own, foreign, missing
        }
    }

    package func look() async throws -> Shown {
        let answer = try await client.queryKeys(of: [device.user])
        let (device, name) = (device, device.device.rawValue)
        let own = try await storage.encryption { rows -> (DeviceKeys?, CrossSigningKeys?) in
            guard let row = try rows.ownDevice(), row.device.utf8.elementsEqual(name.utf8) else {
                return (nil, try device.identity(in: rows))
            }
            return (try device.keys(in: rows), try device.identity(in: rows))
        }
        let listed = answer.devices[device.user]?.first { $0.device.utf8.elementsEqual(name.utf8) }
        let keys = listed.flatMap { try? DeviceKeys($0.keys, of: device.user, device.device) }
        let identity = answer.masterKeys[device.user].flatMap {
            try? CrossSigningIdentity(
                of: device.user,
                master: $0,
                selfSigning: answer.selfSigningKeys[device.user],
                userSigning: answer.userSigningKeys[device.user]
            )
        }
        let isOwn = identity.map { $0.master == own.1?.master.publicKey }
        return Shown(
            device: name,
            fingerprint: own.0?.ed25519.fingerprint,
            masterKey: own.1?.master.publicKey.fingerprint,
            identity: isOwn.map { $0 ? .own : .foreign } ?? .missing,
            isListed: keys != nil && keys?.ed25519 == own.0?.ed25519,
            isSigned: keys.flatMap { keys in identity?.hasSigned(keys) } ?? false,
            hasSecretStorage: try await client.accountData(Self.defaultKey, of: device.user) != nil,
            keysInBackup: try await client.backupVersion()?.count
        )
    }

    private static let defaultKey = "m.secret_storage.default_key"

    // MARK: Putting away

    /// Why the keys cannot be put away or brought back.
    package enum Failure: Error, Equatable, Sendable {
        /// There is secret storage already.
        case exists
        /// The bot has no identity of its own that could be put away.
        case noIdentity
        /// The account has no secret storage.
        case nothingStored
        /// The key, or the passphrase, is not the one.
        case wrongKey
        /// The secrets in it are not those of the identity that the account shows.
        case foreignIdentity
    }

    /// Puts the identity into secret storage, and begins a backup of room keys.
    ///
    /// - Returns: the recovery key, of which nothing is kept.
    /// - Throws: ``Failure/exists`` where there is secret storage and no new one is wanted, ``Failure/noIdentity``.
    package func backUp(anew: Bool) async throws -> String {
        guard try await look().identity == .own else { throw Failure.noIdentity }
        if !anew, try await client.accountData(Self.defaultKey, of: device.user) != nil { throw Failure.exists }
        var generator = SystemRandomNumberGenerator()
        let key = try BackupKey(using: &generator)
        let device = device
        let (stored, data) = try await storage.encryption { rows in
            (try device.newSecretStorage(with: key, in: rows), try device.backupData(key, in: rows))
        }
        let version = try await client.createBackupVersion(algorithm: OwnDevice.backupAlgorithm, authData: data)
        for (type, content) in stored.accountData { try await client.setAccountData(type, content, of: device.user) }
        try await storage.encryption { rows in try device.store(key, version: version, in: rows) }
        return stored.key.recoveryKey
    }

    // MARK: Getting back

    /// Gets the identity out of secret storage, and goes on with the backup of room keys.
    ///
    /// The room keys in it stay there: anybody who knows the backup's public key could have put them in, the homeserver above
    /// all, so the bot would not act on what they open. They are for people who read the bot's rooms with its account.
    ///
    /// - `text`: The recovery key, or the passphrase from which another client has made it.
    package func restore(_ text: String) async throws {
        let (device, (id, key)) = (device, try await open(text))
        var secrets: [StoredSecret: String] = [:]
        for secret in StoredSecret.allCases {
            let data = try await client.accountData(secret.rawValue, of: device.user)
            guard let sealed = data?["encrypted"]?[id]?.objectValue else { continue }
            do {
                secrets[secret] = try key.decrypt(sealed, name: secret.rawValue)
            } catch {
                throw Failure.wrongKey
            }
        }
        guard let identity = try? OwnDevice.identity(secrets) else { throw Failure.nothingStored }
        let answer = try await client.queryKeys(of: [device.user])
        let shown = answer.masterKeys[device.user].flatMap {
            try? CrossSigningIdentity(of: device.user, master: $0, selfSigning: nil)
        }
        guard shown == nil || shown?.master == identity.master.publicKey else { throw Failure.foreignIdentity }
        try await storage.encryption { rows in try device.store(identity, isPublished: shown != nil, in: rows) }
        guard let secret = secrets[.backup], let backupKey = try? BackupKey(base64: secret),
            let backup = try await client.backupVersion(), backup.algorithm == OwnDevice.backupAlgorithm,
            backup.authData["public_key"]?.stringValue == backupKey.publicKey.base64
        else { return }
        try await storage.encryption { rows in try device.store(backupKey, version: backup.version, in: rows) }
    }

    private func open(_ text: String) async throws -> (id: String, key: SecretStorageKey) {
        guard let id = try await client.accountData(Self.defaultKey, of: device.user)?["key"]?.stringValue,
            let described = try await client.accountData("m.secret_storage.key." + id, of: device.user)?.objectValue
        else { throw Failure.nothingStored }
        do {
            let key =
                if let key = try? SecretStorageKey(recoveryKey: text) { key } else {
                    try SecretStorageKey(passphrase: text, described)
                }
            try key.check(described)
            return (id, key)
        } catch {
            throw Failure.wrongKey
        }
    }
}

extension KeyCustody.Failure: CustomStringConvertible {
    package var description: String {
        switch self {
        case .exists:
            """
            the account has secret storage already. Its recovery key opens it; if nobody has that any more, \
            "guildhall keys backup --new" makes another one in its place
            """
        case .noIdentity:
            """
            the bot holds no cross-signing identity that its account shows: start it once, or bring the identity back \
            with "guildhall keys restore"
            """
        case .nothingStored: "the account has no secret storage with an identity in it: there is nothing to bring back"
        case .wrongKey:
            "that is not the recovery key of this account’s secret storage: look for another one, or for a slip"
        case .foreignIdentity:
            """
            what lies in secret storage is an older identity than the one that the account shows: nothing is changed
            """
        }
    }
}
