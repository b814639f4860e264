import GRDB
import Groups
import Identifiers
import Testing

@testable import SQLiteStorage

/// What was decided stays written down as it was, and by whom, unless that person is erased.
@Suite("The log")
struct LogTests {
    private let storage: Storage
    private let group = GroupID(rawValue: 1)

    init() async throws {
        storage = try Storage.inMemory()
        try await storage.database.write { db in
            let cause = Cause(at: noon, person: finn, event: EventID(rawValue: "$1"), room: hallRoom)
            try db.audit("membership.left \(finn)", cause, group: GroupID(rawValue: 1))
            try db.audit(
                "group.administratorAdded \(finn)",
                Cause(at: noon, person: ada, event: EventID(rawValue: "$2"))
            )
            // Whose name only begins alike.
            try db.audit(
                "group.administratorAdded \(finn).net",
                Cause(at: noon, person: ada, event: EventID(rawValue: "$3"))
            )
            try db.audit("group.edited", Cause(at: noon, person: ada, event: EventID(rawValue: "$4")))
        }
    }

    private func rows() async throws -> [[String?]] {
        try await storage.database.read { db in
            try Row.fetchAll(db, sql: "SELECT person, change, subject FROM audit ORDER BY id").map { row in
                (0..<3).map { row[$0] as String? }
            }
        }
    }

    @Test(
        "Nobody shortens or alters it",
        arguments: [
            "DELETE FROM audit", "UPDATE audit SET person = '@eve:example.org' WHERE id = 1",
            "UPDATE audit SET atMs = 0", "UPDATE audit SET event = '$x'", "UPDATE audit SET change = 'group.edited'",
            "UPDATE audit SET room = NULL WHERE id = 1", "UPDATE audit SET person = 'erased-user-1' WHERE id = 1",
            "UPDATE audit SET \"group\" = 2", "UPDATE audit SET id = 99 WHERE id = 4",
        ]
    )
    func appendOnly(_ sql: String) async throws {
        let before = try await rows()
        await #expect(throws: DatabaseError.self) {
            try await storage.database.write { db in try db.execute(sql: sql) }
        }
        #expect(try await rows() == before)
    }

    @Test("A person who is erased has another name in it, as who did it and as whom it is about; nothing else changes")
    func erased() async throws {
        #expect(try await storage.pseudonymise(finn) == "erased-user-1")
        let name = "erased-user-1"
        #expect(
            try await rows() == [
                [name, "membership.left \(name)", name], [ada.rawValue, "group.administratorAdded \(name)", name],
                [ada.rawValue, "group.administratorAdded \(finn).net", "\(finn).net"],
                [ada.rawValue, "group.edited", nil],
            ]
        )
        let left = try await storage.database.read { db in
            try Int.fetchOne(db, sql: "SELECT count(*) FROM erasedPerson WHERE person IS NOT NULL")
        }
        #expect(left == 0)
        #expect(try await storage.pseudonymise(ada) == "erased-user-2")
        // Afterwards it is as closed as before.
        await #expect(throws: DatabaseError.self) {
            try await storage.database.write { db in
                try db.execute(sql: "UPDATE audit SET person = 'erased-user-2' WHERE id = 1")
            }
        }
    }

    @Test("While one person is erased, no other line can be touched")
    func whileErasing() async throws {
        await #expect(throws: DatabaseError.self) {
            try await storage.database.write { db in
                try db.execute(sql: "INSERT INTO erasedPerson (person) VALUES (?)", arguments: [finn.rawValue])
                try db.execute(sql: "UPDATE audit SET person = 'erased-user-1' WHERE id = 4")
            }
        }
    }
}
