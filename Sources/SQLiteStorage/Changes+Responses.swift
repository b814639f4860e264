import GRDB
import Groups
import Identifiers

extension Database {
    func store(_ response: Response) throws {
        let key: StatementArguments = [response.job.rawValue, response.person.rawValue]
        let before = try counted(key)
        try run(
            """
            INSERT INTO response (job, person, pitch, price, atMs, changedAtMs, revision, standing, availability, links,
                state, note)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET
                pitch = excluded.pitch, price = excluded.price, atMs = excluded.atMs,
                changedAtMs = excluded.changedAtMs, revision = excluded.revision, standing = excluded.standing,
                availability = excluded.availability, links = excluded.links, state = excluded.state, reason = ''
            """,
            [
                response.job.rawValue, response.person.rawValue, response.pitch, response.price, response.at.rawValue,
                response.changedAt?.rawValue, response.revision, -response.memberships.count, response.availability,
                response.links.joined(separator: "\n"), response.state.rawValue, response.note,
            ]
        )
        try run("DELETE FROM responseMembership WHERE job = ? AND person = ?", key)
        for membership in response.memberships {
            try run(
                #"INSERT INTO responseMembership (job, person, "group", sinceMs) VALUES (?, ?, ?, ?)"#,
                key + [membership.group.rawValue, membership.since.rawValue]
            )
        }
        try foldResponse(key)
        try recount(key, since: before)
        try rankByTests(" WHERE job = ? AND person = ?", key, on: Self.dayNumber(response.changedAt ?? response.at))
    }

    /// Counts anew the tests by which some responses stand where they do: see the column.
    ///
    /// A pass that runs out afterwards counts until one of them is told, as it was so when they responded.
    func rankByTests(_ which: String, _ arguments: StatementArguments, on day: Int) throws {
        // From the passes of the person, which are few: SQLite would rather begin with the tests.
        try run(
            """
            UPDATE response AS r SET tests = iif(standing = 0, 0, -(
                SELECT count(*) FROM testPass p INDEXED BY testPassLatest CROSS JOIN skillTest t ON t.id = p.test
                WHERE p.person = r.person AND p.isLatest = 1 AND p.isShown = 1
                    AND (p.untilDay IS NULL OR p.untilDay >= ?) AND EXISTS (
                        SELECT 1 FROM jobGroup g JOIN criteriaTest c ON c."group" = g."group" AND c.test = t.handle
                        WHERE g.job = r.job AND c.isWanted = 1
                    )
            ))
            """ + which,
            [day] + arguments
        )
    }

    /// Keeps in small letters what a word filter looks into, which SQLite alone can only do with ASCII.
    func foldResponse(_ key: StatementArguments) throws {
        let sql = "SELECT pitch, price, availability, note, person FROM response WHERE job = ? AND person = ?"
        guard let row = try firstRow(sql, key) else { return }
        let text = row.map { $0.1 }.compactMap(String.fromDatabaseValue).joined(separator: " ")
        try run("UPDATE response SET folded = ? WHERE job = ? AND person = ?", [folded(text)] + key)
    }

    func apply(_ decision: ResponseDecision) throws {
        let key: StatementArguments = [decision.job.rawValue, decision.person.rawValue]
        let before = try counted(key)
        try run(
            "UPDATE response SET state = ?, reason = ?, decidedAtMs = ? WHERE job = ? AND person = ?",
            [decision.state.rawValue, decision.reason, decision.at.rawValue] + key
        )
        guard changesCount == 1 else { throw StorageFault.jobMovedTwice(decision.job) }
        try recount(key, since: before)
    }

    /// Whether a response counts, and whether as a preferred one: those that were withdrawn count no more.
    private func counted(_ key: StatementArguments) throws -> (total: Int, preferred: Int) {
        let sql = """
            SELECT r.state <> 'withdrawn', r.standing <= -j.preferredFrom
            FROM response r JOIN job j ON j.id = r.job WHERE r.job = ? AND r.person = ?
            """
        guard let row = try firstRow(sql, key), row[0] else { return (0, 0) }
        return (1, row[1] ? 1 : 0)
    }

    private func recount(_ key: StatementArguments, since before: (total: Int, preferred: Int)) throws {
        let now = try counted(key)
        try run(
            """
            UPDATE job SET responseCount = responseCount + ?, preferredCount = preferredCount + ?
            WHERE id = (SELECT job FROM response WHERE job = ? AND person = ?)
            """,
            [now.total - before.total, now.preferred - before.preferred] + key
        )
    }

