import Groups

/// `!job clear <n>`: nothing is wrong with a job that was reported.
struct ClearJob: Command {
    static let usage = Usage(
        name: "job clear",
        parameters: "<n>",
        summary: "Find nothing wrong with a job that was reported; where it was hidden it is open again.",
        example: "job clear 7",
        section: .operation,
        access: .operators
    )

    let id: JobID

    init(_ text: inout CommandText) throws(UsageError) {
        id = try text.words.nextJob()
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        guard var job = try board.job(id), job.state != .draft else { throw Refusal.job(.noSuchJob(id)) }
        let change = try job.clear(
            reports: board.reportCount(of: id),
            at: call.receivedAt,
            in: board.hallZone
        )
        var decision = Decision(
            changes: [.job(change)],
            outgoing: [Outgoing(.answer(ReportSaying.cleared(job)))]
        )
        guard case .held(let openedAt, _) = job.state else { return decision }
        job.state = .open(since: openedAt)
        job.life = job.life(from: call.receivedAt, in: board.hallZone)
        decision.outgoing += [
            Announcements.revised(try JobCard(job, board), by: call),
            Outgoing(
                .tell(ReportSaying.released(job), job.client),
                key: "released/\(job.key)/\(call.event)",
                urgency: .decision
            ),
        ]
        return decision
    }
}
