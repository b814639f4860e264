import Bot
import BotTesting
import Commands
import Foundation
import GRDB
import Groups
import Identifiers
import SQLiteStorage
import Testing

/// Goal: a damaged file is refused in words, or works; it never takes the bot down.
///
/// Method: 1,000 copies of the file of a small hall, each with some bytes changed somewhere; each is opened, and where that
/// works, every table is read and a few commands are given. A crash would end this test's process.
@Suite("Damaged files", .timeLimit(.minutes(10)))
struct DamageTests {
    private static let variants = 1000

    @Test("One thousand damaged files are refused or work")
    func damaged() async throws {
        // In memory where there is such a place: each file is synchronised many times, and no power will fail here.
        let memory = URL(fileURLWithPath: "/dev/shm")
        let isWritable = FileManager.default.isWritableFile(atPath: memory.path)
        let place = isWritable ? memory : FileManager.default.temporaryDirectory
        let folder = place.appendingPathComponent("guildhall-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let whole = folder.appendingPathComponent("whole.sqlite").path
        try await fill(whole)
        let bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: whole)))
        // Small enough to be looked through at the start: see Database.checkQuickly.
        #expect((100_000...1024 * 4096).contains(bytes.count))
        var numbers = SystemLikeNumbers(seed: 37)
        var (refused, served) = (0, 0)
        for number in 0..<Self.variants {
            var damaged = bytes
            // Some in the header and the schema, where it hurts most; some over a whole page; the others anywhere.
            let end = number % 4 == 0 ? 4096 : bytes.count
            for _ in 0..<Int.random(in: 1...8, using: &numbers) {
                damaged[Int.random(in: 0..<end, using: &numbers)] = UInt8.random(in: 0...255, using: &numbers)
            }
            if number % 10 == 9 {
                let page = Int.random(in: 0..<(bytes.count / 4096), using: &numbers) * 4096
                for index in page..<(page + 4096) { damaged[index] = UInt8.random(in: 0...255, using: &numbers) }
            }
            if number % 50 == 49 { damaged.removeLast(Int.random(in: 1..<bytes.count, using: &numbers)) }
            let path = folder.appendingPathComponent("\(number).sqlite").path
            try Data(damaged).write(to: URL(fileURLWithPath: path))
            if await serves(path) { served += 1 } else { refused += 1 }
            for name in ["", "-wal", "-journal"] { try? FileManager.default.removeItem(atPath: path + name) }
        }
        #expect(refused + served == Self.variants)
        // Both happen, or the damage is not what this test means.
        #expect(refused > Self.variants / 5 && served > Self.variants / 20)
    }

    private func fill(_ path: String) async throws {
        let storage = try Storage(path: path)
        try await Seed(groups: 60, memberships: 150, pending: 30).fill(storage)
        for number in 1...20 { try await storage.receive(batch([said("!groups", "$\(number)")]), at: noon) }
        try await storage.handleAll { [answer("Groups", key: "a/\($0.event)")] }
        try await storage.receive(batch([said("!groups show g1", "$waiting")], position: "s1"), at: noon)
        // Most of a small hall are the words that typing errors are corrected to.
        try await storage.database.writeWithoutTransaction { db in
            try db.execute(sql: "DELETE FROM searchVariant WHERE term > 'm'")
            try db.execute(sql: "VACUUM")
        }
        try storage.database.close()
    }

    /// Whether a file opens and answers; an error says no.
    private func serves(_ path: String) async -> Bool {
        do {
            let storage = try Storage(path: path)
            let deciding = Deciding(
                frame: frame,
                manner: Manner(prefix: "!", botID: UserID(rawValue: "@bot:example.org"), botName: "Bot")
            )
            for (number, text) in [
                "!groups", "!groups search swift", "!groups show g1", "!groups members g2", "!profile", "!requests",
                "!jobs",
                "!freelancer", "!join g3 hello", "!status",
            ].enumerated() {
                try await storage.receive(batch([said(text, "$new-\(number)")]), at: noon)
            }
            for _ in 0..<4 {
                _ = try await storage.handleWaiting(
                    limit: 50,
                    now: noon,
                    in: deciding.frame,
                    apology: { deciding.apology(for: $0) },
                    decide: { try deciding.decide($0, $1) }
                )
            }
            _ = try await storage.exchange([], claiming: manner(rows: 20))
            _ = try await storage.tick(at: noon)
            _ = try await storage.joinedRooms()
            try storage.database.close()
            return true
        } catch {
            // A refusal is one line, not a dump of the file.
            #expect("\(error)".utf8.count < 2000)
            return false
        }
    }
}
