import Crypto

/// An Olm session: two devices, and a ratchet that turns whenever they answer each other
/// ([Olm](https://spec.matrix.org/v1.19/olm-megolm/olm/)).
///
/// A value: whoever stores it does so before what it encrypted is sent, and after what it decrypted. A copy that encrypts
/// once more uses a message key a second time.
package struct OlmSession: Sendable {
    /// How many chains of the other side are kept, for messages that come late.
    static let chainLimit = 5

    /// Our side of the ratchet.
    private enum Sending {
        /// We send in this chain.
        case chain(Curve25519SecretKey, OlmChain)
        /// They have sent under this key since; the next that we send begins a new chain.
        case after(Curve25519PublicKey)
    }

    private let keys: OlmSessionKeys
    private var hasDecrypted: Bool
    private var root: SymmetricKey
    private var sending: Sending
    private var receiving: [ReceiverChain]

    /// Begins a session as the side that sends first.
    init(keys: OlmSessionKeys, agreement: TripleAgreement, ratchetKey: Curve25519SecretKey) {
        self.keys = keys
        hasDecrypted = false
        root = agreement.root
        sending = .chain(ratchetKey, agreement.chain)
        receiving = []
    }

    /// Begins a session as the side that was written to; nothing is decrypted yet.
    init(keys: OlmSessionKeys, agreement: TripleAgreement, theirRatchetKey: Curve25519PublicKey) {
        self.keys = keys
        hasDecrypted = false
        root = agreement.root
        sending = .after(theirRatchetKey)
        receiving = [ReceiverChain(ratchetKey: theirRatchetKey, chain: agreement.chain)]
    }

    /// A name that both sides work out alike.
    package var id: String { keys.sessionID }

    /// Whether something was decrypted, so that the other side is known to have the session.
    package var isEstablished: Bool { hasDecrypted }

    /// Whether a pre-key message is of this session, so that no new one is to be begun by it.
    package func matches(_ message: PreKeyMessage) -> Bool { message.keys == keys }

    /// Encrypts a message; random numbers are needed where a new chain begins.
    package mutating func encrypt(
        _ plaintext: [UInt8],
        using generator: inout some RandomNumberGenerator
    ) throws(CryptoError) -> OlmMessage {
        let (ratchetKey, begun, newRoot) = try chain(using: &generator)
        var chain = begun
        let index = chain.index
        let message = try NormalMessage(
            plaintext,
            ratchetKey: ratchetKey.publicKey,
            index: index,
            key: chain.next()
        )
        root = newRoot
        sending = .chain(ratchetKey, chain)
        return hasDecrypted ? .normal(message) : .preKey(PreKeyMessage(message, keys: keys))
    }

    /// Decrypts a message, and changes nothing where that fails.
    ///
    /// Throws ``CryptoError/wrongSession`` for a pre-key message of another one, ``CryptoError/keyIsGone`` for one that was
    /// decrypted before, ``CryptoError/badCode``, ``CryptoError/weakKey``, ``CryptoError/tooFarAhead``,
    /// ``CryptoError/unexpectedRatchetKey`` or ``CryptoError/malformed``.
    package mutating func decrypt(_ message: OlmMessage) throws(CryptoError) -> [UInt8] {
        let plaintext: [UInt8]
        switch message {
        case .normal(let message): plaintext = try open(message)
        case .preKey(let message):
            guard matches(message) else { throw CryptoError.wrongSession }
            plaintext = try open(message.message)
        }
        hasDecrypted = true
        return plaintext
    }

    /// The chain to send in, and the root key after it.
    private func chain(
        using generator: inout some RandomNumberGenerator
    ) throws(CryptoError) -> (Curve25519SecretKey, OlmChain, SymmetricKey) {
        switch sending {
        case .chain(let ratchetKey, let chain): return (ratchetKey, chain, root)
        case .after(let theirs):
            let ratchetKey = try Curve25519SecretKey(using: &generator)
            let next = Self.turned(root, try ratchetKey.sharedSecret(with: theirs))
            return (ratchetKey, next.chain, next.root)
        }
    }

    private mutating func open(_ message: NormalMessage) throws(CryptoError) -> [UInt8] {
        if let place = receiving.firstIndex(where: { $0.ratchetKey == message.ratchetKey }) {
            return try receiving[place].open(message)
        }
        // They turn the ratchet when they hear of our newest key, so there is none to turn to before we have sent.
        guard case .chain(let ratchetKey, _) = sending else { throw CryptoError.unexpectedRatchetKey }
        let next = Self.turned(root, try ratchetKey.sharedSecret(with: message.ratchetKey))
        var chain = ReceiverChain(ratchetKey: message.ratchetKey, chain: next.chain)
        let plaintext = try chain.open(message)
        root = next.root
        sending = .after(message.ratchetKey)
        receiving.append(chain)
        receiving.removeFirst(max(0, receiving.count - Self.chainLimit))
        return plaintext
    }

    /// Turns the ratchet
    /// ([Olm, "Advancing the root key"](https://spec.matrix.org/v1.19/olm-megolm/olm/#advancing-the-root-key)).
    private static func turned(_ root: SymmetricKey, _ secret: SymmetricKey) -> (root: SymmetricKey, chain: OlmChain) {
        let keys = secret.derived(salt: root, info: "OLM_RATCHET", count: 64)
        return (keys.part(0..<32), OlmChain(key: keys.part(32..<64)))
    }
}

