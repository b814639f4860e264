import GRDB
package import Groups

extension StoredBoard {
    package func completionRoundsDue(by now: Timestamp, limit: Int) throws -> [CompletionRound] {
        try db.allRows(
            "SELECT * FROM completionRound WHERE dueAtMs <= ? ORDER BY dueAtMs LIMIT ?",
            [now.rawValue, limit]
        ).map { row in
            let after: Int64 = row["after"]
            return CompletionRound(
                group: GroupID(rawValue: row["group"]),
                after: after == 0 ? nil : RequestID(rawValue: after)
            )
        }
    }

    package func incompleteRequests(
        of group: GroupID,
        after last: RequestID? = nil,
        limit: Int
    ) throws -> [JoinRequest] {
        try db.allRows(
            """
            SELECT * FROM request WHERE "group" = ? AND incompleteSinceMs IS NOT NULL AND id > ? ORDER BY id LIMIT ?
            """,
            [group.rawValue, last?.rawValue ?? 0, limit]
        ).map(JoinRequest.init)
    }
}

extension Database {
    /// Begins a round where the group has incomplete requests.
    ///
    /// One that is under way begins anew.
    func beginCompletionRound(of group: GroupID, at moment: Timestamp) throws {
        try run(
            """
            INSERT INTO completionRound ("group", dueAtMs) SELECT ?1, ?2
            WHERE EXISTS (SELECT 1 FROM request WHERE "group" = ?1 AND incompleteSinceMs IS NOT NULL)
            ON CONFLICT DO UPDATE SET dueAtMs = excluded.dueAtMs, after = 0
            """,
            [group.rawValue, moment.rawValue]
        )
    }

    /// The same for every group of a sponsor.
    func beginCompletionRounds(ofSponsor sponsor: SponsorID, at moment: Timestamp) throws {
        try run(
            """
            INSERT INTO completionRound ("group", dueAtMs) SELECT g.id, ? FROM "group" g
            WHERE g.sponsor = ?
                AND EXISTS (SELECT 1 FROM request r WHERE r."group" = g.id AND r.incompleteSinceMs IS NOT NULL)
            ON CONFLICT DO UPDATE SET dueAtMs = excluded.dueAtMs, after = 0
            """,
            [moment.rawValue, sponsor.rawValue]
        )
    }

    func goOn(with round: CompletionRound, at moment: Timestamp) throws {
        try run(
            #"UPDATE completionRound SET after = ?, dueAtMs = ? WHERE "group" = ?"#,
            [round.after?.rawValue ?? 0, moment.rawValue, round.group.rawValue]
        )
    }

    func endCompletionRound(of group: GroupID) throws {
        try run(#"DELETE FROM completionRound WHERE "group" = ?"#, [group.rawValue])
    }
}
