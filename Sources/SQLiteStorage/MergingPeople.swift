import GRDB
import Groups
import Identifiers

/// What both accounts of one person have becomes one, before the rest of the old one moves.
extension Database {
    func merge(_ move: AccountMove) throws {
        try mergeProfiles(move)
        let pair: StatementArguments = [move.new.rawValue, move.old.rawValue]
        for sql in Self.whatGivesWay { try run(sql, pair) }
        try mergeSubmissions(move)
        try mergePasses(move)
        try mergeResponses(move)
        try putBackWalks(move)
    }

    /// Rows that give way to one of the other account; `?1` is the new one, `?2` the old one.
    private static let whatGivesWay = [
        """
        DELETE FROM personSettings WHERE person = ?2 AND EXISTS (SELECT 1 FROM personSettings n WHERE n.person = ?1)
        """,
        "DELETE FROM joinPace WHERE person = ?2 AND EXISTS (SELECT 1 FROM joinPace n WHERE n.person = ?1)",
        """
        DELETE FROM ban AS o WHERE o.person = ?2 AND EXISTS (
            SELECT 1 FROM ban n WHERE n."group" = o."group" AND n.person = ?1
                AND (n.untilMs IS NULL OR n.untilMs >= o.untilMs))
        """,
        """
        DELETE FROM ban AS n WHERE n.person = ?1 AND EXISTS (
            SELECT 1 FROM ban o WHERE o."group" = n."group" AND o.person = ?2)
        """,
        """
        DELETE FROM endedMembership AS o WHERE o.person = ?2 AND EXISTS (
            SELECT 1 FROM endedMembership n WHERE n."group" = o."group" AND n.person = ?1 AND n.atMs >= o.atMs)
        """,
        """
        DELETE FROM endedMembership AS n WHERE n.person = ?1 AND EXISTS (
            SELECT 1 FROM endedMembership o WHERE o."group" = n."group" AND o.person = ?2)
        """,
        """
        DELETE FROM testAllowance AS o WHERE o.person = ?2 AND EXISTS (
            SELECT 1 FROM testAllowance n WHERE n.test = o.test AND n.person = ?1 AND n.percent >= o.percent)
        """,
        """
        DELETE FROM testAllowance AS n WHERE n.person = ?1 AND EXISTS (
            SELECT 1 FROM testAllowance o WHERE o.test = n.test AND o.person = ?2)
        """,
        """
        DELETE FROM testReader AS o WHERE o.person = ?2 AND EXISTS (
            SELECT 1 FROM testReader n WHERE n.test = o.test AND n.person = ?1)
        """,
        """
        DELETE FROM jobFind AS o WHERE o.person = ?2 AND o.waitsFor IS NOT NULL AND EXISTS (
            SELECT 1 FROM jobFind n WHERE n.person = ?1 AND n.job = o.job AND n.waitsFor IS NULL)
        """,
    ]

