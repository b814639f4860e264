import GRDB
package import Groups
package import Identifiers

extension StoredBoard {
    package func standing(of person: UserID, in group: GroupID) throws -> Standing {
        let key: StatementArguments = [group.rawValue, person.rawValue]
        if let row = try db.firstRow(#"SELECT sinceMs FROM membership WHERE "group" = ? AND person = ?"#, key) {
            return .member(since: row.moment("sinceMs"))
        }
        let open = #"SELECT * FROM request WHERE "group" = ? AND person = ? AND state = 'pending'"#
        if let request = try db.firstRow(open, key) { return .waiting(try dated(request)) }
        return try queuePlace(of: person, in: group).map { .queued($0) } ?? .stranger
    }

    package func openRequestCount(of person: UserID) throws -> Int {
        try db.number("SELECT count(*) FROM request WHERE person = ? AND state = 'pending'", [person.rawValue])
    }

    package func lastRefusal(of person: UserID, by group: GroupID) throws -> PastRefusal? {
        // An invitation that was accepted makes up for every refusal before it.
        try db.firstRow(
            """
            SELECT decidedAtMs, againDays, mayAskAtMs FROM request
            WHERE person = ?1 AND "group" = ?2 AND state = 'refused' AND decidedAtMs > coalesce(
                (SELECT max(endedAtMs) FROM invitation WHERE person = ?1 AND "group" = ?2 AND state = 'accepted'), 0
            )
            ORDER BY decidedAtMs DESC LIMIT 1
            """,
            [person.rawValue, group.rawValue]
        ).map { row in
            PastRefusal(
                at: row.moment("decidedAtMs"),
                againDays: row["againDays"],
                mayAskAt: (row["mayAskAtMs"] as Int64?).map(Timestamp.init(rawValue:))
            )
        }
    }

    package func request(_ id: RequestID) throws -> JoinRequest? {
        try db.firstRow("SELECT * FROM request WHERE id = ?", [id.rawValue]).map(dated)
    }

    package func nextRequestID() throws -> RequestID {
        RequestID(rawValue: Int64(try db.number("SELECT coalesce(max(id), 0) + 1 FROM request")))
    }

    package func openRequests(of person: UserID, limit: Int) throws -> [JoinRequest] {
        try db.allRows(
            "SELECT * FROM request WHERE person = ? AND state = 'pending' ORDER BY id LIMIT ?",
            [person.rawValue, limit]
        ).map(dated)
    }

    package func pendingRequests(of group: GroupID, after: RequestID?, limit: Int) throws -> [JoinRequest] {
        try db.allRows(
            """
            SELECT * FROM request WHERE "group" = ? AND state = 'pending' AND incompleteSinceMs IS NULL AND id > ?
            ORDER BY id LIMIT ?
            """,
            [group.rawValue, after?.rawValue ?? 0, limit]
        ).map(dated)
    }

    package func pendingRequestCount(of group: GroupID) throws -> Int {
        try db.number(#"SELECT pendingCount FROM "group" WHERE id = ?"#, [group.rawValue])
    }

    package func isAdministrator(_ person: UserID, of group: GroupID) throws -> Bool {
        try db.exists(
            #"SELECT 1 FROM administrator WHERE "group" = ? AND person = ?"#,
            [group.rawValue, person.rawValue]
        )
    }

    package func administrators(of group: GroupID, limit: Int) throws -> [UserID] {
        try db.allRows(
            #"SELECT person FROM administrator WHERE "group" = ? ORDER BY person LIMIT ?"#,
            [group.rawValue, limit]
        ).map { $0.user("person") }
    }

    package func groups(administeredBy person: UserID, limit: Int) throws -> [Groups.Group] {
        let ids = try db.allRows(
            #"SELECT "group" FROM administrator WHERE person = ? ORDER BY "group" LIMIT ?"#,
            [person.rawValue, limit]
        )
        return try ids.compactMap { try group(GroupID(rawValue: $0["group"])) }
    }

    package func administratorCount(of group: GroupID) throws -> Int {
        // At most Group.administratorsAtMost rows.
        try db.number(#"SELECT count(*) FROM administrator WHERE "group" = ?"#, [group.rawValue])
    }

    package func members(of group: GroupID, after: UserID?, limit: Int) throws -> [Member] {
        var since: Int64 = .min
        if let after {
            let sql = #"SELECT sinceMs FROM membership WHERE "group" = ? AND person = ?"#
            since = try db.firstRow(sql, [group.rawValue, after.rawValue])?["sinceMs"] ?? .min
        }
        return try db.allRows(
            """
            SELECT m.person, m.sinceMs, coalesce(p.headline, '') AS headline
            FROM membership m LEFT JOIN person p ON p.userID = m.person
            WHERE m."group" = ? AND (m.sinceMs, m.person) > (?, ?)
            ORDER BY m.sinceMs, m.person LIMIT ?
            """,
            [group.rawValue, since, after?.rawValue ?? "", limit]
        ).map { Member(person: $0.user("person"), headline: $0["headline"], since: $0.moment("sinceMs")) }
    }

    package func requestsDue(by now: Timestamp, limit: Int) throws -> [DueRequest] {
        try db.allRows(
            "SELECT * FROM request WHERE rungAtMs <= ? ORDER BY rungAtMs LIMIT ?",
            [now.rawValue, limit]
        ).compactMap { row in
            try Rung(rawValue: row["rung"]).map { DueRequest(request: try dated(row), rung: $0) }
        }
    }
}