// MARK: - Storing

extension OlmSession {
    private static let pickleVersion: UInt8 = 1

    /// The session as bytes to store; they hold secrets.
    package var pickle: [UInt8] {
        var writer = PickleWriter(.session, version: Self.pickleVersion)
        for key in [keys.identityKey, keys.baseKey, keys.oneTimeKey] { writer.add(key) }
        writer.add(hasDecrypted)
        writer.add(root)
        switch sending {
        case .chain(let ratchetKey, let chain):
            writer.add(true)
            writer.add(ratchetKey)
            writer.add(chain)
        case .after(let theirs):
            writer.add(false)
            writer.add(theirs)
        }
        writer.add(receiving) { writer, chain in
            writer.add(chain.ratchetKey)
            writer.add(chain.chain)
            writer.add(chain.skipped) { writer, skipped in
                writer.add(skipped.index)
                writer.add(skipped.key.secret)
            }
        }
        return writer.bytes
    }

    /// Reads a session as it was stored; throws ``CryptoError/malformed`` or ``CryptoError/unsupported``.
    package init(pickle: [UInt8]) throws(CryptoError) {
        var reader = try PickleReader(pickle, .session, version: Self.pickleVersion)
        keys = OlmSessionKeys(
            identityKey: try reader.publicKey(),
            baseKey: try reader.publicKey(),
            oneTimeKey: try reader.publicKey()
        )
        hasDecrypted = try reader.flag()
        root = try reader.secret()
        if try reader.flag() {
            let ratchetKey = try reader.secretKey()
            sending = .chain(ratchetKey, try reader.chain())
        } else {
            sending = .after(try reader.publicKey())
        }
        receiving = try reader.list(atMost: Self.chainLimit) { reader throws(CryptoError) in
            ReceiverChain(
                ratchetKey: try reader.publicKey(),
                chain: try reader.chain(),
                skipped: try reader.list(atMost: ReceiverChain.skippedLimit) { reader throws(CryptoError) in
                    ReceiverChain.SkippedKey(
                        index: try reader.number(),
                        key: OlmMessageKey(secret: try reader.secret())
                    )
                }
            )
        }
        try reader.end()
    }
}

extension PickleWriter {
    fileprivate mutating func add(_ chain: OlmChain) {
        add(chain.key)
        add(chain.index)
    }
}

extension PickleReader {
    fileprivate mutating func chain() throws(CryptoError) -> OlmChain {
        let key = try secret()
        let index = try number()
        // Far beyond what anybody sends, and far from where adding one would trap.
        guard index < 1 << 62 else { throw CryptoError.malformed }
        return OlmChain(key: key, index: index)
    }
}
