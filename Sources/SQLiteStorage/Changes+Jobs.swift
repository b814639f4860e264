import GRDB
import Groups
import Identifiers

extension Database {
    func apply(_ change: JobChange, _ cause: Cause) throws {
        switch change {
        case .drafted(let job):
            try insert(job)
            try audit("job.drafted \(job.id.rawValue)", cause)
        case .draftDropped(let id):
            try run("DELETE FROM jobGroup WHERE job = ?", [id.rawValue])
            try run("DELETE FROM job WHERE id = ? AND state = 'draft'", [id.rawValue])
            try audit("job.draftDropped \(id.rawValue)", cause)
        case .opened(let id, let at):
            try open(id, at: at)
            try audit("job.opened \(id.rawValue)", cause)
        case .closed(let id, let at):
            try close(id, at: at)
            try audit("job.closed \(id.rawValue)", cause)
        case .responded(let response):
            try store(response)
            try audit("job.responded \(response.job.rawValue) \(response.revision)", cause)
        }
    }

    private func insert(_ job: Job) throws {
        try run(
            """
            INSERT INTO job (id, client, title, about, skills, budget, state, draftedAtMs)
            VALUES (?, ?, ?, ?, ?, ?, 'draft', ?)
            """,
            [
                job.id.rawValue, job.client.rawValue, job.title, job.about, job.wanted.skills.joined(separator: ","),
                job.budget, job.draftedAt.rawValue,
            ]
        )
        for (position, group) in job.wanted.groups.enumerated() {
            try run(
                #"INSERT INTO jobGroup (job, position, "group") VALUES (?, ?, ?)"#,
                [job.id.rawValue, position, group.rawValue]
            )
        }
        try run("UPDATE tally SET value = max(value, ?) WHERE name = 'lastJob'", [job.id.rawValue])
    }

    private func open(_ id: JobID, at: Timestamp) throws {
        try run(
            "UPDATE job SET state = 'open', openedAtMs = ? WHERE id = ? AND state = 'draft'",
            [at.rawValue, id.rawValue]
        )
        guard changesCount == 1, let job = try job(id) else { throw StorageFault.jobMovedTwice(id) }
        try run("UPDATE jobGroup SET isOpen = 1 WHERE job = ?", [id.rawValue])
        for skill in job.wanted.skills {
            try run("INSERT OR IGNORE INTO jobSkill (skill, job) VALUES (?, ?)", [skill, id.rawValue])
        }
        try run(
            "INSERT INTO jobWords (rowid, title, skills, groups, about) VALUES (?, ?, ?, ?, ?)",
            words(of: job)
        )
        try count("openJobs", by: 1)
    }

    private func close(_ id: JobID, at: Timestamp) throws {
        try run(
            "UPDATE job SET state = 'closed', closedAtMs = ? WHERE id = ? AND state = 'open'",
            [at.rawValue, id.rawValue]
        )
        guard changesCount == 1, let job = try job(id) else { throw StorageFault.jobMovedTwice(id) }
        try run("UPDATE jobGroup SET isOpen = 0 WHERE job = ?", [id.rawValue])
        try run("DELETE FROM jobSkill WHERE job = ?", [id.rawValue])
        try run(
            """
            INSERT INTO jobWords (jobWords, rowid, title, skills, groups, about)
            VALUES ('delete', ?, ?, ?, ?, ?)
            """,
            words(of: job)
        )
        try count("openJobs", by: -1)
    }

