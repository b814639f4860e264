import Groups

/// `!refuse <#> <reason>`: turn an applicant down, for a reason that they get to read.
struct Refuse: Command {
    static let usage = Usage(
        name: "refuse",
        parameters: "<#> <reason>",
        summary: "Turn an applicant down; they get to read the reason.",
        example: "refuse #41 Please add two samples of your work, then ask again",
        section: .decisions
    )

    let ids: [RequestID]
    let reason: String

    init(_ text: inout CommandText) throws(UsageError) {
        ids = try text.words.nextRequests()
        reason = try text.freeText("reason", limitBytes: Verdicts.remarkBytesAtMost)
        if reason.isEmpty { throw .missing("reason") }
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        try Batch(ids: ids, verdicts: Verdicts(kind: .refuse(reason: reason))).decide(call, board)
    }
}
