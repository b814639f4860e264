import BotTesting
import GRDB
import SQLiteStorage
import Testing

@Suite("Looking into the file")
struct LookingTests {
    @Test("A look sets no pragma: SQLite would prepare every statement again after it")
    func noPragma() async throws {
        let storage = try Storage.inMemory()
        let seen = SeenStatements()
        try await storage.database.writeWithoutTransaction { db in db.trace { seen.note("\($0)") } }
        _ = try await storage.nextDue()
        _ = try await storage.counts(at: noon)
        _ = try await storage.session()
        _ = try await storage.room(hallRoom)
        let all = seen.all
        #expect(all.count > 5)
        #expect(all.filter { $0.hasPrefix("PRAGMA") } == [])
    }
}
