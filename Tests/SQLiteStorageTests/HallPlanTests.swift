import BotTesting
import Foundation
import GRDB
import SQLiteStorage
import Synchronization
import Testing

/// Goal: no statement of the hall costs more in a big hall than in a small one.
///
/// Method: every conversation is played with SQLite telling what it runs; each of these statements is then explained on
/// a hall of 100,000 groups and 1,000,000 memberships, with figures about the tables (ANALYZE) to plan by.
@Suite("Query plans of the hall")
struct HallPlanTests {
    @Test("Every statement finds its rows by an index, in a hall of 100,000 groups and 1,000,000 memberships")
    func plans() async throws {
        let statements = try await statementsOfAllConversations()
        #expect(statements.count > 60)
        let storage = try Storage.inMemory()
        try await Seed(groups: 100_000, memberships: 1_000_000, pending: 10_000).fill(storage)
        for sql in statements.sorted() {
            for step in try await plan(of: sql, in: storage) {
                #expect(!isWalk(step) || isAllowed(step, in: sql), "\(step) in \(sql)")
            }
        }
    }

    @Test("The check itself finds a walk through a whole table")
    func control() async throws {
        let storage = try Storage.inMemory()
        let plan = try await plan(of: #"SELECT * FROM "group" WHERE about = 'x'"#, in: storage)
        #expect(plan.contains(where: isWalk))
    }

    private func isWalk(_ step: String) -> Bool {
        step.hasPrefix("SCAN") || step.contains("TEMP B-TREE")
    }

    /// Walks that end after a row or few: full-text matches stop at their LIMIT, `tally` and `session` have a handful of
    /// rows, max(id) is one step, and partial indexes of what waits hold nothing else.
    private func isAllowed(_ step: String, in sql: String) -> Bool {
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

    private func plan(of sql: String, in storage: Storage) async throws -> [String] {
        try await storage.database.read { db in
            let statement = try db.makeStatement(sql: "EXPLAIN QUERY PLAN " + sql)
            statement.setUncheckedArguments([])
            return try Row.fetchAll(statement).map { $0["detail"] as String }
        }
    }

    private func statementsOfAllConversations() async throws -> Set<String> {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../ConversationTests/Conversations")
        let seen = SeenStatements()
        for conversation in try Conversation.all(in: folder) {
            _ = try await conversation.replayed { storage in
                try await storage.database.writeWithoutTransaction { db in
                    db.trace { event in seen.note("\(event)") }
                }
            }
        }
        return seen.all.filter { ["SELECT", "UPDATE", "DELETE"].contains($0.prefix(6)) }
    }
}

/// What SQLite was asked to run.
final class SeenStatements: Sendable {
    private let statements = Mutex<Set<String>>([])

    var all: Set<String> { statements.withLock { $0 } }

    func note(_ statement: String) {
        statements.withLock { _ = $0.insert(statement) }
    }
}
