import BotTesting
import GRDB
import SQLiteStorage
import Testing

/// A hall of 100,000 groups and 1,000,000 memberships, with figures about the tables (ANALYZE) to plan by: what finds its
/// rows by an index there costs no more than in a small one.
actor LargeHall {
    /// Filled for the first story, and used by all.
    static let shared = LargeHall()

    private var filling: Task<Storage, any Error>?
    private var explained: Set<String> = []

    /// The steps of some statements that read more than they should, each with its statement.
    ///
    /// What was explained for one story is not explained again for another.
    func walks(in statements: Set<String>) async throws -> [String] {
        let asked = statements.filter { ["SELECT", "UPDATE", "DELETE"].contains($0.prefix(6)) }
        let new = asked.subtracting(explained)
        explained.formUnion(new)
        var walks: [String] = []
        for sql in new.sorted() {
            for step in try await plan(of: sql) where Self.isWalk(step) && !Self.isAllowed(step, in: sql) {
                walks.append("\(step) in \(sql)")
            }
        }
        return walks
    }

    func plan(of sql: String) async throws -> [String] {
        try await filled().database.read { db in
            let statement = try db.makeStatement(sql: "EXPLAIN QUERY PLAN " + sql)
            statement.setUncheckedArguments([])
            return try Row.fetchAll(statement).map { $0["detail"] as String }
        }
    }

    private func filled() async throws -> Storage {
        let task =
            filling
            ?? Task {
                let storage = try Storage.inMemory()
                try await Seed(groups: 100_000, memberships: 1_000_000, pending: 10_000).fill(storage)
                return storage
            }
        filling = task
        return try await task.value
    }

    static func isWalk(_ step: String) -> Bool {
        step.hasPrefix("SCAN") || step.contains("TEMP B-TREE")
    }

    /// Walks that end after a row or few: full-text matches stop at their LIMIT, `tally` and `session` have a handful of
    /// rows, max(id) is one step, and partial indexes of what waits hold nothing else.
    private static func isAllowed(_ step: String, in sql: String) -> Bool {
        step == "SCAN CONSTANT ROW" || step.contains("VIRTUAL TABLE INDEX") || step.hasPrefix("SCAN tally")
            || step.hasPrefix("SCAN session")
            || step.hasPrefix("SCAN s ") || step == "SCAN s" || sql.contains("coalesce(max(id), 0) + 1")
            || [
                "inboxWaiting", "inboxParked", "outboxReady", "outboxDead", "directRoomUnlisted", "outboxUnderWay",
                "roomInvited",
            ]
            .contains { step.contains($0) }
            || sql.contains("quarantine")
            // SQLite's own look at the settings of a full-text index, a handful of rows, when the tables have changed.
            || sql.hasSuffix("Words_config'")
            // A person has at most 20 open requests, and SQLite rather sorts so few.
            || sql.contains("FROM request WHERE person = ? AND state = 'pending' ORDER BY id")
            || (sql.contains("membership = 2") && step.contains("SCAN room"))
    }
}

@Test("A walk through a whole table is found")
func walkThroughATable() async throws {
    let walks = try await LargeHall.shared.walks(in: [#"SELECT * FROM "group" WHERE about = 'x'"#])
    #expect(walks.count == 1)
}
