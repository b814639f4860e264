import JSON
import MatrixCrypto
import SeededTesting
import Testing

@Suite("Megolm sessions")
struct MegolmTests {
    /// A session key of our own making, at an index.
    private static func key(at index: UInt32, seed: UInt64 = 1) throws -> MegolmSessionKey {
        var chance = SeededNumbers(seed: seed)
        let session = try OutboundGroupSession(using: &chance)
        return try InboundGroupSession(session.sessionKey()).export(at: index)
    }

    @Test("What vodozemac encrypted and exported is read, and exported, alike")
    func vectors() throws {
        let vectors = try Vectors()["megolm"]
        let key = try MegolmSessionKey(shared: vectors.text("sessionKey"))
        var session = InboundGroupSession(key)
        #expect(try session.id == vectors.text("sessionID"))
        for member in try #require(vectors["messages"]?.objectValue).members.reversed() {
            let message = try MegolmMessage(base64: member.value.text)
            #expect(String(message.index) == member.key)
            #expect(try session.decrypt(message) == Array("Message \(member.key)".utf8))
        }
        for member in try #require(vectors["exports"]?.objectValue).members {
            let index = try #require(UInt32(member.key))
            #expect(try session.export(at: index).base64 == member.value.text)
            #expect(try InboundGroupSession(MegolmSessionKey(exported: member.value.text)).firstKnownIndex == index)
        }
    }

    @Test("A jump comes to the same as single steps, over 256 and 65,536, and near 2²⁴")
    func jumps() throws {
        for start: UInt32 in [0, 200, 65_400, (1 << 24) - 300, 0x0100_FFFE, 0xFFFF_FE00] {
            let first = InboundGroupSession(try Self.key(at: start))
            var step = first
            for index in start...start + 500 {
                step = InboundGroupSession(try step.export(at: index))
                guard index % 50 == 0 || index & 0xFF < 2 else { continue }
                #expect(try first.export(at: index).bytes == step.export(at: index).bytes, "\(start) to \(index)")
            }
        }
    }

    @Test("The last index is reached at once, and nothing goes beyond it")
    func end() throws {
        let last = try Self.key(at: .max)
        #expect(last.index == .max)
        // A session that has sent as often can't be waited for, but put together from its parts.
        var chance = SeededNumbers(seed: 1)
        var pickle = try OutboundGroupSession(using: &chance).pickle
        pickle.replaceSubrange(34..<42, with: [0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFE])
        var session = try OutboundGroupSession(pickle: pickle)
        #expect(try session.encrypt([1]).index == .max - 1)
        #expect(throws: CryptoError.exhausted) { try session.encrypt([2]) }
        #expect(session.index == .max)
    }

    @Test("An index before the first known one is refused, in messages and exports")
    func beforeFirst() throws {
        var chance = SeededNumbers(seed: 2)
        var session = try OutboundGroupSession(using: &chance)
        let early = try session.encrypt([1])
        var inbound = InboundGroupSession(try session.sessionKey())
        #expect(inbound.firstKnownIndex == 1)
        #expect(throws: CryptoError.beforeFirstKnown) { try inbound.decrypt(early) }
        #expect(throws: CryptoError.beforeFirstKnown) { try inbound.export(at: 0) }
        #expect(try inbound.decrypt(session.encrypt([2])) == [2])
    }

    @Test("A message damaged at any byte is refused, and so is one that somebody with the ratchet has signed")
    func damaged() throws {
        var chance = SeededNumbers(seed: 3)
        var session = try OutboundGroupSession(using: &chance)
        var inbound = InboundGroupSession(try session.sessionKey())
        let message = try session.encrypt(Array("A message of some length, over two blocks".utf8))
        for place in message.bytes.indices {
            var bytes = message.bytes
            bytes[place] ^= 0x01
            #expect(throws: CryptoError.self, "byte \(place)") { try inbound.decrypt(MegolmMessage(bytes)) }
        }
        // The same ratchet, another signing key: what a member of the room could make.
        var pickle = session.pickle
        pickle.replaceSubrange(2..<34, with: 0..<32)
        var forger = try OutboundGroupSession(pickle: pickle)
        let forged = try forger.encrypt([1])
        #expect(throws: CryptoError.badSignature) { try inbound.decrypt(forged) }
        #expect(try inbound.decrypt(message).count == 41)
    }

    @Test("A shared key with any bit changed is refused; a wrong length or version, too")
    func sessionKeys() throws {
        var chance = SeededNumbers(seed: 4)
        let key = try OutboundGroupSession(using: &chance).sessionKey()
        #expect(key.bytes.count == 229)
        #expect(try MegolmSessionKey(shared: key.base64).sessionID == key.sessionID)
        for place in key.bytes.indices {
            var bytes = key.bytes
            bytes[place] ^= 0x40
            #expect(throws: CryptoError.self) { try MegolmSessionKey(shared: Base64.standard.encode(bytes)) }
        }
        let exported = try InboundGroupSession(key).export(at: 5)
        #expect(exported.bytes.count == 165)
        #expect(throws: CryptoError.unsupported) { try MegolmSessionKey(shared: exported.base64) }
        #expect(throws: CryptoError.unsupported) { try MegolmSessionKey(exported: key.base64) }
        #expect(throws: CryptoError.wrongLength) {
            try MegolmSessionKey(exported: Base64.standard.encode(exported.bytes + [0]))
        }
    }

    @Test("Of two keys of one session it is known which reads more, and a forged one is found out")
    func comparison() throws {
        let middle = InboundGroupSession(try Self.key(at: 100))
        #expect(middle.compare(with: try Self.key(at: 100)) == .same)
        #expect(middle.compare(with: try Self.key(at: 99)) == .otherReadsMore)
        #expect(middle.compare(with: try Self.key(at: 70_000)) == .otherReadsLess)
        #expect(middle.compare(with: try Self.key(at: 0, seed: 2)) == .unrelated)
        var forged = try Self.key(at: 50).bytes
        forged[10] ^= 1
        #expect(middle.compare(with: try MegolmSessionKey(exported: Base64.standard.encode(forged))) == .unrelated)
    }

    @Test("Both kinds of session are the same after they were stored, and refuse what is no pickle of theirs")
    func pickles() throws {
        var chance = SeededNumbers(seed: 5)
        var session = try OutboundGroupSession(using: &chance)
        var inbound = InboundGroupSession(try session.sessionKey())
        for index in UInt8(0)..<5 { #expect(try inbound.decrypt(session.encrypt([index])) == [index]) }
        var outboundAgain = try OutboundGroupSession(pickle: session.pickle)
        var inboundAgain = try InboundGroupSession(pickle: inbound.pickle)
        #expect(outboundAgain.index == 5)
        #expect(inboundAgain.firstKnownIndex == 0)
        #expect(try inboundAgain.decrypt(outboundAgain.encrypt([5])) == [5])
        #expect(throws: CryptoError.malformed) { try InboundGroupSession(pickle: session.pickle) }
        #expect(throws: CryptoError.malformed) { try OutboundGroupSession(pickle: session.pickle.dropLast()) }
        #expect(throws: CryptoError.malformed) { try InboundGroupSession(pickle: inbound.pickle + [1]) }
    }
}
