import GRDB
import Groups
import Identifiers

extension Database {
    func applyToPass(_ change: SkillTestChange, _ cause: Cause) throws {
        switch change {
        case .passed(let pass):
            try store(pass, cause)
            try rankByTests(" WHERE person = ?", [pass.person.rawValue], on: Self.dayNumber(cause.at))
        case .passShown(let person, let test, let isShown):
            try run(
                "UPDATE testPass SET isShown = ? WHERE person = ? AND test = ?",
                [isShown, person.rawValue, test.rawValue]
            )
            try rankByTests(" WHERE person = ?", [person.rawValue], on: Self.dayNumber(cause.at))
            try audit(isShown ? "pass.shown" : "pass.hidden", test, about: person, cause)
        case .passEndTold(let attempt):
            try run("UPDATE testPass SET noticeAtMs = NULL WHERE attempt = ?", [attempt.rawValue])
        case .followUpAsked(let followUp):
            try run(
                """
                INSERT INTO followUp (attempt, position, askedAtMs, answer) VALUES (?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET position = excluded.position, askedAtMs = excluded.askedAtMs,
                    answer = excluded.answer
                """,
                [
                    followUp.attempt.rawValue, followUp.position, followUp.askedAt.rawValue, followUp.answer,
                ]
            )
        case .followUpAnswered(let attempt, let answer, let event):
            try run(
                "UPDATE followUp SET answer = ?, event = ? WHERE attempt = ?",
                [answer, event.rawValue, attempt.rawValue]
            )
        default: break
        }
    }

    private func store(_ pass: Pass, _ cause: Cause) throws {
        let key: StatementArguments = [pass.person.rawValue, pass.test.rawValue]
        if try !exists("SELECT 1 FROM testPass WHERE person = ? AND test = ?", key) {
            try run("UPDATE skillTest SET passes = passes + 1 WHERE id = ?", [pass.test.rawValue])
        }
        let isThere = try exists("SELECT 1 FROM testPass WHERE attempt = ?", [pass.attempt.rawValue])
        // Whether it is shown was chosen for the test, not for one pass.
        try run(
            """
            INSERT INTO testPass (
                person, test, attempt, percent, top, takers, atMs, untilDay, isShown, noticeAtMs, isLatest
            ) VALUES (
                ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8,
                coalesce((SELECT isShown FROM testPass WHERE person = ?1 AND test = ?2 LIMIT 1), ?9), ?10, 0
            )
            ON CONFLICT DO UPDATE SET percent = max(percent, excluded.percent)
            """,
            key + [
                pass.attempt.rawValue, pass.percent, pass.percentile?.top, pass.percentile?.takers, pass.at.rawValue,
                pass.until?.number, pass.isShown, pass.endNoticeAt?.rawValue,
            ]
        )
        try dropCovered(key)
        try lookWhereNamed(pass.test, about: pass.person, from: cause.at)
        try audit(isThere ? "pass.raised" : "pass.given", pass.test, about: pass.person, cause)
    }

    /// Drops the passes of a person at a test that another one of theirs covers, and marks the latest: see ``Pass/covers(_:)``.
    func dropCovered(_ key: StatementArguments) throws {
        // Of two that are the same in all, the later attempt stays.
        try run(
            """
            DELETE FROM testPass AS p WHERE p.person = ?1 AND p.test = ?2 AND EXISTS (
                SELECT 1 FROM testPass q
                WHERE q.person = ?1 AND q.test = ?2 AND q.attempt <> p.attempt
                    AND q.percent >= p.percent AND q.atMs >= p.atMs
                    AND (q.untilDay IS NULL OR q.untilDay >= p.untilDay)
                    AND (
                        q.attempt > p.attempt OR q.percent > p.percent OR q.atMs > p.atMs
                        OR q.untilDay IS NOT p.untilDay
                    )
            )
            """,
            key
        )
        try run(
            """
            UPDATE testPass SET isLatest = (attempt = (
                SELECT attempt FROM testPass INDEXED BY testPassByPerson WHERE person = ?1 AND test = ?2
                ORDER BY atMs DESC, attempt DESC LIMIT 1
            ))
            WHERE person = ?1 AND test = ?2
            """,
            key
        )
    }

    // MARK: What makes the bot look

    /// Something about a person and a test is new: requests wait for it, and memberships rest on it.
    func lookWhereNamed(_ test: SkillTestID, about person: UserID, from now: Timestamp) throws {
        try lookAtRequests(of: person, at: now)
        try run(
            """
            INSERT INTO upkeep ("group", person, dueAtMs)
            SELECT m."group", m.person, ?1 FROM membership m
            WHERE m.person = ?2 AND EXISTS (SELECT 1 FROM criteriaTest c WHERE c."group" = m."group" AND c.test = ?3)
            ON CONFLICT DO UPDATE SET dueAtMs = min(dueAtMs, excluded.dueAtMs)
            """,
            [now.rawValue, person.rawValue, try handle(of: test)]
        )
    }

    /// A new member may rest on a pass, which runs out or grows too old.
    func lookIfTested(_ person: UserID, in group: GroupID, from now: Timestamp) throws {
        let tested = """
            SELECT 1 FROM criteriaTest c JOIN skillTest t ON t.handle = c.test
            JOIN testPass p ON p.person = ?1 AND p.test = t.id
            WHERE c."group" = ?2
            """
        if try exists(tested, [person.rawValue, group.rawValue]) { try lookAgain(at: person, in: group, from: now) }
    }

    /// Keeps which tests the present criteria of a group name, and whether a pass is wanted.
    func name(_ set: CriteriaSet, of group: GroupID) throws {
        try run(#"DELETE FROM criteriaTest WHERE "group" = ?"#, [group.rawValue])
        let wanted = set.wholeRule.wanted
        var tests: [String: Bool] = [:]
        for criterion in set.criteria {
            guard case .test(let name, _, _) = criterion.kind else { continue }
            tests[name] = tests[name] ?? false || wanted.contains(criterion.number)
        }
        for (test, isWanted) in tests.sorted(by: { $0.key < $1.key }) {
            try run(
                """
                INSERT INTO criteriaTest ("group", test, isWanted, handle)
                SELECT id, ?, ?, handle FROM "group" WHERE id = ?
                """,
                [test, isWanted, group.rawValue]
            )
        }
    }
}
