import Groups
import Identifiers
import SQLiteStorage
import Testing

@Suite("Rooms and direct messages")
struct TransportRoomTests {
    private let storage: Storage
    private let direct = RoomID(rawValue: "!direct")

    init() throws {
        storage = try .inMemory()
    }

    private func tell(_ text: String, key: String) -> Draft {
        Draft(key: key, .tell(OutboxText(body: text), finn), urgency: .decision)
    }

    private func lines() async throws -> [String] {
        try await storage.exchange([], claiming: manner(rows: 9)).lines
    }

    @Test("What a person is told waits for their direct room and goes there")
    func opening() async throws {
        try await storage.queue([tell("hello", key: "1")], now: noon)
        #expect(try await lines() == ["open @finn:example.org"])
        let begun = try await storage.beginOpening(for: finn)
        #expect(begun.room == nil)
        try await storage.noteOpened(direct, for: finn, now: noon)
        // A crash here: the room is not made again.
        #expect(try await storage.beginOpening(for: finn).room == direct)
        try await storage.finishOpening(for: finn, in: direct)
        #expect(try await lines() == ["!direct message hello"])
        try await storage.queue([tell("again", key: "2")], now: noon)
        #expect(try await storage.exchange([], claiming: manner()).lines == ["!direct message again"])
    }

    @Test("Who left their direct room is left in peace until they speak to the bot again")
    func left() async throws {
        try await storage.receive(
            batch(
                [],
                facts: [.membership(direct, .joined), .direct(direct, with: finn), .occupant(direct, finn, nil)]
            ),
            at: noon
        )
        var talk = tell("one", key: "1")
        talk.urgency = .answer
        try await storage.queue([talk], now: noon)
        #expect(try await lines() == [])
        #expect(try await storage.counts(at: noon).deadMessages == 1)
        try await storage.receive(batch([said("!join weavers", "$1")]), at: noon)
        try await storage.queue([tell("two", key: "2")], now: noon)
        #expect(try await lines() == ["open @finn:example.org"])
        // The room that is still there is used again.
        #expect(try await storage.beginOpening(for: finn).room == direct)
    }

    @Test("Who accepts no invitations gets none, and what waited is counted as dead")
    func optedOut() async throws {
        try await storage.queue([tell("one", key: "1")], now: noon)
        _ = try await storage.beginOpening(for: finn)
        try await storage.giveUpOpening(for: finn, reason: "the person accepts no invitations", now: noon)
        try await storage.queue([tell("two", key: "2")], now: noon)
        #expect(try await lines() == [])
        #expect(try await storage.counts(at: noon).deadMessages == 2)
    }

    @Test("When the bot is put out of a direct room, what waits goes to a new one")
    func reopened() async throws {
        try await storage.queue([tell("one", key: "1"), tell("two", key: "2")], now: noon)
        _ = try await storage.beginOpening(for: finn)
        try await storage.noteOpened(direct, for: finn, now: noon)
        try await storage.finishOpening(for: finn, in: direct)
        let row = try #require(try await storage.exchange([], claiming: manner()).rows.first)
        let next = try await storage.exchange([(row.id, .reopen)], claiming: manner())
        #expect(next.lines == ["open @finn:example.org"])
        let begun = try await storage.beginOpening(for: finn)
        #expect(begun.room == nil)
        #expect(begun.generation == 2)
    }

    @Test("A room that a person opened with the bot becomes their direct room")
    func adopted() async throws {
        try await storage.queue([tell("one", key: "1")], now: noon)
        try await storage.receive(
            batch([], facts: [.membership(direct, .joined), .direct(direct, with: finn)]),
            at: noon
        )
        #expect(try await lines() == ["!direct message one"])
        let unlisted = try await storage.unlistedDirectRooms()
        #expect(unlisted.map { $0.1 } == [direct])
        try await storage.noteListed(unlisted)
        #expect(try await storage.unlistedDirectRooms().isEmpty)
    }

    @Test("The people of an encrypted room are told once")
    func encrypted() async throws {
        let megolm = RoomFact.RoomEncryption(algorithm: "m.megolm.v1.aes-sha2")
        try await storage.receive(batch([], facts: [.encrypted(hallRoom, megolm)]), at: noon)
        let draft = answer("I cannot read this.", key: "encrypted")
        #expect(try await storage.tellOfEncryption(in: hallRoom, draft, now: noon))
        #expect(try await !storage.tellOfEncryption(in: hallRoom, draft, now: noon))
    }

    @Test(
        "Power is read as each room version has it",
        arguments: [
            ("9", #"{"users":{"@finn:example.org":" 50 "}}"#, 50 as Int64),
            ("10", #"{"users":{"@finn:example.org":"50"}}"#, 0), ("11", #"{"users":{"@finn:example.org":true}}"#, 0),
            ("11", #"{"users":{"@finn:example.org":1}}"#, 1),
            ("11", #"{"users":{"@finn:example.org":0},"users_default":50}"#, 0),
            ("11", #"{"users":{"@finn:example.org":9223372036854775808}}"#, 0),
            ("11", #"{"users":{"@finn:example.org":1e300},"users_default":1}"#, 1),
            ("11", #"{"users":{"@finn:example.org":-50}}"#, -50), ("11", "[]", 0),
            ("11", #"{"users":{"@finn:example.org":75.0},"users_default":5}"#, 75),
            ("11", #"{"users":{"@FINN:example.org":75},"users_default":5}"#, 5),
            ("11", #"{"users":[],"users_default":{}}"#, 0),
            ("12", "not json", 0),
        ]
    )
    func powers(_ version: String, _ json: String, _ level: Int64) {
        let powers = RoomPowers(json: json, creators: [ada], version: version)
        #expect(powers.level(of: finn) == level)
        #expect((powers.level(of: ada) == .max) == (version == "12"))
    }

    @Test("Where there are no power levels the creator stands above everybody")
    func noPowers() {
        #expect(RoomPowers(json: nil, creators: [ada], version: "6").level(of: ada) == 100)
        #expect(RoomPowers(json: nil, creators: [ada], version: "6").level(of: finn) == 0)
        #expect(RoomPowers(json: nil, creators: [ada], version: "org.example.new").level(of: ada) == .max)
    }
}
