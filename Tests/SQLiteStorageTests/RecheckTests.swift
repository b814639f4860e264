import Bot
import Commands
import Foundation
import GRDB
import Groups
import Identifiers
import Testing

@testable import SQLiteStorage

/// Goal: a group of any size is checked a batch at a time, each member once, whatever happens in between.
@Suite("Re-checks of members")
struct RecheckTests {
    @Test("A big group is checked in batches, with progress, through a restart and while people leave")
    func batches() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("guildhall-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("hall.sqlite").path
        var hall = try await RecheckHall(Storage(path: path))
        // Every fourth of 1,200 is on another server.
        try await hall.fill(members: 1200)
        try await hall.hear("!criteria swift-guild add server example.org")
        try await hall.hear("!criteria swift-guild recheck")
        #expect(try await hall.notices() == 0)

        try await hall.tick()
        #expect(try await hall.recheck()?.checked == 500)
        #expect(try await hall.hear("!criteria swift-guild").contains("checked 500 of 1,200"))
        let last = try #require(try await hall.recheck()?.place?.person)

        // The bot ends, and whoever was checked last leaves before it is back.
        try hall.storage.database.close()
        hall = try await RecheckHall(Storage(path: path), hour: 1)
        try await hall.sql(#"DELETE FROM membership WHERE person = ?"#, [last.rawValue])
        while let due = try await hall.storage.nextDue(), due <= hall.now.later(seconds: 60) {
            try await hall.tick()
        }
        #expect(try await hall.recheck() == nil)
        #expect(try await hall.notices() == 300)
        let told = try await hall.bodies(containing: "something of it is missing")
        #expect(told.count == 300)
        let ended = try await hall.bodies(containing: "is done: checked 1,200. 900 meet what I can check, 300 do not")
        #expect(ended.count == 1)

        // A second time nobody is told again.
        try await hall.hear("!criteria swift-guild recheck")
        for _ in 0..<3 { try await hall.tick() }
        #expect(try await hall.bodies(containing: "something of it is missing").count == 300)
        #expect(try await hall.recheck() == nil)
    }

    @Test("A dry run looks at so many members and says how many there are")
    func dryRun() async throws {
        let hall = try await RecheckHall(Storage.inMemory())
        try await hall.fill(members: 1200)
        let answer = try await hall.hear("!criteria swift-guild add server example.org --dry-run")
        #expect(answer.contains("Of 1200 members I looked at the first 200: 150 meet what I can check, 50 do not"))
        #expect(try await hall.recheck() == nil)
        #expect(try await hall.hear("!criteria swift-guild").contains("lists no criteria"))
    }

    @Test("A notice ends with the membership")
    func leaving() async throws {
        let hall = try await RecheckHall(Storage.inMemory())
        try await hall.fill(members: 4)
        try await hall.hear("!criteria swift-guild add server example.org")
        try await hall.hear("!criteria swift-guild recheck")
        try await hall.tick()
        #expect(try await hall.notices() == 1)
        try await hall.hear("!leave swift-guild", by: UserID(rawValue: "@u0:other.org"))
        #expect(try await hall.notices() == 0)
    }

    @Test("Since when somebody is a freelancer stays through edits and begins anew after a break")
    func freelancerSince() async throws {
        let hall = try await RecheckHall(Storage.inMemory())
        func since() async throws -> Timestamp? {
            try await hall.storage.database.read { db in
                try StoredBoard(db: db, hall: frame.hall, surroundings: frame.surroundings).person(finn).freelancerSince
            }
        }
        let start = hall.now
        try await hall.hear("!freelancer", by: finn)
        #expect(try await since() == start)
        hall.wait(seconds: 100)
        try await hall.hear("!profile edit\nheadline: Swift", by: finn)
        try await hall.hear("!freelancer", by: finn)
        #expect(try await since() == start)
        try await hall.hear("!freelancer off", by: finn)
        #expect(try await since() == nil)
        hall.wait(seconds: 100)
        try await hall.hear("!freelancer", by: finn)
        #expect(try await since() == start.later(seconds: 200))
    }
}

/// One group of any size, on a database that can be closed and opened again.
private final class RecheckHall {
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

    func notices() async throws -> Int {
        try await storage.database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM membershipNotice") ?? 0 }
    }

    func bodies(containing words: String) async throws -> [String] {
        try await storage.database.read { db in
            try String.fetchAll(db, sql: "SELECT body FROM outbox WHERE body IS NOT NULL")
        }.filter { $0.contains(words) }
    }
}
