/// A Megolm session as it is handed to others: where its ratchet stands, and who signs.
///
/// Who has it can read everything from there on, and write as nobody but themselves.
package struct MegolmSessionKey: Sendable {
    private static let sharingVersion: UInt8 = 2
    private static let exportVersion: UInt8 = 1

    let ratchet: MegolmRatchet
    let publicKey: Ed25519PublicKey
    /// The whole key, as bytes.
    package let bytes: [UInt8]

    /// Reads `session_key` of `m.room_key`, and checks its signature
    /// ([Megolm, "Session sharing format"](https://spec.matrix.org/v1.19/olm-megolm/megolm/#session-sharing-format)).
    package init(shared text: String) throws(CryptoError) {
        let bytes = try Base64.standard.decode(text)
        try self.init(bytes, version: Self.sharingVersion, surplus: 64)
        try publicKey.verify(Ed25519Signature(bytes: Array(bytes.suffix(64))), over: bytes.dropLast(64))
    }

    /// Reads `session_key` of a backup or of `m.forwarded_room_key`, which is signed by nobody
    /// ([Megolm, "Session export format"](https://spec.matrix.org/v1.19/olm-megolm/megolm/#session-export-format)).
    package init(exported text: String) throws(CryptoError) {
        try self.init(Base64.standard.decode(text), version: Self.exportVersion, surplus: 0)
    }

    private init(_ bytes: [UInt8], version: UInt8, surplus: Int) throws(CryptoError) {
        guard let first = bytes.first else { throw CryptoError.malformed }
        guard first == version else { throw CryptoError.unsupported }
        guard bytes.count == 165 + surplus else { throw CryptoError.wrongLength }
        let index = bytes[1..<5].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        ratchet = try MegolmRatchet(bytes: Array(bytes[5..<133]), index: index)
        publicKey = try Ed25519PublicKey(bytes: Array(bytes[133..<165]))
        self.bytes = bytes
    }

    /// What is shared of one's own session.
    init(sharing ratchet: MegolmRatchet, signedBy key: Ed25519SecretKey) throws(CryptoError) {
        self.ratchet = ratchet
        publicKey = key.publicKey
        let signed = Self.bytes(Self.sharingVersion, ratchet, key.publicKey)
        bytes = signed + (try key.sign(signed)).bytes
    }

    /// What is exported of somebody's session.
    init(exporting ratchet: MegolmRatchet, publicKey: Ed25519PublicKey) {
        self.ratchet = ratchet
        self.publicKey = publicKey
        bytes = Self.bytes(Self.exportVersion, ratchet, publicKey)
    }

    /// Unpadded base64.
    package var base64: String { Base64.standard.encode(bytes) }

    /// The session's id, which is its public key.
    package var sessionID: String { publicKey.base64 }

    /// The first index that can be read with it.
    package var index: UInt32 { ratchet.index }

    private static func bytes(_ version: UInt8, _ ratchet: MegolmRatchet, _ key: Ed25519PublicKey) -> [UInt8] {
        [version] + withUnsafeBytes(of: ratchet.index.bigEndian) { Array($0) } + ratchet.bytes + key.bytes
    }
}
