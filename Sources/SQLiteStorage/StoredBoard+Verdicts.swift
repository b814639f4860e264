import GRDB
package import Groups
package import Identifiers

extension StoredBoard {
    package func verdicts(on request: RequestID) throws -> [ItemVerdict] {
        // At most as many rows as a set has criteria.
        try db.allRows("SELECT * FROM itemVerdict WHERE request = ? ORDER BY number", [request.rawValue]).map { row in
            ItemVerdict(
                request: request,
                number: row["number"],
                asked: row["asked"],
                isMet: row["isMet"],
                remark: row["remark"],
                administrator: row.user("person"),
                at: row.moment("atMs"),
                isOutdated: row["isOutdated"]
            )
        }
    }

    package func waiver(of request: RequestID) throws -> StoredWaiver? {
        try db.firstRow("SELECT * FROM waiver WHERE request = ?", [request.rawValue]).map { row in
            let criteria = try db.allRows(
                "SELECT number FROM waivedCriterion WHERE request = ? ORDER BY number",
                [request.rawValue]
            )
            return StoredWaiver(
                numbers: criteria.map { $0["number"] },
                reason: row["reason"],
                administrator: row.user("person"),
                at: row.moment("atMs")
            )
        }
    }

    package func waived(for person: UserID, in group: GroupID) throws -> Set<String> {
        // A waiver lasts as long as the membership that came of it.
        let rows = try db.allRows(
            """
            SELECT w.asked FROM membership m JOIN waivedCriterion w ON w.request = m.request
            WHERE m."group" = ? AND m.person = ?
            """,
            [group.rawValue, person.rawValue]
        )
        return Set(rows.map { $0["asked"] as String })
    }
}
