import Groups

/// `!job <n>`: a job's page.
struct ShowJob: Command {
    static let usage = Usage(
        name: "job",
        parameters: "<n>",
        summary: "Read a job, and how you stand to it.",
        example: "job 7",
        section: .jobs
    )

    let id: JobID

    init(_ text: inout CommandText) throws(UsageError) {
        id = try text.words.nextJob()
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let job = try board.visibleJob(id, to: call.sender, at: call.receivedAt)
        // Whether somebody has responded is nobody else's business, so among others not even they are told.
        let sent = call.place == .direct ? try board.response(of: call.sender, to: id) : nil
        let own = sent?.state == .withdrawn ? nil : sent
        let page = JobSaying.Page(
            card: try JobCard(job, board),
            isClient: job.client == call.sender,
            isFreelancer: try board.person(call.sender).isFreelancer,
            own: own
        )
        return .answer(JobSaying.page(page))
    }
}
