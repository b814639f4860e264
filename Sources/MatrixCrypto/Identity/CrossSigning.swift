package import Identifiers
package import JSON

/// What a cross-signing key is for
/// ([Matrix v1.19, "Cross-signing"](https://spec.matrix.org/v1.19/client-server-api/#cross-signing)).
package enum CrossSigningUsage: String, CaseIterable, Sendable {
    /// Who the user is; signs the other two.
    case master
    /// Signs the user's own devices.
    case selfSigning = "self_signing"
    /// Signs the master keys of others.
    case userSigning = "user_signing"
}

/// The secret halves of a user's cross-signing keys.
package struct CrossSigningKeys: Sendable {
    /// Who the user is.
    package let master: Ed25519SecretKey
    /// Signs the user's own devices.
    package let selfSigning: Ed25519SecretKey
    /// Signs the master keys of others.
    package let userSigning: Ed25519SecretKey

    /// Makes a new identity.
    package init(using generator: inout some RandomNumberGenerator) throws(CryptoError) {
        master = try Ed25519SecretKey(using: &generator)
        selfSigning = try Ed25519SecretKey(using: &generator)
        userSigning = try Ed25519SecretKey(using: &generator)
    }

    /// Puts an identity together again, as it came out of secret storage or the database.
    package init(master: Ed25519SecretKey, selfSigning: Ed25519SecretKey, userSigning: Ed25519SecretKey) {
        self.master = master
        self.selfSigning = selfSigning
        self.userSigning = userSigning
    }

    /// The key for a use.
    package subscript(usage: CrossSigningUsage) -> Ed25519SecretKey {
        switch usage {
        case .master: master
        case .selfSigning: selfSigning
        case .userSigning: userSigning
        }
    }

    /// A key for `/keys/device_signing/upload`, signed by the master key where it isn't that itself.
    package func published(_ usage: CrossSigningUsage, of user: UserID) throws(CryptoError) -> JSONObject {
        let key = self[usage].publicKey
        var json: JSONObject = [
            "user_id": .string(user.rawValue), "usage": [.string(usage.rawValue)],
            "keys": .object([SigningKeyID(key).rawValue: .string(key.base64)]),
        ]
        if usage != .master { try json.sign(as: user, SigningKeyID(master.publicKey), with: master) }
        return json
    }

    /// Signs one of the user's own devices.
    package func sign(_ device: inout DeviceKeys) throws(CryptoError) {
        try device.sign(SigningKeyID(selfSigning.publicKey), with: selfSigning)
    }

    /// The master key of somebody else with the signature of this user, for `/keys/signatures/upload`.
    package func signed(_ other: CrossSigningIdentity, by user: UserID) throws(CryptoError) -> JSONObject {
        var json = other.masterJSON
        json["signatures"] = nil
        try json.sign(as: user, SigningKeyID(userSigning.publicKey), with: userSigning)
        return json
    }
}

/// The public halves of a user's cross-signing keys, as `/keys/query` gives them, with each signature between them checked.
///
/// That the master key is really the user's is for whoever keeps it: pinned when first seen, or compared by people.
package struct CrossSigningIdentity: Equatable, Sendable {
    /// Whose they are.
    package let user: UserID
    /// Who the user is.
    package let master: Ed25519PublicKey
    /// Signs the user's own devices.
    package let selfSigning: Ed25519PublicKey?
    /// Signs the master keys of others; a homeserver shows it to the user alone.
    package let userSigning: Ed25519PublicKey?
    /// The master key with its signatures.
    package let masterJSON: JSONObject

    /// Takes what `/keys/query` says of a user.
    ///
    /// Throws ``CryptoError/wrongOwner`` where a key names another user, ``CryptoError/malformed`` where it is for another use
    /// or is not the one key in it, and what ``JSON/JSONObject/verify(by:_:_:)`` throws where the master key has not signed it.
    package init(
        of user: UserID,
        master: JSONObject,
        selfSigning: JSONObject?,
        userSigning: JSONObject? = nil
    ) throws(CryptoError) {
        self.user = user
        masterJSON = master
        let masterKey = try Self.key(in: master, .master, of: user)
        self.master = masterKey
        self.selfSigning = try Self.key(selfSigning, .selfSigning, of: user, signedBy: masterKey)
        self.userSigning = try Self.key(userSigning, .userSigning, of: user, signedBy: masterKey)
    }

    /// Whether the user has signed a device of theirs: master key, self-signing key, device.
    ///
    /// A device with the name of a cross-signing key is never taken for signed, because both would have one key id.
    package func hasSigned(_ device: DeviceKeys) -> Bool {
        guard let selfSigning, device.user == user, !isNamedLikeAKey(device.device) else { return false }
        return Self.holds { () throws(CryptoError) in
            try device.json.verify(by: user, SigningKeyID(selfSigning), selfSigning)
        }
    }

    /// Whether this user has signed the master key of another.
    package func hasSigned(_ other: CrossSigningIdentity) -> Bool {
        guard let userSigning else { return false }
        return Self.holds { () throws(CryptoError) in
            try other.masterJSON.verify(by: user, SigningKeyID(userSigning), userSigning)
        }
    }

    /// Whether a device has the name of a cross-signing key, which only a homeserver with bad intentions lets happen.
    package func isNamedLikeAKey(_ device: DeviceID) -> Bool {
        [master, selfSigning, userSigning].contains { $0?.base64 == device.rawValue }
    }

    private static func holds(_ check: () throws(CryptoError) -> Void) -> Bool {
        do {
            try check()
            return true
        } catch {
            return false
        }
    }

    private static func key(
        _ json: JSONObject?,
        _ usage: CrossSigningUsage,
        of user: UserID,
        signedBy master: Ed25519PublicKey
    ) throws(CryptoError) -> Ed25519PublicKey? {
        guard let json else { return nil }
        let key = try key(in: json, usage, of: user)
        try json.verify(by: user, SigningKeyID(master), master)
        return key
    }

    private static func key(
        in json: JSONObject,
        _ usage: CrossSigningUsage,
        of user: UserID
    ) throws(CryptoError) -> Ed25519PublicKey {
        guard json["user_id"]?.stringValue.map(UserID.init(rawValue:)) == user else { throw CryptoError.wrongOwner }
        guard json["usage"]?.arrayValue?.contains(.string(usage.rawValue)) == true,
            let keys = json["keys"]?.objectValue, keys.count == 1, let member = keys.members.first,
            let text = member.value.stringValue
        else { throw CryptoError.malformed }
        let key = try Ed25519PublicKey(base64: text)
        guard SigningKeyID(rawValue: member.key) == SigningKeyID(key) else { throw CryptoError.malformed }
        return key
    }
}
