import JSON
import MatrixCrypto
import SeededTesting
import Testing

/// Another program's account, with which ours exchanges messages.
struct OracleAccount {
    let oracle: Oracle
    let number: JSONValue
    let identity: Curve25519PublicKey
    let fingerprint: Ed25519PublicKey

    init(_ oracle: Oracle) throws {
        let made = try oracle.ask("account")
        self.oracle = oracle
        number = try #require(made["id"])
        identity = try Curve25519PublicKey(base64: try #require(made["curve25519"]).text)
        fingerprint = try Ed25519PublicKey(base64: try #require(made["ed25519"]).text)
    }

    func oneTimeKey() throws -> Curve25519PublicKey {
        let keys = try oracle.ask("one_time_keys", ["account": number, "count": 1])
        return try Curve25519PublicKey(base64: try #require(keys.arrayValue?.first).text)
    }

    /// Begins a session by a message of ours.
    func inbound(from sender: OlmAccount, _ message: OlmMessage) throws -> (OracleSession, [UInt8]) {
        let made = try oracle.ask(
            "inbound",
            ["account": number, "identity": .string(sender.curve25519.base64), "body": .string(message.body)]
        )
        return (try OracleSession(oracle, made), try #require(made["plaintext"]).bytes)
    }

    func outbound(to identity: Curve25519PublicKey, _ oneTimeKey: Curve25519PublicKey) throws -> OracleSession {
        let request: JSONObject = [
            "account": number, "identity": .string(identity.base64), "oneTime": .string(oneTimeKey.base64),
        ]
        return try OracleSession(oracle, try oracle.ask("outbound", request))
    }
}

/// Another program's end of an Olm session.
struct OracleSession {
    let oracle: Oracle
    let number: JSONValue
    let id: String

    init(_ oracle: Oracle, _ made: JSONValue) throws {
        self.oracle = oracle
        number = try #require(made["id"])
        id = try #require(made["session"]).text
    }

    func encrypt(_ plaintext: [UInt8]) throws -> OlmMessage {
        let made = try oracle.ask("encrypt", ["session": number, "plaintext": .base64(plaintext)])
        return try OlmMessage(type: try #require(made["type"]?.intValue), body: try #require(made["body"]).text)
    }

    func decrypt(_ message: OlmMessage) throws -> [UInt8] {
        try oracle.ask(
            "decrypt",
            ["session": number, "type": .int(message.type), "body": .string(message.body)]
        ).bytes
    }

    func repickle() throws { try oracle.ask("repickle", ["session": number]) }
}

@Suite("Olm with vodozemac", .serialized)
struct OracleOlmTests {
    @Test("A session that we begin, and one that vodozemac begins, have the same id and carry messages both ways")
    func bothDirections() throws {
        var chance = SeededNumbers(seed: 1)
        let theirs = try OracleAccount(Oracle())
        var ours = try OlmAccount(using: &chance)
        var session = try ours.outboundSession(
            to: theirs.identity,
            oneTimeKey: theirs.oneTimeKey(),
            using: &chance
        )
        let first = try session.encrypt(Array("Hello".utf8), using: &chance)
        #expect(first.type == 0)
        let (other, plaintext) = try theirs.inbound(from: ours, first)
        #expect(plaintext == Array("Hello".utf8))
        #expect(other.id == session.id)
        #expect(try session.decrypt(other.encrypt([1, 2, 3])) == [1, 2, 3])
        let next = try session.encrypt([], using: &chance)
        #expect(next.type == 1)
        #expect(try other.decrypt(next) == [])

        try ours.makeOneTimeKeys(1, using: &chance)
        let oneTimeKey = try #require(ours.unpublishedOneTimeKeys.first).key
        let begun = try theirs.outbound(to: ours.curve25519, oneTimeKey)
        guard case .preKey(let message) = try begun.encrypt([7]) else { throw Oracle.Refusal(description: "type 1") }
        var (answering, said) = try ours.inboundSession(from: theirs.identity, message)
        #expect(said == [7])
        #expect(answering.id == begun.id)
        #expect(try begun.decrypt(answering.encrypt([8], using: &chance)) == [8])
        #expect(throws: CryptoError.unknownOneTimeKey) { try ours.inboundSession(from: theirs.identity, message) }
    }

    @Test("A fallback key begins two sessions of vodozemac, a one-time key one")
    func fallback() throws {
        var chance = SeededNumbers(seed: 2)
        let theirs = try OracleAccount(Oracle())
        var ours = try OlmAccount(using: &chance)
        try ours.makeFallbackKey(using: &chance)
        let key = try #require(ours.unpublishedFallbackKey).key
        try ours.makeFallbackKey(using: &chance)
        for text in ["one", "two"] {
            let begun = try theirs.outbound(to: ours.curve25519, key)
            guard case .preKey(let message) = try begun.encrypt(Array(text.utf8)) else { continue }
            #expect(try ours.inboundSession(from: theirs.identity, message).plaintext == Array(text.utf8))
        }
        ours.forgetPreviousFallbackKey()
        let begun = try theirs.outbound(to: ours.curve25519, key)
        guard case .preKey(let message) = try begun.encrypt([1]) else { return }
        #expect(throws: CryptoError.unknownOneTimeKey) { try ours.inboundSession(from: theirs.identity, message) }
    }

    @Test(
        "5,000 random steps: lost, late, twice, damaged, both at once, stored and read again",
        arguments: [1, 2, 3, 4, 5]
    )
    func walk(_ seed: UInt64) throws {
        var walk = try OlmWalk(seed: seed, oracle: Oracle())
        for _ in 0..<1000 { try walk.step() }
        #expect(walk.delivered > 300, "the walk has delivered \(walk.delivered) messages only")
    }

    @Test("A signature of each holds with the other")
    func signatures() throws {
        var chance = SeededNumbers(seed: 3)
        let theirs = try OracleAccount(Oracle())
        let ours = try OlmAccount(using: &chance)
        for length in [0, 1, 63, 64, 65, 1000] {
            let message = (0..<length).map { _ in UInt8(truncatingIfNeeded: chance.next()) }
            let request: JSONObject = [
                "key": .string(ours.ed25519.base64), "message": .base64(message),
                "signature": .string(try ours.sign(message).base64),
            ]
            try theirs.oracle.ask("verify", request)
            let made = try theirs.oracle.ask("sign", ["account": theirs.number, "message": .base64(message)])
            try theirs.fingerprint.verify(Ed25519Signature(base64: made.text), over: message)
        }
    }
}
