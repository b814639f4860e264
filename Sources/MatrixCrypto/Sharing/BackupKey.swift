import Crypto
package import JSON

/// The key to which room keys are encrypted in a backup, `m.megolm_backup.v1.curve25519-aes-sha2`
/// ([Matrix v1.19, "Server-side key backups"](https://spec.matrix.org/v1.19/client-server-api/#server-side-key-backups)).
///
/// The algorithm authenticates nothing: its code is over the empty string, which the specification keeps as it came to be. So
/// what comes out of a backup is no better than what anybody could have put in who knows the public key: its room keys
/// are never taken in place of ones that came from their sender.
package struct BackupKey: Sendable {
    private let secret: Curve25519SecretKey

    /// Makes a new key.
    package init(using generator: inout some RandomNumberGenerator) throws(CryptoError) {
        secret = try Curve25519SecretKey(using: &generator)
    }

    /// Takes the base64 text that lies in secret storage as `m.megolm_backup.v1`.
    package init(base64 text: String) throws(CryptoError) {
        secret = try Curve25519SecretKey(bytes: Base64.standard.decode(text))
    }

    /// Takes the key as people keep it; throws ``CryptoError/malformedText`` where it is mistyped.
    package init(recoveryKey text: String) throws(CryptoError) {
        secret = try Curve25519SecretKey(bytes: RecoveryKey.secret(in: text))
    }

    /// The base64 text for secret storage.
    package var base64: String { Base64.standard.encode(secret.bytes) }

    /// The half with which a device encrypts, `public_key` in `auth_data`.
    package var publicKey: Curve25519PublicKey { secret.publicKey }

    /// Encrypts the JSON of a room key to `session_data`.
    package static func encrypt(
        _ plaintext: [UInt8],
        to publicKey: Curve25519PublicKey,
        using generator: inout some RandomNumberGenerator
    ) throws(CryptoError) -> JSONObject {
        let ephemeral = try Curve25519SecretKey(using: &generator)
        let keys = MessageKeys(try ephemeral.sharedSecret(with: publicKey), info: "")
        return [
            "ephemeral": .string(ephemeral.publicKey.base64),
            "ciphertext": .string(Base64.standard.encode(try keys.encrypt(plaintext))),
            "mac": .string(Base64.standard.encode(keys.code(for: []))),
        ]
    }

    /// Decrypts `session_data`; throws ``CryptoError/badCode`` where it was encrypted to another key.
    package func decrypt(_ data: JSONObject) throws(CryptoError) -> [UInt8] {
        guard let ephemeral = data["ephemeral"]?.stringValue, let ciphertext = data["ciphertext"]?.stringValue,
            let code = data["mac"]?.stringValue
        else { throw CryptoError.malformed }
        let shared = try secret.sharedSecret(with: Curve25519PublicKey(base64: ephemeral))
        let keys = MessageKeys(shared, info: "")
        try keys.check(Base64.standard.decode(code), over: [])
        return try keys.decrypt(Base64.standard.decode(ciphertext))
    }
}
