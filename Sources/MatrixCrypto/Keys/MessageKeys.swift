import Crypto
import CryptoExtras

/// What one message is encrypted with: AES-256-CBC with PKCS#7, and the first eight bytes of an HMAC-SHA-256
/// ([Olm, "Olm Authenticated Encryption"](https://spec.matrix.org/v1.19/olm-megolm/olm/#version-1)).
struct MessageKeys {
    /// How many bytes an authentication code has.
    static let codeLength = 8

    private let aes: SymmetricKey
    private let mac: SymmetricKey
    private let iv: [UInt8]

    /// Derives the keys from a secret that is used for this message only.
    init(_ secret: SymmetricKey, info: String) {
        let keys = secret.derived(info: info, count: 80)
        aes = keys.part(0..<32)
        mac = keys.part(32..<64)
        iv = keys.part(64..<80).bytes
    }

    func encrypt(_ plaintext: [UInt8]) throws(CryptoError) -> [UInt8] {
        do {
            return Array(try AES._CBC.encrypt(plaintext, using: aes, iv: AES._CBC.IV(ivBytes: iv)))
        } catch {
            throw CryptoError.malformed
        }
    }

    /// Decrypts what was authenticated before; throws ``CryptoError/malformed`` where padding is wrong.
    func decrypt(_ ciphertext: [UInt8]) throws(CryptoError) -> [UInt8] {
        guard !ciphertext.isEmpty, ciphertext.count.isMultiple(of: 16) else { throw CryptoError.malformed }
        do {
            return Array(try AES._CBC.decrypt(ciphertext, using: aes, iv: AES._CBC.IV(ivBytes: iv)))
        } catch {
            throw CryptoError.malformed
        }
    }

    /// The authentication code of a message.
    func code(for message: some Collection<UInt8>) -> [UInt8] {
        Array(mac.code(for: message).bytes.prefix(Self.codeLength))
    }

    /// Throws ``CryptoError/badCode`` where the code is not that of the message.
    func check(_ code: [UInt8], over message: some Collection<UInt8>) throws(CryptoError) {
        guard self.code(for: message).isSame(as: code) else { throw CryptoError.badCode }
    }
}
