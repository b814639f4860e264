import GRDB
package import Groups
package import Identifiers

extension StoredBoard {
    package func passes(of person: UserID, at test: SkillTestID) throws -> [Pass] {
        try db.allRows(
            """
            SELECT * FROM testPass INDEXED BY testPassByPerson WHERE person = ? AND test = ?
            ORDER BY atMs DESC, attempt DESC LIMIT ?
            """,
            [person.rawValue, test.rawValue, Attempt.rememberedAtMost]
        ).map(Pass.init)
    }

    package func latestPasses(of person: UserID, limit: Int) throws -> [Pass] {
        // Named, lest SQLite sort the few passes that most people have.
        try db.allRows(
            """
            SELECT * FROM testPass INDEXED BY testPassLatest WHERE person = ? AND isLatest = 1
            ORDER BY atMs DESC, test DESC LIMIT ?
            """,
            [person.rawValue, limit]
        ).map(Pass.init)
    }

    package func passesEnding(by now: Timestamp, limit: Int) throws -> [Pass] {
        try db.allRows(
            "SELECT * FROM testPass WHERE noticeAtMs <= ? ORDER BY noticeAtMs LIMIT ?",
            [now.rawValue, limit]
        ).map(Pass.init)
    }

    package func isMember(_ person: UserID, whereAskedFor test: SkillTestID) throws -> Bool {
        // From the groups of the person, which are few, whoever else asks for the test.
        try db.exists(
            """
            SELECT 1 FROM membership m
            CROSS JOIN criteriaTest c ON c."group" = m."group" AND c.test = ? AND c.isWanted = 1
            CROSS JOIN "group" g ON g.id = m."group" AND g.state <> 'archived'
            WHERE m.person = ? LIMIT 1
            """,
            [try db.handle(of: test), person.rawValue]
        )
    }

    package func followUp(of attempt: AttemptID) throws -> FollowUp? {
        try db.firstRow("SELECT * FROM followUp WHERE attempt = ?", [attempt.rawValue]).map(FollowUp.init)
    }

    package func followUp(answeredBy event: EventID) throws -> FollowUp? {
        try db.firstRow("SELECT * FROM followUp WHERE event = ?", [event.rawValue]).map(FollowUp.init)
    }

    package func followUps(of person: UserID, at test: SkillTestID) throws -> [FollowUp] {
        try db.allRows(
            """
            SELECT f.* FROM attempt a INDEXED BY attemptByPerson CROSS JOIN followUp f ON f.attempt = a.id
            WHERE a.person = ? AND a.test = ? ORDER BY a.id DESC LIMIT ?
            """,
            [person.rawValue, test.rawValue, Attempt.rememberedAtMost]
        ).map(FollowUp.init)
    }
}

extension FollowUp {
    fileprivate init(_ row: Row) {
        self.init(
            attempt: AttemptID(rawValue: row["attempt"]),
            position: row["position"],
            askedAt: row.moment("askedAtMs"),
            answer: row["answer"]
        )
    }
}

extension Pass {
    fileprivate init(_ row: Row) {
        self.init(
            test: SkillTestID(rawValue: row["test"]),
            person: row.user("person"),
            attempt: AttemptID(rawValue: row["attempt"]),
            percent: row["percent"],
            percentile: Attempt.Percentile(row),
            at: row.moment("atMs"),
            until: (row["untilDay"] as Int?).map(Day.init(number:)),
            isShown: row["isShown"]
        )
    }
}

extension Database {
    /// When the time of the next attempt is over, the grace counted, whether the homeserver was heard since or not.
    func nextAttemptEnd() throws -> Timestamp? {
        let sql = """
            SELECT dueAtMs FROM attempt INDEXED BY attemptDue WHERE outcome IS NULL AND dueAtMs > -1
            ORDER BY dueAtMs LIMIT 1
            """
        return try firstRow(sql)?.moment("dueAtMs")
    }

    /// The same; nil while the homeserver was not heard since.
    func nextAttemptDue() throws -> Timestamp? {
        guard let due = try nextAttemptEnd() else { return nil }
        // It waits until something is heard: whoever hears it asks again.
        if let heardAt = try heardAt(), due > heardAt { return nil }
        return due
    }

    /// Forgets what a person answered in tests, and that they took them.
    ///
    /// What was counted of it stays counted.
    func forgetAttempts(of person: UserID) throws {
        let attempts = try allRows("SELECT id FROM attempt WHERE person = ?", [person.rawValue])
        for row in attempts { try forgetAttempt(AttemptID(rawValue: row["id"])) }
        for table in ["testAllowance", "testImport", "testReader"] {
            try run("DELETE FROM \(table) WHERE person = ?", [person.rawValue])
        }
    }
}
