import Groups

/// `!verdict <#> <n> met`: say of each criterion that people check whether an applicant meets it.
struct Verdict: Command {
    static let usage = Usage(
        name: "verdict",
        parameters: "<#> [<n> met/not met/ask [words]] [--current]",
        summary: "Say criterion by criterion whether an applicant meets it, or ask about it; one a line.",
        example: """
            verdict #41
            2 met
            3 not met The second sample is missing
            4 ask Which of the two did you write alone?
            """,
        section: .decisions
    )

    let id: RequestID
    let lines: [String]
    let isByPresent: Bool

    init(_ text: inout CommandText) throws(UsageError) {
        id = try text.words.nextRequest()
        isByPresent = text.words.option("--current")
        let typed = try text.freeText("verdicts", limitBytes: 10_000)
        lines = typed.split(whereSeparator: \.isNewline).map(String.init).filter { !Cleaned($0).isEmpty }
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        try Batch.checkPlace(of: [id], call, board)
        if lines.isEmpty, !isByPresent { return try shown(call, board) }
        var judging = Judging(id: id, verdicts: lines.compactMap { VerdictText($0) }, isByPresent: isByPresent)
        judging.unreadable = lines.filter { VerdictText($0) == nil }
        var outcome = try judging.decide(call, board)
        if let said = outcome.said {
            outcome.decision.outgoing.insert(Outgoing(.answer(JudgingSaying.marked(said))), at: 0)
        }
        return outcome.decision
    }

    /// What there is to be judged, and how.
    private func shown(_ call: Call, _ board: some Board) throws -> Decision {
        let (request, group, decider) = try Office.request(id, call, board)
        try request.check(decider)
        guard let report = try board.criteriaReport(judging: request, in: group, at: call.receivedAt) else {
            throw Refusal.request(.nothingToJudge(request, group))
        }
        return .answer(JudgingSaying.toJudge(request, report))
    }
}
