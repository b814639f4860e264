import BotTesting
import Foundation
import GRDB
import Groups
import Identifiers
import Testing

@testable import SQLiteStorage

/// All that an account has moves to another one.
///
/// The samples of the migrations have a row in each table, so they tell whether anything stays behind.
@Suite("Moving from one account to another")
struct LinkTests {
    private let new = UserID(rawValue: "@new:new.org")

    /// A database with a row in each table.
    private func sample(_ work: (Storage) async throws -> Void) async throws {
        let path = try MigrationTests.makeFile(at: Migration.all.count - 1)
        defer { try? FileManager.default.removeItem(at: URL(fileURLWithPath: path).deletingLastPathComponent()) }
        try await work(try Storage(path: path))
    }

    private func move(_ old: UserID, to new: UserID, groups: [GroupID] = [], _ db: Database) throws {
        let cause = Cause(at: noon, person: old, event: EventID(rawValue: "$link-\(old)"))
        try db.apply(.link(.moved(AccountMove(from: old, to: new, at: noon, groups: groups))), cause: cause)
    }

    private func column(_ name: String) -> (table: String, column: String) {
        let parts = name.split(separator: ".").map(String.init)
        return ("\"\(parts[0])\"", parts[1])
    }

    /// How many rows have that account in a column.
    private func count(_ person: UserID, in name: String, _ db: Database) throws -> Int {
        let (table, column) = column(name)
        let sql = "SELECT count(*) FROM \(table) WHERE \(column) = ?"
        return try Int.fetchOne(db, sql: sql, arguments: [person.rawValue]) ?? 0
    }

    private var moving: [String] {
        PersonColumn.all.compactMap { if case .moves = $0.fate { $0.name } else { nil } }
    }

    @Test("Whatever somebody has is with the new account afterwards, each row once, and nothing else has changed")
    func everything() async throws {
        try await sample { storage in
            try await storage.database.write { db in
                // There are only such rows where there is a membership, which the samples do not always have.
                try db.execute(
                    sql: """
                        INSERT OR IGNORE INTO membership ("group", person, sinceMs) SELECT "group", person, 0 FROM upkeep
                        """
                )
                var moved: Set<String> = []
                let people = Set(
                    try moving.flatMap { name in
                        let (table, column) = column(name)
                        return try String.fetchAll(db, sql: "SELECT \(column) FROM \(table)")
                    }
                )
                #expect(people.count > 5)
                for (index, person) in people.sorted().enumerated() {
                    let (old, new) = (UserID(rawValue: person), UserID(rawValue: "@p\(index):new.org"))
                    let before = try moving.map { try count(old, in: $0, db) }
                    // A notice that was told is only kept so that it isn't told twice.
                    let told = try Int.fetchOne(
                        db,
                        sql: "SELECT count(*) FROM heldNotice WHERE person = ? AND dueAtMs IS NULL",
                        arguments: [person]
                    )
                    try move(old, to: new, db)
                    for (name, rows) in zip(moving, before) {
                        let left = try count(old, in: name, db)
                        #expect(left == (name == "heldNotice.person" ? told : 0), "\(person) in \(name)")
                        // A sight change follows from the move, and so does upkeep.
                        #expect(try count(new, in: name, db) >= rows - left, "\(person) in \(name)")
                        if rows > 0 { moved.insert(name) }
                    }
                    #expect(try count(old, in: "person.userID", db) == 0)
                }
                #expect(moved == Set(moving), "the samples have no row that moves")
                #expect(try Row.fetchAll(db, sql: "PRAGMA foreign_key_check") == [])
                #expect(try Int.fetchOne(db, sql: "PRAGMA defer_foreign_keys") == 0)
            }
        }
    }

