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
        var hall = try await MembersHall(Storage(path: path))
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
        hall = try await MembersHall(Storage(path: path), hour: 1)
        try await hall.sql(#"DELETE FROM membership WHERE person = ?"#, [last.rawValue])
        while let due = try await hall.storage.nextDue(), due <= hall.now.later(seconds: 60) {
            try await hall.tick()
        }
        #expect(try await hall.recheck() == nil)
        #expect(try await hall.notices() == 300)
        let told = try await hall.bodies(containing: "you no longer meet all of it")
        #expect(told.count == 300)
        let ended = try await hall.bodies(
            containing: "is done: checked 1,200. 900 meet what I can check and 300 do not"
        )
        #expect(ended.count == 1)

        // A second time nobody is told again.
        try await hall.hear("!criteria swift-guild recheck")
        for _ in 0..<3 { try await hall.tick() }
        #expect(try await hall.bodies(containing: "you no longer meet all of it").count == 300)
        #expect(try await hall.recheck() == nil)
    }

    @Test("A dry run looks at so many members and says how many there are")
    func dryRun() async throws {
        let hall = try await MembersHall(Storage.inMemory())
        try await hall.fill(members: 1200)
        let answer = try await hall.hear("!criteria swift-guild add server example.org --dry-run")
        #expect(answer.contains("Of 1200 members I looked at the first 200: 150 meet what I can check and 50 do not"))
        #expect(try await hall.recheck() == nil)
        #expect(try await hall.hear("!criteria swift-guild").contains("lists no criteria"))
    }

    @Test("A notice ends with the membership")
    func leaving() async throws {
        let hall = try await MembersHall(Storage.inMemory())
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
        let hall = try await MembersHall(Storage.inMemory())
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
