import Crypto

/// The public keys from which a session was begun, by whoever began it (Alice) with whoever was asked (Bob).
struct OlmSessionKeys: Hashable, Sendable {
    /// Alice's identity key.
    let identityKey: Curve25519PublicKey
    /// The key that Alice made for this session.
    let baseKey: Curve25519PublicKey
    /// The one-time or fallback key of Bob.
    let oneTimeKey: Curve25519PublicKey

    /// A name for the session that both sides work out alike; it travels nowhere.
    var sessionID: String {
        Base64.standard.encode(Array(SHA256.hash(data: identityKey.bytes + baseKey.bytes + oneTimeKey.bytes)))
    }
}

/// What three agreements come to
/// ([Olm, "Initial setup"](https://spec.matrix.org/v1.19/olm-megolm/olm/#initial-setup)).
struct TripleAgreement {
    let root: SymmetricKey
    let chain: OlmChain

    /// Takes the three shared secrets in the order of the specification.
    init(_ secrets: [SymmetricKey]) {
        let keys = SymmetricKey.joined(secrets).derived(info: "OLM_ROOT", count: 64)
        root = keys.part(0..<32)
        chain = OlmChain(key: keys.part(32..<64))
    }
}
