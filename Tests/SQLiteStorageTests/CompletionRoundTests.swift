import Foundation
import GRDB
import Groups
import Testing

@testable import SQLiteStorage

/// Goal: whoever waits for what a group no longer asks waits no longer, however many they are, and nothing is left due.
@Suite("Incomplete requests after a change of the criteria")
struct CompletionRoundTests {
    private static let count = 250

    /// Swift Guild, which has asked for people of Acme, and 250 people who wait for that.
    private func fill(_ hall: MembersHall) async throws {
        try await hall.fill(applicants: Self.count, "state, rung, incompleteSinceMs", as: "'pending', 1, ?2")
        try await hall.sql(
            "INSERT INTO requestCriteria (request, version) SELECT id, 1 FROM request WHERE incompleteSinceMs IS NOT NULL"
        )
        try await hall.sql("UPDATE tally SET value = ? WHERE name = 'incomplete'", [Self.count])
    }

    private func incomplete(_ hall: MembersHall) async throws -> Int {
        try await hall.count("SELECT count(*) FROM request WHERE incompleteSinceMs IS NOT NULL")
    }

    @Test("They are complete a batch at a time, each once, through a restart, and then nothing of it is due")
    func batches() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("guildhall-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("hall.sqlite").path
        var hall = try await MembersHall(Storage(path: path))
        try await fill(hall)
        try await hall.hear("!criteria swift-guild remove 1")
        #expect(try await incomplete(hall) == Self.count)

        try await hall.tick()
        #expect(try await incomplete(hall) == Self.count - CompletionRound.batch)

        try hall.storage.database.close()
        hall = try await MembersHall(Storage(path: path), hour: 1)
        try await hall.tick()
        try await hall.tick()
        #expect(try await incomplete(hall) == 0)
        #expect(try await hall.count("SELECT count(*) FROM completionRound") == 0)
        #expect(try await hall.bodies(containing: "By that your request").count == Self.count)
        #expect(try await hall.count(#"SELECT pendingCount FROM "group" WHERE id = 1"#) == Self.count)
        #expect(try await hall.count("SELECT count(*) FROM requestCriteria WHERE version = 2") == Self.count)
    }

    @Test("A change that helps nobody leaves all as they are, and one that goes on meanwhile begins it anew")
    func changedMeanwhile() async throws {
        let hall = try await MembersHall(Storage.inMemory())
        try await fill(hall)
        try await hall.hear("!criteria swift-guild edit 1 server beta.example")
        try await hall.tick()
        #expect(try await incomplete(hall) == Self.count)
        #expect(try await hall.count("SELECT after FROM completionRound") == CompletionRound.batch + 1)

        try await hall.hear("!criteria swift-guild edit 1 server example.org")
        #expect(try await hall.count("SELECT after FROM completionRound") == 0)
        for _ in 0..<3 { try await hall.tick() }
        #expect(try await incomplete(hall) == 0)
        #expect(try await hall.count("SELECT count(*) FROM requestCriteria WHERE version = 3") == Self.count)
    }

    @Test("Where nobody waits a change begins nothing")
    func nobody() async throws {
        let hall = try await MembersHall(Storage.inMemory())
        try await hall.fill(members: 1)
        try await hall.hear("!criteria swift-guild add server acme.example")
        try await hall.hear("!criteria swift-guild remove 1")
        #expect(try await hall.count("SELECT count(*) FROM completionRound") == 0)
    }
}
