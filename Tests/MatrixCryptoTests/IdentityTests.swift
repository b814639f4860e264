import Identifiers
import JSON
import MatrixCrypto
import SeededTesting
import Testing

@Suite("Signed keys")
struct IdentityTests {
    private static let user = UserID(rawValue: "@bot:example.org")
    private static let device = DeviceID(rawValue: "BOT")

    private var chance = SeededNumbers(seed: 1)
    private var account: OlmAccount
    private let keys: CrossSigningKeys

    init() throws {
        account = try OlmAccount(using: &chance)
        keys = try CrossSigningKeys(using: &chance)
    }

    private func identity(
        _ keys: CrossSigningKeys? = nil,
        of user: UserID = Self.user
    ) throws(CryptoError) -> CrossSigningIdentity {
        let keys = keys ?? self.keys
        return try CrossSigningIdentity(
            of: user,
            master: keys.published(.master, of: user),
            selfSigning: keys.published(.selfSigning, of: user),
            userSigning: keys.published(.userSigning, of: user)
        )
    }

    @Test("The object of the specification is signed over what is neither signatures nor unsigned")
    func signedBytes() throws {
        let text = #"{"signing_keys":{"a":1},"name":"x","unsigned":{"age":1.5},"signatures":{"x":{}}}"#
        let object = try #require(JSONValue(parsing: text).objectValue)
        #expect(try object.signedBytes() == Array(#"{"name":"x","signing_keys":{"a":1}}"#.utf8))
    }

    @Test("A second signature stands beside the first, and both hold; unsigned data may change, other data not")
    func twoSignatures() throws {
        let id = SigningKeyID(device: Self.device)
        let other = UserID(rawValue: "@ada:example.org")
        let masterID = SigningKeyID(keys.master.publicKey)
        var object: JSONObject = ["a": 1, "unsigned": ["b": 2]]
        try account.sign(&object, as: Self.user, Self.device)
        try object.sign(as: Self.user, masterID, with: keys.master)
        object["unsigned"] = nil
        try object.verify(by: Self.user, id, account.ed25519)
        try object.verify(by: Self.user, masterID, keys.master.publicKey)
        #expect(throws: CryptoError.notSigned) { try object.verify(by: other, id, account.ed25519) }
        #expect(throws: CryptoError.badSignature) { try object.verify(by: Self.user, id, keys.master.publicKey) }
        object["a"] = 2
        #expect(throws: CryptoError.badSignature) { try object.verify(by: Self.user, id, account.ed25519) }
    }

