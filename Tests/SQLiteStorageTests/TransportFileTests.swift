import Foundation
import GRDB
import Groups
import Identifiers
import SQLiteStorage
import Testing

@Suite("The file")
struct TransportFileTests {
    private let path: String

    init() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("guildhall-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.appendingPathComponent("hall.sqlite").path
    }

    private func remove() {
        try? FileManager.default.removeItem(at: URL(fileURLWithPath: path).deletingLastPathComponent())
    }

    private func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    @Test("It is readable by its owner only, acknowledges nothing before it is on the disk, and shares no memory")
    func settings() throws {
        defer { remove() }
        let storage = try Storage(path: path)
        #expect(try mode(path) == 0o600)
        let found = try storage.database.writeWithoutTransaction { db in
            try ["synchronous", "journal_mode", "locking_mode", "foreign_keys", "trusted_schema"].map {
                try DatabaseValue.fetchOne(db, sql: "PRAGMA \($0)")?.description ?? ""
            }
        }
        #expect(found == ["2", "\"wal\"", "\"exclusive\"", "1", "0"])
        #expect(!FileManager.default.fileExists(atPath: path + "-shm"))
        #expect(try mode(path + "-wal") == 0o600)
    }

    @Test("A second bot on the same file is refused in words")
    func second() throws {
        defer { remove() }
        let first = try Storage(path: path)
        #expect(throws: StorageError.inUse(path: path)) { try Storage(path: path) }
        try first.database.close()
        _ = try Storage(path: path)
    }

    @Test("A file from a newer version, of another program, or of no database at all is refused")
    func refused() throws {
        defer { remove() }
        let newer = try Storage(path: path)
        try newer.database.write { db in
            try db.execute(sql: "INSERT INTO grdb_migrations VALUES ('transport 999')")
        }
        try newer.database.close()
        #expect(throws: StorageError.newer(migrations: ["transport 999"])) { try Storage(path: path) }

        let other = try DatabaseQueue(path: path + "2")
        try other.write { db in try db.execute(sql: "CREATE TABLE notOurs (id INTEGER)") }
        try other.close()
        #expect(throws: StorageError.foreign(applicationID: 0)) { try Storage(path: path + "2") }

        try Data("Certainly not a database, but long enough to be read as one, were it not for this text.".utf8)
            .write(to: URL(fileURLWithPath: path + "3"))
        #expect(throws: StorageError.notADatabase(path: path + "3")) { try Storage(path: path + "3") }
    }

    @Test("A backup is taken while the bot runs, is whole, and is nobody else's to read")
    func backup() async throws {
        defer { remove() }
        let storage = try Storage(path: path)
        try await storage.receive(batch([said("kept", "$1")], position: "s1"), at: noon)
        try await storage.backup(to: path + ".backup")
        #expect(try mode(path + ".backup") == 0o600)
        #expect(!FileManager.default.fileExists(atPath: path + ".backup.part"))
        let copy = try Storage(path: path + ".backup")
        #expect(try await copy.counts(at: noon).waitingEvents == 1)
        #expect(try await copy.session().secret == storage.session().secret)
    }

    @Test("What was stored is there again after the process was killed")
    func reopened() async throws {
        defer { remove() }
        let first = try Storage(path: path)
        #expect(try await first.beginRun())
        try await first.receive(batch([said("kept", "$1")], position: "s1"), at: noon)
        try first.database.close()
        let second = try Storage(path: path)
        #expect(try await !second.beginRun())
        try await second.endRun()
        #expect(try await second.beginRun())
        #expect(try await second.session().position == "s1")
        #expect(try await second.counts(at: noon).waitingEvents == 1)
    }
}
