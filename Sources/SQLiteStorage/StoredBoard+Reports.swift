import GRDB
package import Groups
package import Identifiers

extension StoredBoard {
    package func reportStanding(of person: UserID, to job: JobID, at now: Timestamp) throws -> ReportStanding {
        // Nobody makes more than a few in a day.
        let lately = try db.number(
            "SELECT count(*) FROM jobReport WHERE person = ? AND atMs > ?",
            [person.rawValue, now.rawValue - 86_400_000]
        )
        let sql = "SELECT 1 FROM jobReport WHERE job = ? AND person = ?"
        return ReportStanding(
            hasReported: try db.exists(sql, [job.rawValue, person.rawValue]),
            open: try reportCount(of: job),
            lately: lately
        )
    }

    package func reports(on job: JobID, limit: Int) throws -> [JobReport] {
        try db.allRows(
            "SELECT * FROM jobReport WHERE job = ? AND isOpen = 1 ORDER BY atMs LIMIT ?",
            [job.rawValue, limit]
        ).map { row in
            JobReport(
                job: job,
                person: row.user("person"),
                reason: row["reason"],
                at: row.moment("atMs")
            )
        }
    }

    package func reportCount(of job: JobID) throws -> Int {
        // With the last one that is needed the job takes no more.
        try db.number("SELECT count(*) FROM jobReport WHERE job = ? AND isOpen = 1", [job.rawValue])
    }

    package func heldJobs(of client: UserID, limit: Int) throws -> [Job] {
        try db.allRows(
            "SELECT * FROM job INDEXED BY jobHeldByClient WHERE client = ? AND heldAtMs IS NOT NULL LIMIT ?",
            [client.rawValue, limit]
        ).map(db.job)
    }

    package func reportedJobs(after: JobID?, limit: Int) throws -> [JobID] {
        try db.allRows(
            "SELECT DISTINCT job FROM jobReport WHERE isOpen = 1 AND job > ? ORDER BY job LIMIT ?",
            [after?.rawValue ?? -1, limit]
        ).map { JobID(rawValue: $0[0]) }
    }
}

extension Database {
    func store(_ report: JobReport) throws {
        try run(
            "INSERT INTO jobReport (job, person, reason, atMs) VALUES (?, ?, ?, ?)",
            [report.job.rawValue, report.person.rawValue, report.reason, report.at.rawValue]
        )
    }

    /// An operator has looked at what was reported.
    func settleReports(on id: JobID) throws {
        try run("UPDATE jobReport SET isOpen = 0 WHERE job = ? AND isOpen = 1", [id.rawValue])
    }
}
