import Groups

/// `!refuse <#> [--again <days>] [reason]`: turn an applicant down, for a reason that they get to read: in words, or by
/// what was marked as not met.
struct Refuse: Command {
    static let usage = Usage(
        name: "refuse",
        parameters: "<#> [--again <days|now>] [--current] [reason]",
        summary: "Turn an applicant down; they get to read the reason, and what was marked as not met.",
        example: "refuse #41 --again now Please add two samples of your work",
        section: .decisions
    )

    let ids: [RequestID]
    let againDays: Int?
    let reason: String
    let isByPresent: Bool

    init(_ text: inout CommandText) throws(UsageError) {
        ids = try text.words.nextRequests()
        againDays = try text.words.takeAgain()
        isByPresent = text.words.option("--current")
        reason = try text.freeText("reason", limitBytes: Verdicts.remarkBytesAtMost)
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let verdicts = Verdicts(kind: .refuse(reason: reason, againDays: againDays), isByPresent: isByPresent)
        let batch = Batch(ids: ids, verdicts: verdicts)
        try Batch.checkPlace(of: ids, call, board)
        try batch.checkWords(reason, of: "refuse", board)
        return try batch.decide(call, board)
    }
}

extension Words {
    /// Takes `--again <days|now>` out of the line: after how many days somebody who is refused may ask again.
    mutating func takeAgain() throws(UsageError) -> Int? {
        guard let word = try option("--again", value: "<days|now>") else { return nil }
        if word.lowercased() == "now" { return 0 }
        guard word.utf8.count <= 3, word.utf8.allSatisfy({ (48...57).contains($0) }), let days = Int(word), days <= 365
        else { throw .notDays(word) }
        return days
    }
}
