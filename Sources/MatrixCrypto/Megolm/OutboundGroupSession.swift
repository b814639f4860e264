import Crypto

/// The Megolm session in which a device sends to a room
/// ([Megolm, "The Megolm protocol"](https://spec.matrix.org/v1.19/olm-megolm/megolm/#the-megolm-protocol)).
///
/// A value: whoever stores it does so before what it encrypted is sent. A copy that encrypts once more uses an index a second
/// time.
package struct OutboundGroupSession: Sendable {
    private static let pickleVersion: UInt8 = 1

    private var ratchet: MegolmRatchet
    private let signingKey: Ed25519SecretKey

    /// Makes a new session.
    package init(using generator: inout some RandomNumberGenerator) throws(CryptoError) {
        ratchet = try MegolmRatchet(bytes: generator.bytes(MegolmRatchet.length), index: 0)
        signingKey = try Ed25519SecretKey(using: &generator)
    }

    /// The session's id, which is its public key.
    package var id: String { signingKey.publicKey.base64 }

    /// The index of the next message.
    package var index: UInt32 { ratchet.index }

    /// What is shared with devices that are to read from the next message on.
    package func sessionKey() throws(CryptoError) -> MegolmSessionKey {
        try MegolmSessionKey(sharing: ratchet, signedBy: signingKey)
    }

    /// Encrypts a message; throws ``CryptoError/exhausted`` after 2³²−1 of them.
    package mutating func encrypt(_ plaintext: [UInt8]) throws(CryptoError) -> MegolmMessage {
        var next = ratchet
        try next.advance()
        let message = try MegolmMessage(plaintext, ratchet: ratchet, signingKey: signingKey)
        ratchet = next
        return message
    }

    /// The session as bytes to store; they hold secrets.
    package var pickle: [UInt8] {
        var writer = PickleWriter(.outboundGroup, version: Self.pickleVersion)
        writer.add(SymmetricKey(data: signingKey.seed))
        writer.add(ratchet)
        return writer.bytes
    }

    /// Reads a session as it was stored; throws ``CryptoError/malformed`` or ``CryptoError/unsupported``.
    package init(pickle: [UInt8]) throws(CryptoError) {
        var reader = try PickleReader(pickle, .outboundGroup, version: Self.pickleVersion)
        signingKey = try Ed25519SecretKey(seed: reader.bytes(32))
        ratchet = try reader.ratchet()
        try reader.end()
    }
}

extension PickleWriter {
    mutating func add(_ ratchet: MegolmRatchet) {
        add(UInt64(ratchet.index))
        for part in ratchet.parts { add(part) }
    }
}

extension PickleReader {
    mutating func ratchet() throws(CryptoError) -> MegolmRatchet {
        guard let index = UInt32(exactly: try number()) else { throw CryptoError.malformed }
        return try MegolmRatchet(bytes: bytes(MegolmRatchet.length), index: index)
    }
}
