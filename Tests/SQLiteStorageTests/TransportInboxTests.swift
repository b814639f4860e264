import GRDB
import Groups
import Identifiers
import SQLiteStorage
import Testing

@Suite("What comes in")
struct TransportInboxTests {
    private let storage: Storage

    init() throws {
        storage = try .inMemory()
    }

    @Test("The same event twice is handled once, and the position comes with its events")
    func twice() async throws {
        let heard = said("!join weavers", "$1")
        #expect(try await storage.receive(batch([heard], position: "s1"), at: noon) == 1)
        #expect(try await storage.receive(batch([heard], position: "s2"), at: noon) == 0)
        #expect(try await storage.session().position == "s2")
        let handled = try await storage.handleAll { [answer("Asked.", key: "a:\($0.event)")] }
        #expect(handled.count == 1)
        #expect(try await storage.handleAll().count == 0)
        #expect(try await storage.exchange([], claiming: manner()).lines == ["!hall:example.org message Asked."])
    }

    @Test("Identifiers that differ in one byte are two, however alike they look")
    func bytes() async throws {
        #expect(try await storage.receive(batch([said("a", "$\u{E9}"), said("b", "$e\u{301}")]), at: noon) == 2)
    }

    @Test("What was said is forgotten once it is handled")
    func forgotten() async throws {
        var heard = said("my secret", "$1")
        heard.pills = [InboxPill(text: "Ada", user: ada)]
        try await storage.receive(batch([heard]), at: noon)
        let pills = Seen()
        try await storage.handleAll { event in
            pills.note(event.pills.map { $0.text }.joined())
            return []
        }
        #expect(pills.all == ["Ada"])
        let left = try await storage.database.read { db in
            try Int.fetchOne(db, sql: "SELECT count(*) FROM inbox WHERE body IS NOT NULL OR pills IS NOT NULL")
        }
        #expect(left == 0)
    }

    @Test("A fault takes back its own event only, and the third one parks it with an apology")
    func fault() async throws {
        struct Broken: Error {}
        try await storage.receive(batch([said("bad", "$1"), said("good", "$2")]), at: noon)
        for attempt in 1...3 {
            let handled = try await storage.handleAll { event in
                if event.body == "bad" { throw Broken() }
                return [answer("fine", key: "a:\(event.event)")]
            }
            #expect(handled.faults.map { $0.isParked } == [attempt == 3])
        }
        #expect(try await storage.handleAll().count == 0)
        #expect(try await storage.counts(at: noon).parkedEvents == 1)
        let lines = try await storage.exchange([], claiming: manner(rows: 9)).lines
        #expect(lines == ["!hall:example.org message fine", "!hall:example.org message Sorry."])
    }

    @Test("What a failed event changed in the storage is taken back")
    func savepoint() async throws {
        struct Broken: Error {}
        try await storage.receive(batch([said("bad", "$1")]), at: noon)
        try await storage.look { _, _ in
            throw Broken()
        }
        #expect(try await storage.counts(at: noon).waitingMessages == 0)
        #expect(try await storage.counts(at: noon).waitingEvents == 1)
    }

    @Test("An event that took the bot down three times is parked before it is tried again")
    func poison() async throws {
        try await storage.receive(batch([said("poison", "$1"), said("good", "$2")]), at: noon)
        // What a crash leaves behind: the attempt counted, nothing handled.
        try await storage.database.write { db in
            try db.execute(sql: "UPDATE inbox SET attempts = 3 WHERE eventID = '$1'")
        }
        let handled = try await storage.handleCautiously(
            limit: 10,
            now: noon,
            in: frame,
            apology: { _ in [] },
            decide: { event, _ in StoredDecision(drafts: [answer(event.body, key: "a:\(event.event)")]) }
        )
        #expect(handled.count == 2)
        #expect(handled.faults.map { $0.event.rawValue } == ["$1"])
        #expect(try await storage.exchange([], claiming: manner()).lines == ["!hall:example.org message good"])
    }

