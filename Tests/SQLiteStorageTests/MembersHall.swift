import Bot
import Commands
import GRDB
import Groups
import Identifiers
import Testing

@testable import SQLiteStorage

/// One group of any size, on a database that can be closed and opened again.
final class MembersHall {
    let storage: Storage
    private(set) var now: Timestamp
    private var events = 0
    private let deciding = Deciding(
        frame: frame,
        manner: Manner(prefix: "!", botID: UserID(rawValue: "@guildhall:example.org"), botName: "Guildhall")
    )

    init(_ storage: Storage, hour: Int64 = 0) async throws {
        self.storage = storage
        now = noon.later(seconds: hour * 3600)
    }

    func wait(seconds: Int64) {
        now = now.later(seconds: seconds)
    }

    func sql(_ sql: String, _ arguments: StatementArguments = []) async throws {
        try await storage.database.write { try $0.execute(sql: sql, arguments: arguments) }
    }

    func fill(members: Int) async throws {
        try await sql("INSERT INTO sponsor (id, name, skeleton) VALUES (1, 'Acme', 'acme')")
        try await sql(
            """
            INSERT INTO "group" (
                id, handle, name, skeleton, sponsor, about, skills, criteria, badge, zone, workingDays, reapplyDays, memberCount
            ) VALUES (1, 'swift-guild', 'Swift Guild', 'swiftguild', 1, '', '', '', '🦜', 'UTC', 'mon', 30, ?)
            """,
            [members]
        )
        try await sql(#"INSERT INTO administrator ("group", person) VALUES (1, '@ada:example.org')"#)
        let people = """
            WITH RECURSIVE n (k) AS (SELECT 0 UNION ALL SELECT k + 1 FROM n WHERE k < ?1 - 1),
            p (k, id) AS (SELECT k, '@u' || k || CASE WHEN k % 4 = 0 THEN ':other.org' ELSE ':example.org' END FROM n)
            """
        try await sql(
            """
            \(people) INSERT INTO request (id, "group", person, message, askedAtMs, dueAtMs, state, decidedAtMs, decidedBy)
            SELECT k + 1, 1, id, '', 0, 0, 'approved', 0, '@ada:example.org' FROM p
            """,
            [members]
        )
        // Many joined at the same moment: the order is by person, too.
        try await sql(
            """
            \(people) INSERT INTO membership ("group", person, sinceMs, request) SELECT 1, id, k / 100, k + 1 FROM p
            """,
            [members]
        )
    }

    /// So many people (`?1`), from `@p1:example.org` on: `k` and `id` of each.
    static let applicants = """
        WITH RECURSIVE n (k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM n WHERE k < ?1),
        p (k, id) AS (SELECT k, '@p' || k || ':example.org' FROM n)
        """

    /// Swift Guild, which has asked for people of Acme, and so many others who have asked to join, from request 2 on.
    ///
    /// `columns` of these requests have the `values`, in which `?2` is the moment.
    func fill(applicants count: Int, _ columns: String, as values: String) async throws {
        try await fill(members: 1)
        try await hear("!criteria swift-guild add server acme.example")
        try await sql(
            "\(Self.applicants) INSERT INTO person (userID, isFreelancer, headline, skills) SELECT id, 1, '', '' FROM p",
            [count]
        )
        try await sql(
            """
            \(Self.applicants) INSERT INTO request (id, "group", person, message, askedAtMs, dueAtMs, \(columns))
            SELECT k + 1, 1, id, '', ?2, ?2, \(values) FROM p
            """,
            [count, now.rawValue]
        )
    }

    /// Says something in a room, and gives the answer.
    @discardableResult
    func hear(_ words: String, by person: UserID = ada) async throws -> String {
        events += 1
        var event = said(words, "$\(now.rawValue)-\(events)", by: person)
        event.receivedAt = now
        _ = try await storage.receive(batch([event]), at: now)
        try await handle()
        return try await storage.database.read { db in
            try String.fetchOne(db, sql: "SELECT body FROM outbox WHERE plain = 1 ORDER BY id DESC LIMIT 1") ?? ""
        }
    }

    /// Lets the next thing that is due be done.
    func tick() async throws {
        now = max(now.later(seconds: 1), try await storage.nextDue() ?? now)
        _ = try await storage.tick(at: now)
        try await handle()
    }

    private func handle() async throws {
        let deciding = deciding
        let handled = try await storage.handleWaiting(
            limit: 100,
            now: now,
            in: frame,
            apology: { _ in [] },
            decide: { try deciding.decide($0, $1) }
        )
        #expect(handled.faults.map(\.message) == [])
    }

    func recheck() async throws -> Recheck? {
        try await storage.database.read { db in
            try StoredBoard(db: db, hall: frame.hall, surroundings: frame.surroundings)
                .recheck(of: GroupID(rawValue: 1))
        }
    }

    func notices() async throws -> Int { try await count("SELECT count(*) FROM upkeep WHERE noticeAtMs IS NOT NULL") }

    /// A number that a query gives.
    func count(_ sql: String) async throws -> Int {
        try await storage.database.read { try Int.fetchOne($0, sql: sql) ?? 0 }
    }

    func bodies(containing words: String) async throws -> [String] {
        try await storage.database.read { db in
            try String.fetchAll(db, sql: "SELECT body FROM outbox WHERE body IS NOT NULL")
        }.filter { $0.contains(words) }
    }
}
