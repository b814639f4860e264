import GRDB
package import Groups
package import Identifiers

extension StoredBoard {
    package func response(of person: UserID, to job: JobID) throws -> Response? {
        try db.firstRow(
            "SELECT * FROM response WHERE job = ? AND person = ?",
            [job.rawValue, person.rawValue]
        ).map(response)
    }

    package func responses(to job: JobID, _ query: ResponseQuery, limit: Int) throws -> [Response] {
        var start: (standing: Int64, tests: Int64, at: Int64) = (.min, .min, .min)
        if let after = query.after {
            let sql = "SELECT standing, tests, atMs FROM response WHERE job = ? AND person = ?"
            guard let row = try db.firstRow(sql, [job.rawValue, after.rawValue]) else { return [] }
            start = (row[0], row[1], row[2])
        }
        var arguments: StatementArguments = [job.rawValue]
        // Named, because SQLite would rather sort when most jobs have few responses.
        var sql: String
        switch query.order {
        case .ranked:
            sql = """
                SELECT * FROM response INDEXED BY responseRanked
                WHERE job = ? AND (standing, tests, atMs, person) > (?, ?, ?, ?)
                """
            arguments += [start.standing, start.tests, start.at, query.after?.rawValue ?? ""]
        case .coming:
            sql = "SELECT * FROM response INDEXED BY responseComing WHERE job = ? AND (atMs, person) > (?, ?)"
            arguments += [start.at, query.after?.rawValue ?? ""]
        }
        sql += " AND state <> 'withdrawn'"
        if let state = query.state {
            sql += " AND state = ?"
            arguments += [state.rawValue]
        }
        // A job has a thousand responses at most, and these words are read nowhere else.
        for word in query.words.prefix(ResponseQuery.wordsAtMost) {
            sql += " AND instr(folded, ?) > 0"
            arguments += [folded(word)]
        }
        sql += query.order == .ranked ? " ORDER BY standing, tests, atMs, person" : " ORDER BY atMs, person"
        sql += " LIMIT ?"
        return try db.allRows(sql, arguments + [limit]).map(response)
    }

    package func respondents(to job: JobID, after: UserID?, limit: Int) throws -> [Respondent] {
        try db.allRows(
            """
            SELECT person, state FROM response
            WHERE job = ? AND person > ? AND state <> 'withdrawn' ORDER BY person LIMIT ?
            """,
            [job.rawValue, after?.rawValue ?? "", limit]
        ).map { Respondent(person: $0.user("person"), state: Response.State(rawValue: $0["state"]) ?? .sent) }
    }

    package func responses(of person: UserID, after: JobID?, limit: Int) throws -> [Response] {
        try db.allRows(
            "SELECT * FROM response WHERE person = ? AND job < ? ORDER BY job DESC LIMIT ?",
            [person.rawValue, after?.rawValue ?? .max, limit]
        ).map(response)
    }

    package func hiredCount(for job: JobID) throws -> Int {
        try db.number(
            "SELECT count(*) FROM response INDEXED BY responseHired WHERE job = ? AND state = 'hired'",
            [job.rawValue]
        )
    }

    private func response(_ row: Row) throws -> Response {
        let memberships = try db.allRows(
            #"SELECT "group", sinceMs, leftAtMs FROM responseMembership WHERE job = ? AND person = ?"#,
            [row["job"] as Int64, row["person"] as String]
        )
        return Response(
            job: JobID(rawValue: row["job"]),
            person: row.user("person"),
            pitch: row["pitch"],
            price: row["price"],
            availability: row["availability"],
            links: listed(row["links"], by: "\n"),
            state: Response.State(rawValue: row["state"]) ?? .sent,
            reason: row["reason"],
            note: row["note"],
            at: row.moment("atMs"),
            changedAt: (row["changedAtMs"] as Int64?).map(Timestamp.init(rawValue:)),
            revision: row["revision"],
            testsHeld: -(row["tests"] as Int),
            memberships: memberships.map { row in
                Response.Membership(
                    group: GroupID(rawValue: row[0]),
                    since: row.moment("sinceMs"),
                    leftAt: (row["leftAtMs"] as Int64?).map(Timestamp.init(rawValue:))
                )
            }
        )
    }
}
