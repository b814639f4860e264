import Encryption
import Groups
import Identifiers
import JSON
import Logging
import Matrix
import MatrixCrypto
import SQLiteStorage

/// Introduces the bot's device to others before anything else is done: its keys, and the identity that vouches for them.
struct Introducing: Sendable {
    let device: OwnDevice
    let client: MatrixClient
    let storage: Storage
    let configuration: BotConfiguration
    let clock: BotClock
    let log: Logger

    /// Puts keys and signatures where they belong, as far as they are not there.
    ///
    /// - Throws: ``EncryptionError`` where the file's keys must not be used, and `MatrixError`.
    func introduce() async throws {
        let listed = try await ask()
        try await refuseOthersKeys(listed)
        try await mark()
        try await uploadKeys()
        let published = try await publishIdentity(listed.masterKey)
        if published { try await sign() }
    }

    // MARK: What the homeserver shows

    /// What the homeserver shows of the bot itself.
    private struct Listed: Sendable {
        var device: JSONObject?
        var masterKey: JSONObject?
    }

    private func ask() async throws -> Listed {
        let answer = try await client.queryKeys(of: [device.user])
        let own = answer.devices[device.user]?.first { $0.device.utf8.elementsEqual(device.device.rawValue.utf8) }
        return Listed(device: own?.keys, masterKey: answer.masterKeys[device.user])
    }

    /// Makes keys where there are none, and refuses where the homeserver has others under this device's name.
    ///
    /// Whoever changes the keys of a device is distrusted by everybody for good, and the homeserver would let it happen.
    private func refuseOthersKeys(_ listed: Listed) async throws {
        let device = device
        try await storage.encryption { rows in
            try rows.noteEncrypts(true)
            let row = try rows.ownDevice()
            let isThis = row?.user == device.user && row.map { DeviceID(rawValue: $0.device) } == device.device
            guard isThis else {
                guard listed.device == nil else { throw EncryptionError.keysLost(device: device.device.rawValue) }
                return try device.begin(in: rows)
            }
            guard let json = listed.device else {
                // The device was logged out meanwhile, which takes its keys away.
                return try rows.noteUnpublished()
            }
            let account = try device.account(in: rows)
            let keys = try? DeviceKeys(json, of: device.user, device.device)
            guard let keys, keys.ed25519 == account.ed25519, keys.curve25519 == account.curve25519 else {
                throw EncryptionError.keysDiffer(device: device.device.rawValue)
            }
        }
    }

    // MARK: Old copies

    private var markType: String { "org.guildhall.device." + device.device.rawValue }

    /// Refuses a file that is older than the last run on this device, and marks it as the latest.
    ///
    /// A mark in the account data changes with each run: an old copy of the file knows neither the one that is there, nor the
    /// one that its last run was about to put there.
    private func mark() async throws {
        let shown = try await client.accountData(markType, of: device.user)?["mark"]?.stringValue
        var generator = SystemRandomNumberGenerator()
        let next = String(generator.next(), radix: 36) + String(generator.next(), radix: 36)
        let name = device.device.rawValue
        try await storage.encryption { rows in
            let marks = try rows.marks()
            guard shown == nil && marks.present == nil || shown == marks.present || shown == marks.next else {
                throw EncryptionError.oldCopy(device: name)
            }
            // First here and then there: whichever of both is found after a crash, this file knows it.
            try rows.storeMarks(present: shown, next: next)
        }
        try await client.setAccountData(markType, ["mark": .string(next)], of: device.user)
    }

    // MARK: Keys and identity

    private func uploadKeys() async throws {
        let (device, now) = (device, clock.now())
        guard let keys = try await storage.encryption({ rows in try device.keysToUpload(in: rows, at: now) }) else {
            return
        }
        let left: Int
        do {
            left = try await client.uploadKeys(device: keys.device, oneTime: keys.oneTime, fallback: keys.fallback)
        } catch {
            // Somebody has uploaded other keys by the names that come next here.
            guard error.status == 400 else { throw error }
            log.error("the homeserver refuses keys", metadata: ["error": "\(error)"])
            throw EncryptionError.oldCopy(device: device.device.rawValue)
        }
        try await storage.encryption { rows in try device.noteUploaded(left, in: rows) }
    }

    /// Publishes the own identity, unless there is one already.
    ///
    /// - Returns: whether the file's identity is the one that everybody sees.
    private func publishIdentity(_ shown: JSONObject?) async throws -> Bool {
        let device = device
        if let shown {
            let own = try await storage.encryption { rows in try device.identity(in: rows)?.master.publicKey }
            let identity = try? CrossSigningIdentity(of: device.user, master: shown, selfSigning: nil)
            if let own, identity?.master == own { return true }
            log.error(
                """
                the account has a cross-signing identity that this bot does not hold: its messages will look suspicious. \
                Bring the keys back with "guildhall keys restore", or see "guildhall check"
                """
            )
            return false
        }
        let identity = try await storage.encryption { rows in try device.identityToPublish(in: rows) }
        guard let stage = try await upload(identity, authentication: nil) else { return true }
        guard case .password(let password) = configuration.credential, stage.takesPassword, let session = stage.session
        else {
            log.error("the homeserver wants the owner of the account to approve its cross-signing identity by hand")
            return false
        }
        let authentication: JSONObject = [
            "type": "m.login.password", "session": .string(session), "password": .string(password),
            "identifier": ["type": "m.id.user", "user": .string(device.user.rawValue)],
        ]
        guard try await upload(identity, authentication: authentication) == nil else {
            log.error("the homeserver does not accept the bot’s cross-signing identity")
            return false
        }
        return true
    }

    private func upload(
        _ identity: PublishedIdentity,
        authentication: JSONObject?
    ) async throws(MatrixError) -> AuthenticationStage? {
        try await client.uploadCrossSigningKeys(
            master: identity.master,
            selfSigning: identity.selfSigning,
            userSigning: identity.userSigning,
            authentication: authentication
        )
    }

    /// Signs the device with the own identity, where the homeserver does not show that already.
    private func sign() async throws {
        let (device, now) = (device, clock.now())
        let answer = try await client.queryKeys(of: [device.user])
        let (news, signed) = try await storage.encryption { rows -> (DeviceNews, JSONObject?) in
            try rows.track(device.user)
            let lists = [try rows.list(of: device.user)].compactMap { $0 }
            return (
                try device.take(answer, for: lists, in: rows, at: now), try device.signatureOfDevice(in: rows)
            )
        }
        guard !news.own.isSigned, let signed else { return }
        let refused = try await client.uploadSignatures(signed)
        for line in refused { log.error("a signature is refused", metadata: ["reason": "\(line)"]) }
        guard refused.isEmpty else { return }
        try await storage.encryption { rows in try rows.noteSigned(true) }
        log.info("the device is signed by the account’s identity", metadata: ["device": "\(device.device)"])
    }
}
