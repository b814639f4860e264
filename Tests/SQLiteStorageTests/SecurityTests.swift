import BotTesting
import Foundation
import GRDB
import Groups
import Identifiers
import SQLiteStorage
import Synchronization
import Testing

@Suite("The storage against what is hostile")
struct StorageSecurityTests {
    // MARK: Redactions

    @Test("A message is taken back only by a redaction in its own room, and keeps no words then", arguments: [0, 2])
    func redactions(_ state: Int) async throws {
        let storage = try Storage.inMemory()
        let other = RoomID(rawValue: "!other:example.org")
        try await storage.receive(batch([said("secret words", "$1")]), at: noon)
        try await storage.database.write { try $0.execute(sql: "UPDATE inbox SET state = ?", arguments: [state]) }
        func redact(_ event: String, in room: RoomID) async throws -> String? {
            var redaction = InboxEvent(
                .redaction,
                event: EventID(rawValue: event),
                room: room,
                sender: ada,
                receivedAt: noon
            )
            redaction.target = EventID(rawValue: "$1")
            try await storage.receive(batch([redaction]), at: noon)
            return try await storage.database.read {
                try String.fetchOne($0, sql: "SELECT body FROM inbox WHERE eventID = '$1'")
            }
        }
        #expect(try await redact("$2", in: other) == "secret words")
        #expect(try await redact("$3", in: hallRoom) == nil)
    }

    @Test("What could not be read loses its excerpt when it is taken back")
    func redactedQuarantine() async throws {
        let storage = try Storage.inMemory()
        var received = ReceivedBatch()
        received.quarantined = [.init(room: hallRoom, event: EventID(rawValue: "$1"), reason: "odd", excerpt: "words")]
        var redaction = InboxEvent(
            .redaction,
            event: EventID(rawValue: "$2"),
            room: hallRoom,
            sender: ada,
            receivedAt: noon
        )
        redaction.target = EventID(rawValue: "$1")
        try await storage.receive(received, at: noon)
        try await storage.receive(batch([redaction]), at: noon)
        let excerpt = try await storage.database.read { try String.fetchOne($0, sql: "SELECT excerpt FROM quarantine") }
        #expect(excerpt == "")
    }

    // MARK: Order

    @Test("However batches are repeated, shuffled and overlapped, each event is handled once")
    func shuffled() async throws {
        let storage = try Storage.inMemory()
        let events = (1...60).map { said("!help \($0)", "$\($0)") }
        let handled = Mutex<[EventID]>([])
        var numbers = SystemLikeNumbers(seed: 7)
        for _ in 0..<40 {
            var part = Array(events.shuffled(using: &numbers).prefix(20))
            part += part.prefix(5)
            try await storage.receive(batch(part), at: noon)
            try await storage.handleAll { event in
                handled.withLock { $0.append(event.event) }
                return [answer("yes", key: "answer/\(event.event)")]
            }
        }
        let all = handled.withLock { $0 }
        #expect(Set(all).count == all.count && all.count == 60)
        let rows = try await storage.database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM outbox") }
        #expect(rows == 60)
    }

    // MARK: Search

    @Test("A search whose time is up gives what it has, and the next one works")
    func searchTimeIsUp() async throws {
        let storage = try Storage.inMemory()
        try await Seed(groups: 3000, memberships: 0).fill(storage)
        let ticks = Mutex<Int64>(0)
        // Many groups have such words, and none that skill: all of them are looked at.
        let hurried = try await search("a", in: storage, skills: ["none such"]) {
            ticks.withLock { ticks in
                ticks += 1000
                return ticks
            }
        }
        #expect(hurried.groups.isEmpty && hurried.hasMore)
        let patient = try await search("a", in: storage, skills: ["none such"]) { 0 }
        #expect(patient.groups.isEmpty && !patient.hasMore)
        #expect(try await !search("a", in: storage) { 0 }.groups.isEmpty)
    }

    @Test(
        "Whatever is searched for is a search for words",
        arguments: [
            "\"", "\"\"\"", "NEAR(", "NEAR(a b, 5)", "AND", "a AND", "OR OR", "NOT", "-x", "a*", "*", "^a", "name:a",
            "{name}:a",
            "(", ")", "a + b", "'; DROP TABLE inbox; --", "\0", "a\0b", "\u{202E}a", "%_", "groupWords", "a\" OR \"b",
            "\u{FFFD}", "🦜", String(repeating: "a ", count: 9000), String(repeating: "\u{301}", count: 9000),
            String(repeating: "(", count: 9000), String(repeating: "a\" ", count: 5000),
        ]
    )
    func hostileQueries(_ text: String) async throws {
        let storage = try Storage.inMemory()
        try await Seed(groups: 50, memberships: 0).fill(storage)
        _ = try await search(text, in: storage) { 0 }
        _ = try await search(text, in: storage, skills: [text], sponsor: text) { 0 }
        #expect(try await storage.database.read { try Int.fetchOne($0, sql: #"SELECT count(*) FROM "group""#) } == 50)
    }

    private func search(
        _ text: String,
        in storage: Storage,
        skills: [String] = [],
        sponsor: String? = nil,
        _ clock: @escaping @Sendable () -> Int64
    ) async throws -> GroupMatches {
        var frame = frame
        frame.surroundings.uptimeMs = clock
        let found = Mutex(GroupMatches(groups: [], hasMore: false))
        try await storage.receive(batch([said("x", "$\(clock())\(text.utf8.count)\(skills.count)")]), at: noon)
        let handled = try await storage.handleWaiting(
            limit: 9,
            now: noon,
            in: frame,
            apology: { _ in [] },
            decide: { _, board in
                let query = GroupQuery(
                    words: text.split(separator: " ").map(String.init),
                    skills: skills,
                    sponsor: sponsor
                )
                let matches = try board.search(query, limit: 5)
                found.withLock { $0 = matches }
                _ = try board.groups(near: text, limit: 3)
                return nil
            }
        )
        #expect(handled.faults.isEmpty)
        return found.withLock { $0 }
    }

    // MARK: The connection

    @Test("Not even SQL can write to the schema or behind an index, or load an extension")
    func defensive() async throws {
        let storage = try Storage.inMemory()
        for sql in [
            "UPDATE groupWords_data SET block = x'00'", "DELETE FROM groupWords_idx",
            "INSERT INTO groupWords_config VALUES ('version', 9)", "SELECT load_extension('evil')",
            "UPDATE sqlite_schema SET sql = '' WHERE name = 'inbox'",
            "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema",
        ] {
            await #expect(throws: DatabaseError.self, "\(sql)") {
                try await storage.database.writeWithoutTransaction { try $0.execute(sql: sql) }
            }
        }
        try await storage.receive(batch([said("!help", "$1")]), at: noon)
        #expect(try await storage.counts(at: noon).waitingEvents == 1)
    }
}

/// Numbers that look like chance and are the same at every run.
struct SystemLikeNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
