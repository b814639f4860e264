import GRDB
package import Groups
package import Identifiers

extension StoredBoard {
    package func application(of person: UserID) throws -> Application? {
        try db.firstRow("SELECT * FROM application WHERE person = ?", [person.rawValue]).map(whole)
    }

    package func applicationsDue(by now: Timestamp, limit: Int) throws -> [Application] {
        try db.allRows(
            "SELECT * FROM application WHERE endsAtMs <= ? ORDER BY endsAtMs LIMIT ?",
            [now.rawValue, limit]
        ).map(whole)
    }

    /// An application with its answers: at most as many as a set has criteria.
    private func whole(_ row: Row) throws -> Application {
        let person: String = row["person"]
        var application = Application(row)
        application.answers = try db.allRows(
            "SELECT * FROM applicationAnswer WHERE person = ? ORDER BY place",
            [person]
        ).map(Application.Answer.init)
        return application
    }

    package func joinPace(of person: UserID) throws -> JoinPace {
        let row = try db.firstRow("SELECT * FROM joinPace WHERE person = ?", [person.rawValue])
        let moments = row.map { [$0["lastMs"], $0["secondMs"], $0["thirdMs"]] as [Int64?] } ?? []
        return JoinPace(moments: moments.compactMap { $0.map(Timestamp.init(rawValue:)) })
    }

    package func requestsToLookAt(by now: Timestamp, limit: Int) throws -> [JoinRequest] {
        try db.allRows(
            "SELECT * FROM request WHERE lookAtMs <= ? ORDER BY lookAtMs LIMIT ?",
            [now.rawValue, limit]
        ).map(JoinRequest.init)
    }

    package func incompleteRequestCount(of group: GroupID) throws -> Int {
        // Asked for once in a group's life, and answered from the index alone.
        try db.number(
            #"SELECT count(*) FROM request WHERE "group" = ? AND incompleteSinceMs IS NOT NULL"#,
            [group.rawValue]
        )
    }

    package func answerGiven(by event: EventID) throws -> GivenAnswer? {
        try db.firstRow("SELECT * FROM answerEvent WHERE event = ?", [event.rawValue]).map { row in
            GivenAnswer(
                event: event,
                person: row.user("person"),
                group: GroupID(rawValue: row["group"]),
                number: row["number"]
            )
        }
    }

    package func requestAnswered(by event: EventID) throws -> RequestID? {
        try db.firstRow("SELECT request FROM requestPause WHERE answerEvent = ?", [event.rawValue])
            .map { RequestID(rawValue: $0[0]) }
    }
}

extension Database {
    func apply(_ change: JoiningChange, _ cause: Cause) throws {
        switch change {
        case .asking(let application): try store(application)
        case .askingEnded(let person):
            try run("DELETE FROM applicationAnswer WHERE person = ?", [person.rawValue])
            try run("DELETE FROM application WHERE person = ?", [person.rawValue])
        case .joinedOrLeft(let person, let pace):
            let moments = pace.moments.map(\.rawValue)
            try run(
                """
                INSERT INTO joinPace (person, lastMs, secondMs, thirdMs) VALUES (?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET
                    lastMs = excluded.lastMs, secondMs = excluded.secondMs, thirdMs = excluded.thirdMs
                """,
                [
                    person.rawValue, moments.first, moments.count > 1 ? moments[1] : nil,
                    moments.count > 2 ? moments[2] : nil,
                ]
            )
        case .answered(let given):
            try run(
                """
                INSERT INTO answerEvent (event, person, "group", number) VALUES (?, ?, ?, ?)
                ON CONFLICT (person, "group", number) DO UPDATE SET event = excluded.event
                """,
                [given.event.rawValue, given.person.rawValue, given.group.rawValue, given.number]
            )
        case .roundGoesOn(let round, let moment): try goOn(with: round, at: moment)
        case .roundEnded(let group): try endCompletionRound(of: group)
        }
    }

