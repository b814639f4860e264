import JSON
import MatrixCrypto
import SeededTesting
import Testing

@Suite("Megolm with vodozemac", .serialized)
struct OracleMegolmTests {
    private let oracle: Oracle

    init() throws { oracle = try Oracle() }

    private func read(_ message: MegolmMessage, by group: JSONValue) throws -> (plaintext: [UInt8], index: Int64) {
        let opened = try oracle.ask("group_decrypt", ["group": group, "message": .string(message.base64)])
        return (try #require(opened["plaintext"]).bytes, try #require(opened["index"]?.intValue))
    }

    private func group(_ key: MegolmSessionKey, exported: Bool = false) throws -> JSONValue {
        try oracle.ask("group_inbound", ["key": .string(key.base64), "exported": .bool(exported)])
    }

    @Test("vodozemac reads what we encrypt, in any order, over 256 and 65,536, and at 2²⁴")
    func toVodozemac() throws {
        var chance = SeededNumbers(seed: 1)
        let session = try OutboundGroupSession(using: &chance)
        let first = try group(session.sessionKey())
        #expect(first["session"]?.stringValue == session.id)
        let number = try #require(first["id"])
        let indices: [UInt32] = [0, 1, 255, 256, 257, 65_535, 65_536, 70_000, (1 << 24) - 1, 1 << 24, (1 << 24) + 1]
        let exporting = InboundGroupSession(try session.sessionKey())
        for index in indices.shuffled(using: &chance) {
            var later = try Self.session(session, at: index, exporting)
            let message = try later.encrypt(Array("\(index)".utf8))
            let opened = try read(message, by: number)
            #expect(opened.plaintext == Array("\(index)".utf8))
            #expect(opened.index == Int64(index))
            #expect(
                try oracle.ask("group_export", ["group": number, "index": .int(Int64(index))]).text
                    == exporting.export(at: index).base64
            )
        }
    }

    /// The same session as if it had sent so many messages.
    private static func session(
        _ session: OutboundGroupSession,
        at index: UInt32,
        _ inbound: InboundGroupSession
    ) throws -> OutboundGroupSession {
        let exported = try inbound.export(at: index).bytes
        // The seed of the signing key stays; index and ratchet are those of the export.
        return try OutboundGroupSession(pickle: session.pickle[..<34] + [0, 0, 0, 0] + exported[1..<133])
    }

    @Test("We read what vodozemac encrypts, in any order, and whoever comes late reads from there on")
    func fromVodozemac() throws {
        var chance = SeededNumbers(seed: 2)
        let made = try oracle.ask("group")
        let number = try #require(made["id"])
        var session = InboundGroupSession(try MegolmSessionKey(shared: try #require(made["key"]).text))
        let plaintexts = (0..<600).map { JSONValue.base64("Message \($0)") }
        let messages = try #require(
            oracle.ask("group_encrypt", ["group": number, "plaintexts": .array(plaintexts)]).arrayValue
        )
        for index in (0..<600).shuffled(using: &chance) {
            let message = try MegolmMessage(base64: messages[index].text)
            #expect(try session.decrypt(message) == Array("Message \(index)".utf8))
        }
        let late = try MegolmSessionKey(shared: try oracle.ask("group_key", ["group": number]).text)
        #expect(late.index == 600)
        #expect(session.compare(with: late) == .otherReadsLess)
        var joined = InboundGroupSession(late)
        let last = try MegolmMessage(base64: messages[599].text)
        #expect(throws: CryptoError.beforeFirstKnown) { try joined.decrypt(last) }
    }

    @Test("vodozemac takes our exports, and refuses what we refuse: a damaged message, an older index")
    func refusals() throws {
        var chance = SeededNumbers(seed: 3)
        var session = try OutboundGroupSession(using: &chance)
        let inbound = InboundGroupSession(try session.sessionKey())
        let early = try session.encrypt([1])
        let later = try session.encrypt([2])
        let made = try group(inbound.export(at: 1), exported: true)
        #expect(made["first"]?.intValue == 1)
        let number = try #require(made["id"])
        #expect(try read(later, by: number).plaintext == [2])
        #expect(throws: Oracle.Refusal.self) { try read(early, by: number) }
        var damaged = later.bytes
        damaged[10] ^= 1
        #expect(throws: Oracle.Refusal.self) { try read(MegolmMessage(damaged), by: number) }
    }
}
