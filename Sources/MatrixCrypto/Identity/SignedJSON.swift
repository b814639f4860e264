package import Identifiers
package import JSON

/// The name of a signing key of a user, such as `ed25519:JLAFKJWSCS`.
package struct SigningKeyID: ByteIdentifier {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// The fingerprint key of a device.
    package init(device: DeviceID) { rawValue = "ed25519:" + device.rawValue }

    /// A cross-signing key, which is named by itself.
    package init(_ key: Ed25519PublicKey) { rawValue = "ed25519:" + key.base64 }
}

extension JSONObject {
    /// What a signature is over: canonical JSON without `signatures` and `unsigned`
    /// ([Matrix v1.19, appendices, "Signing Details"](https://spec.matrix.org/v1.19/appendices/#signing-details)).
    ///
    /// Throws ``CryptoError/notCanonical`` where a number has no form there.
    package func signedBytes() throws(CryptoError) -> [UInt8] {
        var signed = self
        signed["signatures"] = nil
        signed["unsigned"] = nil
        return try JSONValue.object(signed).canonical()
    }

    /// Adds a signature in the name of a user, beside those that are there.
    package mutating func sign(
        as user: UserID,
        _ id: SigningKeyID,
        with key: Ed25519SecretKey
    ) throws(CryptoError) {
        let signature = try key.sign(signedBytes())
        var signatures = self["signatures"]?.objectValue ?? [:]
        var own = signatures[user.rawValue]?.objectValue ?? [:]
        own[id.rawValue] = .string(signature.base64)
        signatures[user.rawValue] = .object(own)
        self["signatures"] = .object(signatures)
    }

    /// Checks the signature that a user's key has made
    /// ([Matrix v1.19, appendices, "Checking for a Signature"](https://spec.matrix.org/v1.19/appendices/#checking-for-a-signature)).
    ///
    /// Throws ``CryptoError/notSigned`` where there is none of that key, and ``CryptoError/badSignature``,
    /// ``CryptoError/malformedText``, ``CryptoError/wrongLength`` or ``CryptoError/notCanonical`` where it doesn't hold.
    package func verify(
        by user: UserID,
        _ id: SigningKeyID,
        _ key: Ed25519PublicKey
    ) throws(CryptoError) {
        guard let text = self["signatures"]?[user.rawValue]?[id.rawValue]?.stringValue else {
            throw CryptoError.notSigned
        }
        try key.verify(Ed25519Signature(base64: text), over: signedBytes())
    }
}