    private func store(_ application: Application) throws {
        let person = application.person.rawValue
        try run(
            """
            INSERT INTO application (person, "group", message, beganAtMs, endsAtMs, version, asking, asked)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET
                "group" = excluded."group", message = excluded.message, beganAtMs = excluded.beganAtMs,
                endsAtMs = excluded.endsAtMs, version = excluded.version, asking = excluded.asking,
                asked = excluded.asked
            """,
            [
                person, application.group.rawValue, application.message, application.beganAt.rawValue,
                application.endsAt.rawValue, application.version, application.asking, application.asked,
            ]
        )
        // A dozen rows at most: cheaper than to find out which of them changed.
        try run("DELETE FROM applicationAnswer WHERE person = ?", [person])
        for (place, answer) in application.answers.enumerated() {
            try run(
                """
                INSERT INTO applicationAnswer (person, place, number, asked, content, untilDay, event, isSkipped, isFile)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    person, place, answer.number, answer.asked, answer.content, answer.until?.number,
                    answer.event.rawValue, answer.isSkipped, answer.isFile,
                ]
            )
        }
    }

    // MARK: Incomplete requests

    /// Marks a request that was just asked as incomplete: no reminders, and not among those that wait.
    func holdBack(_ request: JoinRequest) throws {
        guard case .incomplete(let since) = request.state else { return try countPending(of: request.group, by: 1) }
        try run(
            "UPDATE request SET incompleteSinceMs = ?, rungAtMs = NULL WHERE id = ?",
            [since.rawValue, request.id.rawValue]
        )
        try count("incomplete", by: 1)
    }

    func look(at id: RequestID, at moment: Timestamp?) throws {
        try run(
            "UPDATE request SET lookAtMs = ? WHERE id = ? AND incompleteSinceMs IS NOT NULL",
            [moment?.rawValue, id.rawValue]
        )
    }

    /// Starts the clock of a request to which nothing is missing any more.
    func complete(_ id: RequestID, at now: Timestamp, _ ladder: Ladder, _ cause: Cause) throws {
        try run(
            """
            UPDATE request SET incompleteSinceMs = NULL, lookAtMs = NULL, completedAtMs = ?, dueAtMs = ?,
                rung = ?, rungAtMs = ?
            WHERE id = ? AND incompleteSinceMs IS NOT NULL
            """,
            [
                now.rawValue, ladder.dueAt.rawValue, Rung.firstReminder.rawValue, ladder.firstReminderAt.rawValue,
                id.rawValue,
            ]
        )
        guard changesCount == 1, let row = try firstRow(#"SELECT "group" FROM request WHERE id = ?"#, [id.rawValue])
        else { throw StorageFault.requestMovedTwice(id) }
        let group = GroupID(rawValue: row[0])
        try count("incomplete", by: -1)
        try countPending(of: group, by: 1)
        try audit("request.completed", cause, group: group, request: id)
    }

    /// Has the incomplete requests of a person looked at, because something about the person has changed.
    func lookAtRequests(of person: UserID, at now: Timestamp) throws {
        try run(
            "UPDATE request SET lookAtMs = ? WHERE person = ? AND incompleteSinceMs IS NOT NULL",
            [now.rawValue, person.rawValue]
        )
    }

    /// Takes a request that ends off those that it was counted with.
    func countEnd(of group: GroupID, wasIncomplete: Bool) throws {
        if wasIncomplete { return try count("incomplete", by: -1) }
        try countPending(of: group, by: -1)
    }
}

extension Application {
    fileprivate init(_ row: Row) {
        let asking = Criterion(number: row["asking"], kind: .statement(text: ""))
        self.init(
            person: row.user("person"),
            group: GroupID(rawValue: row["group"]),
            message: row["message"],
            beganAt: row.moment("beganAtMs"),
            version: row["version"],
            asking: asking
        )
        asked = row["asked"]
        endsAt = row.moment("endsAtMs")
    }
}

extension Application.Answer {
    fileprivate init(_ row: Row) {
        self.init(
            number: row["number"],
            asked: row["asked"],
            content: row["content"],
            until: (row["untilDay"] as Int?).map(Day.init(number:)),
            event: EventID(rawValue: row["event"]),
            isSkipped: row["isSkipped"]
        )
        isFile = row["isFile"]
    }
}
