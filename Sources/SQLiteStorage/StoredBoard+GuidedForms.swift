import GRDB
package import Groups
package import Identifiers

extension StoredBoard {
    package func guidedForm(of person: UserID) throws -> GuidedForm? {
        try db.firstRow("SELECT * FROM guidedForm WHERE person = ?", [person.rawValue]).map(whole)
    }

    package func guidedFormsDue(by now: Timestamp, limit: Int) throws -> [GuidedForm] {
        try db.allRows(
            "SELECT * FROM guidedForm WHERE endsAtMs <= ? ORDER BY endsAtMs LIMIT ?",
            [now.rawValue, limit]
        ).map(whole)
    }

    /// A form with its answers: at most one for each field.
    private func whole(_ row: Row) throws -> GuidedForm {
        let job = (row["job"] as Int64?).map(JobID.init(rawValue:))
        let group = (row["group"] as Int64?).map(GroupID.init(rawValue:))
        var form = GuidedForm(
            person: row.user("person"),
            purpose: job.map { .responding($0) } ?? .posting(group),
            beganAt: row.moment("beganAtMs"),
            asking: row["asking"]
        )
        form.endsAt = row.moment("endsAtMs")
        form.answers = try db.allRows(
            "SELECT * FROM guidedAnswer WHERE person = ? ORDER BY place",
            [form.person.rawValue]
        ).map { row in
            GuidedForm.Answer(
                field: row["field"],
                content: row["content"],
                event: EventID(rawValue: row["event"]),
                isSkipped: row["isSkipped"]
            )
        }
        return form
    }
}

extension Database {
    func apply(_ change: GuidedFormChange) throws {
        switch change {
        case .asking(let form): try store(form)
        case .ended(let person):
            try run("DELETE FROM guidedAnswer WHERE person = ?", [person.rawValue])
            try run("DELETE FROM guidedForm WHERE person = ?", [person.rawValue])
        }
    }

    private func store(_ form: GuidedForm) throws {
        var (job, group): (JobID?, GroupID?)
        switch form.purpose {
        case .posting(let preset): group = preset
        case .responding(let id): job = id
        }
        try run(
            """
            INSERT INTO guidedForm (person, job, "group", beganAtMs, endsAtMs, asking) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET
                job = excluded.job, "group" = excluded."group", beganAtMs = excluded.beganAtMs,
                endsAtMs = excluded.endsAtMs, asking = excluded.asking
            """,
            [
                form.person.rawValue, job?.rawValue, group?.rawValue, form.beganAt.rawValue, form.endsAt.rawValue,
                form.asking,
            ]
        )
        // A dozen rows at most: cheaper than to find out which of them changed.
        try run("DELETE FROM guidedAnswer WHERE person = ?", [form.person.rawValue])
        for (place, answer) in form.answers.enumerated() {
            try run(
                """
                INSERT INTO guidedAnswer (person, place, field, content, event, isSkipped) VALUES (?, ?, ?, ?, ?, ?)
                """,
                [
                    form.person.rawValue, place, answer.field, answer.content, answer.event.rawValue,
                    answer.isSkipped,
                ]
            )
        }
    }
}
