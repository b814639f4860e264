import Identifiers
import JSON
import MatrixCrypto
import SeededTesting

/// Well-formed inputs for each ``FuzzTarget``, and whoever reads them.
struct Samples: Sendable {
    static let user = UserID(rawValue: "@bot:example.org")
    static let device = DeviceID(rawValue: "BOT")

    /// Whoever was written to, before and after.
    let account: OlmAccount
    let session: OlmSession
    /// Whoever wrote, with an answer read.
    let answering: OlmSession
    let preKey: [UInt8]
    let normal: [UInt8]
    let outbound: OutboundGroupSession
    let shared: MegolmSessionKey
    let exported: MegolmSessionKey
    let group: [UInt8]
    let device: [UInt8]
    let master: [UInt8]
    let attachment: AttachmentKey
    let storage: SecretStorageKey
    let secrets: [[UInt8]]
    let backup: BackupKey
    let backedUp: [UInt8]

    init() throws {
        var chance = SeededNumbers(seed: 1)
        let ada = try OlmAccount(using: &chance)
        var bot = try OlmAccount(using: &chance)
        try bot.makeOneTimeKeys(2, using: &chance)
        try bot.makeFallbackKey(using: &chance)
        account = bot
        guard let key = bot.unpublishedOneTimeKeys.first?.key else { throw CryptoError.malformed }
        var begun = try ada.outboundSession(to: bot.curve25519, oneTimeKey: key, using: &chance)
        let first = try begun.encrypt(Array("Hello".utf8), using: &chance)
        guard case .preKey(let message) = first else { throw CryptoError.malformed }
        preKey = message.bytes
        var received = try bot.inboundSession(from: ada.curve25519, message).session
        _ = try begun.decrypt(received.encrypt([1], using: &chance))
        // Two are lost, so that keys are kept for them.
        for _ in 0..<2 { _ = try begun.encrypt([2], using: &chance) }
        _ = try received.decrypt(begun.encrypt([3], using: &chance))
        normal = try Base64.standard.decode(begun.encrypt([4], using: &chance).body)
        session = received
        answering = begun

        var sending = try OutboundGroupSession(using: &chance)
        shared = try sending.sessionKey()
        exported = try InboundGroupSession(shared).export(at: 3)
        group = try sending.encrypt(Array("Hello".utf8)).bytes
        outbound = sending

        device = try JSONValue.object(bot.deviceKeys(of: Self.user, Self.device).json).encoded
        let keys = try CrossSigningKeys(using: &chance)
        master = try JSONValue.object(keys.published(.master, of: Self.user)).encoded
        var encryption = try AttachmentEncryption(using: &chance)
        _ = try encryption.encrypt([1, 2, 3])
        attachment = encryption.finish()
        storage = SecretStorageKey(using: &chance)
        secrets = [
            try JSONValue.object(storage.description(using: &chance)).encoded,
            try JSONValue.object(storage.encrypt("secret", name: "m.megolm_backup.v1", using: &chance)).encoded,
        ]
        backup = try BackupKey(using: &chance)
        backedUp = try JSONValue.object(BackupKey.encrypt([1], to: backup.publicKey, using: &chance)).encoded
    }
}
