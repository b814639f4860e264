import Bot
import Commands
import GRDB
import Groups
import Identifiers
import Testing

@testable import BotTesting
@testable import SQLiteStorage

/// Goal: whatever comes due together, and whatever goes wrong with some of it, everything else goes on.
@Suite("What is due together")
struct TickTests {
    private func say(_ words: String, by person: String = "ada", _ stage: Stage) async throws -> [String] {
        try await stage.hear(.init(person: person, place: .room("lobby"), act: .says(words)))
    }

    /// The sample hall, in which finn waits for Swift Guild.
    private func hall() async throws -> Stage {
        let stage = try Stage()
        _ = try await stage.direct("the sample hall")
        _ = try await say("!join swift-guild", by: "finn", stage)
        return stage
    }

    private func ask(_ request: Int, _ stage: Stage) async throws {
        let words = "ask \(request) Where are your samples?"
        let lines = try await stage.hear(.init(person: "ada", place: .direct, act: .says(words)))
        #expect(lines.contains { $0.contains("I am asking the applicant") })
    }

    private func change(_ stage: Stage, _ sql: String, _ arguments: StatementArguments = []) async throws {
        try await stage.storage.database.write { try $0.execute(sql: sql, arguments: arguments) }
    }

    private func number(_ sql: String, _ stage: Stage) async throws -> Int? {
        try await stage.storage.database.read { try Int.fetchOne($0, sql: sql) }
    }

    @Test("A request whose question lapses while its group is being ended is void, and closed once")
    func lapsingWhileEnding() async throws {
        let stage = try await hall()
        try await ask(1, stage)
        let now = stage.now.rawValue
        try await change(stage, "UPDATE requestPause SET isReminded = 1, nextAtMs = ?", [now])
        let lines = try await say("!groups archive swift-guild for good", stage)
        #expect(lines.filter { $0.contains("your request #1 is void") }.count == 1)
        #expect(lines.filter { $0.contains("lapsed") }.isEmpty)
        #expect(try await number("SELECT count(*) FROM request WHERE state = 'void'", stage) == 1)
        #expect(try await number(#"SELECT pendingCount FROM "group""#, stage) == 0)
    }

    @Test("Where the end of a group is slow, what is due about its requests presses nobody")
    func slowEnd() async throws {
        let stage = try await hall()
        _ = try await say("!join swift-guild", by: "fay", stage)
        try await ask(2, stage)
        try await change(stage, #"UPDATE "group" SET state = 'archived'"#)
        let lines = try await stage.pass(8 * 86_400_000, awake: true)
        #expect(lines.filter { $0.contains("Waiting for a decision") || $0.contains("should have been decided") } == [])
        // The question is not asked again either.
        #expect(lines.filter { $0.contains("your request #2 is void") }.count == 1)
        #expect(try await number("SELECT coalesce(sum(missed), 0) FROM promiseTally", stage) == 0)
    }

    @Test("A fault in one kind of what is due keeps nothing else from being done, and is tried again")
    func fault() async throws {
        let stage = try await hall()
        let later = Timestamp(rawValue: stage.now.rawValue + 3 * 86_400_000)
        try await change(
            stage,
            #"INSERT INTO redating ("group", changedAtMs, dueAtMs) VALUES (1, ?1, ?1)"#,
            [stage.now.rawValue]
        )
        try await change(
            stage,
            "CREATE TEMP TRIGGER broken BEFORE DELETE ON main.redating BEGIN SELECT RAISE(ABORT, 'broken'); END"
        )
        func tick(at now: Timestamp) async throws -> HandledBatch {
            let deciding = stage.deciding
            #expect(try await stage.storage.tick(at: now))
            return try await stage.storage.handleWaiting(
                limit: 100,
                now: now,
                in: deciding.frame,
                apology: { _ in [] },
                decide: { try deciding.decide($0, $1) }
            )
        }
        let broken = try await tick(at: later)
        let fault = try #require(broken.faults.first)
        #expect(broken.faults.count == 1, "\(broken.faults)")
        #expect(fault.message.contains("broken") && !fault.isParked)
        #expect(broken.wroteOutbox)
        #expect(try await number("SELECT rung FROM request", stage) == 3)
        #expect(try await number("SELECT count(*) FROM inbox WHERE state <> 1", stage) == 0)

        try await change(stage, "DROP TRIGGER broken")
        let mended = try await tick(at: Timestamp(rawValue: later.rawValue + 1000))
        #expect(mended.faults.isEmpty)
        #expect(try await number("SELECT count(*) FROM redating", stage) == 0)
    }

    @Test("A list that has no room for all groups says so, and never leaves out by chance")
    func manyGroups() async throws {
        let stage = try Stage()
        _ = try await stage.direct("the sample hall")
        for name in Self.names { _ = try await say("!groups create \(name)", stage) }
        try await change(stage, #"UPDATE "group" SET pendingCount = 1"#)
        _ = try await stage.hear(.init(person: "ada", place: .direct, act: .says("settings digest daily")))
        let lines = try await stage.pass(86_400_000, awake: true)
        let list = try #require(lines.first { $0.contains("Your list") })
        #expect(list.contains("Swift Guild:") && list.contains("\(Self.names[18]):"))
        #expect(!list.contains("\(Self.names[19]):"))
        #expect(list.contains("Something waits in 3 more groups of yours too"))
    }

    private static let names = [
        "Anvil", "Bakery", "Cinema", "Dynamo", "Embassy", "Forest", "Glacier", "Harbour", "Island", "Jungle", "Kitchen",
        "Lagoon", "Museum", "Nebula", "Orchard", "Pyramid", "Quarry", "Rainbow", "Saddle", "Temple", "Umbrella",
        "Volcano",
    ]
}
