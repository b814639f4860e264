import GRDB
import Groups
import Identifiers
import Testing

@testable import BotTesting
@testable import SQLiteStorage

/// A full group with more people waiting for a place than one tick lets in.
@Suite("Waiting lists")
struct QueueTests {
    private let count = 150

    /// The sample hall, in which Swift Guild takes one member and has 150 people waiting who are freelancers.
    private func hall() async throws -> Stage {
        let stage = try Stage()
        _ = try await stage.direct("the sample hall")
        let (count, at) = (count, stage.now.rawValue)
        try await stage.storage.database.write { db in
            for id in 1...count {
                let person = "@w\(id):example.org"
                try db.execute(
                    sql: "INSERT INTO person (userID, isFreelancer, headline, skills) VALUES (?, 1, '', '')",
                    arguments: [person]
                )
                try db.execute(
                    sql: """
                        INSERT INTO request (id, "group", person, message, askedAtMs, dueAtMs, state, decidedAtMs, decidedBy)
                        VALUES (?1, 1, ?2, '', ?3, ?3, 'approved', ?3, '@ada:example.org')
                        """,
                    arguments: [id, person, at]
                )
                try db.execute(
                    sql: """
                        INSERT INTO queuePlace ("group", person, sinceMs, request, isByRule, letInBy)
                        VALUES (1, ?, ?, ?, 0, '@ada:example.org')
                        """,
                    arguments: [person, at, id]
                )
            }
            try db.execute(sql: #"UPDATE "group" SET queueCount = ?, capacity = 1 WHERE id = 1"#, arguments: [count])
        }
        return stage
    }

    private func members(_ stage: Stage) async throws -> [String] {
        try await stage.storage.database.read { db in
            try String.fetchAll(db, sql: "SELECT person FROM membership ORDER BY sinceMs, request")
        }
    }

    private func edit(_ stage: Stage, capacity: String) async throws {
        let words = "groups edit swift-guild\ncapacity: \(capacity)"
        _ = try await stage.hear(.init(person: "ada", place: .direct, act: .says(words)))
    }

    @Test("As many come in as there is room for, in order, a hundred at a tick, and then nothing is due")
    func portions() async throws {
        let stage = try await hall()
        #expect(try await stage.storage.nextDue() == nil)
        try await edit(stage, capacity: "3")
        #expect(try await members(stage) == (1...3).map { "@w\($0):example.org" })
        #expect(try await stage.storage.nextDue() == nil)

        let now = stage.now
        try await stage.storage.database.write { db in
            try db.execute(
                sql: #"UPDATE "group" SET capacity = NULL, queueDueAtMs = ? WHERE id = 1"#,
                arguments: [now.rawValue]
            )
        }
        for total in [103, 150] {
            #expect(try await stage.storage.nextDue() == now)
            stage.now = Timestamp(rawValue: stage.now.rawValue + 1000)
            _ = try await stage.storage.tick(at: stage.now)
            // What comes of a hundred direct rooms that are opened stands before the next tick.
            for _ in 1...2 { _ = try await stage.act() }
            let found = try await members(stage).count
            #expect(found == total)
        }
        #expect(try await stage.storage.nextDue() == nil)
    }

    @Test("While a group is stopped its waiting list is due once, and not again at every tick")
    func stopped() async throws {
        let stage = try await hall()
        try await stage.storage.database.write { db in
            try db.execute(sql: #"UPDATE "group" SET suspendedFor = 'Abuse' WHERE id = 1"#)
        }
        try await edit(stage, capacity: "10")
        #expect(try await members(stage) == [])
        #expect(try await stage.storage.nextDue() == nil)
    }
}
