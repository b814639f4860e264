import GRDB
package import Groups
package import Identifiers

extension StoredBoard {
    package func linkQuestion(from asker: UserID, to asked: UserID) throws -> LinkQuestion? {
        try db.firstRow(
            "SELECT * FROM linkQuestion WHERE asker = ? AND asked = ?",
            [asker.rawValue, asked.rawValue]
        ).map(LinkQuestion.init)
    }

    package func linkQuestions(to asked: UserID, at now: Timestamp, limit: Int) throws -> [LinkQuestion] {
        try db.allRows(
            """
            SELECT * FROM linkQuestion WHERE asked = ? AND endsAtMs > ? AND isOver = 0 AND isRefused = 0
            ORDER BY endsAtMs LIMIT ?
            """,
            [asked.rawValue, now.rawValue, limit]
        ).map(LinkQuestion.init)
    }

    package func linkQuestions(from asker: UserID, at now: Timestamp, limit: Int) throws -> [LinkQuestion] {
        try db.allRows(
            "SELECT * FROM linkQuestion WHERE asker = ? AND isOver = 0 AND endsAtMs > ? LIMIT ?",
            [asker.rawValue, now.rawValue, limit]
        ).map(LinkQuestion.init)
    }

    package func linkQuestionCount(from asker: UserID, since moment: Timestamp) throws -> Int {
        try db.number(
            "SELECT count(*) FROM linkQuestion WHERE asker = ? AND askedAtMs > ?",
            [asker.rawValue, moment.rawValue]
        )
    }

    package func linkQuestionsOver(by now: Timestamp, limit: Int) throws -> [LinkQuestion] {
        try db.allRows(
            "SELECT * FROM linkQuestion WHERE isOver = 0 AND endsAtMs <= ? ORDER BY endsAtMs LIMIT ?",
            [now.rawValue, limit]
        ).map(LinkQuestion.init)
    }

    package func hasSpoken(_ person: UserID) throws -> Bool {
        try db.exists("SELECT 1 FROM directRoom WHERE person = ?", [person.rawValue])
            || db.exists("SELECT 1 FROM person WHERE userID = ?", [person.rawValue])
            || db.exists("SELECT 1 FROM audit WHERE person = ? LIMIT 1", [person.rawValue])
    }

    package func successor(of person: UserID) throws -> UserID? {
        try db.firstRow("SELECT new FROM accountLink WHERE old = ?", [person.rawValue])?.user("new")
    }

    package func involvements(of person: UserID, at now: Timestamp, limit: Int) throws -> [Involvement] {
        let rows = try db.allRows(
            """
            SELECT "group", 1 AS kind, NULL AS number FROM membership WHERE person = ?1
            UNION ALL SELECT "group", 2, id FROM request WHERE person = ?1 AND state = 'pending'
            UNION ALL SELECT "group", 3, NULL FROM queuePlace WHERE person = ?1
            UNION ALL SELECT "group", 4, id FROM invitation WHERE person = ?1 AND state = 'open' AND endsAtMs > ?2
            UNION ALL SELECT "group", 5, NULL FROM ban WHERE person = ?1 AND (untilMs IS NULL OR untilMs > ?2)
            LIMIT ?3
            """,
            [person.rawValue, now.rawValue, limit]
        )
        return rows.map { row in
            let number: Int64 = row["number"] ?? 0
            let kind: Involvement.Kind =
                switch row["kind"] as Int {
                case 1: .member
                case 2: .asked(RequestID(rawValue: number))
                case 3: .queued
                case 4: .invited(InvitationID(rawValue: number))
                default: .banned
                }
            return Involvement(group: GroupID(rawValue: row["group"]), kind: kind)
        }.sorted { $0.group.rawValue < $1.group.rawValue }
    }

    package func openJobs(of client: UserID, respondedToBy person: UserID, limit: Int) throws -> [JobID] {
        try db.allRows(
            "SELECT id FROM job WHERE client = ? AND state = 'open' LIMIT ?",
            [client.rawValue, Job.openAtMost]
        ).map { JobID(rawValue: $0["id"]) }.filter { try response(of: person, to: $0) != nil }.prefix(limit).map(\.self)
    }
}

extension LinkQuestion {
    fileprivate init(_ row: Row) {
        self.init(
            asker: row.user("asker"),
            asked: row.user("asked"),
            askedAt: row.moment("askedAtMs"),
            endsAt: row.moment("endsAtMs"),
            isRefused: row["isRefused"],
            isOver: row["isOver"]
        )
    }
}
