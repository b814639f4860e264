import GRDB
package import SQLiteStorage
import Synchronization

/// What SQLite was asked to run.
package final class SeenStatements: Sendable {
    private let statements = Mutex<Set<String>>([])

    package init() {}

    package var all: Set<String> { statements.withLock { $0 } }

    package func note(_ statement: String) {
        statements.withLock { _ = $0.insert(statement) }
    }

    /// Notes from now on what is asked there.
    package func listen(to storage: Storage) async throws {
        try await storage.database.writeWithoutTransaction { db in
            db.trace { event in self.note("\(event)") }
        }
    }
}
