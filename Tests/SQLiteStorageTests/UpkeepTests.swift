import Foundation
import GRDB
import Groups
import Identifiers
import Testing

@testable import SQLiteStorage

/// Goal: what is seen to about memberships is done once, in batches, and costs nothing where there is nothing to do.
@Suite("Upkeep of memberships")
struct UpkeepTests {
    @Test("Many memberships end in batches, each once and with one line for the administrators, through a restart")
    func massEnding() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("guildhall-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("hall.sqlite").path
        var hall = try await MembersHall(Storage(path: path))
        // Every fourth of 1,200 is on another server.
        try await hall.fill(members: 1200)
        try await hall.hear("!criteria swift-guild add server example.org")
        try await hall.hear("!criteria swift-guild recheck")
        for _ in 0..<3 { try await hall.tick() }
        #expect(try await hall.notices() == 300)
        #expect(try await hall.hear("!criteria swift-guild").contains("300 members have notice"))
        #expect(try await hall.count(#"SELECT memberCount FROM "group""#) == 1200)

        // The first batch, the end of the bot, and the rest: two weeks later, and not a moment before.
        try await hall.tick()
        #expect(hall.now >= noon.later(days: 14))
        #expect(try await hall.count(#"SELECT memberCount FROM "group""#) == 1000)
        try hall.storage.database.close()
        hall = try await MembersHall(Storage(path: path), hour: 24 * 20)
        while let due = try await hall.storage.nextDue(), due <= hall.now { try await hall.tick() }
        #expect(try await hall.count(#"SELECT memberCount FROM "group""#) == 900)
        #expect(try await hall.count("SELECT count(*) FROM membership") == 900)
        #expect(try await hall.count("SELECT value FROM tally WHERE name = 'memberships'") == -300)
        #expect(try await hall.count(#"SELECT noticeCount FROM "group""#) == 0)
        #expect(try await hall.count("SELECT count(*) FROM upkeep") == 0)
        #expect(try await hall.bodies(containing: "Your membership of Swift Guild has ended").count == 300)
        let lines = try await hall.bodies(containing: "in Swift Guild ended")
        #expect(
            lines.count == 2 && lines.allSatisfy { $0.contains("and ") && $0.contains(" more; the log names them") }
        )
        #expect(
            lines.contains {
                $0.contains("200 of 300 memberships with notice") && $0.contains("In all, 100 members have notice")
            }
        )
        #expect(try await hall.count("SELECT count(*) FROM audit WHERE change LIKE 'membership.revoked %'") == 300)
        #expect(try await hall.storage.nextDue() == nil)
    }

    @Test("Members about whom there is nothing to see to cost nothing: no row, and nothing is ever due")
    func rest() async throws {
        let hall = try await MembersHall(Storage.inMemory())
        try await hall.fill(members: 1200)
        try await hall.hear("!criteria swift-guild add server *.org")
        try await hall.hear("!criteria swift-guild add evidence dated A certificate")
        #expect(try await hall.count("SELECT count(*) FROM upkeep") == 0)
        #expect(try await hall.storage.nextDue() == nil)
    }

    @Test("A question of a request that is closed is never due, however the tables came to hold it")
    func closedQuestions() async throws {
        let hall = try await MembersHall(Storage.inMemory())
        try await hall.fill(members: 2)
        let ask = """
            INSERT INTO requestPause (request, number, fromMs, askedBy, question, nextAtMs)
            VALUES (1, 1, 0, '@ada:example.org', 'Why?', 5)
            """
        try await hall.sql(ask)
        #expect(try await hall.storage.nextDue() == nil)
        let unanswered = try await hall.storage.database.read { db in
            try StoredBoard(db: db, hall: frame.hall, surroundings: frame.surroundings).unanswered(by: noon, limit: 9)
        }
        #expect(unanswered.isEmpty)

        // Open again, it is: the look itself is not blind.
        try await hall.sql("UPDATE request SET state = 'pending', decidedAtMs = NULL, decidedBy = NULL WHERE id = 1")
        #expect(try await hall.storage.nextDue() == Timestamp(rawValue: 5))
    }

    @Test("An event that makes the bot look brings the look forward, and never puts it off")
    func earliest() async throws {
        let hall = try await MembersHall(Storage.inMemory())
        try await hall.fill(members: 2)
        let member = UserID(rawValue: "@u1:example.org")
        try await hall.storage.database.write { db in
            for moment in [900, 500, 700] {
                try db.lookAgain(at: member, in: GroupID(rawValue: 1), from: Timestamp(rawValue: Int64(moment)))
            }
            // Who is no member is not looked at.
            try db.lookAgain(at: finn, in: GroupID(rawValue: 1), from: Timestamp(rawValue: 1))
        }
        #expect(try await hall.storage.nextDue() == Timestamp(rawValue: 500))
        #expect(try await hall.count("SELECT count(*) FROM upkeep") == 1)
    }
}
