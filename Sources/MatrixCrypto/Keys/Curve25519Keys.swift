import Crypto

/// A Curve25519 public key, with which two agree on a secret.
package struct Curve25519PublicKey: Hashable, Sendable {
    /// Its 32 bytes.
    package let bytes: [UInt8]

    /// Takes 32 bytes; throws ``CryptoError/wrongLength`` for any other number.
    package init(bytes: [UInt8]) throws(CryptoError) {
        guard bytes.count == 32 else { throw CryptoError.wrongLength }
        self.bytes = bytes
    }

    /// Takes unpadded base64.
    package init(base64 text: String) throws(CryptoError) { try self.init(bytes: Base64.standard.decode(text)) }

    /// The key of which it is known that it has 32 bytes.
    fileprivate init(_ key: Curve25519.KeyAgreement.PublicKey) { bytes = Array(key.rawRepresentation) }

    /// Unpadded base64.
    package var base64: String { Base64.standard.encode(bytes) }
}

/// A Curve25519 secret key; wiped when the last copy goes.
package struct Curve25519SecretKey: Sendable {
    let secret: SymmetricKey
    /// The half that others may know.
    package let publicKey: Curve25519PublicKey

    /// Makes a new key.
    package init(using generator: inout some RandomNumberGenerator) throws(CryptoError) {
        try self.init(secret: generator.secret())
    }

    /// Takes 32 bytes; throws ``CryptoError/wrongLength`` for any other number.
    package init(bytes: [UInt8]) throws(CryptoError) { try self.init(secret: SymmetricKey(data: bytes)) }

    private init(secret: SymmetricKey) throws(CryptoError) {
        publicKey = Curve25519PublicKey(try Self.key(secret).publicKey)
        self.secret = secret
    }

    /// Puts both halves together again as they were stored.
    init(secret: SymmetricKey, publicKey: Curve25519PublicKey) {
        self.secret = secret
        self.publicKey = publicKey
    }

    /// A copy of the secret bytes, which nobody wipes: for secret storage.
    package var bytes: [UInt8] { secret.bytes }

    /// The secret that this key and somebody's public key agree on ([RFC 7748](https://www.rfc-editor.org/rfc/rfc7748)).
    ///
    /// Throws ``CryptoError/weakKey`` where it is all zero. swift-crypto takes public keys of low order, and leaves this to the
    /// caller.
    func sharedSecret(with other: Curve25519PublicKey) throws(CryptoError) -> SymmetricKey {
        let own = try Self.key(secret)
        do {
            let key = try Curve25519.KeyAgreement.PublicKey(rawRepresentation: other.bytes)
            let shared = try own.sharedSecretFromKeyAgreement(with: key).withUnsafeBytes { SymmetricKey(data: $0) }
            guard shared != SymmetricKey(data: [UInt8](repeating: 0, count: 32)) else { throw CryptoError.weakKey }
            return shared
        } catch {
            throw CryptoError.weakKey
        }
    }

    private static func key(_ secret: SymmetricKey) throws(CryptoError) -> Curve25519.KeyAgreement.PrivateKey {
        do {
            return try secret.withUnsafeBytes { try Curve25519.KeyAgreement.PrivateKey(rawRepresentation: $0) }
        } catch {
            throw CryptoError.wrongLength
        }
    }
}
