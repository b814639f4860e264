import Bot
import Foundation
import GRDB
import Groups
import Identifiers
import Testing

@testable import BotTesting
@testable import SQLiteStorage

/// Goal: whoever was refused and asked for it hears once that they meet what has changed, and nobody else is looked at.
@Suite("Hints after a refusal")
struct HintTests {
    private static let count = 120

    /// Swift Guild, which has asked for people of Acme, and 120 people who were refused for that and want hints.
    private func fill(_ hall: MembersHall) async throws {
        try await hall.fill(
            applicants: Self.count,
            "state, decidedAtMs, decidedBy",
            as: "'refused', ?2, '@ada:example.org'"
        )
        let people = MembersHall.applicants
        try await hall.sql(
            "\(people) INSERT INTO personSettings (person, hints) SELECT id, 1 FROM p",
            [Self.count]
        )
        try await hall.sql(
            #"\#(people) INSERT INTO hintWanted ("group", person, request) SELECT 1, id, k + 1 FROM p"#,
            [Self.count]
        )
    }

    private func told(_ hall: MembersHall) async throws -> Int {
        try await hall.bodies(containing: "You no longer need").count
    }

    private func wanted(_ hall: MembersHall) async throws -> Int {
        try await hall.count("SELECT count(*) FROM hintWanted")
    }

    @Test("They are told a batch at a time, each once, through a restart, and then nothing is due")
    func batches() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("guildhall-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("hall.sqlite").path
        var hall = try await MembersHall(Storage(path: path))
        try await fill(hall)
        try await hall.hear("!criteria swift-guild remove 1")
        #expect(try await told(hall) == 0)

        try await hall.tick()
        #expect(try await told(hall) == HintRound.batch)

        // Of those who are left one asks again, one does not want it any more, and one is no freelancer by now.
        let left = ["@p7:example.org", "@p8:example.org", "@p9:example.org"].map(UserID.init(rawValue:))
        try hall.storage.database.close()
        hall = try await MembersHall(Storage(path: path), hour: 1)
        try await hall.sql("UPDATE request SET mayAskAtMs = 0 WHERE person = '@p7:example.org'")
        try await hall.hear("!join swift-guild", by: left[0])
        try await hall.sql("DELETE FROM hintWanted WHERE person = '@p8:example.org'")
        try await hall.sql("UPDATE person SET isFreelancer = 0 WHERE userID = '@p9:example.org'")
        while let due = try await hall.storage.nextDue(), due <= hall.now.later(seconds: 60) {
            try await hall.tick()
        }
        #expect(try await told(hall) == Self.count - 3)
        #expect(try await hall.count("SELECT count(*) FROM request WHERE hintedAtMs IS NOT NULL") == Self.count - 3)
        #expect(try await hall.count("SELECT count(*) FROM hintRound") == 0)
        #expect(try await wanted(hall) == 1)
    }

    @Test("A change during a round begins it anew, and is compared with what held before the first")
    func changedMeanwhile() async throws {
        let hall = try await MembersHall(Storage.inMemory())
        try await fill(hall)
        // Another server in the place of the first: nobody meets that either.
        try await hall.hear("!criteria swift-guild edit 1 server beta.example")
        try await hall.tick()
        #expect(try await hall.count("SELECT count(*) FROM hintRound WHERE before = 1 AND after IS NOT NULL") == 1)
        try await hall.hear("!criteria swift-guild edit 1 server example.org")
        #expect(try await hall.count("SELECT count(*) FROM hintRound WHERE before = 1 AND after IS NULL") == 1)
        for _ in 0..<4 { try await hall.tick() }
        #expect(try await told(hall) == Self.count)
        #expect(try await hall.count("SELECT count(*) FROM hintRound") == 0)
    }

    @Test("Who wants hints is known by group: from the refusal on, or from the wish on, until something else is said")
    func wishes() async throws {
        let stage = try Stage()
        _ = try await stage.direct("the sample hall")
        func say(_ person: String, _ words: String) async throws {
            _ = try await stage.hear(.init(person: person, place: .direct, act: .says(words)))
        }
        func wanted() throws -> [Int] {
            try stage.storage.database.unsafeRead { try Int.fetchAll($0, sql: "SELECT request FROM hintWanted") }
        }
        try await say("finn", "join swift-guild")
        try await say("ada", "refuse 1 --again now Not yet")
        #expect(try wanted() == [])
        try await say("finn", "settings hints on")
        #expect(try wanted() == [1])
        try await say("finn", "settings zone Europe/Paris")
        #expect(try wanted() == [1])
        try await say("finn", "settings hints off")
        #expect(try wanted() == [])
        try await say("finn", "settings hints on")
        try await say("finn", "join swift-guild")
        #expect(try wanted() == [])
        try await say("ada", "refuse 2 --again now Not yet")
        #expect(try wanted() == [2])
        // An invitation that is accepted makes up for it, also for whoever leaves afterwards.
        try await say("ada", "invite swift-guild @finn:example.org")
        try await say("finn", "join swift-guild")
        #expect(try wanted() == [])
        try await say("finn", "leave swift-guild")
        try await say("finn", "settings hints off")
        try await say("finn", "settings hints on")
        #expect(try wanted() == [])
    }

    @Test("After a year a refusal is past, and no round begins where nobody waits for it")
    func outdated() async throws {
        let hall = try await MembersHall(Storage.inMemory())
        try await fill(hall)
        hall.wait(seconds: 366 * 86_400)
        try await hall.hear("!criteria swift-guild remove 1")
        for _ in 0..<4 { try await hall.tick() }
        #expect(try await told(hall) == 0)
        #expect(try await wanted(hall) == 0)
        try await hall.hear("!criteria swift-guild add server acme.example")
        #expect(try await hall.count("SELECT count(*) FROM hintRound") == 0)
    }

    @Test("A round reads those who wait for it in this group, and no others")
    func plan() async throws {
        let hall = try await MembersHall(Storage.inMemory())
        let plan = try await hall.storage.database.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    EXPLAIN QUERY PLAN SELECT r.* FROM hintWanted h CROSS JOIN request r ON r.id = h.request
                    WHERE h."group" = 1 AND h.person > '' ORDER BY h.person LIMIT 50
                    """
            ).map { $0["detail"] as String }
        }
        #expect(
            plan == [
                "SEARCH h USING PRIMARY KEY (group=? AND person>?)",
                "SEARCH r USING INTEGER PRIMARY KEY (rowid=?)",
            ]
        )
    }
}
