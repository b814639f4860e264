import Crypto

/// What makes a device: its identity keys, and keys with which others begin sessions while it is away
/// ([Matrix v1.19, "Key algorithms"](https://spec.matrix.org/v1.19/client-server-api/#key-algorithms)).
package struct OlmAccount: Sendable {
    /// How many one-time keys should wait on the homeserver.
    package static let publishedGoal = 50
    /// How many secret halves are kept; with more, the oldest go.
    ///
    /// Messages for keys that were claimed long ago may still come.
    package static let oneTimeKeyLimit = 5000

    /// The name of a one-time or fallback key, without its algorithm.
    package struct KeyID: Hashable, Sendable {
        let number: UInt64

        /// Unpadded base64 of the number.
        package var text: String {
            Base64.standard.encode(withUnsafeBytes(of: number.bigEndian) { Array($0) })
        }
    }

    /// A key with which somebody begins a session with us.
    struct OneTimeKey: Sendable {
        let id: KeyID
        let key: Curve25519SecretKey
        var isPublished: Bool
    }

    let signingKey: Ed25519SecretKey
    let identityKey: Curve25519SecretKey
    var nextID: UInt64
    /// In the order in which they were made.
    var oneTimeKeys: [OneTimeKey]
    var fallbackKey: OneTimeKey?
    var previousFallbackKey: OneTimeKey?

    /// Makes the keys of a new device.
    package init(using generator: inout some RandomNumberGenerator) throws(CryptoError) {
        signingKey = try Ed25519SecretKey(using: &generator)
        identityKey = try Curve25519SecretKey(using: &generator)
        nextID = 0
        oneTimeKeys = []
    }

    /// The device's fingerprint key: what it signs is checked by this.
    package var ed25519: Ed25519PublicKey { signingKey.publicKey }

    /// The device's identity key in Olm, `sender_key` in events.
    package var curve25519: Curve25519PublicKey { identityKey.publicKey }

    /// Signs with the device's fingerprint key.
    package func sign(_ message: some Collection<UInt8>) throws(CryptoError) -> Ed25519Signature {
        try signingKey.sign(message)
    }
}

// MARK: - One-time and fallback keys

extension OlmAccount {
    /// Makes so many one-time keys, to be published.
    ///
    /// The oldest secret halves go where there are more than ``oneTimeKeyLimit``.
    package mutating func makeOneTimeKeys(
        _ count: Int,
        using generator: inout some RandomNumberGenerator
    ) throws(CryptoError) {
        for _ in 0..<min(max(count, 0), Self.oneTimeKeyLimit) { oneTimeKeys.append(try newKey(using: &generator)) }
        oneTimeKeys.removeFirst(max(0, oneTimeKeys.count - Self.oneTimeKeyLimit))
    }

    /// Makes a fallback key, to be published: it stands in when all one-time keys are claimed.
    ///
    /// The one before is kept, because messages for it may be on their way, until ``forgetPreviousFallbackKey()``.
    package mutating func makeFallbackKey(using generator: inout some RandomNumberGenerator) throws(CryptoError) {
        let key = try newKey(using: &generator)
        previousFallbackKey = fallbackKey
        fallbackKey = key
    }

    /// Drops the secret half of the last fallback key but one.
    package mutating func forgetPreviousFallbackKey() { previousFallbackKey = nil }

    /// The one-time keys that are not known to be on the homeserver, the oldest first.
    package var unpublishedOneTimeKeys: [(id: KeyID, key: Curve25519PublicKey)] {
        oneTimeKeys.filter { !$0.isPublished }.map { ($0.id, $0.key.publicKey) }
    }

    /// The fallback key, where it is not known to be on the homeserver.
    package var unpublishedFallbackKey: (id: KeyID, key: Curve25519PublicKey)? {
        guard let fallbackKey, !fallbackKey.isPublished else { return nil }
        return (fallbackKey.id, fallbackKey.key.publicKey)
    }

    /// Notes that the homeserver has all keys that were made up to now.
    package mutating func markKeysAsPublished() {
        for index in oneTimeKeys.indices { oneTimeKeys[index].isPublished = true }
        fallbackKey?.isPublished = true
    }

    private mutating func newKey(using generator: inout some RandomNumberGenerator) throws(CryptoError) -> OneTimeKey {
        let key = OneTimeKey(
            id: KeyID(number: nextID),
            key: try Curve25519SecretKey(using: &generator),
            isPublished: false
        )
        nextID += 1
        return key
    }
}

// MARK: - Sessions

