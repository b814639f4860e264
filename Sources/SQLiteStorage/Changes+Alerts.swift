import GRDB
import Groups
import Identifiers

extension Database {
    /// What somebody looks for is between them and the bot, and no fact of the hall: it is stored without a row in the audit.
    func apply(_ change: AlertChange) throws {
        switch change {
        case .made(let alert): try insert(alert)
        case .paceSet(let id, let pace):
            try run("UPDATE jobAlert SET pace = ? WHERE id = ?", [pace.rawValue, id.rawValue])
        case .ended(let id):
            try run("DELETE FROM jobAlertToken WHERE alert = ?", [id.rawValue])
            try run("DELETE FROM jobAlert WHERE id = ?", [id.rawValue])
        case .matchingGoesOn(let matching, let moment):
            try run(
                "UPDATE jobMatching SET token = ?, alert = ?, dueAtMs = ? WHERE job = ?",
                [
                    matching.after?.token ?? "", matching.after?.alert.rawValue ?? 0, moment.rawValue,
                    matching.job.rawValue,
                ]
            )
        case .matchingEnded(let job): try run("DELETE FROM jobMatching WHERE job = ?", [job.rawValue])
        case .found(let find, let listAt): try store(find, listAt: listAt)
        case .lost(let job, let person):
            try run(
                "DELETE FROM jobFind WHERE person = ? AND job = ? AND waitsFor IS NOT NULL",
                [person.rawValue, job.rawValue]
            )
        case .listed(let digest):
            let key: StatementArguments = [digest.person.rawValue, digest.pace.rawValue]
            try run("UPDATE jobFind SET waitsFor = NULL WHERE person = ? AND waitsFor = ?", key)
            try run("DELETE FROM jobDigest WHERE person = ? AND pace = ?", key)
        case .listPutOff(let digest, let moment):
            try run(
                "UPDATE jobDigest SET dueAtMs = ? WHERE person = ? AND pace = ?",
                [moment.rawValue, digest.person.rawValue, digest.pace.rawValue]
            )
        case .announcingGoesOn(let announcing, let moment):
            try run(
                """
                INSERT OR REPLACE INTO jobAnnouncing (job, occasion, groups, afterRoom, dueAtMs) VALUES (?, ?, ?, ?, ?)
                """,
                [
                    announcing.job.rawValue, announcing.occasion, announcing.storedGroups, announcing.after?.rawValue,
                    moment.rawValue,
                ]
            )
        case .announcingEnded(let job): try run("DELETE FROM jobAnnouncing WHERE job = ?", [job.rawValue])
        }
    }

