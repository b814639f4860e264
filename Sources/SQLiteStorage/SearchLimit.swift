import GRDB
import GRDBSQLite

/// Ends whatever SQLite is doing for a search when its time is up.
///
/// One word that most groups use, or a prefix of two letters, can make an index read for seconds. Nobody else is
/// served meanwhile, so a search gets a slice of time and gives what it has found when the slice is over.
final class SearchLimit {
    static let milliseconds: Int64 = 40
    /// How many steps SQLite takes between two looks at the clock.
    ///
    /// Few, because an index for full text does its work in between: all that SQLite counts of it is a handful of steps
    /// for each page that it reads. With 20, there is a look for each fraction of a millisecond.
    private static let stepsBetweenLooks: Int32 = 20

    private let db: Database
    private let deadline: Deadline
    /// Whether the time was up before everything was looked at.
    private(set) var isCut = false

    /// Begins the slice of time.
    init(db: Database, uptimeMs: @escaping @Sendable () -> Int64) {
        self.db = db
        deadline = Deadline(end: uptimeMs() + Self.milliseconds, uptimeMs: uptimeMs)
    }

    private final class Deadline {
        let end: Int64
        let uptimeMs: @Sendable () -> Int64

        init(end: Int64, uptimeMs: @escaping @Sendable () -> Int64) {
            self.end = end
            self.uptimeMs = uptimeMs
        }
    }

    /// The numbers in the first column of the rows that a query gives, as many as it finds before the time is up.
    func numbers(_ sql: String, _ arguments: StatementArguments) throws -> [Int64] {
        var found: [Int64] = []
        try run {
            let rows = try Row.fetchCursor(db.cachedStatement(sql: sql), arguments: arguments)
            while let row = try rows.next() { found.append(row[0]) }
        }
        return found
    }

    /// Runs a part of a search; nil when the time was up before its end.
    @discardableResult
    func run<Found>(_ part: () throws -> Found) throws -> Found? {
        guard deadline.uptimeMs() <= deadline.end else {
            isCut = true
            return nil
        }
        // SQLite keeps the pointer only until the handler is taken off again, below.
        let pointer = Unmanaged.passUnretained(deadline).toOpaque()
        sqlite3_progress_handler(
            db.sqliteConnection,
            Self.stepsBetweenLooks,
            { pointer in
                guard let pointer else { return 0 }
                let deadline = Unmanaged<Deadline>.fromOpaque(pointer).takeUnretainedValue()
                return deadline.uptimeMs() > deadline.end ? 1 : 0
            },
            pointer
        )
        defer {
            sqlite3_progress_handler(db.sqliteConnection, 0, nil, nil)
            withExtendedLifetime(deadline) {}
        }
        do {
            return try part()
        } catch let error as DatabaseError where error.resultCode == .SQLITE_INTERRUPT {
            isCut = true
            return nil
        }
    }
}