    @Test("What stands for a signature and is none is refused", arguments: ["", "AA", "!", "Zg=="])
    func noSignature(_ text: String) throws {
        let object: JSONObject = ["signatures": ["@bot:example.org": ["ed25519:BOT": .string(text)]]]
        #expect(throws: CryptoError.self) {
            try object.verify(by: Self.user, SigningKeyID(device: Self.device), account.ed25519)
        }
    }

    @Test("Device keys are the same whenever they are made, and read back as they were")
    func deviceKeys() throws {
        let made = try account.deviceKeys(of: Self.user, Self.device)
        #expect(try account.deviceKeys(of: Self.user, Self.device) == made)
        let read = try DeviceKeys(
            try #require(JSONValue(parsing: JSONValue.object(made.json).encoded).objectValue),
            of: Self.user,
            Self.device
        )
        #expect(read == made)
        #expect(read.algorithms == ["m.olm.v1.curve25519-aes-sha2", "m.megolm.v1.aes-sha2"])
        #expect(read.curve25519 == account.curve25519)
    }

    @Test("Device keys for another user or device, without a key, or changed after signing are refused")
    func forgedDeviceKeys() throws {
        let json = try account.deviceKeys(of: Self.user, Self.device).json
        let other = UserID(rawValue: "@Bot:example.org")
        #expect(throws: CryptoError.wrongOwner) { try DeviceKeys(json, of: other, Self.device) }
        #expect(throws: CryptoError.wrongOwner) { try DeviceKeys(json, of: Self.user, DeviceID(rawValue: "BOT2")) }
        var changed = json
        changed["keys"]?["curve25519:BOT"] = .string(try keysOfAStranger().base64)
        #expect(throws: CryptoError.badSignature) { try DeviceKeys(changed, of: Self.user, Self.device) }
        changed["keys"]?["curve25519:BOT"] = nil
        #expect(throws: CryptoError.malformed) { try DeviceKeys(changed, of: Self.user, Self.device) }
        changed = json
        changed["signatures"] = nil
        #expect(throws: CryptoError.notSigned) { try DeviceKeys(changed, of: Self.user, Self.device) }
    }

    private func keysOfAStranger() throws -> Curve25519PublicKey {
        var chance = SeededNumbers(seed: 99)
        return try OlmAccount(using: &chance).curve25519
    }

    @Test("One-time and fallback keys are signed by the device, and a changed one is refused")
    mutating func oneTimeKeys() throws {
        try account.makeOneTimeKeys(2, using: &chance)
        try account.makeFallbackKey(using: &chance)
        let device = try account.deviceKeys(of: Self.user, Self.device)
        let upload = try account.signedOneTimeKeys(of: Self.user, Self.device)
        #expect(upload.members.map(\.key) == ["signed_curve25519:AAAAAAAAAAA", "signed_curve25519:AAAAAAAAAAE"])
        var first = try #require(upload.members.first?.value.objectValue)
        #expect(try device.oneTimeKey(first) == account.unpublishedOneTimeKeys[0].key)
        let fallback = try account.signedFallbackKey(of: Self.user, Self.device)
        let signed = try #require(fallback.members.first?.value.objectValue)
        #expect(signed["fallback"] == true)
        #expect(try device.oneTimeKey(signed) == account.unpublishedFallbackKey?.key)
        first["key"] = signed["key"]
        #expect(throws: CryptoError.badSignature) { try device.oneTimeKey(first) }
        account.markKeysAsPublished()
        #expect(try account.signedOneTimeKeys(of: Self.user, Self.device).isEmpty)
        #expect(try account.signedFallbackKey(of: Self.user, Self.device).isEmpty)
    }

    @Test("A device is signed by the self-signing key that the master key has signed, and by nothing less")
    func chain() throws {
        var device = try account.deviceKeys(of: Self.user, Self.device)
        let identity = try identity()
        #expect(!identity.hasSigned(device))
        try keys.sign(&device)
        #expect(identity.hasSigned(device))
        #expect(try DeviceKeys(device.json, of: Self.user, Self.device) == device)

        var other = chance
        let stranger = try CrossSigningKeys(using: &other)
        #expect(try !self.identity(stranger).hasSigned(device))
        // A self-signing key that another master key has signed is not taken at all.
        #expect(throws: CryptoError.notSigned) {
            try CrossSigningIdentity(
                of: Self.user,
                master: keys.published(.master, of: Self.user),
                selfSigning: stranger.published(.selfSigning, of: Self.user)
            )
        }
    }

    @Test("A device with the name of a cross-signing key is never taken for signed")
    func nameClash() throws {
        let name = DeviceID(rawValue: keys.selfSigning.publicKey.base64)
        var device = try account.deviceKeys(of: Self.user, name)
        try keys.sign(&device)
        #expect(try identity().isNamedLikeAKey(name))
        #expect(try !identity().hasSigned(device))
    }

    @Test("A cross-signing key for another use, of another user, or that is not the one key named is refused")
    func forgedIdentity() throws {
        let master = try keys.published(.master, of: Self.user)
        let selfSigning = try keys.published(.selfSigning, of: Self.user)
        func take(_ master: JSONObject, _ selfSigning: JSONObject?) throws(CryptoError) {
            _ = try CrossSigningIdentity(of: Self.user, master: master, selfSigning: selfSigning)
        }
        try take(master, selfSigning)
        try take(master, nil)
        #expect(throws: CryptoError.malformed) { try take(selfSigning, nil) }
        #expect(throws: CryptoError.malformed) { try take(master, try keys.published(.userSigning, of: Self.user)) }
        let ada = UserID(rawValue: "@ada:example.org")
        #expect(throws: CryptoError.wrongOwner) { try take(keys.published(.master, of: ada), nil) }
        var changed = master
        changed["keys"]?["ed25519:X"] = .string(account.ed25519.base64)
        #expect(throws: CryptoError.malformed) { try take(changed, nil) }
        changed["keys"] = ["ed25519:X": .string(account.ed25519.base64)]
        #expect(throws: CryptoError.malformed) { try take(changed, nil) }
        var resigned = selfSigning
        resigned["usage"] = ["self_signing", "master"]
        #expect(throws: CryptoError.badSignature) { try take(master, resigned) }
    }

    @Test("A user signs another's master key, and the keys survive secret storage")
    func others() throws {
        var other = SeededNumbers(seed: 7)
        let ada = UserID(rawValue: "@ada:example.org")
        let adas = try CrossSigningKeys(using: &other)
        let restored = CrossSigningKeys(
            master: try Ed25519SecretKey(seed: keys.master.seed),
            selfSigning: try Ed25519SecretKey(seed: keys.selfSigning.seed),
            userSigning: try Ed25519SecretKey(seed: keys.userSigning.seed)
        )
        let signed = try restored.signed(identity(adas, of: ada), by: Self.user)
        let identity = try CrossSigningIdentity(of: ada, master: signed, selfSigning: nil)
        #expect(try self.identity().hasSigned(identity))
        #expect(try !self.identity().hasSigned(self.identity(adas, of: ada)))
    }
}
