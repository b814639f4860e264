import GRDB
import Groups
import Identifiers

extension Database {
    func apply(_ change: JobChange, _ cause: Cause) throws {
        switch change {
        case .drafted(let job, let event):
            try insert(job, writtenIn: event)
            try audit("job.drafted \(job.id.rawValue)", cause)
        case .draftDropped(let id):
            try run("DELETE FROM jobGroup WHERE job = ?", [id.rawValue])
            try run("DELETE FROM job WHERE id = ? AND state = 'draft'", [id.rawValue])
            try audit("job.draftDropped \(id.rawValue)", cause)
        case .redrafted(let job):
            try update(job)
            try audit("job.redrafted \(job.id.rawValue)", cause)
        case .opened(let id, let life, let at):
            try open(id, life, at: at)
            try beginMatching(id, at: at)
            try audit("job.opened \(id.rawValue)", cause)
        case .edited(let job, let at):
            try edit(job, at: at)
            try beginMatching(job.id, at: at)
            try audit("job.edited \(job.id.rawValue)", cause)
        case .kept(let id, let life):
            try set(life, of: id)
            try audit("job.kept \(id.rawValue)", cause)
        case .bumped(let id, let life, let at):
            try set(life, of: id)
            try run("UPDATE job SET bumpedAtMs = ? WHERE id = ?", [at.rawValue, id.rawValue])
            try audit("job.bumped \(id.rawValue)", cause)
        case .warned(let id):
            try run("UPDATE job SET nextAtMs = expiresAtMs WHERE id = ? AND state = 'open'", [id.rawValue])
            try audit("job.warned \(id.rawValue)", cause)
        case .closed(let id, let outcome, let at):
            try close(id, outcome, at: at)
            try audit("job.closed \(id.rawValue) \(outcome.rawValue)", cause)
        case .reopened(let id, let life, let deadline):
            try reopen(id, life, deadline)
            try beginMatching(id, at: cause.at)
            try audit("job.reopened \(id.rawValue)", cause)
        case .invited, .reported, .held, .holdReminded, .cleared, .released: try applyReview(change, cause)
        case .roundBegan(let id, let news, let at):
            try begin(news, about: id, at: at)
        case .roundTold(let round, let through):
            if let through {
                try run("UPDATE jobRound SET after = ? WHERE number = ?", [through.rawValue, round.number])
            } else {
                try run("DELETE FROM jobRound WHERE number = ?", [round.number])
            }
        case .responded(let response):
            try store(response)
            try audit("job.responded \(response.job.rawValue) \(response.revision)", cause)
        case .responseDecided(let decision):
            try apply(decision)
            try audit("job.response \(decision.job.rawValue) \(decision.state.rawValue)", cause)
        case .responseNoted(let id, let person, let note):
            try run(
                "UPDATE response SET note = ? WHERE job = ? AND person = ?",
                [note, id.rawValue, person.rawValue]
            )
            try foldResponse([id.rawValue, person.rawValue])
        }
    }

    /// What others than the client have to do with a job: who is asked to respond, who reports it, and what comes of that.
    private func applyReview(_ change: JobChange, _ cause: Cause) throws {
        switch change {
        case .invited(let id, let person, let at):
            try noteInvitation(of: person, to: id, at: at)
            try audit("job.invited/\(id.rawValue) \(person)", cause)
        case .reported(let report):
            try store(report)
            try audit("job.reported \(report.job.rawValue)", cause)
        case .held(let id, let at):
            try hold(id, at: at)
            try audit("job.held \(id.rawValue)", cause)
        case .holdReminded(let id, let next):
            try run(
                "UPDATE job SET nextAtMs = ? WHERE id = ? AND heldAtMs IS NOT NULL",
                [next.rawValue, id.rawValue]
            )
            try audit("job.holdReminded \(id.rawValue)", cause)
        case .cleared(let id):
            try settleReports(on: id)
            try audit("job.cleared \(id.rawValue)", cause)
        case .released(let id, let life, let deadline):
            try reopen(id, life, deadline)
            try beginMatching(id, at: cause.at)
            try settleReports(on: id)
            try audit("job.cleared \(id.rawValue)", cause)
        default: break
        }
    }

