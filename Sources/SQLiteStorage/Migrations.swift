import GRDB

/// One step from an older file to a newer one, made of SQL alone so that a test can tell when it was altered.
struct Migration: Sendable {
    var name: String
    var sql: [String]

    /// Every step from an empty file to the present tables, oldest first.
    ///
    /// A released step never changes: files that took it already would differ from those that take it later.
    static let all = [
        transport1, hall1, jobs1, transport2, hall2, criteria1, calendar1, rooms1, states1, sponsors1, log1, requests1,
        verdicts1, upkeep1, joining1, watch1, answers1, promises1, upkeep2, answers2, capacity1, sight1, skillTests1,
        jobs2, drafts1, responses1, links1, hints1, files1, guidedForms1, reports1, finding1, completions1,
        skillTests2, alerts1, ranking1, encryption1,
    ]
}

extension DatabaseMigrator {
    /// The steps as GRDB takes them.
    static var storage: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        for step in Migration.all {
            migrator.registerMigration(step.name) { db in
                for sql in step.sql { try db.execute(sql: sql) }
            }
        }
        return migrator
    }

    /// The steps in the file that this version does not know, or nil if it knows them all.
    func newerMigrations(_ db: Database) throws -> [String]? {
        guard try hasBeenSuperseded(db) else { return nil }
        return try appliedIdentifiers(db).subtracting(migrations).sorted()
    }
}
