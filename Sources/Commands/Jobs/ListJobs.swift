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
        guard !text.words.isAtEnd else {
            after = nil
            return
        }
        let word = try text.words.next("after")
        guard word.lowercased() == "after" else { throw .unexpected(word) }
        after = try text.words.nextJob()
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let jobs = try board.openJobs(after: after, limit: Self.linesAtMost + 1)
        let page = try jobs.prefix(Self.linesAtMost).map { try JobCard($0, board) }
        return .answer(JobSaying.list(page, after: after, hasMore: jobs.count > page.count))
    }
}
