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
        guard let job = try board.job(id), job.state != .draft else { throw Refusal.job(.noSuchJob(id)) }
        let change = try job.clear(
            reports: board.reportCount(of: id),
            at: call.receivedAt,
            in: board.hallZone
        )
        let decision = Decision(
            changes: [.job(change)],
            outgoing: [Outgoing(.answer(ReportSaying.cleared(job)))]
        )
        guard let released = job.released(at: call.receivedAt, in: board.hallZone) else { return decision }
        let told = Outgoing(
            .tell(
                ReportSaying.released(released, missed: released.terms.deadline == nil ? job.terms.deadline : nil),
                job.client
            ),
            key: "released/\(job.key)/\(call.event)",
            urgency: .decision
        )
        return try decision + Announcements.again(JobCard(released, board), call, board) + Decision(outgoing: [told])
    }
}
