import Groups

/// `!job keep <n>`: give an open job another 30 days.
struct KeepJob: Command {
    static let usage = Usage(
        name: "job keep",
        parameters: "<n>",
        summary: "Keep your job open for another 30 days.",
        example: "job keep 7",
        section: .jobs
    )

    let id: JobID

    init(_ text: inout CommandText) throws(UsageError) {
        id = try text.words.nextJob()
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let job = try board.visibleJob(id, to: call.sender, at: call.receivedAt)
        return try Self.keep(job, call, board) { Outgoing(.answer($0)) }
    }

    static func keep(
        _ job: Job,
        _ call: Call,
        _ board: some Board,
        _ say: (any Saying) -> Outgoing
    ) throws -> Decision {
        let change = try job.keep(by: call.sender, at: call.receivedAt, in: board.hallZone)
        var kept = job
        kept.life = job.life(from: call.receivedAt, in: board.hallZone)
        return Decision(
            changes: [change],
            outgoing: [
                say(JobLifeSaying.kept(kept)),
                Outgoing(
                    .edit(subject: .jobWarning(job.id), JobLifeSaying.answered(kept)),
                    key: "answered/warning/\(job.key)/\(call.event)",
                    urgency: .chatter
                ),
            ]
        )
    }
}
