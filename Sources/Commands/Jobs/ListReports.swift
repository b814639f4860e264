import Groups

/// `!reports`: the jobs that people think should not be here.
struct ListReports: Command {
    static let usage = Usage(
        name: "reports",
        parameters: "[n] [after <n>]",
        summary: "Read what people have reported: all jobs that wait for your word, or what was said of one.",
        example: "reports 7",
        section: .operation,
        access: .operators
    )

    static let jobsAtMost = 10

    let id: JobID?
    let after: JobID?

    init(_ text: inout CommandText) throws(UsageError) {
        var further = text.words
        if (try? further.next("after"))?.lowercased() == "after" {
            text.words = further
            (id, after) = (nil, try text.words.nextJob())
        } else {
            (id, after) = (text.words.isAtEnd ? nil : try text.words.nextJob(), nil)
        }
        guard text.words.isAtEnd else { throw .unexpected(text.words.rest) }
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        // Who reported what is for the operators alone.
        guard call.place == .direct else { return .answer(ReportSaying.notHere) }
        guard let id else {
            let ids = try board.reportedJobs(after: after, limit: Self.jobsAtMost + 1)
            let pages = try ids.prefix(Self.jobsAtMost).map { try reported($0, board) }
            return .answer(ReportSaying.list(pages, hasMore: ids.count > Self.jobsAtMost))
        }
        let page = try reported(id, board)
        guard !page.reports.isEmpty else { throw Refusal.job(.notReported(id)) }
        return .answer(ReportSaying.reported(page, to: nil))
    }

    private func reported(_ id: JobID, _ board: some Board) throws -> ReportedJob {
        guard let job = try board.job(id), job.state != .draft else { throw Refusal.job(.noSuchJob(id)) }
        return try ReportedJob(job, board)
    }
}
