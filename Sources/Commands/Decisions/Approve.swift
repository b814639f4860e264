import Groups

/// `!approve <#…> [note]`: let one or several applicants in.
struct Approve: Command {
    static let usage = Usage(
        name: "approve",
        parameters: "<#…> [note]",
        summary: "Let applicants in.",
        example: "approve #41 #42 Welcome!",
        section: .decisions
    )

    let ids: [RequestID]
    let note: String

    init(_ text: inout CommandText) throws(UsageError) {
        ids = try text.words.nextRequests()
        note = try text.freeText("note", limitBytes: Verdicts.remarkBytesAtMost)
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        try Batch(ids: ids, verdicts: Verdicts(kind: .approve(note: note))).decide(call, board)
    }
}
