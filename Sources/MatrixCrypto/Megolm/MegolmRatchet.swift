import Crypto

/// The ratchet of Megolm, which turns forwards only, and there any distance with at most 1,020 hashes
/// ([Megolm, "The Megolm ratchet algorithm"](https://spec.matrix.org/v1.19/olm-megolm/megolm/#the-megolm-ratchet-algorithm)).
struct MegolmRatchet: Sendable {
    /// How many bytes its four parts have together.
    static let length = 128

    private(set) var parts: [SymmetricKey]
    private(set) var index: UInt32

    /// Begins at an index; throws ``CryptoError/wrongLength`` where there are not 128 bytes.
    init(bytes: [UInt8], index: UInt32) throws(CryptoError) {
        guard bytes.count == Self.length else { throw CryptoError.wrongLength }
        parts = (0..<4).map { SymmetricKey(data: Array(bytes[$0 * 32..<$0 * 32 + 32])) }
        self.index = index
    }

    /// A copy of all parts, which nobody wipes: for what is sent or stored.
    var bytes: [UInt8] { parts.flatMap(\.bytes) }

    /// The keys of the message at this index.
    var messageKeys: MessageKeys { MessageKeys(.joined(parts), info: "MEGOLM_KEYS") }

    /// Goes on by one; throws ``CryptoError/exhausted`` at the last index.
    mutating func advance() throws(CryptoError) {
        guard index < .max else { throw CryptoError.exhausted }
        advance(to: index + 1)
    }

    /// Goes on to an index, which must not be below the present one.
    ///
    /// Part j is hashed each time the index passes a multiple of 2^(24−8j), and there all parts after it are made anew from what it
    /// was before.
    mutating func advance(to target: UInt32) {
        precondition(target >= index, "the ratchet does not turn back")
        for part in 0..<4 {
            let shift = UInt32(24 - 8 * part)
            let steps = target >> shift - index >> shift
            guard steps > 0 else { continue }
            for _ in 1..<steps { parts[part] = hash(part, as: part) }
            // The part itself goes last: the others come from what it was.
            for later in (part..<4).reversed() { parts[later] = hash(part, as: later) }
            index = (target >> shift) << shift
        }
    }

    /// The ratchet at a later index, or the same one; throws ``CryptoError/beforeFirstKnown`` for an earlier index.
    func at(_ target: UInt32) throws(CryptoError) -> MegolmRatchet {
        guard target >= index else { throw CryptoError.beforeFirstKnown }
        var ratchet = self
        ratchet.advance(to: target)
        return ratchet
    }

    /// Whether both have the same index and parts.
    func isSame(as other: MegolmRatchet) -> Bool {
        index == other.index && SymmetricKey.joined(parts) == SymmetricKey.joined(other.parts)
    }

    private func hash(_ part: Int, as other: Int) -> SymmetricKey { parts[part].code(for: [UInt8(other)]) }
}
