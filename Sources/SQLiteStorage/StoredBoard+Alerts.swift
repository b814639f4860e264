import GRDB
package import Groups
package import Identifiers

extension StoredBoard {
    package func nextAlertID() throws -> AlertID {
        AlertID(rawValue: Int64(try db.number("SELECT value + 1 FROM tally WHERE name = 'lastAlert'")))
    }

    package func alerts(of person: UserID, limit: Int) throws -> [JobAlert] {
        try db.alerts(of: person, limit: limit)
    }

    package func alert(_ id: AlertID) throws -> JobAlert? {
        try db.firstRow("SELECT * FROM jobAlert WHERE id = ?", [id.rawValue]).map(JobAlert.init)
    }

    package func alerts(
        keptUnder tokens: [String],
        after: JobMatching.Place?,
        limit: Int
    ) throws -> [(place: JobMatching.Place, alert: JobAlert)] {
        var found: [(place: JobMatching.Place, alert: JobAlert)] = []
        // One step in the index for each token: a job has as many as it has words, whoever looks for what.
        for token in tokens where token >= after?.token ?? "" && found.count < limit {
            let start = token == after?.token ? after?.alert.rawValue ?? 0 : 0
            found += try db.allRows(
                """
                SELECT a.* FROM jobAlertToken t CROSS JOIN jobAlert a ON a.id = t.alert
                WHERE t.token = ? AND t.alert > ? ORDER BY t.alert LIMIT ?
                """,
                [token, start, limit - found.count]
            ).map { row in
                let alert = JobAlert(row)
                return (JobMatching.Place(token: token, alert: alert.id), alert)
            }
        }
        return found
    }

    package func jobMatchingsDue(by now: Timestamp, limit: Int) throws -> [JobMatching] {
        try db.allRows(
            "SELECT * FROM jobMatching WHERE dueAtMs <= ? ORDER BY dueAtMs LIMIT ?",
            [now.rawValue, limit]
        ).map { row in
            let place = JobMatching.Place(token: row["token"], alert: AlertID(rawValue: row["alert"]))
            return JobMatching(job: JobID(rawValue: row["job"]), after: place.token.isEmpty ? nil : place)
        }
    }

    package func find(of job: JobID, for person: UserID) throws -> JobFind? {
        try db.firstRow(
            "SELECT waitsFor FROM jobFind WHERE person = ? AND job = ?",
            [person.rawValue, job.rawValue]
        ).map { JobFind(person: person, job: job, waitsFor: ($0[0] as String?).flatMap(JobAlert.Pace.init)) }
    }

    package func jobDigestsDue(by now: Timestamp, limit: Int) throws -> [JobDigest] {
        try db.allRows(
            "SELECT person, pace FROM jobDigest WHERE dueAtMs <= ? ORDER BY dueAtMs LIMIT ?",
            [now.rawValue, limit]
        ).map { JobDigest(person: $0.user("person"), pace: JobAlert.Pace(rawValue: $0["pace"]) ?? .daily) }
    }

    package func jobs(waitingFor digest: JobDigest, limit: Int) throws -> [JobID] {
        try db.allRows(
            """
            SELECT job FROM jobFind INDEXED BY jobFindWaiting WHERE person = ? AND waitsFor = ?
            ORDER BY job DESC LIMIT ?
            """,
            [digest.person.rawValue, digest.pace.rawValue, limit]
        ).map { JobID(rawValue: $0[0]) }
    }

    package func jobAnnouncing(of job: JobID) throws -> JobAnnouncing? {
        try db.firstRow("SELECT * FROM jobAnnouncing WHERE job = ?", [job.rawValue]).map(JobAnnouncing.init)
    }

    package func jobAnnouncingsDue(by now: Timestamp, limit: Int) throws -> [JobAnnouncing] {
        try db.allRows(
            "SELECT * FROM jobAnnouncing WHERE dueAtMs <= ? ORDER BY dueAtMs LIMIT ?",
            [now.rawValue, limit]
        ).map(JobAnnouncing.init)
    }
}

extension Database {
    func alerts(of person: UserID, limit: Int) throws -> [JobAlert] {
        try allRows("SELECT * FROM jobAlert WHERE person = ? ORDER BY number LIMIT ?", [person.rawValue, limit])
            .map(JobAlert.init)
    }
}

extension JobAlert {
    init(_ row: Row) {
        var filter = JobFilter(
            words: listed(row["words"], by: " "),
            skills: listed(row["skills"], by: ","),
            groups: listed(row["groups"], by: ",").compactMap { Int64($0).map(GroupID.init(rawValue:)) },
            place: listed(row["place"], by: " "),
            isRemote: row["isRemote"],
            isForOwnGroups: row["isForOwnGroups"],
            isForOwnSkills: row["isForOwnSkills"]
        )
        let pay = PayWish(
            basis: (row["payBasis"] as String?).flatMap(Pay.Basis.init),
            currency: (row["payCurrency"] as String?).flatMap(Currency.init),
            least: row["payLeast"]
        )
        if pay != PayWish() { filter.pay = pay }
        self.init(
            id: AlertID(rawValue: row["id"]),
            person: row.user("person"),
            number: row["number"],
            filter: filter,
            pace: Pace(rawValue: row["pace"]) ?? .atOnce
        )
    }
}

extension JobAnnouncing {
    init(_ row: Row) {
        self.init(
            job: JobID(rawValue: row["job"]),
            occasion: row["occasion"],
            groups: listed(row["groups"], by: ",").map { $0 == "0" ? nil : Int64($0).map(GroupID.init(rawValue:)) },
            after: (row["afterRoom"] as String?).map(RoomID.init(rawValue:))
        )
    }

    var storedGroups: String { groups.map { "\($0?.rawValue ?? 0)" }.joined(separator: ",") }
}
