package import GRDB
import GRDBSQLite

/// The bot's SQLite file: what came in, what is to go out, what the rooms look like, and the hall itself.
///
/// One connection, for good: SQLite before 3.51.3 can damage a WAL file that two connections write and checkpoint,
/// and an exclusive lock is also what keeps a second bot from running on the same file. Each method is one whole
/// transaction, named by what it achieves.
package final class Storage: Sendable {
    package let database: DatabaseQueue
    /// Where the file is, or nil for a database in memory.
    package let path: String?

    /// Opens or creates the file at `path`, brings its tables up to date and checks every setting it relies on.
    ///
    /// - Throws: ``StorageError`` where the file is in use, damaged, somebody else's or from a newer version.
    package convenience init(path: String) throws {
        try Self.makePrivate(path)
        let queue: DatabaseQueue
        do {
            queue = try DatabaseQueue(path: path, configuration: Self.configuration())
        } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
            throw StorageError.inUse(path: path)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_NOTADB {
            throw StorageError.notADatabase(path: path)
        }
        try self.init(queue, path: path)
    }

    /// A database that lives as long as this value: for tests, and to try the bot out.
    package static func inMemory() throws -> Storage {
        let queue = try DatabaseQueue(configuration: configuration())
        try blank.get().database.backup(to: queue)
        // What was drawn by lot for one file is no other's.
        try queue.write { db in try db.execute(sql: "UPDATE session SET secret = randomblob(32)") }
        return try Storage(queue, path: nil)
    }

    /// What each database in memory begins as a copy of, as making it takes long.
    private static let blank = Result { try Storage(DatabaseQueue(configuration: configuration()), path: nil) }

    private init(_ queue: DatabaseQueue, path: String?) throws {
        database = queue
        self.path = path
        do {
            try queue.writeWithoutTransaction { db in
                try db.settle(inFile: path != nil)
                try db.refuseForeign()
            }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
            throw StorageError.inUse(path: path ?? "")
        }
        try migrate()
        try queue.writeWithoutTransaction { db in
            try db.keepLog()
            try db.assertSettings(inFile: path != nil)
            try db.checkQuickly()
            try db.checkColumns()
        }
    }

    private func migrate() throws {
        let migrator = DatabaseMigrator.storage
        if let newer = try database.read({ db in try migrator.newerMigrations(db) }) {
            throw StorageError.newer(migrations: newer)
        }
        try migrator.migrate(database)
    }

    private static func configuration() -> Configuration {
        var configuration = Configuration()
        configuration.label = "guildhall"
        configuration.acceptsDoubleQuotedStringLiterals = false
        configuration.foreignKeysEnabled = true
        configuration.prepareDatabase { db in
            // Before anything is read: the shared-memory file is never made then, and the lock is taken at once.
            try db.execute(sql: "PRAGMA locking_mode = EXCLUSIVE")
        }
        return configuration
    }
}

extension DatabaseQueue {
    /// Reads without saying so to SQLite.
    ///
    /// GRDB's own `read` sets `PRAGMA query_only` before and after, and SQLite prepares every statement again after a
    /// pragma: each look between two transactions would cost the next one all its cached statements. With one
    /// connection, used by one at a time, the rest of what `read` is for comes by itself.
    func look<Found: Sendable>(_ look: @escaping @Sendable (Database) throws -> Found) async throws -> Found {
        try await unsafeRead(look)
    }
}

/// Why the storage cannot be opened or used.
package enum StorageError: Error, Equatable {
    /// Another process has the file open.
    case inUse(path: String)
    /// The file is not an SQLite database.
    case notADatabase(path: String)
    /// The file is a database of another program.
    case foreign(applicationID: Int64)
    /// A newer version of the bot has written the file.
    case newer(migrations: [String])
    /// SQLite did not take a setting that the bot's promises rest on.
    case setting(name: String, expected: String, found: String)
    /// The file is damaged, or cannot be created with mode 0600.
    case damaged(String)
    /// The file cannot be made there.
    case unwritable(String)
    /// The bot that holds the file could not make the backup, for the reason that it gave.
    case refused(String)
}

extension StorageError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .inUse(let path):
            "\(path) is in use by another process: stop the bot that runs on it, or name another file"
        case .notADatabase(let path):
            "\(path) is not an SQLite database: name another file, or restore a backup"
        case .foreign(let id):
            "the file belongs to another program (application_id \(id)): name another file"
        case .newer(let migrations):
            "a newer version of the bot has written the file (\(migrations.joined(separator: ", "))): install that version"
        case .setting(let name, let expected, let found):
            "SQLite answers \(name) with \(found) where \(expected) is needed"
        case .unwritable(let what):
            "\(what): is there such a directory, and may the bot write to it?"
        case .refused(let why): why
        case .damaged(let what):
            "the file is damaged (\(what)): restore a backup"
        }
    }
}