    private func insert(_ alert: JobAlert) throws {
        let filter = alert.filter
        try run(
            """
            INSERT INTO jobAlert (id, person, number, pace, words, skills, groups, place, isRemote, payBasis,
                payCurrency, payLeast, isForOwnGroups, isForOwnSkills)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                alert.id.rawValue, alert.person.rawValue, alert.number, alert.pace.rawValue,
                filter.words.joined(separator: " "), filter.skills.joined(separator: ","),
                filter.groups.map { "\($0.rawValue)" }.joined(separator: ","), filter.place.joined(separator: " "),
                filter.isRemote, filter.pay?.basis?.rawValue, filter.pay?.currency?.code, filter.pay?.least,
                filter.isForOwnGroups, filter.isForOwnSkills,
            ]
        )
        try run("UPDATE tally SET value = max(value, ?) WHERE name = 'lastAlert'", [alert.id.rawValue])
        try keep(alert)
    }

    private func store(_ find: JobFind, listAt: Timestamp?) throws {
        try run(
            "INSERT OR REPLACE INTO jobFind (person, job, waitsFor) VALUES (?, ?, ?)",
            [find.person.rawValue, find.job.rawValue, find.waitsFor?.rawValue]
        )
        guard let pace = find.waitsFor, let listAt else { return }
        try run(
            "INSERT OR IGNORE INTO jobDigest (person, pace, dueAtMs) VALUES (?, ?, ?)",
            [find.person.rawValue, pace.rawValue, listAt.rawValue]
        )
    }
}

// MARK: - Under what alerts are kept

extension Database {
    /// Puts an alert where new jobs find it.
    private func keep(_ alert: JobAlert) throws {
        for token in try keys(of: alert) {
            try run(
                "INSERT OR IGNORE INTO jobAlertToken (token, alert) VALUES (?, ?)",
                [token.text, alert.id.rawValue]
            )
        }
    }

    private func keys(of alert: JobAlert) throws -> [JobToken] {
        if alert.filter.isForOwnGroups {
            return try allRows(#"SELECT "group" FROM membership WHERE person = ?"#, [alert.person.rawValue])
                .map { .group(GroupID(rawValue: $0[0])) }
        }
        if alert.filter.isForOwnSkills {
            return try firstRow("SELECT skills FROM person WHERE userID = ?", [alert.person.rawValue])
                .map { listed($0[0], by: ",").map(JobToken.skill) } ?? []
        }
        var rarest: (token: JobToken, jobs: Int)?
        // The more telling kinds come first in this order, and of two that are as rare the first counts.
        for token in alert.filter.required {
            let jobs = try openJobs(having: token)
            if rarest.map({ jobs < $0.jobs }) ?? true { rarest = (token, jobs) }
        }
        return rarest.map { [$0.token] } ?? []
    }

    /// How many open jobs have something, as far as it is worth counting.
    private func openJobs(having token: JobToken) throws -> Int {
        let limit = 100
        let sql =
            switch token {
            case .group: #"SELECT 1 FROM jobGroup WHERE "group" = ? AND isOpen = 1"#
            case .skill: "SELECT 1 FROM jobSkill WHERE skill = ?"
            case .word, .place: "SELECT 1 FROM jobWords WHERE jobWords MATCH ?"
            // There are few of these, and many jobs have each.
            case .remote, .currency, .basis: nil as String?
            }
        guard let sql else { return limit + 1 }
        let value: any DatabaseValueConvertible =
            switch token {
            case .group(let id): id.rawValue
            case .word(let word): "\"\(word)\""
            case .place(let word): "place : \"\(word)\""
            default: String(token.text.drop { $0 != ":" }.dropFirst())
            }
        return try allRows(sql + " LIMIT ?", [value, limit]).count
    }

    /// Somebody came into a group or left one, or says other skills: their alerts for their own are kept under those.
    func keepOwnAlerts(of person: UserID) throws {
        let alerts = try alerts(of: person, limit: .max)
        for alert in alerts where alert.filter.isForOwnGroups || alert.filter.isForOwnSkills {
            try run("DELETE FROM jobAlertToken WHERE alert = ?", [alert.id.rawValue])
            try keep(alert)
        }
    }

    /// Has alerts looked through for a job that is new or has changed, from the beginning.
    func beginMatching(_ id: JobID, at moment: Timestamp) throws {
        try run(
            "INSERT OR REPLACE INTO jobMatching (job, dueAtMs) VALUES (?, ?)",
            [id.rawValue, moment.rawValue]
        )
        try run("UPDATE job SET mayHaveFinds = 1 WHERE id = ?", [id.rawValue])
    }

    /// Nothing says any more what somebody looked for and was told of.
    func forgetAlerts(of person: UserID) throws {
        for sql in [
            "DELETE FROM jobAlertToken WHERE alert IN (SELECT id FROM jobAlert WHERE person = ?)",
            "DELETE FROM jobAlert WHERE person = ?", "DELETE FROM jobFind WHERE person = ?",
            "DELETE FROM jobDigest WHERE person = ?",
        ] {
            try run(sql, [person.rawValue])
        }
    }

    /// Forgets who was told of a job that was closed so long ago that it can't be opened again, a little at a time.
    func sweepFinds(before moment: Timestamp) throws {
        let sql = "SELECT id FROM job INDEXED BY jobWithFinds WHERE mayHaveFinds = 1 AND closedAtMs < ? LIMIT 1"
        guard let row = try firstRow(sql, [moment.rawValue]) else { return }
        let job: Int64 = row[0]
        try run(
            "DELETE FROM jobFind WHERE (person, job) IN (SELECT person, job FROM jobFind WHERE job = ? LIMIT 500)",
            [job]
        )
        if changesCount < 500 { try run("UPDATE job SET mayHaveFinds = 0 WHERE id = ?", [job]) }
    }
}
