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
        // Who may still read a hidden job does not show it to those who read along.
        if job.isHeld, call.place == .shared { throw Refusal.job(.held(job)) }
        // Whether somebody has responded is nobody else's business, so among others not even they are told.
        let sent = call.place == .direct ? try board.response(of: call.sender, to: id) : nil
        let own = sent?.state == .withdrawn ? nil : sent
        // Nor does a client who is not to be named give themselves away by looking.
        let isClientNamed = call.place == .direct || !job.terms.isClientHidden
        let page = JobSaying.Page(
            card: try JobCard(job, board),
            isClient: job.client == call.sender && isClientNamed,
            isFreelancer: try board.person(call.sender).isFreelancer,
            own: own
        )
        return .answer(JobSaying.page(page))
    }
}
