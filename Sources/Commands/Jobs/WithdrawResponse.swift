import Groups

/// `!respond withdraw <n> [reason]`: take a response back, without any penalty.
struct WithdrawResponse: Command {
    static let usage = Usage(
        name: "respond withdraw",
        parameters: "<n> [reason]",
        summary: "Take your response back; you may respond again while the job is open.",
        example: "respond withdraw 7",
        section: .jobs
    )

    let id: JobID
    let reason: String

    init(_ text: inout CommandText) throws(UsageError) {
        id = try text.words.nextJob()
        reason = try text.freeText("reason", limitBytes: Response.reasonBytesAtMost)
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let job = try board.visibleJob(id, to: call.sender, at: call.receivedAt)
        let response = try board.response(of: call.sender, to: id)
        let change = try job.withdraw(response, because: reason, at: call.receivedAt)
        return Decision(
            changes: [change],
            outgoing: [
                Outgoing(.answer(ResponseSaying.withdrawn(job))),
                Outgoing(
                    .tell(ResponseSaying.withdrew(job, call.sender, reason), job.client),
                    key: "withdrew/\(job.key)/\(call.event)"
                ),
            ]
        )
    }
}
