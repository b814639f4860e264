import Groups

/// `!job close <n>`: take no more responses; everybody who responded is told.
struct CloseJob: Command {
    static let usage = Usage(
        name: "job close",
        parameters: "<n>",
        summary: "Close your job; everybody who responded is told.",
        example: "job close 7",
        section: .jobs
    )

    let id: JobID

    init(_ text: inout CommandText) throws(UsageError) {
        id = try text.words.nextJob()
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        var job = try board.visibleJob(id, to: call.sender, at: call.receivedAt)
        let change = try job.close(by: call.sender, at: call.receivedAt)
        if case .open(let since) = job.state { job.state = .closed(openedAt: since, at: call.receivedAt) }
        let respondents = try board.respondents(to: id, limit: Job.responsesAtMost)
        var outgoing = [
            Outgoing(.answer(JobSaying.closed(job, told: respondents.count))),
            Announcements.closed(try JobCard(job, board)),
        ]
        outgoing += respondents.map { person in
            Outgoing(.tell(ResponseSaying.jobClosed(job, person), person), key: "jobClosed/\(job.key)/\(person)")
        }
        return Decision(changes: [change], outgoing: outgoing)
    }
}
