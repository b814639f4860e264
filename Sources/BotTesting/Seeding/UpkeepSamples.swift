import Bot
import Commands
import GRDB
import Groups
import Identifiers
import SQLiteStorage

/// Times what a tick costs at which evidence of ten members comes near its end, among however many memberships of which
/// each has evidence that runs out some day.
package struct UpkeepSamples {
    private let storage: Storage
    private let deciding: Deciding
    private var round: Int64 = 0

    /// How many memberships each tick finds due.
    package static let due = 10

    /// A hall in memory with so many memberships, ten to a group.
    package init(memberships: Int) async throws {
        storage = try Storage.inMemory()
        try await Seed(groups: max(10, memberships / 10), memberships: memberships).fill(storage)
        try await storage.database.write(Self.addEvidence)
        deciding = TickSamples.deciding
    }

    /// Gives every group a criterion, and every member a certificate that runs out thirty days after the first tick.
    private static func addEvidence(_ db: Database) throws {
        let kind = Criterion.Kind.evidence(about: "A certificate", mustExpire: true)
        let content =
            #"{"criteria":[{"kind":{"evidence":{"about":"A certificate","mustExpire":true}},"number":1}],"lastNumber":1}"#
        let day = Seed.start / 86_400_000
        try db.execute(
            sql: """
                INSERT INTO criteria ("group", version, atMs, person, content) SELECT id, 1, 0, '@ada:stub', ? FROM "group"
                """,
            arguments: [content]
        )
        try db.execute(sql: "INSERT INTO requestCriteria (request, version) SELECT id, 1 FROM request")
        try db.execute(
            sql: """
                INSERT INTO submission (person, "group", number, asked, content, untilDay, atMs)
                SELECT person, "group", 1, ?, 'https://example.org/', ?, 0 FROM membership
                """,
            arguments: [kind.fingerprint, day + 30]
        )
        // One comes a millisecond after the other.
        try db.execute(
            sql: """
                INSERT INTO upkeep ("group", person, dueAtMs)
                SELECT "group", person, ? + row_number() OVER (ORDER BY sinceMs, "group") FROM membership
                """,
            arguments: [Seed.start]
        )
        try db.execute(sql: "ANALYZE")
    }

    /// Makes the next ten due, and lets the bot act on them.
    ///
    /// - Returns: how long it took.
    package mutating func tick() async throws -> Duration {
        round += 1
        let now = Timestamp(rawValue: Seed.start + round * Int64(Self.due))
        return try await TickSamples.time(storage, deciding, at: now)
    }

    /// How many members were told so far.
    package func told() async throws -> Int {
        try await storage.database.read { db in
            try Int.fetchOne(db, sql: "SELECT count(*) FROM outbox WHERE body LIKE '%runs out in 30 days%'") ?? 0
        }
    }
}
