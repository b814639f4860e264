import GRDB
package import Groups
package import Identifiers

extension StoredBoard {
    package func hintRoundsDue(by now: Timestamp, limit: Int) throws -> [HintRound] {
        try db.allRows(
            "SELECT * FROM hintRound WHERE dueAtMs <= ? ORDER BY dueAtMs LIMIT ?",
            [now.rawValue, limit]
        ).map { row in
            HintRound(
                group: GroupID(rawValue: row["group"]),
                before: row["before"],
                after: (row["after"] as String?).map(UserID.init(rawValue:))
            )
        }
    }

    package func hintsWanted(in group: GroupID, after: UserID?, limit: Int) throws -> [JoinRequest] {
        try db.allRows(
            """
            SELECT r.* FROM hintWanted h CROSS JOIN request r ON r.id = h.request
            WHERE h."group" = ? AND h.person > ? ORDER BY h.person LIMIT ?
            """,
            [group.rawValue, after?.rawValue ?? "", limit]
        ).map(JoinRequest.init)
    }
}

extension Database {
    func apply(_ change: HintChange) throws {
        switch change {
        case .roundGoesOn(let round, let moment):
            try run(
                #"UPDATE hintRound SET after = ?, dueAtMs = ? WHERE "group" = ?"#,
                [round.after?.rawValue, moment.rawValue, round.group.rawValue]
            )
        case .roundEnded(let group): try run(#"DELETE FROM hintRound WHERE "group" = ?"#, [group.rawValue])
        case .given(let request, let at):
            try run("UPDATE request SET hintedAtMs = ? WHERE id = ?", [at.rawValue, request.rawValue])
            try run("DELETE FROM hintWanted WHERE request = ?", [request.rawValue])
        case .outdated(let request): try run("DELETE FROM hintWanted WHERE request = ?", [request.rawValue])
        }
    }

    /// Begins a round where anybody waits for it.
    ///
    /// One that is under way begins anew, and goes on to compare with what held before its first change.
    func beginHintRound(of version: CriteriaVersion) throws {
        // Nobody can have lacked anything before there were criteria.
        guard version.number > 1 else { return }
        try run(
            """
            INSERT INTO hintRound ("group", before, dueAtMs)
            SELECT ?1, ?2, ?3 WHERE EXISTS (SELECT 1 FROM hintWanted WHERE "group" = ?1)
            ON CONFLICT DO UPDATE SET after = NULL, dueAtMs = excluded.dueAtMs
            """,
            [version.group.rawValue, version.number - 1, version.since.rawValue]
        )
    }

    /// Notes that a request was refused: whoever wants hints may get one about it.
    func wantHint(afterRefusalOf request: RequestID) throws {
        try run(
            """
            INSERT INTO hintWanted ("group", person, request)
            SELECT r."group", r.person, r.id FROM request r
            WHERE r.id = ? AND (SELECT hints FROM personSettings p WHERE p.person = r.person) = 1
            ON CONFLICT DO UPDATE SET request = excluded.request
            """,
            [request.rawValue]
        )
    }

    /// Somebody asks again or is let in: what the group said before is past.
    func forgetHint(for person: UserID, in group: GroupID) throws {
        try run(#"DELETE FROM hintWanted WHERE "group" = ? AND person = ?"#, [group.rawValue, person.rawValue])
    }

    /// Somebody wants hints from now on, or wants none any more.
    func noteWish(of person: UserID, forHints isOn: Bool, at now: Timestamp) throws {
        guard isOn else { return try run("DELETE FROM hintWanted WHERE person = ?", [person.rawValue]) }
        // Of each group its last word, where that was a refusal that no invitation has made up for.
        try run(
            """
            INSERT OR IGNORE INTO hintWanted ("group", person, request)
            SELECT r."group", r.person, r.id FROM request r
            WHERE r.person = ?1 AND r.state = 'refused' AND r.decidedAtMs > ?2 AND r.hintedAtMs IS NULL
                AND NOT EXISTS (
                    SELECT 1 FROM request later
                    WHERE later.person = r.person AND later."group" = r."group" AND later.id > r.id)
                AND NOT EXISTS (
                    SELECT 1 FROM invitation i WHERE i.person = r.person AND i."group" = r."group"
                        AND i.state = 'accepted' AND i.endedAtMs >= r.decidedAtMs)
            """,
            [person.rawValue, now.later(days: -HintRound.daysAtMost).rawValue]
        )
    }
}
