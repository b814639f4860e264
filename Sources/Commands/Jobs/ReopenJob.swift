import Groups

/// `!job reopen <n>`: open a job again within 30 days of its end, with the responses that it had.
struct ReopenJob: Command {
    static let usage = Usage(
        name: "job reopen",
        parameters: "<n> [deadline]",
        summary: "Open your job again, with its responses, within 30 days of its end.",
        example: "job reopen 7",
        section: .jobs
    )

    let id: JobID
    /// Another deadline than it had.
    let deadline: Day?

    init(_ text: inout CommandText) throws(UsageError) {
        id = try text.words.nextJob()
        guard !text.words.isAtEnd else {
            deadline = nil
            return
        }
        let written = text.words.rest
        guard let day = Day(parsing: written) else { throw .unexpected(written) }
        deadline = day
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        var job = try board.visibleJob(id, to: call.sender, at: call.receivedAt)
        if let deadline {
            let today = board.hallZone.local(call.receivedAt).day
            guard deadline <= today.advanced(by: Job.deadlineDaysAtMost) else {
                throw UsageError.unexpected(deadline.description)
            }
            job.terms.deadline = deadline
        }
        let change = try job.reopen(
            by: call.sender,
            openJobs: board.openJobCount(of: call.sender),
            reports: board.reportCount(of: id),
            at: call.receivedAt,
            in: board.hallZone
        )
        for group in try job.wanted.groups.map({ try board.knownGroup($0) }) {
            do throws(Refusal) {
                try group.checkTakesJobs()
            } catch {
                throw Refusal.job(.groupGone(job, group))
            }
        }
        if case .closed(let openedAt, _) = job.state { job.state = .open(since: openedAt) }
        job.outcome = nil
        job.life = job.life(from: call.receivedAt, in: board.hallZone)
        let round: [Change] =
            job.responseCount > 0 ? [.job(.roundBegan(job.id, .reopened, at: call.receivedAt))] : []
        return Decision(
            changes: [change] + round,
            outgoing: [Outgoing(.answer(JobLifeSaying.reopened(job)))]
        ) + (try Announcements.again(JobCard(job, board), call, board))
    }
}
