import Foundation
import GRDB
package import Groups
package import Identifiers

extension StoredBoard {
    package func nextTestImportID() throws -> TestImportID {
        let last = try db.number("SELECT value FROM tally WHERE name = 'lastTestImport'")
        return TestImportID(rawValue: Int64(last + 1))
    }

    package func testImport(_ id: TestImportID) throws -> TestImport? {
        try db.firstRow("SELECT * FROM testImport WHERE id = ?", [id.rawValue]).map(TestImport.init)
    }

    package func openTestImport(of person: UserID) throws -> TestImport? {
        try db.firstRow("SELECT * FROM testImport WHERE person = ?", [person.rawValue]).map(TestImport.init)
    }

    package func testImportsFetched(limit: Int) throws -> [TestImport] {
        try db.allRows(
            "SELECT * FROM testImport WHERE state = 1 AND askedAtMs > 0 ORDER BY askedAtMs LIMIT ?",
            [limit]
        ).map(TestImport.init)
    }
}

extension TestImport {
    fileprivate init(_ row: Row) {
        self.init(
            id: TestImportID(rawValue: row["id"]),
            test: SkillTestID(rawValue: row["test"]),
            person: row.user("person"),
            name: row["name"],
            uri: row["uri"],
            askedAt: row.moment("askedAtMs"),
            content: CalendarImport.Content(row)
        )
    }
}

extension Database {
    func apply(_ change: TestImportChange) throws {
        switch change {
        case .asked(let asked):
            var content: Data?
            if case .text(let bytes) = asked.content { content = Data(bytes) }
            // A person has one at a time: a new one takes the place of the one before.
            try run("DELETE FROM testImport WHERE person = ?", [asked.person.rawValue])
            try run(
                """
                INSERT INTO testImport (id, person, test, name, uri, askedAtMs, state, content)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    asked.id.rawValue, asked.person.rawValue, asked.test.rawValue, asked.name, asked.uri,
                    asked.askedAt.rawValue, content == nil ? 0 : 2, content,
                ]
            )
            try run("UPDATE tally SET value = ? WHERE name = 'lastTestImport'", [asked.id.rawValue])
        case .shown(let id): try run("UPDATE testImport SET state = 2 WHERE id = ?", [id.rawValue])
        case .closed(let id): try run("DELETE FROM testImport WHERE id = ?", [id.rawValue])
        }
    }
}
