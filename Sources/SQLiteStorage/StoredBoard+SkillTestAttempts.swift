import Foundation
import GRDB
package import Groups
package import Identifiers

extension StoredBoard {
    package func nextAttemptID() throws -> AttemptID {
        AttemptID(rawValue: Int64(try db.number("SELECT value + 1 FROM tally WHERE name = 'lastAttempt'")))
    }

    package func attempt(_ id: AttemptID) throws -> Attempt? {
        try db.firstRow("SELECT * FROM attempt WHERE id = ?", [id.rawValue]).map(Attempt.init)
    }

    package func runningAttempt(of person: UserID) throws -> Attempt? {
        try db.firstRow("SELECT * FROM attempt WHERE person = ? AND outcome IS NULL", [person.rawValue])
            .map(Attempt.init)
    }

    package func runningAttemptCount(at test: SkillTestID) throws -> Int {
        try db.number("SELECT runningCount FROM skillTest WHERE id = ?", [test.rawValue])
    }

    package func runningAttemptCount(with question: TestQuestionID) throws -> Int {
        // From what is under way, which is little, and not from all that ever had the question.
        try db.number(
            """
            SELECT count(*) FROM testQuestion q
            CROSS JOIN attempt a INDEXED BY attemptRunningByTest ON a.test = q.test AND a.outcome IS NULL
            CROSS JOIN attemptItem i ON i.attempt = a.id AND i.question = q.id
            WHERE q.id = ?
            """,
            [question.rawValue]
        )
    }

    package func attempts(of person: UserID, at test: SkillTestID, limit: Int) throws -> [Attempt] {
        try db.allRows(
            "SELECT * FROM attempt WHERE person = ? AND test = ? ORDER BY id DESC LIMIT ?",
            [person.rawValue, test.rawValue, limit]
        ).map(Attempt.init)
    }

    package func attemptsDue(by now: Timestamp, limit: Int) throws -> [Attempt] {
        // As long as the bot has not heard the homeserver again, answers may lie there, even if no error says so.
        let moment = try min(now, db.heardAt() ?? now)
        return try db.allRows(
            """
            SELECT * FROM attempt INDEXED BY attemptDue WHERE outcome IS NULL AND awayTooLong = 0 AND dueAtMs <= ?
            ORDER BY dueAtMs LIMIT ?
            """,
            [moment.rawValue, limit]
        ).map(Attempt.init)
    }

    package func attemptsAbandoned(limit: Int) throws -> [Attempt] {
        try db.allRows(
            "SELECT * FROM attempt INDEXED BY attemptAbandoned WHERE awayTooLong = 1 AND id > 0 ORDER BY id LIMIT ?",
            [limit]
        ).map(Attempt.init)
    }

    package func attempts(of person: UserID, endedAfter moment: Timestamp) throws -> [Attempt] {
        try db.allRows(
            "SELECT * FROM attempt INDEXED BY attemptByPerson WHERE person = ? AND endedAtMs > ?",
            [person.rawValue, moment.rawValue]
        ).map(Attempt.init)
    }

    package func extraTime(of person: UserID, at test: SkillTestID) throws -> Int {
        try db.number(
            "SELECT percent FROM testAllowance WHERE test = ? AND person = ?",
            [test.rawValue, person.rawValue]
        )
    }

    package func sent(_ subject: String) throws -> Timestamp? {
        // An edit has no subject of its own: it is when the message came that counts.
        try db.firstRow(
            "SELECT settledAtMs FROM outbox WHERE subject = ? AND kind = 1 AND state = 2 ORDER BY id DESC LIMIT 1",
            [subject]
        )?.moment("settledAtMs")
    }

    package func room(of subject: String) throws -> RoomID? {
        try db.firstRow(
            "SELECT room FROM outbox WHERE subject = ? AND kind = 1 AND state = 2 ORDER BY id DESC LIMIT 1",
            [subject]
        )?.room("room")
    }

    package func chance(for event: EventID) throws -> UInt64 {
        let secret: Data = try db.firstRow("SELECT secret FROM session WHERE id = 1")?["secret"] ?? Data()
        return Chance.number(for: event, secret: [UInt8](secret))
    }

    package func ranking(of percent: Int, at test: SkillTestID) throws -> ScoreRanking {
        // At most 101 rows.
        var ranking = ScoreRanking(better: 0, equal: 0, total: 0)
        for row in try db.allRows("SELECT percent, count FROM testScore WHERE test = ?", [test.rawValue]) {
            let count: Int = row["count"]
            ranking.total += count
            if row["percent"] as Int > percent { ranking.better += count }
            if row["percent"] as Int == percent { ranking.equal += count }
        }
        return ranking
    }
}

// MARK: - Questions of attempts

extension StoredBoard {
    package func items(of attempt: AttemptID) throws -> [AttemptItem] {
        try db.items(of: attempt)
    }

    package func item(_ position: Int, of attempt: AttemptID) throws -> AttemptItem? {
        try db.firstRow(
            "SELECT * FROM attemptItem WHERE attempt = ? AND position = ?",
            [attempt.rawValue, position]
        ).map(AttemptItem.init)
    }

