import GRDB

extension Database {
    /// Looks whether every table has the columns by which its rows are read.
    ///
    /// A name that was damaged on the disk is no fault to SQLite, and reading such a row would end the process.
    func checkColumns() throws {
        let missing = try Self.columnsWanted.get().subtracting(columnNames())
        if let first = missing.min() { throw StorageError.damaged("there is no column \(first)") }
    }

    private func columnNames() throws -> Set<String> {
        let sql = """
            SELECT t.name || '.' || c.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c
            WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'
            """
        return Set(try String.fetchAll(self, sql: sql))
    }

    /// Those of a new file.
    private static let columnsWanted = Result {
        let queue = try DatabaseQueue()
        try DatabaseMigrator.storage.migrate(queue)
        return try queue.read { try $0.columnNames() }
    }
}
