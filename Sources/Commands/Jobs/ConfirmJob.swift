import Groups

/// `!postjob confirm <n>`: post what was previewed.
struct ConfirmJob: Command {
    static let usage = Usage(
        name: "postjob confirm",
        parameters: "<n>",
        summary: "Post the job that you have seen a preview of.",
        example: "postjob confirm 7",
        section: .jobs
    )

    let id: JobID

    init(_ text: inout CommandText) throws(UsageError) {
        id = try text.words.nextJob()
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        try DraftReply.confirmed(id, call, board) { Outgoing(.answer($0)) }
    }
}
