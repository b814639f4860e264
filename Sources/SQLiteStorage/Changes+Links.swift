import GRDB
import Groups
import Identifiers

extension Database {
    func apply(_ change: LinkChange, _ cause: Cause) throws {
        switch change {
        // Who asks whom is between them, and no fact of the hall: it is stored without a row in the audit.
        case .asked(let question):
            try run(
                "DELETE FROM linkQuestion WHERE asker = ? AND askedAtMs <= ? AND isOver = 1 AND isRefused = 0",
                [question.asker.rawValue, question.askedAt.later(days: -1).rawValue]
            )
            try run(
                """
                INSERT OR REPLACE INTO linkQuestion (asker, asked, askedAtMs, endsAtMs, isRefused, isOver)
                VALUES (?, ?, ?, ?, ?, 0)
                """,
                [
                    question.asker.rawValue, question.asked.rawValue, question.askedAt.rawValue,
                    question.endsAt.rawValue, question.isRefused,
                ]
            )
        case .refused(let asked, let asker):
            try run(
                "UPDATE linkQuestion SET isRefused = 1 WHERE asker = ? AND asked = ?",
                [asker.rawValue, asked.rawValue]
            )
        case .allowed(let asked, let asker):
            try run(
                "UPDATE linkQuestion SET isRefused = 0 WHERE asker = ? AND asked = ?",
                [asker.rawValue, asked.rawValue]
            )
        case .withdrawn(let question), .ranOut(let question):
            try run(
                "UPDATE linkQuestion SET isOver = 1 WHERE asker = ? AND asked = ?",
                [question.asker.rawValue, question.asked.rawValue]
            )
        case .moved(let move): try make(move, cause)
        }
    }

    /// Nothing says any more which accounts were those of one person.
    func forgetLinks(of person: UserID) throws {
        for sql in [
            "DELETE FROM linkQuestion WHERE asker = ?", "DELETE FROM linkQuestion WHERE asked = ?",
            "DELETE FROM accountLink WHERE old = ?", "DELETE FROM accountLink WHERE new = ?",
        ] {
            try run(sql, [person.rawValue])
        }
    }

    /// Moves all that an account has to another: what both have is merged first, and then one statement moves each column.
    private func make(_ move: AccountMove, _ cause: Cause) throws {
        let pair: StatementArguments = [move.new.rawValue, move.old.rawValue]
        // What refers to a row moves in another statement than the row: both are there when the transaction ends.
        try run("PRAGMA defer_foreign_keys = ON")
        defer { try? run("PRAGMA defer_foreign_keys = OFF") }
        try merge(move)
        for column in PersonColumn.all {
            if case .moves(let sql) = column.fate { try run(sql, pair) }
        }
        try settle(move)
        // Both have said it; the new one is who it is now.
        var cause = cause
        cause.person = move.new
        for group in move.groups { try audit("person.linked \(move.old)", cause, group: group) }
        if move.groups.isEmpty { try audit("person.linked \(move.old)", cause) }
    }

    /// Says where the account is, and has everything looked at that hangs on which account it is.
    private func settle(_ move: AccountMove) throws {
        let pair: StatementArguments = [move.new.rawValue, move.old.rawValue]
        try run("DELETE FROM accountLink WHERE old = ?", [move.new.rawValue])
        try run("UPDATE accountLink SET new = ?1 WHERE new = ?2", pair)
        try run(
            "INSERT OR REPLACE INTO accountLink (old, new, atMs) VALUES (?, ?, ?)",
            [move.old.rawValue, move.new.rawValue, move.at.rawValue]
        )
        // Nobody takes on their own request.
        try run(
            "UPDATE request SET claimedBy = NULL WHERE person = ?1 AND state = 'pending' AND claimedBy IN (?1, ?2)",
            pair
        )
        try run("DELETE FROM linkQuestion WHERE asker = ?1 AND asked = ?2", pair)
        try run("DELETE FROM linkQuestion WHERE asker = ?2 AND asked = ?1", pair)
        // Criteria may ask for a server, or for rooms that the new account is not in.
        try lookEverywhere(at: move.new, from: move.at)
        try lookAtRequests(of: move.new, at: move.at)
        try keepOwnAlerts(of: move.new)
        for person in [move.old, move.new] { try listForClients(person) }
        try forgetSight(of: move.old)
        guard try isAsking(move.new) else { return }
        try run(
            "INSERT OR REPLACE INTO sightChange (person, dueAtMs) VALUES (?, ?)",
            [move.new.rawValue, move.at.rawValue]
        )
    }

    private func isAsking(_ person: UserID) throws -> Bool {
        try exists("SELECT 1 FROM request WHERE person = ? AND state = 'pending' LIMIT 1", [person.rawValue])
    }
}
