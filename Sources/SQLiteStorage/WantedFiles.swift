import Foundation
import GRDB
package import Groups

/// A file that is to be fetched.
package struct WantedFile: Hashable, Sendable {
    /// What it is fetched for.
    package enum ID: Hashable, Sendable {
        case calendarImport(CalendarImportID)
        case testImport(TestImportID)
    }

    package var id: ID
    package var uri: String
    /// How often it was tried before.
    package var attempts: Int
}

extension WantedFile.ID {
    fileprivate static let tables = ["calendarImport", "testImport"]

    fileprivate var table: String {
        switch self {
        case .calendarImport: "calendarImport"
        case .testImport: "testImport"
        }
    }

    fileprivate var number: Int64 {
        switch self {
        case .calendarImport(let id): id.rawValue
        case .testImport(let id): id.rawValue
        }
    }

    fileprivate init(table: String, number: Int64) {
        self =
            table == "calendarImport"
            ? .calendarImport(CalendarImportID(rawValue: number)) : .testImport(TestImportID(rawValue: number))
    }
}

extension Database {
    /// Whether a file is to be fetched, now or later.
    func wantsFiles() throws -> Bool {
        for table in WantedFile.ID.tables
        where try exists("SELECT 1 FROM \(table) WHERE state = 0 AND notBeforeMs >= 0 LIMIT 1") { return true }
        return false
    }
}

extension Storage {
    /// The files that are to be fetched now, at most so many of each kind, the longest due first.
    package func wantedFiles(at now: Timestamp, limit: Int) async throws -> [WantedFile] {
        try await database.look { db in
            try WantedFile.ID.tables.flatMap { table in
                try db.allRows(
                    """
                    SELECT id, uri, attempts FROM \(table) WHERE state = 0 AND notBeforeMs <= ?
                    ORDER BY notBeforeMs LIMIT ?
                    """,
                    [now.rawValue, limit]
                ).map { row in
                    WantedFile(
                        id: WantedFile.ID(table: table, number: row["id"]),
                        uri: row["uri"] ?? "",
                        attempts: row["attempts"]
                    )
                }
            }
        }
    }

    /// Notes what a file holds or why it could not be fetched: the next tick finds it due.
    ///
    /// - Returns: whether anybody still wanted it.
    @discardableResult
    package func noteFetched(
        _ id: WantedFile.ID,
        _ content: CalendarImport.Content,
        at now: Timestamp
    ) async throws -> Bool {
        try await database.write { db in
            var bytes: Data?
            var failure: String?
            switch content {
            case .wanted: return false
            case .text(let text): bytes = Data(text)
            case .failed(let why): failure = why.rawValue
            }
            let table = id.table
            try db.run(
                "UPDATE \(table) SET state = 1, content = ?, failure = ? WHERE id = ? AND state = 0",
                [bytes, failure, id.number]
            )
            return db.changesCount > 0
        }
    }

    /// Puts fetching a file off.
    package func putOffFetching(_ id: WantedFile.ID, until moment: Timestamp) async throws {
        try await database.write { db in
            let table = id.table
            try db.run(
                "UPDATE \(table) SET attempts = attempts + 1, notBeforeMs = ? WHERE id = ?",
                [moment.rawValue, id.number]
            )
        }
    }
}

extension CalendarImport.Content {
    /// What a row of an import knows of its file.
    init(_ row: Row) {
        if let failure: String = row["failure"] {
            self = .failed(CalendarImport.Failure(rawValue: failure) ?? .unreachable)
        } else if let data: Data = row["content"] {
            self = .text([UInt8](data))
        } else {
            self = .wanted
        }
    }
}