    @Test("Who decided something is still who they were, and the log says which account is which")
    func history() async throws {
        try await sample { storage in
            try await storage.database.write { db in
                let stays = PersonColumn.all.compactMap { column -> String? in
                    guard case .stays = column.fate, !column.name.hasPrefix("linkQuestion") else { return nil }
                    return column.name
                }
                // The log grows, and whose cards are shown anew is another one.
                let others = stays.filter { !$0.hasPrefix("audit") && $0 != "sightChange.person" }
                func values() throws -> [[String?]] {
                    try others.map { name in
                        let (table, column) = column(name)
                        return try String?.fetchAll(db, sql: "SELECT \(column) FROM \(table) ORDER BY 1")
                    }
                }
                let before = try values()
                let group = GroupID(rawValue: 1)
                try move(ada, to: new, groups: [group], db)
                #expect(try values() == before)
                let last = try #require(try Row.fetchOne(db, sql: "SELECT * FROM audit ORDER BY id DESC LIMIT 1"))
                #expect(last["change"] == "person.linked \(ada)" && last["subject"] == ada.rawValue)
                #expect(last["person"] == new.rawValue && last["group"] == 1)
            }
        }
    }

    @Test("Links lead to where somebody is now, over many moves and back, and are erased with the person")
    func chains() async throws {
        let storage = try Storage.inMemory()
        let (first, second, third) = (finn, new, UserID(rawValue: "@third:example.org"))
        func links() async throws -> [String: String] {
            try await storage.database.read { db in
                let rows = try Row.fetchAll(db, sql: "SELECT old, new FROM accountLink")
                return Dictionary(uniqueKeysWithValues: rows.map { ($0[0], $0[1]) })
            }
        }
        try await storage.database.write { db in
            try move(first, to: second, db)
            try move(second, to: third, db)
        }
        #expect(try await links() == [first.rawValue: third.rawValue, second.rawValue: third.rawValue])
        try await storage.database.write { try move(third, to: first, $0) }
        #expect(try await links() == [second.rawValue: first.rawValue, third.rawValue: first.rawValue])
        try await storage.pseudonymise(first)
        #expect(try await links() == [:])
        let log = try await storage.database.read { db in
            try String.fetchAll(db, sql: "SELECT coalesce(person, '') || ' ' || change FROM audit")
        }
        #expect(log.allSatisfy { !$0.contains(first.rawValue) })
    }

    @Test("A walk that is at the very member who moves leaves nobody out")
    func walks() async throws {
        let storage = try Storage.inMemory()
        let hall = try await MembersHall(storage)
        try await hall.fill(members: 300)
        // Within one moment the order is by name: @u250 … comes before @u9, and @a before both.
        let old = try #require(
            try await storage.database.read { db in
                try String.fetchOne(db, sql: "SELECT person FROM membership WHERE sinceMs = 1 ORDER BY person DESC")
            }
        )
        try await hall.sql(
            """
            INSERT INTO walk ("group", task, beganAtMs, afterSinceMs, afterPerson, done, dueAtMs)
            VALUES (1, 2, 0, 1, '@u150:example.org', 0, 0)
            """
        )
        let first = UserID(rawValue: "@a:new.org")
        try await storage.database.write { try move(UserID(rawValue: old), to: first, $0) }
        let next = try await storage.database.read { db in
            let board = StoredBoard(db: db, hall: frame.hall, surroundings: frame.surroundings)
            let walk = try #require(try board.walksDue(by: noon, limit: 1).first)
            return try board.members(of: walk.group, beyond: walk.after, limit: 1).first?.person
        }
        #expect(next == first)
    }

    @Test("However large the hall is, a move finds all its rows by an index")
    func plans() async throws {
        let storage = try Storage.inMemory()
        try await Seed(groups: 2000, memberships: 20_000, pending: 500).fill(storage)
        let seen = SeenStatements()
        let member = try #require(
            try await storage.database.read { try String.fetchOne($0, sql: "SELECT person FROM membership LIMIT 1") }
        )
        try await storage.database.write { db in
            db.trace { event in seen.note("\(event)") }
            try move(UserID(rawValue: member), to: new, db)
            try move(new, to: finn, db)
            db.trace(options: [])
        }
        let statements = seen.all.filter { !$0.hasPrefix("PRAGMA") }
        #expect(statements.count > 40)
        try await storage.database.read { db in
            for sql in statements.sorted() {
                let statement = try db.makeStatement(sql: "EXPLAIN QUERY PLAN " + sql)
                statement.setUncheckedArguments([])
                for step in try Row.fetchAll(statement).map({ $0["detail"] as String }) {
                    let isWalk = step.hasPrefix("SCAN") && step != "SCAN CONSTANT ROW"
                    #expect(!isWalk || step.hasPrefix("SCAN tally"), "\(step) in \(sql)")
                }
            }
        }
    }
}
