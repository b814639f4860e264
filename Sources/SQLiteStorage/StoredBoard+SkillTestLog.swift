import GRDB
package import Groups
package import Identifiers

/// What those who run a test did and saw.
extension StoredBoard {
    package func hasReadQuestions(_ person: UserID, of test: SkillTestID) throws -> Bool {
        try db.exists("SELECT 1 FROM testReader WHERE test = ? AND person = ?", [test.rawValue, person.rawValue])
    }

    package func extraTimes(at test: SkillTestID, after person: UserID?, limit: Int) throws -> [SkillTest.ExtraTime] {
        try db.allRows(
            """
            SELECT person, percent FROM testAllowance WHERE test = ? AND person > ? AND percent > 0
            ORDER BY person LIMIT ?
            """,
            [test.rawValue, person?.rawValue ?? "", limit]
        ).map { SkillTest.ExtraTime(person: $0.user("person"), percent: $0["percent"]) }
    }

    package func log(of test: SkillTestID, before number: Int64?, limit: Int) throws -> [LogEntry] {
        try db.allRows(
            """
            SELECT a.id, a.atMs, a.person, a.event, a.room, a.change, a.subject, l.particulars
            FROM testLog l JOIN audit a ON a.id = l.entry
            WHERE l.test = ? AND l.entry < ? ORDER BY l.entry DESC LIMIT ?
            """,
            [test.rawValue, number ?? .max, limit]
        ).map { row in
            // The word, the test, and whom or which question it is about.
            let parts = (row["change"] as String).split(separator: " ", maxSplits: 2).map(String.init)
            var entry = LogEntry(
                number: row["id"],
                at: row.moment("atMs"),
                person: row["person"],
                event: EventID(rawValue: row["event"]),
                room: row.room("room"),
                change: parts.first.map { String($0.prefix { $0 != "/" }) } ?? "",
                detail: row["subject"] ?? (parts.count > 2 ? parts[2] : "")
            )
            entry.particulars = row["particulars"]
            return entry
        }
    }

    package func drafts(askingFor test: SkillTestID, limit: Int) throws -> [Groups.Group] {
        try db.allRows(
            """
            SELECT \(Groups.Group.columns) JOIN criteriaTest c ON c."group" = g.id
            WHERE c.test = ? AND c.isWanted = 1 AND g.state <> 'archived' AND g.wasOpened = 0
            ORDER BY c.handle LIMIT ?
            """,
            [try db.handle(of: test), limit]
        ).map(Groups.Group.init)
    }

    package func noticeCount(of criteria: Set<Int>, in group: GroupID, limit: Int) throws -> Int {
        try db.allRows(
            """
            SELECT noticeNumbers FROM upkeep INDEXED BY upkeepNotice
            WHERE "group" = ? AND noticeAtMs IS NOT NULL LIMIT ?
            """,
            [group.rawValue, limit]
        ).count { row in
            (row["noticeNumbers"] as String).split(separator: " ").contains { Int($0).map(criteria.contains) ?? false }
        }
    }

    // MARK: Questions

    package func questionsBySuspicion(of test: SkillTestID, from place: Int, limit: Int) throws -> [TestQuestion] {
        // At most SkillTest.poolAtMost entries of an index are passed over.
        try db.allRows(
            """
            SELECT * FROM testQuestion INDEXED BY testQuestionBySuspicion WHERE test = ? AND state = 'active'
            ORDER BY suspicions DESC, iif(answers > 0, points / answers, 1001), number LIMIT ? OFFSET ?
            """,
            [test.rawValue, limit, min(max(0, place - 1), SkillTest.poolAtMost)]
        ).map(TestQuestion.init)
    }

    package func suspiciousCount(of test: SkillTestID) throws -> Int {
        try db.number(
            """
            SELECT count(*) FROM testQuestion INDEXED BY testQuestionBySuspicion
            WHERE test = ? AND state = 'active' AND suspicions > 0
            """,
            [test.rawValue]
        )
    }

    package func questions(beginningIn text: LeakedText, of test: SkillTestID, limit: Int) throws -> [TestQuestion] {
        // As many steps in the index as the text has words; the empty one finds questions from before they had one.
        let leads = text.leads.union([""]).sorted()
        return try db.allRows(
            """
            SELECT q.* FROM json_each(?) leads CROSS JOIN testQuestion q ON q.test = ? AND q.lead = leads.value LIMIT ?
            """,
            [try db.json(leads), test.rawValue, limit]
        ).map(TestQuestion.init)
    }
}
