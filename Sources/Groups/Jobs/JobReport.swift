package import Identifiers

/// That somebody thinks a job should not be here.
package struct JobReport: Hashable, Sendable {
    package var job: JobID
    package var person: UserID
    /// In their words; empty for a tap.
    package var reason: String
    package var at: Timestamp

    package init(job: JobID, person: UserID, reason: String, at: Timestamp) {
        self.job = job
        self.person = person
        self.reason = reason
        self.at = at
    }

    package static let reasonBytesAtMost = 500
    /// How many people have to report a job before nobody is shown it until an operator has looked at it.
    package static let neededToHold = 3
    /// How many reports one person may make within a day.
    package static let aDayAtMost = 5
}

/// What is to be known before somebody reports a job.
package struct ReportStanding: Hashable, Sendable {
    /// Whether the same person has reported the job before.
    package var hasReported: Bool
    /// How many people reported it since an operator last looked at it.
    package var open: Int
    /// How many jobs the person has reported within the last day.
    package var lately: Int

    package init(hasReported: Bool = false, open: Int = 0, lately: Int = 0) {
        self.hasReported = hasReported
        self.open = open
        self.lately = lately
    }
}

extension Job {
    /// Decides what happens when somebody reports the job: it is kept for the operators, and when enough people have done so
    /// nobody is shown the job until one of them has looked at it.
    ///
    /// - Throws: A job refusal: a preview, one's own job, one that isn't open, a second report, or too many in a day.
    package func report(
        by person: UserID,
        because reason: String,
        _ standing: ReportStanding,
        at now: Timestamp
    ) throws(Refusal) -> [JobChange] {
        switch state {
        case .draft: throw .job(person == client ? .onlyPreview(self) : .noSuchJob(id))
        case _ where person == client: throw .job(.ownReport(self))
        case .closed: throw .job(.closed(self))
        case .held: throw .job(.held(self))
        case .open: break
        }
        guard !standing.hasReported else { throw .job(.reportedAlready(self)) }
        guard standing.lately < JobReport.aDayAtMost else { throw .job(.tooManyReports(JobReport.aDayAtMost)) }
        let report = JobChange.reported(JobReport(job: id, person: person, reason: reason, at: now))
        return standing.open + 1 < JobReport.neededToHold ? [report] : [report, .held(id, at: now)]
    }

    /// Decides what happens when an operator finds nothing wrong with a job that was reported: where it was held it is open again,
    /// with all the time that a job has.
    ///
    /// - Throws: A job refusal, where nothing waits for an operator's word.
    package func clear(reports: Int, at now: Timestamp, in zone: Zone) throws(Refusal) -> JobChange {
        if let released = released(at: now, in: zone), let life = released.life {
            return .released(id, life, deadline: released.terms.deadline)
        }
        guard reports > 0 else { throw .job(.notReported(id)) }
        return .cleared(id)
    }

    /// This job as it is open again, or nil where it wasn't held.
    ///
    /// A deadline that went by while nobody was shown it is dropped: its client did nothing wrong.
    package func released(at now: Timestamp, in zone: Zone) -> Job? {
        guard case .held(let openedAt, _) = state else { return nil }
        var job = self
        job.state = .open(since: openedAt)
        if let deadline = terms.deadline, deadline < zone.local(now).day { job.terms.deadline = nil }
        job.life = job.life(from: now, in: zone)
        return job
    }

    /// After how many days the operators are reminded of a job that is held.
    private static let holdReminderDays: [Int64] = [1, 3, 7, 14]
    /// For how long a job is held at most: 30 days, then it has ended.
    package static let holdMilliseconds: Int64 = 30 * 86_400_000

    /// When the bot looks next at a job that is held since `heldAt`: to remind the operators, and at last to end it.
    package static func holdDue(since heldAt: Timestamp, after now: Timestamp) -> Timestamp {
        let moments = holdReminderDays.map { heldAt.rawValue + $0 * 86_400_000 } + [heldAt.rawValue + holdMilliseconds]
        return Timestamp(rawValue: moments.first { $0 > now.rawValue } ?? heldAt.rawValue + holdMilliseconds)
    }

    /// Decides what happens when an operator takes a job away, reported or not: it stays closed.
    ///
    /// - Throws: A job refusal, where there is nothing to take away.
    package func remove(because reason: String, at now: Timestamp) throws(Refusal) -> JobChange {
        switch state {
        case .draft: throw .job(.noSuchJob(id))
        case .closed: throw .job(.closed(self))
        case .open, .held: return .closed(id, .removed, at: now)
        }
    }
}

/// What was reported, for the operators.
package protocol JobReportBoard {
    func reportStanding(of person: UserID, to job: JobID, at now: Timestamp) throws -> ReportStanding
    /// What was said of a job since an operator last looked at it, oldest first.
    func reports(on job: JobID, limit: Int) throws -> [JobReport]
    /// How many that are.
    func reportCount(of job: JobID) throws -> Int
    /// The jobs of a client that nobody is shown until an operator has looked at them.
    func heldJobs(of client: UserID, limit: Int) throws -> [Job]
    /// The jobs that wait for an operator's word, the longest waiting first, after that one.
    func reportedJobs(after: JobID?, limit: Int) throws -> [JobID]
}
