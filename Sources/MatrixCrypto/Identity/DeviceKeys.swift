package import Identifiers
package import JSON

/// The keys of a device, as its owner has published and signed them
/// ([Matrix v1.19, "Device keys"](https://spec.matrix.org/v1.19/client-server-api/#device-keys)).
package struct DeviceKeys: Equatable, Sendable {
    /// Whose device it is.
    package let user: UserID
    /// Which one it is.
    package let device: DeviceID
    /// The key by which sessions with it are begun.
    package let curve25519: Curve25519PublicKey
    /// The key with which it signs.
    package let ed25519: Ed25519PublicKey
    /// What it understands, such as `m.megolm.v1.aes-sha2`.
    package let algorithms: [String]
    /// All of it with its signatures, to be signed or handed on.
    package private(set) var json: JSONObject

    /// Takes what `/keys/query` or `sender_device_keys` says of a device, and checks that it has signed it itself.
    ///
    /// Throws ``CryptoError/wrongOwner`` where it names another user or device than it was asked of,
    /// ``CryptoError/malformed`` where a key is missing, and what ``JSON/JSONObject/verify(by:_:_:)`` throws.
    package init(_ json: JSONObject, of user: UserID, _ device: DeviceID) throws(CryptoError) {
        guard json["user_id"]?.stringValue.map(UserID.init(rawValue:)) == user,
            json["device_id"]?.stringValue.map(DeviceID.init(rawValue:)) == device
        else { throw CryptoError.wrongOwner }
        guard let keys = json["keys"]?.objectValue, let algorithms = json["algorithms"]?.arrayValue,
            let curve25519 = keys["curve25519:" + device.rawValue]?.stringValue,
            let ed25519 = keys[SigningKeyID(device: device).rawValue]?.stringValue
        else { throw CryptoError.malformed }
        self.user = user
        self.device = device
        self.curve25519 = try Curve25519PublicKey(base64: curve25519)
        self.ed25519 = try Ed25519PublicKey(base64: ed25519)
        self.algorithms = algorithms.compactMap(\.stringValue)
        self.json = json
        try json.verify(by: user, SigningKeyID(device: device), self.ed25519)
    }

    /// Adds a signature, as one's self-signing key does.
    package mutating func sign(_ id: SigningKeyID, with key: Ed25519SecretKey) throws(CryptoError) {
        try json.sign(as: user, id, with: key)
    }

    /// The key in an answer of `/keys/claim`, checked for this device's signature
    /// ([Matrix v1.19, "One-time and fallback keys"](https://spec.matrix.org/v1.19/client-server-api/#one-time-and-fallback-keys)).
    package func oneTimeKey(_ json: JSONObject) throws(CryptoError) -> Curve25519PublicKey {
        guard let key = json["key"]?.stringValue else { throw CryptoError.malformed }
        try json.verify(by: user, SigningKeyID(device: device), ed25519)
        return try Curve25519PublicKey(base64: key)
    }
}

extension OlmAccount {
    /// What this program understands.
    package static let algorithms = ["m.olm.v1.curve25519-aes-sha2", "m.megolm.v1.aes-sha2"]

    /// `device_keys` for `/keys/upload`: the same whenever it is asked for, as it must never change.
    package func deviceKeys(of user: UserID, _ device: DeviceID) throws(CryptoError) -> DeviceKeys {
        var json: JSONObject = [
            "user_id": .string(user.rawValue), "device_id": .string(device.rawValue),
            "algorithms": .array(Self.algorithms.map { .string($0) }),
            "keys": .object([
                "curve25519:" + device.rawValue: .string(curve25519.base64),
                SigningKeyID(device: device).rawValue: .string(ed25519.base64),
            ]),
        ]
        try sign(&json, as: user, device)
        return try DeviceKeys(json, of: user, device)
    }

    /// `one_time_keys` for `/keys/upload`: those that are not published yet, signed.
    package func signedOneTimeKeys(of user: UserID, _ device: DeviceID) throws(CryptoError) -> JSONObject {
        var keys: JSONObject = [:]
        for (id, key) in unpublishedOneTimeKeys {
            var json: JSONObject = ["key": .string(key.base64)]
            try sign(&json, as: user, device)
            keys["signed_curve25519:" + id.text] = .object(json)
        }
        return keys
    }

    /// `fallback_keys` for `/keys/upload`: the one that is not published yet, signed; empty where it is.
    package func signedFallbackKey(of user: UserID, _ device: DeviceID) throws(CryptoError) -> JSONObject {
        guard let (id, key) = unpublishedFallbackKey else { return [:] }
        var json: JSONObject = ["key": .string(key.base64), "fallback": true]
        try sign(&json, as: user, device)
        return ["signed_curve25519:" + id.text: .object(json)]
    }

    /// Adds the signature of this device, as it stands on the own master key.
    package func sign(_ json: inout JSONObject, as user: UserID, _ device: DeviceID) throws(CryptoError) {
        try json.sign(as: user, SigningKeyID(device: device), with: signingKey)
    }
}