    /// Moves a person's responses to where they belong now that the person is in a group, or no longer is.
    func rankResponses(of person: UserID, in group: GroupID, isMember: Bool, at: Timestamp) throws {
        let key: StatementArguments = [person.rawValue, group.rawValue]
        // The group that makes a response preferred, or one without which it no longer is.
        try run(
            """
            UPDATE job AS j SET preferredCount = preferredCount + ?
            WHERE j.id IN (
                SELECT r.job FROM response r
                WHERE r.person = ? AND EXISTS (SELECT 1 FROM jobGroup g WHERE g.job = r.job AND g."group" = ?)
            ) AND (
                SELECT standing FROM response WHERE job = j.id AND person = ? AND state <> 'withdrawn'
            ) = ? - j.preferredFrom
            """,
            [isMember ? 1 : -1, person.rawValue, group.rawValue, person.rawValue, isMember ? 1 : 0]
        )
        try run(
            """
            UPDATE response AS r SET standing = standing + ?
            WHERE r.person = ? AND EXISTS (SELECT 1 FROM jobGroup g WHERE g.job = r.job AND g."group" = ?)
            """,
            [isMember ? -1 : 1] + key
        )
        try rankByTests(" WHERE person = ?", [person.rawValue], on: Self.dayNumber(at))
        guard !isMember else { return }
        try run(
            #"UPDATE responseMembership SET leftAtMs = ? WHERE person = ? AND "group" = ? AND leftAtMs IS NULL"#,
            [at.rawValue] + key
        )
    }

    /// Ranks the responses to a job anew that requests other groups now, or needs more of them.
    ///
    /// At most ``Job/responsesAtMost`` rows. What a person was in when responding stays as it was.
    func rankAnew(_ job: Job, at: Timestamp) throws {
        try run(
            """
            UPDATE response AS r SET standing = -(
                SELECT count(*) FROM jobGroup g JOIN membership m ON m."group" = g."group" AND m.person = r.person
                WHERE g.job = r.job
            ) WHERE r.job = ?
            """,
            [job.id.rawValue]
        )
        try run(
            """
            UPDATE job SET preferredCount = (
                SELECT count(*) FROM response r WHERE r.job = job.id AND r.state <> 'withdrawn' AND r.standing <= -job.preferredFrom
            ) WHERE id = ?
            """,
            [job.id.rawValue]
        )
        try rankByTests(" WHERE job = ?", [job.id.rawValue], on: Self.dayNumber(at))
    }

    /// Begins to tell those who responded to a job; what they were being told of it is out of date.
    ///
    /// Of two changes, those who have heard of neither hear of both at once.
    func begin(_ news: JobRound.News, about id: JobID, at: Timestamp) throws {
        var news = news
        let before = try firstRow("SELECT * FROM jobRound WHERE job = ?", [id.rawValue]).flatMap(JobRound.init)
        if case .changed(let new) = news, case .changed(let old) = before?.news { news = .changed(old.union(new)) }
        try run("DELETE FROM jobRound WHERE job = ?", [id.rawValue])
        try run(
            "INSERT INTO jobRound (job, news, dueAtMs) VALUES (?, ?, ?)",
            [id.rawValue, news.stored, at.rawValue]
        )
    }
}

extension JobRound {
    init?(_ row: Row) {
        guard let news = News(stored: row["news"]) else { return nil }
        self.init(
            job: JobID(rawValue: row["job"]),
            news: news,
            number: row["number"],
            after: (row["after"] as String?).map(UserID.init(rawValue:))
        )
    }
}

extension JobRound.News {
    fileprivate var stored: String {
        switch self {
        case .closed: "closed"
        case .reopened: "reopened"
        case .changed(let fields): "changed " + fields.map(\.rawValue).sorted().joined(separator: ",")
        }
    }

    fileprivate init?(stored: String) {
        let parts = stored.split(separator: " ")
        switch parts.first {
        case "closed": self = .closed
        case "reopened": self = .reopened
        case "changed":
            self = .changed(
                Set(parts.dropFirst().joined().split(separator: ",").compactMap { JobField(rawValue: String($0)) })
            )
        default: return nil
        }
    }
}
