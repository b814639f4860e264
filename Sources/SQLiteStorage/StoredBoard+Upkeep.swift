import GRDB
package import Groups
package import Identifiers

extension StoredBoard {
    package func upkeepDue(by now: Timestamp, limit: Int) throws -> [Upkeep] {
        try db.allRows(
            "SELECT * FROM upkeep WHERE dueAtMs <= ? ORDER BY dueAtMs LIMIT ?",
            [now.rawValue, limit]
        ).map(Upkeep.init)
    }

    package func upkeep(of person: UserID, in group: GroupID) throws -> Upkeep? {
        try db.firstRow(
            #"SELECT * FROM upkeep WHERE "group" = ? AND person = ?"#,
            [group.rawValue, person.rawValue]
        ).map(Upkeep.init)
    }

    package func notices(of person: UserID, limit: Int) throws -> [String: Upkeep.Notice] {
        let rows = try db.allRows(
            """
            SELECT g.handle, u.* FROM membership m
            JOIN upkeep u ON u."group" = m."group" AND u.person = m.person
            JOIN "group" g ON g.id = m."group"
            WHERE m.person = ? AND u.noticeAtMs IS NOT NULL ORDER BY m.sinceMs LIMIT ?
            """,
            [person.rawValue, limit]
        )
        return Dictionary(
            rows.compactMap { row in Upkeep(row).notice.map { (row["handle"] as String, $0) } },
            uniquingKeysWith: { first, _ in first }
        )
    }

    package func noticeCount(of group: GroupID) throws -> Int {
        try db.number(#"SELECT noticeCount FROM "group" WHERE id = ?"#, [group.rawValue])
    }

    package func noticeCount(of group: GroupID, from recheck: Timestamp) throws -> Int {
        try db.number(
            #"SELECT count(*) FROM upkeep WHERE "group" = ? AND noticeRecheckMs = ?"#,
            [group.rawValue, recheck.rawValue]
        )
    }

    package func versionHeld(by person: UserID, in group: GroupID) throws -> Int? {
        guard
            let row = try db.firstRow(
                """
                SELECT m.request, m.sinceMs, g.membersVersion, c.version AS asked
                FROM membership m JOIN "group" g ON g.id = m."group"
                LEFT JOIN requestCriteria c ON c.request = m.request
                WHERE m."group" = ? AND m.person = ?
                """,
                [group.rawValue, person.rawValue]
            )
        else { return nil }
        var version: Int? = row["asked"]
        // Who came by an invitation was bound to what held then.
        if (row["request"] as Int64?) == nil {
            version = try db.firstRow(
                #"SELECT version FROM criteria WHERE "group" = ? AND atMs <= ? ORDER BY version DESC LIMIT 1"#,
                [group.rawValue, row["sinceMs"] as Int64]
            )?["version"]
        }
        let both = [version, row["membersVersion"] as Int?].compactMap(\.self)
        return both.max()
    }

    package func kept(for person: UserID, in group: GroupID) throws -> [Int: String] {
        // At most as many rows as the group ever had criteria.
        let rows = try db.allRows(
            #"SELECT number, asked FROM keptCriterion WHERE "group" = ? AND person = ? LIMIT ?"#,
            [group.rawValue, person.rawValue, CriteriaSet.numberAtMost]
        )
        return Dictionary(uniqueKeysWithValues: rows.map { ($0["number"] as Int, $0["asked"] as String) })
    }

    package func seesOccupants(of room: RoomID) throws -> Bool {
        try db.exists("SELECT 1 FROM room WHERE id = ? AND membership = 2 AND replacement IS NULL", [room.rawValue])
    }
}

extension Upkeep {
    init(_ row: Row) {
        self.init(
            group: GroupID(rawValue: row["group"]),
            person: row.user("person"),
            dueAt: row.moment("dueAtMs")
        )
        if let until: Int = row["warnedOfDay"], let days: Int = row["warnedDays"] {
            warning = Warning(until: Day(number: until), days: days)
        }
        guard let version: Int = row["noticeVersion"], let since: Int64 = row["noticeAtMs"],
            let lastDay: Int = row["noticeLastDay"], let numbers: String = row["noticeNumbers"]
        else { return }
        notice = Notice(
            version: version,
            since: Timestamp(rawValue: since),
            lastDay: Day(number: lastDay),
            numbers: numbers.split(separator: " ").compactMap { Int($0) },
            until: (row["noticeUntilDay"] as Int?).map(Day.init(number:))
        )
        notice?.recheck = (row["noticeRecheckMs"] as Int64?).map(Timestamp.init(rawValue:))
    }
}
