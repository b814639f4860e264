import Crypto

/// The secret of one message in a chain.
struct OlmMessageKey: Sendable {
    let secret: SymmetricKey

    /// The keys that it comes to.
    var keys: MessageKeys { MessageKeys(secret, info: "OLM_KEYS") }
}

/// A chain key, from which those of all later messages follow
/// ([Olm, "Advancing the chain key"](https://spec.matrix.org/v1.19/olm-megolm/olm/#advancing-the-chain-key)).
struct OlmChain: Sendable {
    private(set) var key: SymmetricKey
    /// The index of the next message.
    private(set) var index: UInt64

    init(key: SymmetricKey, index: UInt64 = 0) {
        self.key = key
        self.index = index
    }

    /// The key of the next message, once.
    mutating func next() -> OlmMessageKey {
        let message = OlmMessageKey(secret: key.code(for: [1]))
        skip()
        return message
    }

    /// Goes on without working out the key of the next message.
    mutating func skip() {
        key = key.code(for: [2])
        index += 1
    }
}

/// A chain in which somebody sends to us, with the keys of messages that have not come yet.
struct ReceiverChain: Sendable {
    /// How far ahead of the last message one may be; working out keys takes time, and a sender chooses the index.
    static let gapLimit: UInt64 = 2000
    /// How many keys are kept for messages that come later than ones sent after them; the oldest go.
    static let skippedLimit = 40

    struct SkippedKey: Sendable {
        let index: UInt64
        let key: OlmMessageKey
    }

    let ratchetKey: Curve25519PublicKey
    var chain: OlmChain
    var skipped: [SkippedKey] = []

    /// Decrypts a message, and changes nothing where that fails.
    ///
    /// Throws ``CryptoError/keyIsGone``, ``CryptoError/tooFarAhead``, ``CryptoError/badCode`` or ``CryptoError/malformed``.
    mutating func open(_ message: NormalMessage) throws(CryptoError) -> [UInt8] {
        if message.index < chain.index {
            guard let place = skipped.firstIndex(where: { $0.index == message.index }) else {
                throw CryptoError.keyIsGone
            }
            let plaintext = try message.opened(with: skipped[place].key)
            skipped.remove(at: place)
            return plaintext
        }
        let gap = message.index - chain.index
        guard gap <= Self.gapLimit else { throw CryptoError.tooFarAhead }
        var ahead = self
        while ahead.chain.index < message.index {
            if message.index - ahead.chain.index > UInt64(Self.skippedLimit) {
                ahead.chain.skip()
            } else {
                ahead.skipped.append(SkippedKey(index: ahead.chain.index, key: ahead.chain.next()))
            }
        }
        let plaintext = try message.opened(with: ahead.chain.next())
        ahead.skipped.removeFirst(max(0, ahead.skipped.count - Self.skippedLimit))
        self = ahead
        return plaintext
    }
}
