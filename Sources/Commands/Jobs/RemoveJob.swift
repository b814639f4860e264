import Groups

/// `!job remove <n> <reason>`: take a job away for good, reported or not.
struct RemoveJob: Command {
    static let usage = Usage(
        name: "job remove",
        parameters: "<n> <reason>",
        summary: "Take a job away for good; its client is told why, and everybody who responded that it is over.",
        example: "job remove 7 It asks freelancers for a fee",
        section: .operation,
        access: .operators
    )

    let id: JobID
    let reason: String

    init(_ text: inout CommandText) throws(UsageError) {
        id = try text.words.nextJob()
        reason = try text.freeText("reason", limitBytes: JobReport.reasonBytesAtMost)
        guard !reason.isEmpty else { throw .missing("reason") }
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        guard let job = try board.job(id) else { throw Refusal.job(.noSuchJob(id)) }
        let change = try job.remove(because: reason, at: call.receivedAt)
        return Decision(
            changes: [.job(change)],
            outgoing: [
                Outgoing(.answer(ReportSaying.removed(job))),
                Outgoing(
                    .tell(ReportSaying.yoursWasRemoved(job, reason, by: call.sender), job.client),
                    key: "removed/\(job.key)",
                    urgency: .decision
                ),
            ]
        ) + (try JobEnd.ending(job, as: .removed, call, board))
    }
}
