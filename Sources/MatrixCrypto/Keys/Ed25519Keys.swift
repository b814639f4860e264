import Crypto

/// An Ed25519 signature: 64 bytes.
package struct Ed25519Signature: Hashable, Sendable {
    /// Its bytes.
    package let bytes: [UInt8]

    /// Takes 64 bytes; throws ``CryptoError/wrongLength`` for any other number.
    package init(bytes: [UInt8]) throws(CryptoError) {
        guard bytes.count == 64 else { throw CryptoError.wrongLength }
        self.bytes = bytes
    }

    /// Takes unpadded base64.
    package init(base64 text: String) throws(CryptoError) { try self.init(bytes: Base64.standard.decode(text)) }

    /// Unpadded base64.
    package var base64: String { Base64.standard.encode(bytes) }
}

/// An Ed25519 public key, by which a signature is checked.
package struct Ed25519PublicKey: Hashable, Sendable {
    /// Its 32 bytes.
    package let bytes: [UInt8]

    /// Takes 32 bytes; throws ``CryptoError/wrongLength`` for any other number, and ``CryptoError/weakKey`` for a point of low
    /// order, for which anybody can make signatures.
    package init(bytes: [UInt8]) throws(CryptoError) {
        guard bytes.count == 32 else { throw CryptoError.wrongLength }
        guard !LowOrder.ed25519.contains(LowOrder.withoutSign(bytes)) else { throw CryptoError.weakKey }
        self.bytes = bytes
    }

    /// Takes unpadded base64.
    package init(base64 text: String) throws(CryptoError) { try self.init(bytes: Base64.standard.decode(text)) }

    fileprivate init(_ key: Curve25519.Signing.PublicKey) { bytes = Array(key.rawRepresentation) }

    /// Unpadded base64.
    package var base64: String { Base64.standard.encode(bytes) }

    /// The key as it is shown to people, to be compared with what another program shows: base64 in groups of four.
    package var fingerprint: String { base64.inGroupsOfFour }

    /// Checks a signature over a message; throws ``CryptoError/badSignature``.
    ///
    /// A signature has one form: BoringSSL refuses S that is not below the order of the group.
    package func verify(_ signature: Ed25519Signature, over message: some Collection<UInt8>) throws(CryptoError) {
        guard !LowOrder.ed25519.contains(LowOrder.withoutSign(Array(signature.bytes.prefix(32)))),
            let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes),
            key.isValidSignature(signature.bytes, for: Array(message))
        else { throw CryptoError.badSignature }
    }
}

/// An Ed25519 secret key; wiped when the last copy goes.
package struct Ed25519SecretKey: Sendable {
    private let key: Curve25519.Signing.PrivateKey
    /// The half that others may know.
    package let publicKey: Ed25519PublicKey

    /// Makes a new key.
    package init(using generator: inout some RandomNumberGenerator) throws(CryptoError) {
        try self.init(seed: generator.bytes(32))
    }

    /// Takes the 32 bytes that a key is made from; throws ``CryptoError/wrongLength`` for any other number.
    package init(seed: [UInt8]) throws(CryptoError) {
        do {
            key = try Curve25519.Signing.PrivateKey(rawRepresentation: seed)
        } catch {
            throw CryptoError.wrongLength
        }
        publicKey = Ed25519PublicKey(key.publicKey)
    }

    /// A copy of the bytes that the key is made from, which nobody wipes: for secret storage.
    package var seed: [UInt8] { Array(key.rawRepresentation) }

    /// Signs a message ([RFC 8032](https://www.rfc-editor.org/rfc/rfc8032)).
    package func sign(_ message: some Collection<UInt8>) throws(CryptoError) -> Ed25519Signature {
        do {
            return try Ed25519Signature(bytes: Array(key.signature(for: Array(message))))
        } catch {
            throw CryptoError.malformed
        }
    }
}

extension String {
    /// The text with a space after every fourth character.
    var inGroupsOfFour: String {
        var text = ""
        for (index, character) in enumerated() {
            if index > 0, index.isMultiple(of: 4) { text.append(" ") }
            text.append(character)
        }
        return text
    }
}
