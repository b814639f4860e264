import Bot
import GRDB
import Groups
import Identifiers
import Testing

@testable import BotTesting
@testable import SQLiteStorage

/// A group with more open requests than one tick shows cards of.
@Suite("Showing cards anew")
struct CardRoundTests {
    private let count = 120

    /// The sample hall, with 120 people who wait for Swift Guild and whose cards ada has.
    private func hall() async throws -> Stage {
        let stage = try Stage()
        _ = try await stage.direct("the sample hall")
        let (count, at) = (count, stage.now.rawValue)
        try await stage.storage.database.write { db in
            for id in 1...count {
                try db.execute(
                    sql: """
                        INSERT INTO request (id, "group", person, message, askedAtMs, dueAtMs, state)
                        VALUES (?, 1, ?, '', ?, ?, 'pending')
                        """,
                    arguments: [id, "@w\(id):example.org", at, at + 3 * 86_400_000]
                )
                try db.execute(
                    sql: """
                        INSERT INTO outbox (key, kind, lane, room, subject, urgency, state, attempt, eventID, createdAtMs)
                        VALUES (?, 1, '!ada:example.org', '!ada:example.org', ?, 3, 2, 1, ?, ?)
                        """,
                    arguments: ["card/\(id)", "request:\(id)", "$card\(id)", at]
                )
            }
            try db.execute(sql: #"UPDATE "group" SET pendingCount = ? WHERE id = 1"#, arguments: [count])
        }
        return stage
    }

    private func edits(_ stage: Stage) async throws -> Int {
        try await stage.storage.database.read { db in
            try Int.fetchOne(db, sql: "SELECT count(*) FROM outbox WHERE kind = 2 AND key LIKE 'edit:%'") ?? 0
        }
    }

    @Test(
        "A change of the criteria shows the open cards anew at the next ticks, some at each, and goes on after a restart"
    )
    func portions() async throws {
        let stage = try await hall()
        let change = CriteriaVersion(
            group: GroupID(rawValue: 1),
            number: 1,
            set: CriteriaSet(),
            changedBy: UserID(rawValue: "@ada:example.org"),
            since: stage.now
        )
        let now = stage.now
        try await stage.storage.database.write { db in
            let cause = Cause(at: now, person: nil, event: EventID(rawValue: "$test"))
            try db.apply(.criteria(.changed(change)), cause: cause)
            try db.apply(.request(.cardsOutdated(change.group, at: now)), cause: cause)
        }
        // Nothing within the change itself.
        #expect(try await edits(stage) == 0)
        #expect(try await stage.storage.nextDue() == now)
        for shown in [50, 100, 120] {
            // Two ticks of one moment are one.
            stage.now = Timestamp(rawValue: stage.now.rawValue + 1000)
            _ = try await stage.storage.tick(at: stage.now)
            _ = try await stage.act()
            #expect(try await edits(stage) == shown)
        }
        #expect(try await stage.storage.nextDue() != now)
        let rounds = try await stage.storage.database.read {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM cardRound")
        }
        #expect(rounds == 0)
    }
}