extension OlmAccount {
    /// Begins a session with a device, by one of its one-time keys, of which the signature was checked.
    package func outboundSession(
        to identityKey: Curve25519PublicKey,
        oneTimeKey: Curve25519PublicKey,
        using generator: inout some RandomNumberGenerator
    ) throws(CryptoError) -> OlmSession {
        let base = try Curve25519SecretKey(using: &generator)
        let agreement = TripleAgreement([
            try self.identityKey.sharedSecret(with: oneTimeKey),
            try base.sharedSecret(with: identityKey),
            try base.sharedSecret(with: oneTimeKey),
        ])
        let keys = OlmSessionKeys(identityKey: curve25519, baseKey: base.publicKey, oneTimeKey: oneTimeKey)
        return OlmSession(keys: keys, agreement: agreement, ratchetKey: try Curve25519SecretKey(using: &generator))
    }

    /// Begins a session by a pre-key message, and decrypts it.
    ///
    /// The one-time key is used up, and only where this succeeds. A fallback key may be used again, so that the same message would
    /// begin the same session twice: look first whether a session that is there ``OlmSession/matches(_:)``. Throws
    /// ``CryptoError/wrongSession`` where the message is not from the identity key that was said to have sent it,
    /// ``CryptoError/unknownOneTimeKey``, ``CryptoError/weakKey``, and what ``OlmSession/decrypt(_:)`` throws.
    package mutating func inboundSession(
        from sender: Curve25519PublicKey,
        _ message: PreKeyMessage
    ) throws(CryptoError) -> (session: OlmSession, plaintext: [UInt8]) {
        let keys = message.keys
        guard keys.identityKey == sender else { throw CryptoError.wrongSession }
        let place = oneTimeKeys.firstIndex { $0.key.publicKey == keys.oneTimeKey }
        let fallback = [fallbackKey, previousFallbackKey].lazy.compactMap { $0 }
            .first { $0.key.publicKey == keys.oneTimeKey }
        guard let oneTimeKey = place.map({ oneTimeKeys[$0] }) ?? fallback else {
            throw CryptoError.unknownOneTimeKey
        }
        let agreement = TripleAgreement([
            try oneTimeKey.key.sharedSecret(with: keys.identityKey),
            try identityKey.sharedSecret(with: keys.baseKey),
            try oneTimeKey.key.sharedSecret(with: keys.baseKey),
        ])
        // Nothing is agreed on with their ratchet key before we answer; a weak one is refused here all the same.
        _ = try identityKey.sharedSecret(with: message.message.ratchetKey)
        var session = OlmSession(keys: keys, agreement: agreement, theirRatchetKey: message.message.ratchetKey)
        let plaintext = try session.decrypt(.preKey(message))
        if let place { oneTimeKeys.remove(at: place) }
        return (session, plaintext)
    }
}

// MARK: - Storing

extension OlmAccount {
    private static let pickleVersion: UInt8 = 1

    /// The account as bytes to store; they hold secrets.
    package var pickle: [UInt8] {
        var writer = PickleWriter(.account, version: Self.pickleVersion)
        writer.add(SymmetricKey(data: signingKey.seed))
        writer.add(identityKey)
        writer.add(nextID)
        let write = { (writer: inout PickleWriter, key: OneTimeKey) in
            writer.add(key.id.number)
            writer.add(key.key)
            writer.add(key.isPublished)
        }
        writer.add(oneTimeKeys, write)
        writer.add([fallbackKey, previousFallbackKey].compactMap { $0 }, write)
        return writer.bytes
    }

    /// Reads an account as it was stored; throws ``CryptoError/malformed`` or ``CryptoError/unsupported``.
    package init(pickle: [UInt8]) throws(CryptoError) {
        var reader = try PickleReader(pickle, .account, version: Self.pickleVersion)
        signingKey = try Ed25519SecretKey(seed: reader.bytes(32))
        identityKey = try reader.secretKey()
        nextID = try reader.number()
        // Far beyond any device, and far from where adding one would trap.
        guard nextID < 1 << 62 else { throw CryptoError.malformed }
        let read = { (reader: inout PickleReader) throws(CryptoError) in
            OneTimeKey(
                id: KeyID(number: try reader.number()),
                key: try reader.secretKey(),
                isPublished: try reader.flag()
            )
        }
        oneTimeKeys = try reader.list(atMost: Self.oneTimeKeyLimit, read)
        let fallbacks = try reader.list(atMost: 2, read)
        fallbackKey = fallbacks.first
        previousFallbackKey = fallbacks.dropFirst().first
        try reader.end()
    }
}