    /// What the index has of a job.
    ///
    /// It must be the same at the end as at the start, so groups are there by their handles, which never change.
    private func words(of job: Job) throws -> StatementArguments {
        let handles = try job.wanted.groups.compactMap { group in
            try firstRow(#"SELECT handle FROM "group" WHERE id = ?"#, [group.rawValue])?[0] as String?
        }
        return [
            job.id.rawValue, job.title, job.wanted.skills.joined(separator: " "), handles.joined(separator: " "),
            job.about,
        ]
    }

    /// A job with its groups, as it is stored.
    func job(_ id: JobID) throws -> Job? {
        guard let row = try firstRow("SELECT * FROM job WHERE id = ?", [id.rawValue]) else { return nil }
        return try job(row)
    }

    /// The job of a row, with its groups.
    func job(_ row: Row) throws -> Job {
        var job = Job(row)
        job.wanted.groups = try allRows(
            #"SELECT "group" FROM jobGroup WHERE job = ? ORDER BY position"#,
            [job.id.rawValue]
        ).map { GroupID(rawValue: $0[0]) }
        return job
    }
}

// MARK: - Responses

extension Database {
    private func store(_ response: Response) throws {
        let key: StatementArguments = [response.job.rawValue, response.person.rawValue]
        let isMember = !response.memberships.isEmpty
        let before = try firstRow("SELECT standing FROM response WHERE job = ? AND person = ?", key)
        try run(
            """
            INSERT INTO response (job, person, pitch, price, atMs, changedAtMs, revision, standing)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET
                pitch = excluded.pitch, price = excluded.price, changedAtMs = excluded.changedAtMs,
                revision = excluded.revision, standing = excluded.standing
            """,
            [
                response.job.rawValue, response.person.rawValue, response.pitch, response.price, response.at.rawValue,
                response.changedAt?.rawValue, response.revision, -response.memberships.count,
            ]
        )
        try run("DELETE FROM responseMembership WHERE job = ? AND person = ?", key)
        for membership in response.memberships {
            try run(
                #"INSERT INTO responseMembership (job, person, "group", sinceMs) VALUES (?, ?, ?, ?)"#,
                key + [membership.group.rawValue, membership.since.rawValue]
            )
        }
        let wasMember = (before?[0] as Int? ?? 0) < 0
        try run(
            "UPDATE job SET responseCount = responseCount + ?, preferredCount = preferredCount + ? WHERE id = ?",
            [before == nil ? 1 : 0, (isMember ? 1 : 0) - (wasMember ? 1 : 0), response.job.rawValue]
        )
    }

    /// Moves a person's responses to where they belong now that the person is in a group, or no longer is.
    func rankResponses(of person: UserID, in group: GroupID, isMember: Bool, at: Timestamp) throws {
        let key: StatementArguments = [person.rawValue, group.rawValue]
        // The one group that makes a response preferred, or the last one that did.
        try run(
            """
            UPDATE job SET preferredCount = preferredCount + ?
            WHERE id IN (
                SELECT r.job FROM response r
                WHERE r.person = ? AND r.standing = ?
                    AND EXISTS (SELECT 1 FROM jobGroup g WHERE g.job = r.job AND g."group" = ?)
            )
            """,
            [isMember ? 1 : -1, person.rawValue, isMember ? 0 : -1, group.rawValue]
        )
        try run(
            """
            UPDATE response AS r SET standing = standing + ?
            WHERE r.person = ? AND EXISTS (SELECT 1 FROM jobGroup g WHERE g.job = r.job AND g."group" = ?)
            """,
            [isMember ? -1 : 1] + key
        )
        guard !isMember else { return }
        try run(
            #"UPDATE responseMembership SET leftAtMs = ? WHERE person = ? AND "group" = ? AND leftAtMs IS NULL"#,
            [at.rawValue] + key
        )
    }
}

extension Job {
    /// Reads a row, but not the groups, which are rows of their own.
    init(_ row: Row) {
        self.init(
            id: JobID(rawValue: row["id"]),
            client: row.user("client"),
            title: row["title"],
            about: row["about"],
            wanted: Wanted(skills: listed(row["skills"], by: ",")),
            budget: row["budget"],
            draftedAt: row.moment("draftedAtMs"),
            state: Job.state(row),
            responseCount: row["responseCount"],
            preferredCount: row["preferredCount"]
        )
    }

    private static func state(_ row: Row) -> State {
        // The table's CHECKs promise which of these are there.
        guard let openedAt = (row["openedAtMs"] as Int64?).map(Timestamp.init(rawValue:)) else { return .draft }
        guard let closedAt = (row["closedAtMs"] as Int64?).map(Timestamp.init(rawValue:)) else {
            return .open(since: openedAt)
        }
        return .closed(openedAt: openedAt, at: closedAt)
    }
}
