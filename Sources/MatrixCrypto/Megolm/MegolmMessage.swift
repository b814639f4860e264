/// A Megolm message, `ciphertext` of `m.room.encrypted` in a room
/// ([Megolm, "Message format"](https://spec.matrix.org/v1.19/olm-megolm/megolm/#message-format)).
package struct MegolmMessage: Hashable, Sendable {
    private static let version: UInt8 = 3
    private static let signatureLength = 64

    private enum Tag {
        static let index: UInt8 = 0x08
        static let ciphertext: UInt8 = 0x12
    }

    /// The whole message.
    package let bytes: [UInt8]
    /// Which message of its session it is.
    package let index: UInt32
    private let ciphertext: [UInt8]
    private let signature: Ed25519Signature

    /// Reads a message; nothing of it is authenticated yet.
    package init(_ bytes: [UInt8]) throws(CryptoError) {
        guard let first = bytes.first else { throw CryptoError.malformed }
        guard first == Self.version else { throw CryptoError.unsupported }
        guard bytes.count > Self.signatureLength + MessageKeys.codeLength else { throw CryptoError.malformed }
        let fields = try WireFields(
            bytes.dropFirst().dropLast(Self.signatureLength + MessageKeys.codeLength),
            tags: [UInt64(Tag.index), UInt64(Tag.ciphertext)]
        )
        guard let index = UInt32(exactly: try fields.number(UInt64(Tag.index))) else { throw CryptoError.malformed }
        self.bytes = bytes
        self.index = index
        ciphertext = try fields.string(UInt64(Tag.ciphertext))
        signature = try Ed25519Signature(bytes: Array(bytes.suffix(Self.signatureLength)))
    }

    /// Reads unpadded base64.
    package init(base64 text: String) throws(CryptoError) { try self.init(Base64.standard.decode(text)) }

    /// Encrypts and signs a message with the keys of the ratchet's place.
    init(_ plaintext: [UInt8], ratchet: MegolmRatchet, signingKey: Ed25519SecretKey) throws(CryptoError) {
        let keys = ratchet.messageKeys
        index = ratchet.index
        ciphertext = try keys.encrypt(plaintext)
        var bytes = [Self.version]
        bytes.addField(Tag.index, UInt64(index))
        bytes.addField(Tag.ciphertext, ciphertext)
        bytes += keys.code(for: bytes)
        signature = try signingKey.sign(bytes)
        self.bytes = bytes + signature.bytes
    }

    /// Unpadded base64.
    package var base64: String { Base64.standard.encode(bytes) }

    /// Throws ``CryptoError/badSignature`` where it was not signed by that key.
    func verify(by key: Ed25519PublicKey) throws(CryptoError) {
        try key.verify(signature, over: bytes.dropLast(Self.signatureLength))
    }

    /// Checks the code, then decrypts; the signature was checked before.
    func opened(with keys: MessageKeys) throws(CryptoError) -> [UInt8] {
        let coded = bytes.dropLast(Self.signatureLength)
        try keys.check(Array(coded.suffix(MessageKeys.codeLength)), over: coded.dropLast(MessageKeys.codeLength))
        return try keys.decrypt(ciphertext)
    }
}
