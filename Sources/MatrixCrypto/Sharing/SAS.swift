import Crypto
package import Identifiers
package import JSON

/// One side's key in a verification by a short authentication string
/// ([Matrix v1.19, "SAS verification"](https://spec.matrix.org/v1.19/client-server-api/#short-authentication-string-sas-verification)).
///
/// Key agreement `curve25519-hkdf-sha256`, codes `hkdf-hmac-sha256.v2`, hash `sha256`.
package struct SASKey: Sendable {
    private let secret: Curve25519SecretKey

    /// Makes a key for one verification.
    package init(using generator: inout some RandomNumberGenerator) throws(CryptoError) {
        secret = try Curve25519SecretKey(using: &generator)
    }

    /// What is sent in `m.key.verification.key`.
    package var publicKey: Curve25519PublicKey { secret.publicKey }

    /// `commitment` of `m.key.verification.accept`: binds to a key before the other one is known.
    package func commitment(to start: JSONObject) throws(CryptoError) -> String {
        try Self.commitment(of: publicKey, to: start)
    }

    /// Throws ``CryptoError/badHash`` where a key is not the one that was committed to.
    package static func check(
        _ commitment: String,
        of key: Curve25519PublicKey,
        to start: JSONObject
    ) throws(CryptoError) {
        let own = try Self.commitment(of: key, to: start)
        guard Array(own.utf8).isSame(as: Array(commitment.utf8)) else { throw CryptoError.badHash }
    }

    private static func commitment(
        of key: Curve25519PublicKey,
        to start: JSONObject
    ) throws(CryptoError) -> String {
        let text = Array(key.base64.utf8) + (try JSONValue.object(start).canonical())
        return Base64.standard.encode(Array(SHA256.hash(data: text)))
    }

    /// Agrees with the other side; throws ``CryptoError/weakKey``.
    package func agree(with other: Curve25519PublicKey) throws(CryptoError) -> SASAgreement {
        SASAgreement(secret: try secret.sharedSecret(with: other))
    }
}

/// Whoever takes part in a verification.
package struct SASParty: Hashable, Sendable {
    let user: UserID
    let device: DeviceID
    let key: Curve25519PublicKey

    /// Names a device with the key that it made for this verification.
    package init(user: UserID, device: DeviceID, key: Curve25519PublicKey) {
        self.user = user
        self.device = device
        self.key = key
    }
}

/// What both sides of a verification have agreed on.
package struct SASAgreement: Sendable {
    fileprivate let secret: SymmetricKey

    /// What people compare: `starter` sent `m.key.verification.start`, `accepter` answered.
    package func code(starter: SASParty, accepter: SASParty, transaction: String) -> SASCode {
        let parties = [starter, accepter].flatMap { [$0.user.rawValue, $0.device.rawValue, $0.key.base64] }
        let info = (["MATRIX_KEY_VERIFICATION_SAS"] + parties + [transaction]).joined(separator: "|")
        return SASCode(bytes: secret.derived(info: info, count: 6).bytes)
    }

    /// The code over one key, under its name in `mac` of `m.key.verification.mac`, or over the list of names.
    ///
    /// `text` is the public key in base64. For the list, `keyID` is `KEY_IDS` and `text` the names, sorted and joined by commas.
    package func mac(
        of text: String,
        keyID: String,
        from sender: SASParty,
        to receiver: SASParty,
        transaction: String
    ) -> String {
        Base64.standard.encode(macBytes(of: text, keyID, sender, receiver, transaction))
    }

    /// Throws ``CryptoError/badCode`` where a code is not over that key, or not from that sender.
    package func check(
        mac: String,
        of text: String,
        keyID: String,
        from sender: SASParty,
        to receiver: SASParty,
        transaction: String
    ) throws(CryptoError) {
        let own = macBytes(of: text, keyID, sender, receiver, transaction)
        guard own.isSame(as: try Base64.standard.decode(mac)) else { throw CryptoError.badCode }
    }

    private func macBytes(
        of text: String,
        _ keyID: String,
        _ sender: SASParty,
        _ receiver: SASParty,
        _ transaction: String
    ) -> [UInt8] {
        let info =
            "MATRIX_KEY_VERIFICATION_MAC" + sender.user.rawValue + sender.device.rawValue + receiver.user.rawValue
            + receiver.device.rawValue + transaction + keyID
        return secret.derived(info: info, count: 32).code(for: Array(text.utf8)).bytes
    }
}

/// A short authentication string: both sides see the same, or somebody is in between.
package struct SASCode: Hashable, Sendable {
    /// Six bytes, of which the first five and a quarter are shown.
    let bytes: [UInt8]

    /// Seven pictures.
    package var emoji: [SASEmoji] {
        let bits = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return (0..<7).map { SASEmoji.all[Int(bits >> UInt64(42 - 6 * $0) & 63)] }
    }

    /// Three numbers from 1000 to 9191.
    package var decimals: [Int] {
        let bits = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return (0..<3).map { Int(bits >> UInt64(35 - 13 * $0) & 0x1FFF) + 1000 }
    }
}
