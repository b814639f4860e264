import Groups

/// `!jobs [after <n>]`: the open jobs, newest first, a page at a time.
struct ListJobs: Command {
    static let usage = Usage(
        name: "jobs",
        parameters: "[after <n>]",
        summary: "See the open jobs, newest first.",
        example: "jobs",
        section: .jobs
    )

    static let linesAtMost = 10

    let after: JobID?

    init(_ text: inout CommandText) throws(UsageError) {
        after = try text.words.takeAfter(orSearch: "jobs search") ? text.words.nextJob() : nil
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let page = Page(of: try board.openJobs(after: after, limit: Self.linesAtMost + 1), atMost: Self.linesAtMost)
        let cards = try page.lines.map { try JobCard($0, board) }
        return .answer(JobSaying.list(cards, after: after, hasMore: page.hasMore))
    }
}