    /// A freelancer is one since the earlier of two moments; what the new account says of itself stands.
    private func mergeProfiles(_ move: AccountMove) throws {
        let profile = "SELECT * FROM person WHERE userID = ?"
        guard let oldRow = try firstRow(profile, [move.old.rawValue]) else { return }
        let old = Person(oldRow)
        var new = try firstRow(profile, [move.new.rawValue]).map(Person.init) ?? Person(id: move.new)
        if old.isFreelancer, new.isFreelancer {
            try count("freelancers", by: -1)
            // Nobody wrote down since when somebody was one at first: that is the longest time.
            new.freelancerSince = old.freelancerSince.flatMap { old in new.freelancerSince.map { min(old, $0) } }
        } else if old.isFreelancer {
            new.isFreelancer = true
            new.freelancerSince = old.freelancerSince
        }
        if new.headline.isEmpty { new.headline = old.headline }
        if new.skills.isEmpty { new.skills = old.skills }
        new.isFindable = new.isFindable || old.isFindable
        new.availability = new.availability ?? old.availability
        try run(
            """
            INSERT OR REPLACE INTO person
                (userID, isFreelancer, headline, skills, freelancerSinceMs, isFindable, availableDay)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [
                new.id.rawValue, new.isFreelancer, new.headline, new.skills.joined(separator: ","),
                new.freelancerSince?.rawValue, new.isFindable, new.availability?.stored,
            ]
        )
        try run("DELETE FROM person WHERE userID = ?", [move.old.rawValue])
    }

    /// What was given to one criterion by both: that by which the person is in the group or waits for it stays, else the later.
    private func mergeSubmissions(_ move: AccountMove) throws {
        let both = try allRows(
            """
            SELECT o."group", o.number, o.atMs AS oldAtMs, n.atMs AS newAtMs
            FROM submission o JOIN submission n ON n.person = ?1 AND n."group" = o."group" AND n.number = o.number
            WHERE o.person = ?2
            """,
            [move.new.rawValue, move.old.rawValue]
        )
        for row in both {
            let group: Int64 = row["group"]
            let isOldLater = (row["oldAtMs"] as Int64) > (row["newAtMs"] as Int64)
            let isOldKept = try isIn(group, move.old) || (isOldLater && !isIn(group, move.new))
            let key: StatementArguments = [
                (isOldKept ? move.new : move.old).rawValue, group, row["number"] as Int,
            ]
            try run(#"DELETE FROM answerEvent WHERE person = ? AND "group" = ? AND number = ?"#, key)
            try run(#"DELETE FROM submission WHERE person = ? AND "group" = ? AND number = ?"#, key)
        }
    }

    /// Whether somebody is in a group, asks to be, or has a place on its waiting list.
    private func isIn(_ group: Int64, _ person: UserID) throws -> Bool {
        let key: StatementArguments = [group, person.rawValue]
        return try exists(#"SELECT 1 FROM membership WHERE "group" = ? AND person = ?"#, key)
            || exists(#"SELECT 1 FROM request WHERE "group" = ? AND person = ? AND state = 'pending'"#, key)
            || exists(#"SELECT 1 FROM queuePlace WHERE "group" = ? AND person = ?"#, key)
    }

    /// Whoever has passed a test twice has passed it once; a pass that one of the accounts hides stays hidden.
    private func mergePasses(_ move: AccountMove) throws {
        let pair: StatementArguments = [move.new.rawValue, move.old.rawValue]
        let tests = try allRows(
            """
            SELECT o.test, min(o.isShown) AS isShown FROM testPass o
            WHERE o.person = ?2 AND EXISTS (SELECT 1 FROM testPass n WHERE n.person = ?1 AND n.test = o.test)
            GROUP BY o.test
            """,
            pair
        )
        for row in tests {
            let (test, isShown): (Int64, Bool) = (row["test"], row["isShown"])
            try run("UPDATE skillTest SET passes = passes - 1 WHERE id = ?", [test])
            try run("UPDATE testPass SET person = ?1 WHERE person = ?2 AND test = ?3", pair + [test])
            try run(
                """
                UPDATE testPass SET isShown = (?3 AND (
                    SELECT min(n.isShown) FROM testPass n WHERE n.person = ?1 AND n.test = ?2))
                WHERE person = ?1 AND test = ?2
                """,
                [move.new.rawValue, test, isShown]
            )
            try dropCovered([move.new.rawValue, test])
        }
    }

    /// Of two responses to one job that of the new account stays, unless more was decided about the other, and all stand where the groups of both accounts put them.
    private func mergeResponses(_ move: AccountMove) throws {
        let pair: StatementArguments = [move.new.rawValue, move.old.rawValue]
        for person in [move.old, move.new] {
            try run(
                """
                UPDATE job SET preferredCount = preferredCount - 1 WHERE id IN (
                    SELECT r.job FROM response r JOIN job j ON j.id = r.job
                    WHERE r.person = ? AND r.state <> 'withdrawn' AND r.standing <= -j.preferredFrom)
                """,
                [person.rawValue]
            )
        }
        let twice = try allRows(
            """
            SELECT o.job, o.state AS oldState, n.state AS newState
            FROM response o JOIN response n ON n.job = o.job AND n.person = ?1
            WHERE o.person = ?2
            """,
            pair
        )
        // What a client has decided is not undone by what came after it.
        let order = ["withdrawn", "sent", "shortlisted", "declined", "hired"]
        for row in twice {
            let states = (old: row["oldState"] as String, new: row["newState"] as String)
            let staysOld = order.firstIndex(of: states.old) ?? 0 > order.firstIndex(of: states.new) ?? 0
            let key: StatementArguments = [row["job"] as Int64, (staysOld ? move.new : move.old).rawValue]
            try run("DELETE FROM responseMembership WHERE job = ? AND person = ?", key)
            try run("DELETE FROM response WHERE job = ? AND person = ?", key)
            guard (staysOld ? states.new : states.old) != "withdrawn" else { continue }
            try run("UPDATE job SET responseCount = responseCount - 1 WHERE id = ?", [row["job"] as Int64])
        }
        for person in [move.old, move.new] {
            try run(
                """
                UPDATE response AS r SET standing = -(
                    SELECT count(*) FROM jobGroup g WHERE g.job = r.job AND EXISTS (
                        SELECT 1 FROM membership m WHERE m."group" = g."group" AND m.person IN (?1, ?2)))
                WHERE r.person = ?3
                """,
                pair + [person.rawValue]
            )
            try run(
                """
                UPDATE job SET preferredCount = preferredCount + 1 WHERE id IN (
                    SELECT r.job FROM response r JOIN job j ON j.id = r.job
                    WHERE r.person = ? AND r.state <> 'withdrawn' AND r.standing <= -j.preferredFrom)
                """,
                [person.rawValue]
            )
        }
    }

    /// A walk goes on in the order of moments and names: with another name, somebody who was still to come might be behind it.
    private func putBackWalks(_ move: AccountMove) throws {
        try run(
            """
            UPDATE walk AS w SET afterPerson = '@'
            WHERE w."group" IN (SELECT "group" FROM membership WHERE person = ?2)
                AND w.afterPerson >= ?1 AND w.afterPerson < ?2 AND w.afterSinceMs = (
                    SELECT m.sinceMs FROM membership m WHERE m."group" = w."group" AND m.person = ?2)
            """,
            [move.new.rawValue, move.old.rawValue]
        )
    }
}
