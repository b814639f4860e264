import CSQLite
import Foundation
import GRDB
import GRDBSQLite

extension Database {
    /// Marks a file as the bot's: the bytes of `guil`.
    static let applicationID: Int64 = 1_735_747_948

    /// Sets what the promises of the storage rest on.
    ///
    /// After the open, and by hand: GRDB's own WAL mode quietly goes back to `synchronous = NORMAL`, with which a power
    /// cut takes acknowledged commits away.
    func settle(inFile: Bool) throws {
        if inFile { try execute(sql: "PRAGMA journal_mode = WAL") }
        try execute(
            sql: """
                PRAGMA synchronous = FULL;
                PRAGMA busy_timeout = 5000;
                PRAGMA trusted_schema = OFF;
                PRAGMA cell_size_check = ON;
                PRAGMA wal_autocheckpoint = 1000;
                PRAGMA journal_size_limit = 67108864;
                PRAGMA cache_size = -32768;
                PRAGMA temp_store = MEMORY;
                PRAGMA secure_delete = FAST;
                """
        )
        guard let connection = sqliteConnection else { return }
        sqlite3_limit(connection, SQLITE_LIMIT_LENGTH, 1_048_576)
        let result = guildhall_defend(connection)
        guard result == SQLITE_OK else {
            throw StorageError.setting(name: "SQLITE_DBCONFIG_DEFENSIVE", expected: "1", found: "error \(result)")
        }
    }

    /// Refuses a file that another program made, and marks a new one.
    func refuseForeign() throws {
        let found = try Int64.fetchOne(self, sql: "PRAGMA application_id") ?? 0
        guard found != Self.applicationID else { return }
        let tables = try Int64.fetchOne(self, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
        guard found == 0, tables == 0 else { throw StorageError.foreign(applicationID: found) }
        try execute(sql: "PRAGMA application_id = 1735747948")
    }

    /// Checks every setting again, because SQLite ignores a pragma it does not like without a word.
    func assertSettings(inFile: Bool) throws {
        var expected = [
            "PRAGMA synchronous": "2", "PRAGMA foreign_keys": "1", "PRAGMA busy_timeout": "5000",
            "PRAGMA trusted_schema": "0",
            "PRAGMA cell_size_check": "1", "PRAGMA wal_autocheckpoint": "1000", "PRAGMA cache_size": "-32768",
            "PRAGMA temp_store": "2",
            "PRAGMA application_id": String(Self.applicationID), "PRAGMA recursive_triggers": "0",
        ]
        if inFile {
            expected["PRAGMA journal_mode"] = "wal"
            expected["PRAGMA locking_mode"] = "exclusive"
            expected["PRAGMA journal_size_limit"] = "67108864"
        }
        for (question, value) in expected.sorted(by: { $0.key < $1.key }) {
            let found = try DatabaseValue.fetchOne(self, sql: question)
            let text = found.map { Int64.fromDatabaseValue($0).map(String.init) ?? String.fromDatabaseValue($0) ?? "" }
            guard text == value else { throw StorageError.setting(name: question, expected: value, found: text ?? "") }
        }
    }

    /// Looks for damage where that is quick: a big file would keep people waiting at every start.
    func checkQuickly() throws {
        let pages = try Int64.fetchOne(self, sql: "PRAGMA page_count") ?? 0
        guard pages <= 1024 else { return }
        let answer = try String.fetchOne(self, sql: "PRAGMA quick_check(1)") ?? "no answer"
        guard answer == "ok" else { throw StorageError.damaged(answer) }
    }
}

extension Storage {
    /// Creates the file with mode 0600, or narrows the mode of an old one: it holds tokens and what people said.
    static func makePrivate(_ path: String) throws {
        let files = FileManager.default
        if !files.fileExists(atPath: path) {
            guard files.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]) else {
                throw StorageError.unwritable("cannot create \(path)")
            }
        }
        try files.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    }
}
