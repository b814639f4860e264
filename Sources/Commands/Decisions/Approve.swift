import Groups

/// `!approve <#…> [note] [--anyway <reason>]`: let one or several applicants in.
struct Approve: Command {
    static let usage = Usage(
        name: "approve",
        parameters: "<#…> [note] [--current] [--anyway <reason>]",
        summary: "Let applicants in; somebody who does not meet the criteria only for a reason.",
        example: "approve #41 #42 Welcome!",
        section: .decisions
    )

    let ids: [RequestID]
    let approval: Approval

    init(_ text: inout CommandText) throws(UsageError) {
        ids = try text.words.nextRequests()
        approval = try Approval(text.freeText("note", limitBytes: Verdicts.remarkBytesAtMost))
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let batch = Batch(ids: ids, verdicts: approval.verdicts)
        try Batch.checkPlace(of: ids, call, board)
        if case .approve(let note, _) = approval.verdicts.kind { try batch.checkWords(note, of: "approve", board) }
        return try batch.decide(call, board)
    }
}

/// What stands behind the numbers of an approval: `Welcome! --anyway She wrote the book on it`.
struct Approval {
    let verdicts: Verdicts

    init(_ text: String) throws(UsageError) {
        var words = Words(text)
        let isByPresent = words.option("--current")
        let anyway = words.tail("--anyway")?.trimmingSpace()
        let note = words.rest
        if let anyway, anyway.isEmpty { throw .missing("reason after --anyway") }
        guard text.utf8.count <= Verdicts.remarkBytesAtMost else {
            throw .tooLong(field: "note", limitBytes: Verdicts.remarkBytesAtMost)
        }
        verdicts = Verdicts(kind: .approve(note: note, anyway: anyway), isByPresent: isByPresent)
    }
}
