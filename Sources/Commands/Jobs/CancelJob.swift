import Groups

/// `!postjob cancel <n>`: drop a preview.
struct CancelJob: Command {
    static let usage = Usage(
        name: "postjob cancel",
        parameters: "<n>",
        summary: "Drop the preview of a job; nothing is posted.",
        example: "postjob cancel 7",
        section: .jobs
    )

    let id: JobID

    init(_ text: inout CommandText) throws(UsageError) {
        id = try text.words.nextJob()
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        try DraftReply.cancelled(id, call, board) { Outgoing(.answer($0)) }
    }
}
