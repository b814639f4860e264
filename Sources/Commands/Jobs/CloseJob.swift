import Groups

/// `!job close <n> [hired | filled | cancelled]`: take no more responses; everybody who responded is told how it ended.
struct CloseJob: Command {
    static let usage = Usage(
        name: "job close",
        parameters: "<n> [hired | filled | cancelled]",
        summary: "Close your job and say how it ended; everybody who responded is told.",
        example: "job close 7 hired",
        section: .jobs
    )

    let id: JobID
    let outcome: Job.Outcome?

    init(_ text: inout CommandText) throws(UsageError) {
        id = try text.words.nextJob()
        guard !text.words.isAtEnd else {
            outcome = nil
            return
        }
        let written = text.words.restUnquoted
        guard let outcome = JobEnd.outcome(written) else { throw .unexpected(written) }
        self.outcome = outcome
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let job = try board.visibleJob(id, to: call.sender, at: call.receivedAt)
        guard let outcome else { return try JobEnd.ask(job, call, board) }
        return try JobEnd.close(job, as: outcome, call, board) { Outgoing(.answer($0)) }
    }
}
