import Bot
import GRDB
import Groups
import Identifiers
import Testing

@testable import BotTesting
@testable import SQLiteStorage

/// A group with more open requests than one tick looks at.
@Suite("Dating anew")
struct RedatingTests {
    private let group = GroupID(rawValue: 1)
    private let count = 250

    /// The sample hall, with 250 people who wait for Swift Guild.
    private func hall() async throws -> Stage {
        let stage = try Stage()
        _ = try await stage.direct("the sample hall")
        let (count, at, group) = (count, stage.now.rawValue, group)
        let ladder = try await stage.storage.read(stage) { board in
            let calendar = try board.calendar(of: board.knownGroup(group), at: Timestamp(rawValue: at))
            return Ladder(from: Timestamp(rawValue: at), by: calendar)
        }
        try await stage.storage.database.write { db in
            for id in 1...count {
                try db.execute(
                    sql: """
                        INSERT INTO request (id, "group", person, message, askedAtMs, dueAtMs, state, rung, rungAtMs)
                        VALUES (?, 1, ?, '', ?, ?, 'pending', 1, ?)
                        """,
                    arguments: [id, "@w\(id):example.org", at, ladder.dueAt.rawValue, ladder.firstReminderAt.rawValue]
                )
            }
            try db.execute(sql: #"UPDATE "group" SET pendingCount = ? WHERE id = 1"#, arguments: [count])
        }
        return stage
    }

    private func say(_ words: String, _ stage: Stage) async throws -> [String] {
        try await stage.hear(.init(person: "ada", place: .room("lobby"), act: .says(words)))
    }

    @Test(
        "Batch by batch every open request gets its date, each applicant is told once, and administrators once in all"
    )
    func batches() async throws {
        let stage = try await hall()
        let lines = try await say("!holidays swift-guild add 2026-03-04 Outing", stage)
        #expect(lines.filter { $0.contains("is now to be decided by the end of Fri 6 March 2026") }.count == count)
        #expect(lines.filter { $0.contains("250 open requests have new dates") }.count == 1)
        let wrong = try await stage.storage.database.read { db in
            try Int.fetchOne(db, sql: "SELECT count(*) FROM request WHERE dueAtMs <> 1772838000000") ?? -1
        }
        #expect(wrong == 0)
        #expect(
            try await stage.storage.database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM redating") } == 0
        )
        // The reminder comes a day later too, one list for all of them.
        let reminders = try await stage.pass(2 * 86_400_000, awake: true)
        #expect(reminders.isEmpty)
        let later = try await stage.pass(86_400_000, awake: true)
        #expect(later.count == 1 && later[0].contains("Waiting for a decision: 250 requests"))
    }

    @Test("Read in between, a request is due by the present calendar already; a second change begins anew")
    func inBetween() async throws {
        let stage = try await hall()
        let (group, now) = (group, stage.now)
        try await stage.storage.database.write { db in
            let cause = Cause(at: now, person: nil, event: EventID(rawValue: "$test"))
            let day = try #require(Day(parsing: "2026-03-04"))
            try db.apply(.calendar(.holidaysAdded(group, [Holiday(day: day)])), cause: cause)
            try db.apply(.calendar(.changed(group, at: now)), cause: cause)
        }
        let friday = Timestamp(rawValue: 1_772_838_000_000)
        let read = try await stage.storage.read(stage) { try $0.request(RequestID(rawValue: 200))?.dueAt }
        #expect(read == friday)
        // One batch, then the calendar changes again.
        _ = try await stage.storage.tick(at: stage.now)
        _ = try await stage.act()
        let after = try await stage.storage.read(stage) { try $0.redatingsDue(by: now, limit: 1).first?.after }
        #expect(after == RequestID(rawValue: 100))
        stage.now = Timestamp(rawValue: stage.now.rawValue + 1000)
        let lines = try await say("!holidays swift-guild add 2026-03-05 Outing", stage)
        #expect(lines.filter { $0.contains("is now to be decided by the end of Mon 9 March 2026") }.count == count)
    }

    @Test("More requests than one tick looks at, due together, make one list")
    func oneList() async throws {
        let stage = try await hall()
        let lines = try await stage.pass(2 * 86_400_000, awake: true)
        #expect(lines.count == 1 && lines[0].contains("Waiting for a decision: 250 requests"))
        let due = try await stage.pass(86_400_000, awake: true)
        #expect(due.count == 1)
        let late = try await stage.pass(86_400_000, awake: true)
        #expect(late.filter { $0.contains("should have been decided") }.count == count)
        #expect(late.count == count + 1)
        let (group, now) = (group, stage.now)
        let record = try await stage.storage.read(stage) { try $0.record(of: group, at: now) }
        #expect(record.missed == count && record.kept == 0)
    }
}

extension RedatingTests {
    @Test("Owners and operators are told of all that is late, once, and of what is due today beside it")
    func escalation() async throws {
        let stage = try await hall()
        try await stage.storage.database.write { db in
            try db.execute(sql: "INSERT INTO sponsorOwner (sponsor, person) VALUES (1, '@cleo:example.org')")
            // Twenty more come to their due day when the others are late, and after them.
            try db.execute(
                sql: """
                    INSERT INTO request (id, "group", person, message, askedAtMs, dueAtMs, state, rung, rungAtMs)
                    SELECT id + 1000, "group", person || '.b', '', askedAtMs, dueAtMs + 86400000, state, 2,
                        rungAtMs + 2 * 86400000
                    FROM request WHERE id <= 20
                    """
            )
            try db.execute(sql: #"UPDATE "group" SET pendingCount = pendingCount + 20"#)
        }
        func told(_ person: String, _ lines: [String]) -> [String] { lines.filter { $0.hasPrefix("bot to \(person)") } }
        let today = try await told("cleo", stage.pass(3 * 86_400_000, awake: true))
        #expect(today.count == 1 && today[0].contains("due today") && today[0].contains("… and 235 more"))
        let late = try await told("cleo", stage.pass(86_400_000, awake: true))
        #expect(late.count == 2)
        #expect(late.contains { $0.contains("should have been decided by now") && $0.contains("… and 235 more") })
        #expect(late.contains { $0.contains("due today") && $0.contains("… and 5 more") })
        let unanswered = try await told("olga", stage.pass(7 * 86_400_000, awake: true))
        #expect(unanswered.count == 2)
        #expect(unanswered.contains { $0.contains("Swift Guild by Acme: 250 requests") })
        #expect(unanswered.contains { $0.contains("Swift Guild by Acme: 20 requests") })
    }
}

extension Storage {
    /// Looks at the board as a decision would.
    func read<Found: Sendable>(
        _ stage: Stage,
        _ look: @escaping @Sendable (StoredBoard) throws -> Found
    ) async throws -> Found {
        let frame = stage.deciding.frame
        return try await database.look { db in
            try look(StoredBoard(db: db, hall: frame.hall, surroundings: frame.surroundings))
        }
    }
}
