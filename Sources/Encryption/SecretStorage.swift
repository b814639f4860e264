import Identifiers
package import JSON
package import MatrixCrypto
package import SQLiteStorage

/// The secrets of the account that lie encrypted on the homeserver, by their names there
/// ([Matrix v1.19, "Secret storage"](https://spec.matrix.org/v1.19/client-server-api/#storage)).
package enum StoredSecret: String, CaseIterable, Sendable {
    case master = "m.cross_signing.master"
    case selfSigning = "m.cross_signing.self_signing"
    case userSigning = "m.cross_signing.user_signing"
    /// The key of the backup of room keys.
    case backup = "m.megolm_backup.v1"
}

/// A secret storage about to be made: what goes into the account data, in this order, and the key that opens it.
package struct NewSecretStorage: Sendable {
    package var accountData: [(type: String, content: JSONValue)]
    package var key: SecretStorageKey
}

extension OwnDevice {
    /// Encrypts the own identity and the key of a backup under a new key.
    ///
    /// The name of the default key goes last: until then, whatever was there before still counts.
    package func newSecretStorage(with backup: BackupKey, in rows: EncryptionRows) throws -> NewSecretStorage {
        guard let identity = try identity(in: rows) else { throw EncryptionError.keysLost(device: device.rawValue) }
        var generator = SystemRandomNumberGenerator()
        let key = SecretStorageKey(using: &generator)
        let id = String(generator.next(), radix: 36) + String(generator.next(), radix: 36)
        var data: [(type: String, content: JSONValue)] = [
            ("m.secret_storage.key." + id, .object(try key.description(using: &generator)))
        ]
        for secret in StoredSecret.allCases {
            let text = Self.text(of: secret, identity, backup)
            let sealed = try key.encrypt(text, name: secret.rawValue, using: &generator)
            data.append((secret.rawValue, ["encrypted": .object([id: .object(sealed)])]))
        }
        data.append(("m.secret_storage.default_key", ["key": .string(id)]))
        return NewSecretStorage(accountData: data, key: key)
    }

    private static func text(of secret: StoredSecret, _ identity: CrossSigningKeys, _ backup: BackupKey) -> String {
        switch secret {
        case .master: Base64.standard.encode(identity.master.seed)
        case .selfSigning: Base64.standard.encode(identity.selfSigning.seed)
        case .userSigning: Base64.standard.encode(identity.userSigning.seed)
        case .backup: backup.base64
        }
    }

    /// Puts an identity together again out of the texts of its secrets.
    ///
    /// Throws ``CryptoError/malformedText`` or ``CryptoError/wrongLength``.
    package static func identity(_ secrets: [StoredSecret: String]) throws -> CrossSigningKeys? {
        guard let master = secrets[.master], let selfSigning = secrets[.selfSigning],
            let userSigning = secrets[.userSigning]
        else { return nil }
        return CrossSigningKeys(
            master: try Ed25519SecretKey(seed: Base64.standard.decode(master)),
            selfSigning: try Ed25519SecretKey(seed: Base64.standard.decode(selfSigning)),
            userSigning: try Ed25519SecretKey(seed: Base64.standard.decode(userSigning))
        )
    }
}
