import GRDB
package import Groups
package import Identifiers

extension StoredBoard {
    package func job(_ id: JobID) throws -> Job? {
        try db.job(id)
    }

    package func nextJobID() throws -> JobID {
        JobID(rawValue: Int64(try db.number("SELECT value + 1 FROM tally WHERE name = 'lastJob'")))
    }

    package func drafts(of client: UserID, limit: Int) throws -> [Job] {
        try db.allRows(
            "SELECT * FROM job WHERE client = ? AND state = 'draft' ORDER BY id LIMIT ?",
            [client.rawValue, limit]
        ).map(db.job)
    }

    package func openJobCount(of client: UserID) throws -> Int {
        // At most Job.openAtMost rows.
        try db.number("SELECT count(*) FROM job WHERE client = ? AND state = 'open'", [client.rawValue])
    }

    package func postedJobCount(of client: UserID, since: Timestamp) throws -> Int {
        // No more than a person may post in that time.
        try db.number(
            "SELECT count(*) FROM job WHERE client = ? AND openedAtMs > ?",
            [client.rawValue, since.rawValue]
        )
    }

    package func openJobs(of client: UserID, limit: Int) throws -> [Job] {
        try db.allRows(
            "SELECT * FROM job INDEXED BY jobOpenByClient WHERE client = ? AND state = 'open' ORDER BY id DESC LIMIT ?",
            [client.rawValue, limit]
        ).map(db.job)
    }

    package func job(writtenIn event: EventID) throws -> Job? {
        try db.firstRow("SELECT * FROM job WHERE writtenIn = ?", [event.rawValue]).map(db.job)
    }

    package func jobsDue(by now: Timestamp, limit: Int) throws -> [Job] {
        try db.allRows(
            "SELECT * FROM job WHERE nextAtMs <= ? ORDER BY nextAtMs LIMIT ?",
            [now.rawValue, limit]
        ).map(db.job)
    }

    package func jobRoundsDue(by now: Timestamp, limit: Int) throws -> [JobRound] {
        try db.allRows(
            "SELECT * FROM jobRound WHERE dueAtMs <= ? ORDER BY dueAtMs LIMIT ?",
            [now.rawValue, limit]
        ).compactMap(JobRound.init)
    }

    package func openJobs(after: JobID?, limit: Int) throws -> [Job] {
        // Named, lest SQLite walk over closed jobs by their numbers.
        try db.allRows(
            "SELECT * FROM job INDEXED BY jobOpen WHERE state = 'open' AND id < ? ORDER BY id DESC LIMIT ?",
            [after?.rawValue ?? .max, limit]
        ).map(db.job)
    }

    package func isSkillOfGroups(_ skill: String) throws -> Bool {
        try db.exists("SELECT 1 FROM groupSkill WHERE skill = ? LIMIT 1", [skill])
    }

    package func jobsRooms(of group: GroupID?, after: RoomID?, limit: Int) throws -> [JobsRoom] {
        try db.allRows(
            """
            SELECT j.room, r.name FROM jobsRoom j LEFT JOIN room r ON r.id = j.room
            WHERE j."group" IS ? AND j.room > ? AND coalesce(r.membership, 2) = 2 ORDER BY j.room LIMIT ?
            """,
            [group?.rawValue, after?.rawValue ?? "", limit]
        ).map { JobsRoom(id: RoomID(rawValue: $0[0]), name: $0[1]) }
    }
}
