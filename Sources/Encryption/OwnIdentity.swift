import Identifiers
package import JSON
package import MatrixCrypto
package import SQLiteStorage

extension OwnDevice {
    /// The own cross-signing keys, where the file holds them.
    package func identity(in rows: EncryptionRows) throws -> CrossSigningKeys? {
        guard let row = try rows.ownIdentity(), row.user == user else { return nil }
        let bytes = try seal.open(row.keys)
        guard bytes.count == 97, bytes.first == Self.identityKind else { throw CryptoError.malformed }
        return CrossSigningKeys(
            master: try Ed25519SecretKey(seed: Array(bytes[1..<33])),
            selfSigning: try Ed25519SecretKey(seed: Array(bytes[33..<65])),
            userSigning: try Ed25519SecretKey(seed: Array(bytes[65..<97]))
        )
    }

    /// What begins the three keys where they are stored; no pickle begins so.
    private static let identityKind: UInt8 = 0x58

    /// Stores the own cross-signing keys.
    package func store(_ identity: CrossSigningKeys, isPublished: Bool, in rows: EncryptionRows) throws {
        let seeds = CrossSigningUsage.allCases.flatMap { identity[$0].seed }
        let keys = try seal.close([Self.identityKind] + seeds)
        try rows.storeIdentity(OwnIdentityRow(user: user, keys: keys, isPublished: isPublished))
    }

    /// The own cross-signing keys, made and stored where there are none yet.
    package func identityToPublish(in rows: EncryptionRows) throws -> PublishedIdentity {
        let identity: CrossSigningKeys
        if let known = try self.identity(in: rows) {
            identity = known
        } else {
            var generator = SystemRandomNumberGenerator()
            identity = try CrossSigningKeys(using: &generator)
            try store(identity, isPublished: false, in: rows)
        }
        var master = try identity.published(.master, of: user)
        try account(in: rows).sign(&master, as: user, device)
        return PublishedIdentity(
            master: master,
            selfSigning: try identity.published(.selfSigning, of: user),
            userSigning: try identity.published(.userSigning, of: user)
        )
    }

    /// What `/keys/signatures/upload` is to be given for this device to be the own identity's; nil without an identity.
    package func signatureOfDevice(in rows: EncryptionRows) throws -> JSONObject? {
        guard try identity(in: rows) != nil else { return nil }
        let keys = try keys(in: rows)
        return [user.rawValue: .object([device.rawValue: .object(keys.json)])]
    }
}

/// What `/keys/device_signing/upload` is to be given.
package struct PublishedIdentity: Sendable {
    package var master: JSONObject
    package var selfSigning: JSONObject
    package var userSigning: JSONObject
}
