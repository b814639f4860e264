package import Crypto
import MatrixCrypto

/// Seals what is stored of keys, where the operator has set a key for that.
///
/// It keeps a stolen backup of the file from being of use; it does not help against somebody on the machine, who can read the
/// key as well.
package struct PickleSeal: Sendable {
    private let key: SymmetricKey?

    /// Without a key, what is stored is what it is.
    package init(key: SymmetricKey?) { self.key = key }

    /// Makes the key from what the operator has set: any text, the longer the better.
    package init(text: String?) {
        key = text.map {
            HKDF<SHA256>.deriveKey(
                inputKeyMaterial: SymmetricKey(data: Array($0.utf8)),
                info: Array("guildhall pickles".utf8),
                outputByteCount: 32
            )
        }
    }

    /// What begins that which was sealed; no pickle begins so.
    private static let mark: UInt8 = 0xE1

    func close(_ pickle: [UInt8]) throws -> [UInt8] {
        guard let key else { return pickle }
        guard let sealed = try AES.GCM.seal(pickle, using: key).combined else { throw EncryptionError.sealed }
        return [Self.mark] + sealed
    }

    /// Throws ``EncryptionError/sealed`` where it was sealed with another key.
    func open(_ stored: [UInt8]) throws -> [UInt8] {
        // What was stored before a key was set is sealed when it is stored next.
        guard stored.first == Self.mark else { return stored }
        guard let key else { throw EncryptionError.sealed }
        do {
            return try Array(AES.GCM.open(AES.GCM.SealedBox(combined: stored.dropFirst()), using: key))
        } catch {
            throw EncryptionError.sealed
        }
    }
}
