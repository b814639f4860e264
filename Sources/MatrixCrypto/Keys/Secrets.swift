import Crypto

// Secrets are held as `SymmetricKey`, which swift-crypto wipes when the last copy goes and compares in constant time.

extension RandomNumberGenerator {
    /// So many random bytes.
    mutating func bytes(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count + 7)
        while bytes.count < count {
            withUnsafeBytes(of: next().bigEndian) { bytes.append(contentsOf: $0) }
        }
        bytes.removeLast(bytes.count - count)
        return bytes
    }

    /// A secret of so many random bytes.
    mutating func secret(_ count: Int = 32) -> SymmetricKey { SymmetricKey(data: bytes(count)) }
}

extension SymmetricKey {
    /// A copy of the secret, which nobody wipes: for what is sent or stored.
    var bytes: [UInt8] { withUnsafeBytes { Array($0) } }

    /// A part of the secret.
    func part(_ range: Range<Int>) -> SymmetricKey {
        withUnsafeBytes { SymmetricKey(data: UnsafeRawBufferPointer(rebasing: $0[range])) }
    }

    /// The HMAC-SHA-256 of a message under this secret.
    func code(for message: some Collection<UInt8>) -> SymmetricKey {
        SymmetricKey(data: HMAC<SHA256>.authenticationCode(for: Array(message), using: self))
    }

    /// HKDF-SHA-256 of this secret ([RFC 5869](https://www.rfc-editor.org/rfc/rfc5869)).
    ///
    /// Without a salt that is 32 zero bytes: HMAC fills a short key with zeros.
    func derived(salt: SymmetricKey? = nil, info: String, count: Int) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: self,
            salt: salt?.bytes ?? [],
            info: Array(info.utf8),
            outputByteCount: count
        )
    }

    /// Several secrets, one after the other, as one.
    static func joined(_ parts: [SymmetricKey]) -> SymmetricKey { SymmetricKey(data: parts.flatMap(\.bytes)) }
}

extension [UInt8] {
    /// Whether both are the same, found out in a time that does not depend on where they differ.
    func isSame(as other: some Collection<UInt8>) -> Bool {
        SymmetricKey(data: self) == SymmetricKey(data: Array(other))
    }
}