    @Test("What is taken back before it is handled is not handled")
    func redacted() async throws {
        var redaction = InboxEvent(
            .redaction,
            event: EventID(rawValue: "$2"),
            room: hallRoom,
            sender: finn,
            receivedAt: noon
        )
        redaction.target = EventID(rawValue: "$1")
        try await storage.receive(batch([said("!join weavers", "$1"), redaction]), at: noon)
        let seen = Seen()
        try await storage.handleAll { event in
            seen.note("\(event.kind)")
            return []
        }
        #expect(seen.all == ["redaction"])
    }

    @Test("A room is direct only as long as nobody else is in it")
    func direct() async throws {
        let room = RoomID(rawValue: "!direct")
        let facts: [RoomFact] = [
            .membership(room, .joined), .direct(room, with: finn), .occupant(room, finn, .joined),
        ]
        try await storage.receive(ReceivedBatch(position: "s1"), at: noon)
        try await storage.receive(batch([said("hello", "$1", in: room)], facts: facts), at: noon)
        let seen = Seen()
        let decide: @Sendable (InboxEvent) -> [Draft] = { event in
            seen.note("\(event.kind) \(event.isDirect)")
            return []
        }
        try await storage.handleAll(decide)
        try await storage.receive(
            batch([said("hello", "$2", in: room)], facts: [.occupant(room, ada, .invited)]),
            at: noon
        )
        try await storage.handleAll(decide)
        #expect(seen.all == ["arrival true", "message true", "message false"])
    }

    @Test("Nobody arrives with the first sync: those are rooms in which the account has long been")
    func first() async throws {
        let room = RoomID(rawValue: "!direct")
        let facts: [RoomFact] = [
            .membership(room, .joined), .direct(room, with: finn), .occupant(room, finn, .joined),
        ]
        try await storage.receive(batch([], facts: facts), at: noon)
        #expect(try await storage.counts(at: noon).waitingEvents == 0)
    }

    @Test("A bad event is put aside once and holds up nothing")
    func quarantine() async throws {
        var bad = batch([said("good", "$2")], position: "s1")
        bad.quarantined = [
            .init(room: hallRoom, event: EventID(rawValue: "$1"), reason: "no body", excerpt: "{}")
        ]
        try await storage.receive(bad, at: noon)
        try await storage.receive(bad, at: noon)
        let counts = try await storage.counts(at: noon)
        #expect(counts.quarantinedEvents == 1)
        #expect(counts.waitingEvents == 1)
    }

    @Test("What was handled long ago is swept away, what waits is not")
    func swept() async throws {
        try await storage.receive(batch([said("old", "$1")]), at: noon)
        try await storage.handleAll { [answer("old", key: "a:\($0.event)")] }
        let row = try #require(try await storage.exchange([], claiming: manner()).rows.first)
        _ = try await storage.exchange([(row.id, .sent(EventID(rawValue: "$9")))], claiming: manner())
        try await storage.receive(batch([said("new", "$2")]), at: noon)
        #expect(try await !storage.sweep(before: noon.later(seconds: 60)))
        let left = try await storage.database.read { db in
            try Int.fetchAll(db, sql: "SELECT count(*) FROM inbox UNION ALL SELECT count(*) FROM outbox")
        }
        #expect(left == [1, 0])
    }

    @Test("Of what could not be read the last ten thousand are kept")
    func crowd() async throws {
        var bad = ReceivedBatch()
        bad.quarantined = (0..<10_020).map {
            .init(room: hallRoom, event: EventID(rawValue: "$\($0)"), reason: "no body", excerpt: "{}")
        }
        try await storage.receive(bad, at: noon)
        _ = try await storage.sweep(before: noon)
        let left = try await storage.database.read { db in
            try Int.fetchAll(db, sql: "SELECT count(*) FROM quarantine UNION ALL SELECT min(id) FROM quarantine")
        }
        #expect(left == [10_000, 21])
    }
}

/// What a closure saw, in order.
final class Seen: @unchecked Sendable {
    private(set) var all: [String] = []

    func note(_ text: String) { all.append(text) }
}