    package func item(answeredBy event: EventID) throws -> AttemptItem? {
        try db.firstRow("SELECT * FROM attemptItem WHERE event = ?", [event.rawValue]).map(AttemptItem.init)
    }

    package func taps(on position: Int, of attempt: AttemptID) throws -> [QuestionTap] {
        try db.allRows(
            "SELECT * FROM attemptTap WHERE attempt = ? AND position = ? ORDER BY id LIMIT ?",
            [attempt.rawValue, position, Self.tapsAtMost]
        ).map(QuestionTap.init)
    }

    /// A client gives each option one tap; whoever sends more by hand is not listened to for ever.
    private static let tapsAtMost = 100

    package func tap(by event: EventID) throws -> QuestionTap? {
        try db.firstRow("SELECT * FROM attemptTap WHERE event = ?", [event.rawValue]).map(QuestionTap.init)
    }

    package func attempts(reading question: TestQuestionID, mark: Int, limit: Int) throws -> [AttemptItem] {
        try db.allRows(
            "SELECT * FROM attemptItem WHERE question = ? AND mark = ? ORDER BY attempt DESC LIMIT ?",
            [question.rawValue, mark, limit]
        ).map(AttemptItem.init)
    }

    package func rescoringsDue(by now: Timestamp, limit: Int) throws -> [Rescoring] {
        try db.allRows(
            "SELECT * FROM testRescoring WHERE dueAtMs <= ? ORDER BY dueAtMs LIMIT ?",
            [now.rawValue, limit]
        ).map(Rescoring.init)
    }

    package func attempts(
        with question: TestQuestionID,
        after attempt: AttemptID?,
        limit: Int
    ) throws -> [Attempt] {
        // Void ones count for nothing, and are not counted anew.
        try db.allRows(
            """
            SELECT a.* FROM attemptItem i INDEXED BY attemptItemByQuestion JOIN attempt a ON a.id = i.attempt
            WHERE i.question = ? AND i.attempt > ? AND a.outcome IS NOT NULL AND a.outcome <> 'void'
            ORDER BY i.attempt LIMIT ?
            """,
            [question.rawValue, attempt?.rawValue ?? 0, limit]
        ).map(Attempt.init)
    }
}

extension Database {
    func items(of attempt: AttemptID) throws -> [AttemptItem] {
        // At most SkillTest.questionsAtMost rows.
        try allRows("SELECT * FROM attemptItem WHERE attempt = ? ORDER BY position", [attempt.rawValue])
            .map(AttemptItem.init)
    }
}

// MARK: - Rows

extension Attempt {
    init(_ row: Row) {
        self.init(
            id: AttemptID(rawValue: row["id"]),
            test: SkillTestID(rawValue: row["test"]),
            person: row.user("person"),
            number: row["number"],
            seed: UInt64(bitPattern: row["seed"]),
            startedAt: row.moment("startedAtMs"),
            questionCount: row["questionCount"],
            passPercent: row["passPercent"]
        )
        position = row["position"]
        shownAt = row.moment("shownAtMs")
        endsAt = (row["endsAtMs"] as Int64?).map(Timestamp.init(rawValue:))
        questionMs = row["questionMs"]
        guard let outcome = (row["outcome"] as String?).flatMap(Outcome.init(rawValue:)) else { return }
        end = End(
            outcome: outcome,
            at: row.moment("endedAtMs"),
            points: row["points"],
            counted: row["counted"],
            percentile: Percentile(row)
        )
    }
}

extension Attempt.Percentile {
    /// Nil where there were too few to tell.
    init?(_ row: Row) {
        guard let top: Int = row["top"], let takers: Int = row["takers"] else { return nil }
        self.init(top: top, takers: takers)
    }
}

extension AttemptItem {
    fileprivate init(_ row: Row) throws {
        self.init(
            attempt: AttemptID(rawValue: row["attempt"]),
            position: row["position"],
            question: TestQuestionID(rawValue: row["question"]),
            mark: row["mark"]
        )
        guard (row["response"] as String?) != nil else { return }
        answer = Answer(
            response: try row.json("response", as: QuestionResponse.self),
            event: (row["event"] as String?).map(EventID.init(rawValue:)),
            at: row.moment("answeredAtMs"),
            tookMs: row["tookMs"],
            points: row["points"]
        )
    }
}

extension QuestionTap {
    fileprivate init(_ row: Row) {
        self.init(
            attempt: AttemptID(rawValue: row["attempt"]),
            position: row["position"],
            option: row["option"],
            event: EventID(rawValue: row["event"])
        )
    }
}

extension Rescoring {
    fileprivate init(_ row: Row) {
        self.init(
            question: TestQuestionID(rawValue: row["question"]),
            voidedBy: row.user("voidedBy"),
            dueAt: row.moment("dueAtMs")
        )
        after = (row["after"] as Int64?).map(AttemptID.init(rawValue:))
        (looked, passed) = (row["looked"], row["passed"])
    }
}