    private func insert(_ job: Job, writtenIn event: EventID) throws {
        try run(
            """
            INSERT INTO job (id, client, title, about, skills, budget, state, draftedAtMs, payBasis, payLow, payHigh,
                payCurrency, place, isRemote, startDay, length, deadlineDay, people, isClientHidden, preferredFrom,
                writtenIn)
            VALUES (?, ?, ?, ?, ?, ?, 'draft', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                job.id.rawValue, job.client.rawValue, job.title, job.about, job.wanted.skills.joined(separator: ","),
                job.terms.budget, job.draftedAt.rawValue,
            ] + job.storedTerms + [event.rawValue]
        )
        try insertGroups(of: job)
        try run("UPDATE tally SET value = max(value, ?) WHERE name = 'lastJob'", [job.id.rawValue])
    }

    private func insertGroups(of job: Job) throws {
        for (position, group) in job.wanted.groups.enumerated() {
            try run(
                #"INSERT INTO jobGroup (job, position, "group") VALUES (?, ?, ?)"#,
                [job.id.rawValue, position, group.rawValue]
            )
        }
    }

    /// Writes what a client can change.
    private func update(_ job: Job) throws {
        try run(
            """
            UPDATE job SET title = ?, about = ?, skills = ?, budget = ?, payBasis = ?, payLow = ?, payHigh = ?,
                payCurrency = ?, place = ?, isRemote = ?, startDay = ?, length = ?, deadlineDay = ?, people = ?,
                isClientHidden = ?, preferredFrom = ?
            WHERE id = ?
            """,
            [job.title, job.about, job.wanted.skills.joined(separator: ","), job.terms.budget] + job.storedTerms
                + [job.id.rawValue]
        )
        try run("DELETE FROM jobGroup WHERE job = ?", [job.id.rawValue])
        try insertGroups(of: job)
    }

    private func open(_ id: JobID, _ life: Job.Life, at: Timestamp) throws {
        try run(
            "UPDATE job SET state = 'open', openedAtMs = ? WHERE id = ? AND state = 'draft'",
            [at.rawValue, id.rawValue]
        )
        guard changesCount == 1 else { throw StorageFault.jobMovedTwice(id) }
        try set(life, of: id)
        try list(id)
    }

    private func reopen(_ id: JobID, _ life: Job.Life, _ deadline: Day?) throws {
        try run(
            """
            UPDATE job SET state = 'open', closedAtMs = NULL, outcome = NULL, heldAtMs = NULL, deadlineDay = ?
            WHERE id = ? AND state = 'closed'
            """,
            [deadline?.number, id.rawValue]
        )
        guard changesCount == 1 else { throw StorageFault.jobMovedTwice(id) }
        try set(life, of: id)
        try list(id)
    }

    private func hold(_ id: JobID, at: Timestamp) throws {
        try run(
            """
            UPDATE job SET state = 'closed', closedAtMs = ?1, heldAtMs = ?1, expiresAtMs = NULL, nextAtMs = ?2
            WHERE id = ?3 AND state = 'open'
            """,
            [at.rawValue, Job.holdDue(since: at, after: at).rawValue, id.rawValue]
        )
        guard changesCount == 1 else { throw StorageFault.jobMovedTwice(id) }
        try unlist(id)
    }

    private func close(_ id: JobID, _ outcome: Job.Outcome, at: Timestamp) throws {
        // What a client closes may be opened again: what was reported of it still waits for an operator.
        if outcome == .removed { try settleReports(on: id) }
        try run(
            """
            UPDATE job SET heldAtMs = NULL, nextAtMs = NULL, closedAtMs = ?, outcome = ?
            WHERE id = ? AND state = 'closed' AND heldAtMs IS NOT NULL
            """,
            [at.rawValue, outcome.rawValue, id.rawValue]
        )
        // What was held is not where open ones are found.
        guard changesCount == 0 else { return }
        try run(
            """
            UPDATE job SET state = 'closed', closedAtMs = ?, outcome = ?, expiresAtMs = NULL, nextAtMs = NULL
            WHERE id = ? AND state = 'open'
            """,
            [at.rawValue, outcome.rawValue, id.rawValue]
        )
        guard changesCount == 1 else { throw StorageFault.jobMovedTwice(id) }
        try unlist(id)
    }

    private func edit(_ job: Job, at: Timestamp) throws {
        try unlist(job.id)
        try update(job)
        try run("UPDATE job SET editedAtMs = ? WHERE id = ?", [at.rawValue, job.id.rawValue])
        if let life = job.life { try set(life, of: job.id) }
        try list(job.id)
        try rankAnew(job, at: at)
    }

    private func set(_ life: Job.Life, of id: JobID) throws {
        try run(
            "UPDATE job SET expiresAtMs = ?, nextAtMs = ? WHERE id = ? AND state = 'open'",
            [life.expiresAt.rawValue, life.nextAt.rawValue, id.rawValue]
        )
    }

    /// Puts an open job where it is found.
    private func list(_ id: JobID) throws {
        guard let job = try job(id) else { throw StorageFault.jobMovedTwice(id) }
        try run("UPDATE jobGroup SET isOpen = 1 WHERE job = ?", [id.rawValue])
        for skill in job.wanted.skills {
            try run("INSERT OR IGNORE INTO jobSkill (skill, job) VALUES (?, ?)", [skill, id.rawValue])
        }
        try run(
            "INSERT INTO jobWords (rowid, title, skills, groups, place, about) VALUES (?, ?, ?, ?, ?, ?)",
            words(of: job)
        )
        try count("openJobs", by: 1)
    }

    /// Takes a job from where open ones are found, while it still says what it said there.
    private func unlist(_ id: JobID) throws {
        guard let job = try job(id) else { throw StorageFault.jobMovedTwice(id) }
        try run("UPDATE jobGroup SET isOpen = 0 WHERE job = ?", [id.rawValue])
        try run("DELETE FROM jobSkill WHERE job = ?", [id.rawValue])
        try run(
            """
            INSERT INTO jobWords (jobWords, rowid, title, skills, groups, place, about)
            VALUES ('delete', ?, ?, ?, ?, ?, ?)
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
            job.terms.place?.text ?? "", job.about,
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
