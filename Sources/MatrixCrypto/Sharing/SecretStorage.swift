import Crypto
import CryptoExtras
package import JSON

/// The key of a user's secret storage, `m.secret_storage.v1.aes-hmac-sha2`
/// ([Matrix v1.19, "Secret storage"](https://spec.matrix.org/v1.19/client-server-api/#storage)).
///
/// With it lie the user's other secrets on the homeserver, where any of their devices can get at them.
package struct SecretStorageKey: Sendable {
    private static let algorithm = "m.secret_storage.v1.aes-hmac-sha2"
    /// Below, a passphrase is guessed too fast; above, whoever writes the account data makes us work for ever.
    private static let rounds: ClosedRange<Int64> = 1...10_000_000

    private let key: SymmetricKey

    /// Makes a new key.
    package init(using generator: inout some RandomNumberGenerator) {
        key = generator.secret()
    }

    /// Takes the key as people keep it; throws ``CryptoError/malformedText`` where it is mistyped.
    package init(recoveryKey text: String) throws(CryptoError) {
        key = SymmetricKey(data: try RecoveryKey.secret(in: text))
    }

    /// Derives the key from a passphrase, as its description in the account data says.
    ///
    /// That takes long on purpose: seconds, with the usual 500,000 rounds. Throws ``CryptoError/unsupported`` where the description
    /// has no passphrase or one of another kind, and ``CryptoError/malformed``.
    package init(passphrase: String, _ description: JSONObject) throws(CryptoError) {
        guard let derivation = description["passphrase"], derivation["algorithm"]?.stringValue == "m.pbkdf2",
            derivation["bits"] == nil || derivation["bits"]?.intValue == 256
        else { throw CryptoError.unsupported }
        guard let salt = derivation["salt"]?.stringValue, let rounds = derivation["iterations"]?.intValue,
            Self.rounds.contains(rounds)
        else { throw CryptoError.malformed }
        do {
            key = try KDF.Insecure.PBKDF2.deriveKey(
                from: Array(passphrase.utf8),
                salt: Array(salt.utf8),
                using: .sha512,
                outputByteCount: 32,
                unsafeUncheckedRounds: Int(rounds)
            )
        } catch {
            throw CryptoError.malformed
        }
    }

    /// The key as people keep it, in groups of four; whoever has it has everything.
    package var recoveryKey: String { RecoveryKey.text(of: key.bytes) }

    /// What goes to `m.secret_storage.key.[key ID]`, by which another device sees whether it has the right key.
    package func description(using generator: inout some RandomNumberGenerator) throws(CryptoError) -> JSONObject {
        let sealed = try seal([UInt8](repeating: 0, count: 32), name: "", block: Self.block(using: &generator))
        return [
            "algorithm": .string(Self.algorithm),
            "iv": .string(Base64.standard.encode(sealed.block)), "mac": .string(Base64.standard.encode(sealed.code)),
        ]
    }

    /// Throws ``CryptoError/wrongKey`` where this is not the key that the description is of.
    ///
    /// A description without `iv` and `mac` is taken to be of any key.
    package func check(_ description: JSONObject) throws(CryptoError) {
        guard description["algorithm"]?.stringValue == Self.algorithm else { throw CryptoError.unsupported }
        guard let block = description["iv"]?.stringValue, let code = description["mac"]?.stringValue else { return }
        let zeros = [UInt8](repeating: 0, count: 32)
        let sealed = try seal(zeros, name: "", block: Base64.standard.decode(block))
        guard sealed.code.isSame(as: try Base64.standard.decode(code)) else { throw CryptoError.wrongKey }
    }

    /// Encrypts a secret under its name: what goes under the key's id in `encrypted` of the account data.
    package func encrypt(
        _ secret: String,
        name: String,
        using generator: inout some RandomNumberGenerator
    ) throws(CryptoError) -> JSONObject {
        let sealed = try seal(Array(secret.utf8), name: name, block: Self.block(using: &generator))
        return [
            "iv": .string(Base64.standard.encode(sealed.block)),
            "ciphertext": .string(Base64.standard.encode(sealed.ciphertext)),
            "mac": .string(Base64.standard.encode(sealed.code)),
        ]
    }

    /// Decrypts a secret by its name; throws ``CryptoError/badCode`` where it was not encrypted so with this key.
    package func decrypt(_ encrypted: JSONObject, name: String) throws(CryptoError) -> String {
        guard let block = encrypted["iv"]?.stringValue, let text = encrypted["ciphertext"]?.stringValue,
            let code = encrypted["mac"]?.stringValue
        else { throw CryptoError.malformed }
        let ciphertext = try Base64.standard.decode(text)
        let keys = keys(for: name)
        guard keys.mac.code(for: ciphertext).bytes.isSame(as: try Base64.standard.decode(code)) else {
            throw CryptoError.badCode
        }
        var cipher = try CounterMode(key: keys.aes, block: Base64.standard.decode(block))
        guard let secret = String(validating: try cipher.apply(to: ciphertext), as: UTF8.self) else {
            throw CryptoError.malformed
        }
        return secret
    }

    private struct Sealed {
        let block: [UInt8]
        let ciphertext: [UInt8]
        let code: [UInt8]
    }

    private func seal(_ secret: [UInt8], name: String, block: [UInt8]) throws(CryptoError) -> Sealed {
        let keys = keys(for: name)
        var cipher = try CounterMode(key: keys.aes, block: block)
        let ciphertext = try cipher.apply(to: secret)
        return Sealed(block: block, ciphertext: ciphertext, code: keys.mac.code(for: ciphertext).bytes)
    }

    private func keys(for name: String) -> (aes: SymmetricKey, mac: SymmetricKey) {
        let keys = key.derived(info: name, count: 64)
        return (keys.part(0..<32), keys.part(32..<64))
    }

    /// A random counter block with bit 63 cleared: implementations differ in what they carry over it.
    private static func block(using generator: inout some RandomNumberGenerator) -> [UInt8] {
        var block = generator.bytes(16)
        block[8] &= 0x7F
        return block
    }
}
