import JSON
import MatrixCrypto
import SeededTesting
import Testing

/// Two of our own accounts, and a session that one has begun with the other.
struct Pair {
    var chance: SeededNumbers
    var alice: OlmAccount
    var bob: OlmAccount
    var fromAlice: OlmSession
    var first: OlmMessage

    init(seed: UInt64 = 1, saying plaintext: [UInt8] = [1]) throws {
        chance = SeededNumbers(seed: seed)
        alice = try OlmAccount(using: &chance)
        bob = try OlmAccount(using: &chance)
        try bob.makeOneTimeKeys(1, using: &chance)
        let key = try #require(bob.unpublishedOneTimeKeys.first).key
        fromAlice = try alice.outboundSession(to: bob.curve25519, oneTimeKey: key, using: &chance)
        first = try fromAlice.encrypt(plaintext, using: &chance)
    }

    mutating func bobBegins() throws -> OlmSession {
        guard case .preKey(let message) = first else { throw CryptoError.malformed }
        return try bob.inboundSession(from: alice.curve25519, message).session
    }
}

@Suite("Olm sessions")
struct OlmTests {
    @Test("A damaged pre-key message is refused at every byte, and the one-time key stays")
    func damagedPreKey() throws {
        var pair = try Pair()
        let stored = pair.bob.pickle
        let bytes = try Base64.standard.decode(pair.first.body)
        for place in bytes.indices {
            var damaged = bytes
            damaged[place] ^= 0x10
            #expect(throws: CryptoError.self, "byte \(place)") {
                let message = try PreKeyMessage(damaged)
                _ = try pair.bob.inboundSession(from: pair.alice.curve25519, message)
            }
        }
        #expect(pair.bob.pickle == stored)
        #expect(try pair.bobBegins().isEstablished)
        #expect(pair.bob.unpublishedOneTimeKeys.isEmpty)
    }

    @Test("What vodozemac wrote to an account that was stored in version 1 is read")
    func vectors() throws {
        let vectors = try Vectors()["olm"]
        var account = try OlmAccount(pickle: Base64.standard.decode(vectors.text("pickle")))
        let sender = try Curve25519PublicKey(base64: vectors.text("sender"))
        let bodies = try #require(vectors["byOneTimeKey"]?.arrayValue).map { try OlmMessage(type: 0, body: $0.text) }
        guard case .preKey(let second) = bodies[1] else { return }
        var (session, plaintext) = try account.inboundSession(from: sender, second)
        #expect(plaintext == Array("Message 1".utf8))
        #expect(try session.id == vectors.text("sessionID"))
        #expect(try session.decrypt(bodies[0]) == Array("Message 0".utf8))
        #expect(try session.decrypt(bodies[2]) == Array("Message 2".utf8))
        let body = try #require(vectors["byFallbackKey"]?.arrayValue?.first).text
        guard case .preKey(let other) = try OlmMessage(type: 0, body: body) else { return }
        for _ in 0..<2 {
            #expect(try account.inboundSession(from: sender, other).plaintext == Array("Message 0".utf8))
        }
    }

    @Test("Somebody who says to be another device is refused")
    func stranger() throws {
        var pair = try Pair()
        guard case .preKey(let message) = pair.first else { return }
        let other = try OlmAccount(using: &pair.chance).curve25519
        #expect(throws: CryptoError.wrongSession) { try pair.bob.inboundSession(from: other, message) }
    }

    @Test("A session that was begun with a weak ratchet key is refused, though its code is right")
    func weakRatchetKey() throws {
        var pair = try Pair()
        var pickle = pair.fromAlice.pickle
        // The public half of her ratchet key, as if she had chosen it.
        pickle.replaceSubrange(164..<196, with: [UInt8](repeating: 0, count: 32))
        var cheating = try OlmSession(pickle: pickle)
        guard case .preKey(let message) = try cheating.encrypt([1], using: &pair.chance) else { return }
        #expect(throws: CryptoError.weakKey) { try pair.bob.inboundSession(from: pair.alice.curve25519, message) }
        #expect(try pair.bobBegins().isEstablished)
    }

    @Test("A pre-key message belongs to the session that it began, and to no other")
    func matching() throws {
        var pair = try Pair()
        var session = try pair.bobBegins()
        let second = try pair.fromAlice.encrypt([2], using: &pair.chance)
        let stranger = try Pair(seed: 2).first
        guard case .preKey(let ours) = second, case .preKey(let theirs) = stranger else { return }
        #expect(session.matches(ours))
        #expect(!session.matches(theirs))
        #expect(ours.sessionID == session.id)
        #expect(try session.decrypt(second) == [2])
        #expect(throws: CryptoError.wrongSession) { try session.decrypt(stranger) }
    }

    @Test("2,000 lost messages in a row are caught up with, 2,001 are not", arguments: [2000, 2001])
    func gap(_ lost: Int) throws {
        var pair = try Pair()
        var session = try pair.bobBegins()
        for _ in 0..<lost { _ = try pair.fromAlice.encrypt([], using: &pair.chance) }
        let message = try pair.fromAlice.encrypt([9], using: &pair.chance)
        let stored = session.pickle
        if lost <= 2000 {
            #expect(try session.decrypt(message) == [9])
        } else {
            #expect(throws: CryptoError.tooFarAhead) { try session.decrypt(message) }
            #expect(session.pickle == stored)
        }
    }

    @Test("The keys of the last 40 messages that did not come are kept, and older ones are gone")
    func skipped() throws {
        var pair = try Pair()
        var session = try pair.bobBegins()
        let late = try (0..<50).map { try pair.fromAlice.encrypt([UInt8($0)], using: &pair.chance) }
        let next = try pair.fromAlice.encrypt([99], using: &pair.chance)
        #expect(try session.decrypt(next) == [99])
        for (index, message) in late.enumerated().reversed() {
            if index >= 10 {
                #expect(try session.decrypt(message) == [UInt8(index)])
            } else {
                #expect(throws: CryptoError.keyIsGone) { try session.decrypt(message) }
            }
        }
        #expect(throws: CryptoError.keyIsGone) { try session.decrypt(next) }
    }

    @Test("Keys that are kept over several gaps are 40 together")
    func skippedTogether() throws {
        var pair = try Pair()
        var session = try pair.bobBegins()
        var late: [OlmMessage] = []
        for _ in 0..<2 {
            for _ in 0..<30 { late.append(try pair.fromAlice.encrypt([1], using: &pair.chance)) }
            #expect(try session.decrypt(pair.fromAlice.encrypt([2], using: &pair.chance)) == [2])
        }
        #expect(throws: CryptoError.keyIsGone) { try session.decrypt(late[19]) }
        for message in late[20...] { #expect(try session.decrypt(message) == [1]) }
        #expect(try OlmSession(pickle: session.pickle).pickle == session.pickle)
    }

    @Test("Messages of the last five chains are read late, those of older chains are not")
    func chains() throws {
        var pair = try Pair()
        var session = try pair.bobBegins()
        var late: [OlmMessage] = []
        for turn in UInt8(0)..<7 {
            late.append(try pair.fromAlice.encrypt([turn], using: &pair.chance))
            #expect(try session.decrypt(pair.fromAlice.encrypt([100], using: &pair.chance)) == [100])
            #expect(try pair.fromAlice.decrypt(session.encrypt([200], using: &pair.chance)) == [200])
        }
        for (turn, message) in late.enumerated() {
            var copy = session
            if turn >= 2 {
                #expect(try copy.decrypt(message) == [UInt8(turn)], "turn \(turn)")
            } else {
                #expect(throws: CryptoError.self, "turn \(turn)") { try copy.decrypt(message) }
            }
        }
    }

    @Test("A new ratchet key of the other side before we have answered is refused, and so is a weak one")
    func ratchetKeys() throws {
        var pair = try Pair()
        var session = try pair.bobBegins()
        #expect(try pair.fromAlice.decrypt(session.encrypt([], using: &pair.chance)) == [])
        let message = try pair.fromAlice.encrypt([3], using: &pair.chance)
        var bytes = try Base64.standard.decode(message.body)
        // Version, tag and length stand before the 32 bytes of the ratchet key.
        bytes[20] ^= 1
        let unknown = try OlmMessage(type: 1, body: Base64.standard.encode(bytes))
        #expect(throws: CryptoError.badCode) { try session.decrypt(unknown) }
        bytes.replaceSubrange(3..<35, with: [UInt8](repeating: 0, count: 32))
        let weak = try OlmMessage(type: 1, body: Base64.standard.encode(bytes))
        #expect(throws: CryptoError.weakKey) { try session.decrypt(weak) }
        #expect(try session.decrypt(message) == [3])
        #expect(throws: CryptoError.unexpectedRatchetKey) { try session.decrypt(unknown) }
    }

    @Test("An account keeps its keys, their marks and its fallback keys when it is stored")
    func account() throws {
        var chance = SeededNumbers(seed: 5)
        var account = try OlmAccount(using: &chance)
        try account.makeOneTimeKeys(3, using: &chance)
        try account.makeFallbackKey(using: &chance)
        #expect(account.unpublishedOneTimeKeys.map(\.id.text) == ["AAAAAAAAAAA", "AAAAAAAAAAE", "AAAAAAAAAAI"])
        account.markKeysAsPublished()
        #expect(account.unpublishedOneTimeKeys.isEmpty)
        #expect(account.unpublishedFallbackKey == nil)
        try account.makeOneTimeKeys(2, using: &chance)
        try account.makeFallbackKey(using: &chance)
        let again = try OlmAccount(pickle: account.pickle)
        #expect(again.pickle == account.pickle)
        #expect(again.unpublishedOneTimeKeys.map(\.id.text) == ["AAAAAAAAAAQ", "AAAAAAAAAAU"])
        #expect(again.unpublishedFallbackKey?.id.text == "AAAAAAAAAAY")
        #expect(again.ed25519 == account.ed25519)
        #expect(again.curve25519 == account.curve25519)
    }

    @Test("Of 5,010 one-time keys, the last 5,000 are kept")
    func manyKeys() throws {
        var chance = SeededNumbers(seed: 6)
        var account = try OlmAccount(using: &chance)
        try account.makeOneTimeKeys(10, using: &chance)
        let old = account.unpublishedOneTimeKeys
        try account.makeOneTimeKeys(5000, using: &chance)
        #expect(account.unpublishedOneTimeKeys.count == 5000)
        #expect(!account.unpublishedOneTimeKeys.contains { $0.id == old.last?.id })
    }

    @Test("A pickle cut short, with more behind it, of another kind or version is refused")
    func pickles() throws {
        var pair = try Pair()
        let session = try pair.bobBegins().pickle
        #expect(try OlmSession(pickle: session).pickle == session)
        for length in session.indices {
            #expect(throws: CryptoError.malformed) { try OlmSession(pickle: Array(session[..<length])) }
        }
        #expect(throws: CryptoError.malformed) { try OlmSession(pickle: session + [0]) }
        #expect(throws: CryptoError.malformed) { try OlmSession(pickle: pair.bob.pickle) }
        #expect(throws: CryptoError.unsupported) { try OlmSession(pickle: [session[0], 2] + session[2...]) }
        #expect(throws: CryptoError.malformed) { try OlmAccount(pickle: pair.bob.pickle.dropLast()) }
    }
}
