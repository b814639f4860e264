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

    package func jobsRooms(for groups: [GroupID], limit: Int) throws -> [JobsRoom] {
        var rooms: [JobsRoom] = []
        // Groups are few; each is one step in the index. The first look is for the rooms of all jobs.
        let wanted = [nil] + groups.map { Optional($0.rawValue) }
        for group in wanted where rooms.count < limit {
            rooms += try db.allRows(
                """
                SELECT j.room, r.name FROM jobsRoom j LEFT JOIN room r ON r.id = j.room
                WHERE j."group" IS ? AND coalesce(r.membership, 2) = 2 ORDER BY j.room LIMIT ?
                """,
                [group, limit - rooms.count]
            ).map { JobsRoom(id: RoomID(rawValue: $0[0]), name: $0[1]) }
        }
        return rooms
    }
}

// MARK: - Search

extension StoredBoard {
    /// The open jobs that a query means, newest first.
    ///
    /// Words that stand in no job are looked for again as the nearest words that some group uses. However hostile the
    /// query, it ends within ``SearchLimit/milliseconds``.
    package func search(_ query: JobQuery, limit: Int) throws -> JobMatches {
        let slice = SearchLimit(db: db, uptimeMs: surroundings.uptimeMs)
        var typed = query
        typed.words = searchTerms(query.words.joined(separator: " "))
        let found = try matches(typed, limit: limit, within: slice)
        guard found.jobs.isEmpty, query.after == nil,
            let corrected = try slice.run({ try corrected(typed.words) }) ?? nil
        else { return JobMatches(jobs: found.jobs, hasMore: found.hasMore || slice.isCut) }
        typed.words = corrected
        var matches = try matches(typed, limit: limit, within: slice)
        if !matches.jobs.isEmpty { matches.corrected = corrected }
        return matches
    }

    private func matches(_ query: JobQuery, limit: Int, within slice: SearchLimit) throws -> JobMatches {
        guard let (sql, arguments) = statement(for: query) else { return JobMatches(jobs: [], hasMore: false) }
        let ids = try slice.numbers(sql, arguments + [limit + 1])
        let jobs = try ids.prefix(limit).compactMap { try job(JobID(rawValue: $0)) }
        return JobMatches(jobs: jobs, hasMore: ids.count > limit || slice.isCut)
    }

    /// One statement that streams the newest first and stops at its LIMIT.
    private func statement(for query: JobQuery) -> (sql: String, arguments: StatementArguments)? {
        let after = query.after?.rawValue ?? .max
        var skills = query.skills[...]
        var groups = query.groups[...]
        let start: (sql: String, id: String, argument: StatementArguments)
        if !query.words.isEmpty {
            let pattern = query.words.map { "\"\($0)\"*" }.joined(separator: " AND ")
            start = ("SELECT f.rowid FROM jobWords f WHERE jobWords MATCH ?", "f.rowid", [pattern])
        } else if let group = groups.popFirst() {
            start = (#"SELECT f.job FROM jobGroup f WHERE f."group" = ? AND f.isOpen = 1"#, "f.job", [group.rawValue])
        } else if let skill = skills.popFirst() {
            start = ("SELECT f.job FROM jobSkill f WHERE f.skill = ?", "f.job", [skill])
        } else {
            return nil
        }
        var sql = start.sql + " AND \(start.id) < ?"
        for _ in skills { sql += " AND EXISTS (SELECT 1 FROM jobSkill WHERE skill = ? AND job = \(start.id))" }
        for _ in groups { sql += " AND EXISTS (SELECT 1 FROM jobGroup WHERE job = \(start.id) AND \"group\" = ?)" }
        sql += " ORDER BY \(start.id) DESC LIMIT ?"
        let further = StatementArguments(Array(skills)) + StatementArguments(groups.map(\.rawValue))
        return (sql, start.argument + [after] + further)
    }
}
