import GRDB
import SQLiteStorage

@testable import BotTesting

/// What is so after a step: as the model says, and as it is stored.
extension Walk {
    /// What waits and who is in, one line each.
    var expected: Set<String> {
        let lines = model.open.map { pair, number in
            let request = model.requests[number - 1]
            let version = request.version.map { " by \($0)" } ?? ""
            return "#\(number) \(pair[0]) \(pair[1])\(version)\(request.isIncomplete ? ", not complete" : "")"
        }
        let queue = model.queue.enumerated().map { "makers \($0.element.person) waits as \($0.offset + 1)" }
        return Set(lines + queue + model.members.map { $0.joined(separator: " ") })
    }

    /// The same as it is stored.
    ///
    /// Looked at after each step, so it is not `read`, which has SQLite prepare all statements again (`Storage.look`).
    func found() throws -> Set<String> {
        try stage.storage.database.unsafeRead { db in
            let sql = """
                SELECT '#' || r.id || ' ' || g.handle || ' ' || r.person || coalesce(' by ' || c.version, '')
                    || iif(r.incompleteSinceMs IS NULL, '', ', not complete')
                FROM request r JOIN "group" g ON g.id = r."group" LEFT JOIN requestCriteria c ON c.request = r.id
                WHERE r.state = 'pending'
                UNION ALL
                SELECT g.handle || ' ' || m.person FROM membership m JOIN "group" g ON g.id = m."group"
                UNION ALL
                SELECT g.handle || ' ' || q.person || ' waits as ' || (
                    SELECT count(*) FROM queuePlace p WHERE p."group" = q."group" AND p.id <= q.id)
                FROM queuePlace q JOIN "group" g ON g.id = q."group"
                """
            return Set(try String.fetchAll(db.cachedStatement(sql: sql)).map(Self.plain))
        }
    }

    /// The memberships that have ended by themselves, by the rows of the log behind that one.
    func ended(after row: inout Int64) throws -> [[String]] {
        let found = try stage.storage.database.unsafeRead { [row] db in
            let sql = """
                SELECT a.id, g.handle || ' ' || replace(a.change, 'membership.revoked ', ''), a.change LIKE 'membership.revoked %'
                FROM audit a LEFT JOIN "group" g ON g.id = a."group" WHERE a.id > ? ORDER BY a.id
                """
            return try Row.fetchAll(db.cachedStatement(sql: sql), arguments: [row])
        }
        row = found.last?[0] ?? row
        return found.filter { $0[2] }.map { Self.plain($0[1]).split(separator: " ").map(String.init) }
    }

    /// Whoever has notice although the bot sees nothing missing of what their group asks for now.
    func noticedForNothing() throws -> [String] {
        let noticed = try stage.storage.database.unsafeRead { db in
            let sql = """
                SELECT g.handle || ' ' || u.person FROM upkeep u JOIN "group" g ON g.id = u."group"
                WHERE u.noticeAtMs IS NOT NULL
                """
            return try String.fetchAll(db.cachedStatement(sql: sql))
        }
        return noticed.map(Self.plain).filter { line in
            let pair = line.split(separator: " ").map(String.init)
            return model.missing(model.asked(by: pair[0]), pair[1], in: pair[0]).isEmpty
        }
    }

    /// All requests there ever were, in order.
    func states() throws -> [WalkModel.Request] {
        try stage.storage.database.read { db in
            let sql = """
                SELECT g.handle, r.person, r.state, r.decidedBy, r.claimedBy, r.heldAtMs, r.incompleteSinceMs IS NOT NULL,
                    c.version
                FROM request r JOIN "group" g ON g.id = r."group" LEFT JOIN requestCriteria c ON c.request = r.id
                ORDER BY r.id
                """
            return try Row.fetchAll(db, sql: sql).map { row in
                WalkModel.Request(
                    group: row[0],
                    person: Self.plain(row[1]),
                    state: row[2],
                    decidedBy: (row[3] as String?).map(Self.plain),
                    claimer: (row[4] as String?).map(Self.plain),
                    heldAt: row[5],
                    isIncomplete: row[6],
                    version: row[7]
                )
            }
        }
    }

    /// What a query gives.
    func rows(_ sql: String) throws -> [Row] {
        try stage.storage.database.read { db in try Row.fetchAll(db, sql: sql) }
    }

    private static func plain(_ line: String) -> String {
        line.replacing("@", with: "").replacing(":example.org", with: "")
    }
}
