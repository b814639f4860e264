import Groups
import Identifiers

/// `!report <n> <reason>`: tell the operators that a job should not be here.
struct ReportJob: Command {
    static let usage = Usage(
        name: "report",
        parameters: "<n> <reason>",
        summary:
            "Tell the operators of this hall that a job should not be here; its client does not learn that it was you.",
        example: "report 7 It asks freelancers for a fee",
        section: .jobs
    )

    /// What a tap on an announcement says.
    static let flag = "🚩"

    let id: JobID
    let reason: String

    init(_ text: inout CommandText) throws(UsageError) {
        id = try text.words.nextJob()
        reason = try text.freeText("reason", limitBytes: JobReport.reasonBytesAtMost)
        guard !reason.isEmpty else { throw .missing("reason") }
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let job = try board.visibleJob(id, to: call.sender, at: call.receivedAt)
        return try Self.report(job, because: reason, call, board) { Outgoing(.answer($0)) }
    }

    /// What a tap on an announcement means: whoever taps its flag reports it, and is thanked alone.
    static func tapped(_ key: String, on id: JobID, _ call: Call, _ board: some Board) throws -> Decision? {
        guard CardReply.plain(key) == CardReply.plain(flag), let job = try board.job(id) else { return nil }
        let say = { (saying: any Saying) in
            Outgoing(.tell(saying, call.sender), key: "reporting/\(job.key)/\(call.sender)")
        }
        do {
            return try report(job, because: "", call, board, say)
        } catch let refusal as Refusal {
            return Decision(outgoing: [say(RefusalSaying(refusal: refusal))])
        }
    }

    private static func report(
        _ job: Job,
        because reason: String,
        _ call: Call,
        _ board: some Board,
        _ say: (any Saying) -> Outgoing
    ) throws -> Decision {
        let standing = try board.reportStanding(of: call.sender, to: job.id, at: call.receivedAt)
        let changes = try job.report(by: call.sender, because: reason, standing, at: call.receivedAt)
        let report = JobReport(job: job.id, person: call.sender, reason: reason, at: call.receivedAt)
        var decision = Decision(
            changes: changes.map(Change.job),
            outgoing: [say(ReportSaying.thanks(job, mayAddReason: reason.isEmpty))]
        )
        let isHeld = changes.count > 1
        // The first of them is worth a look; those between it and the last one are read with it.
        if standing.open == 0 || isHeld {
            let page = ReportedJob(
                card: try JobCard(job, board),
                reports: try board.reports(on: job.id, limit: JobReport.neededToHold) + [report],
                isHeld: isHeld
            )
            decision.outgoing += page.told(key: "reported/\(job.key)/\(call.event)", board)
        }
        if isHeld { decision = decision + (try held(job, call, board)) }
        return decision
    }

    /// Nobody is shown the job any more: its announcements say so, and its client learns why.
    private static func held(_ job: Job, _ call: Call, _ board: some Board) throws -> Decision {
        let held = job.held(at: call.receivedAt)
        return Decision(outgoing: [
            Announcements.revised(try JobCard(held, board), by: call),
            Outgoing(
                .tell(ReportSaying.held(held, operators: board.hall.operators.sorted()), job.client),
                key: "held/\(job.key)/\(call.event)",
                urgency: .decision
            ),
        ])
    }
}

extension Job {
    /// This job as it is while it waits for an operator's word.
    func held(at moment: Timestamp) -> Job {
        var job = self
        if case .open(let since) = state { job.state = .held(openedAt: since, at: moment) }
        job.life = nil
        return job
    }
}

/// A job with what was said against it, as an operator reads it.
struct ReportedJob: Hashable, Sendable {
    var card: JobCard
    var reports: [JobReport]
    var isHeld: Bool
}

extension ReportedJob {
    init(_ job: Job, _ board: some Board) throws {
        self.init(
            card: try JobCard(job, board),
            reports: try board.reports(on: job.id, limit: JobReport.neededToHold),
            isHeld: job.isHeld
        )
    }

    /// Each operator hears of it.
    func told(key: String, _ board: some Board) -> [Outgoing] {
        board.hall.operators.sorted().map { person in
            Outgoing(
                .tell(ReportSaying.reported(self, to: person), person),
                key: "\(key)/\(person)",
                urgency: .decision
            )
        }
    }
}
