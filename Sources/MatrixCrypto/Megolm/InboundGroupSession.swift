/// The Megolm session in which somebody else sends to a room.
///
/// It keeps the first ratchet that it was given, so that older messages stay readable, and a later one that it came to, so that
/// those in order take one step each. It does not see replays: that takes the id of the event beside the index.
package struct InboundGroupSession: Sendable {
    /// How two keys of one session are related.
    package enum Comparison: Equatable, Sendable {
        /// Both begin at the same index.
        case same
        /// The other one begins earlier, and leads to this one: it reads more.
        case otherReadsMore
        /// This one begins earlier, and leads to the other.
        case otherReadsLess
        /// They have nothing to do with each other; one of them is a forgery.
        case unrelated
    }

    private static let pickleVersion: UInt8 = 1

    private let publicKey: Ed25519PublicKey
    private let first: MegolmRatchet
    private var latest: MegolmRatchet

    /// Takes a key that was shared, exported or restored.
    package init(_ key: MegolmSessionKey) {
        publicKey = key.publicKey
        first = key.ratchet
        latest = key.ratchet
    }

    /// The session's id, which is its public key.
    package var id: String { publicKey.base64 }

    /// The first index that it can read.
    package var firstKnownIndex: UInt32 { first.index }

    /// Checks signature and code of a message, then decrypts it.
    ///
    /// Throws ``CryptoError/badSignature``, ``CryptoError/beforeFirstKnown``, ``CryptoError/badCode`` or
    /// ``CryptoError/malformed``, and changes nothing then.
    package mutating func decrypt(_ message: MegolmMessage) throws(CryptoError) -> [UInt8] {
        try message.verify(by: publicKey)
        let ratchet = try ratchet(at: message.index)
        let plaintext = try message.opened(with: ratchet.messageKeys)
        if ratchet.index > latest.index { latest = ratchet }
        return plaintext
    }

    /// What to hand on or back up, from an index on; throws ``CryptoError/beforeFirstKnown``.
    package func export(at index: UInt32) throws(CryptoError) -> MegolmSessionKey {
        MegolmSessionKey(exporting: try ratchet(at: index), publicKey: publicKey)
    }

    /// How another key is related to this session: never take one for it that reads less, or is unrelated.
    package func compare(with key: MegolmSessionKey) -> Comparison {
        guard key.publicKey == publicKey else { return .unrelated }
        let meeting = max(first.index, key.index)
        guard let own = try? first.at(meeting), let other = try? key.ratchet.at(meeting), own.isSame(as: other) else {
            return .unrelated
        }
        return key.index == first.index ? .same : key.index < first.index ? .otherReadsMore : .otherReadsLess
    }

    private func ratchet(at index: UInt32) throws(CryptoError) -> MegolmRatchet {
        try index >= latest.index ? latest.at(index) : first.at(index)
    }

    /// The session as bytes to store; they hold secrets.
    package var pickle: [UInt8] {
        var writer = PickleWriter(.inboundGroup, version: Self.pickleVersion)
        writer.add(publicKey)
        writer.add(first)
        return writer.bytes
    }

    /// Reads a session as it was stored; throws ``CryptoError/malformed`` or ``CryptoError/unsupported``.
    package init(pickle: [UInt8]) throws(CryptoError) {
        var reader = try PickleReader(pickle, .inboundGroup, version: Self.pickleVersion)
        publicKey = try Ed25519PublicKey(bytes: reader.bytes(32))
        first = try reader.ratchet()
        latest = first
        try reader.end()
    }
}
