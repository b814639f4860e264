/// An Olm message, as it travels in `m.room.encrypted` to a device
/// ([Olm, "The Olm Message Format"](https://spec.matrix.org/v1.19/olm-megolm/olm/#the-olm-message-format)).
package enum OlmMessage: Hashable, Sendable {
    /// One that begins a session, or could: sent until an answer has come.
    case preKey(PreKeyMessage)
    /// One in a session that both sides have.
    case normal(NormalMessage)

    /// Reads what stands under `ciphertext` for a device: a `type` of 0 or 1, and a `body`.
    ///
    /// Throws ``CryptoError/unsupported`` for another type or version, and what makes a body malformed.
    package init(type: Int64, body: String) throws(CryptoError) {
        let bytes = try Base64.standard.decode(body)
        switch type {
        case 0: self = .preKey(try PreKeyMessage(bytes))
        case 1: self = .normal(try NormalMessage(bytes))
        default: throw CryptoError.unsupported
        }
    }

    /// The `type` for the event.
    package var type: Int64 {
        switch self {
        case .preKey: 0
        case .normal: 1
        }
    }

    /// The `body` for the event.
    package var body: String {
        switch self {
        case .preKey(let message): Base64.standard.encode(message.bytes)
        case .normal(let message): Base64.standard.encode(message.bytes)
        }
    }

    /// The version of Olm that is spoken here.
    static let version: UInt8 = 3

    /// What follows the version byte.
    static func payload(_ bytes: ArraySlice<UInt8>) throws(CryptoError) -> ArraySlice<UInt8> {
        guard let first = bytes.first else { throw CryptoError.malformed }
        guard first == version else { throw CryptoError.unsupported }
        return bytes.dropFirst()
    }
}

/// An Olm message in a session that both sides have.
package struct NormalMessage: Hashable, Sendable {
    /// The whole message.
    package let bytes: [UInt8]
    let ratchetKey: Curve25519PublicKey
    let index: UInt64
    let ciphertext: [UInt8]

    private enum Tag {
        static let ratchetKey: UInt8 = 0x0A
        static let index: UInt8 = 0x10
        static let ciphertext: UInt8 = 0x22
    }

    /// Reads a message; nothing of it is authenticated yet.
    package init(_ bytes: [UInt8]) throws(CryptoError) {
        guard bytes.count > MessageKeys.codeLength else { throw CryptoError.malformed }
        let fields = try WireFields(
            OlmMessage.payload(bytes.dropLast(MessageKeys.codeLength)),
            tags: [UInt64(Tag.ratchetKey), UInt64(Tag.index), UInt64(Tag.ciphertext)]
        )
        self.bytes = bytes
        ratchetKey = try Curve25519PublicKey(bytes: fields.string(UInt64(Tag.ratchetKey)))
        index = try fields.number(UInt64(Tag.index))
        ciphertext = try fields.string(UInt64(Tag.ciphertext))
    }

    /// Encrypts a message with the keys of its place in a chain.
    init(
        _ plaintext: [UInt8],
        ratchetKey: Curve25519PublicKey,
        index: UInt64,
        key: OlmMessageKey
    ) throws(CryptoError) {
        let keys = key.keys
        ciphertext = try keys.encrypt(plaintext)
        var bytes = [OlmMessage.version]
        bytes.addField(Tag.ratchetKey, ratchetKey.bytes)
        bytes.addField(Tag.index, index)
        bytes.addField(Tag.ciphertext, ciphertext)
        self.bytes = bytes + keys.code(for: bytes)
        self.ratchetKey = ratchetKey
        self.index = index
    }

    /// Checks the code, then decrypts.
    func opened(with key: OlmMessageKey) throws(CryptoError) -> [UInt8] {
        let keys = key.keys
        let signed = bytes.dropLast(MessageKeys.codeLength)
        try keys.check(Array(bytes.suffix(MessageKeys.codeLength)), over: signed)
        return try keys.decrypt(ciphertext)
    }
}

/// An Olm message that holds what its receiver needs to begin the session.
package struct PreKeyMessage: Hashable, Sendable {
    /// The whole message.
    package let bytes: [UInt8]
    /// Who began the session, and with which keys.
    let keys: OlmSessionKeys
    let message: NormalMessage

    private enum Tag {
        static let oneTimeKey: UInt8 = 0x0A
        static let baseKey: UInt8 = 0x12
        static let identityKey: UInt8 = 0x1A
        static let message: UInt8 = 0x22
    }

    /// Reads a message; nothing of it is authenticated yet.
    package init(_ bytes: [UInt8]) throws(CryptoError) {
        let fields = try WireFields(
            OlmMessage.payload(bytes[...]),
            tags: [UInt64(Tag.oneTimeKey), UInt64(Tag.baseKey), UInt64(Tag.identityKey), UInt64(Tag.message)]
        )
        self.bytes = bytes
        keys = OlmSessionKeys(
            identityKey: try Curve25519PublicKey(bytes: fields.string(UInt64(Tag.identityKey))),
            baseKey: try Curve25519PublicKey(bytes: fields.string(UInt64(Tag.baseKey))),
            oneTimeKey: try Curve25519PublicKey(bytes: fields.string(UInt64(Tag.oneTimeKey)))
        )
        message = try NormalMessage(fields.string(UInt64(Tag.message)))
    }

    /// Puts a message into what begins a session.
    init(_ message: NormalMessage, keys: OlmSessionKeys) {
        var bytes = [OlmMessage.version]
        bytes.addField(Tag.oneTimeKey, keys.oneTimeKey.bytes)
        bytes.addField(Tag.baseKey, keys.baseKey.bytes)
        bytes.addField(Tag.identityKey, keys.identityKey.bytes)
        bytes.addField(Tag.message, message.bytes)
        self.bytes = bytes
        self.keys = keys
        self.message = message
    }

    /// The device that says it began the session.
    ///
    /// Believed only once the message could be decrypted, and then to be compared with `sender_key` of the event.
    package var identityKey: Curve25519PublicKey { keys.identityKey }

    /// The name that the session will have on both sides.
    package var sessionID: String { keys.sessionID }
}
