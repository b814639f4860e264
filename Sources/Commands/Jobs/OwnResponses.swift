import Groups

/// `!responses mine`: what one has responded to, and what became of it.
struct OwnResponses: Command {
    static let usage = Usage(
        name: "responses mine",
        parameters: "[after <n>]",
        summary: "See what you have responded to, and what became of it.",
        example: "responses mine",
        section: .jobs
    )

    static let linesAtMost = 10

    let after: JobID?

    init(_ text: inout CommandText) throws(UsageError) {
        after = try text.words.takeAfter() ? try text.words.nextJob() : nil
        if !text.words.isAtEnd { throw .unexpected(text.words.rest) }
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let found = try board.responses(of: call.sender, after: after, limit: Self.linesAtMost + 1)
        let page = Page(of: found, atMost: Self.linesAtMost)
        let lines = try page.lines.compactMap { response in
            try board.job(response.job).map { ResponseSaying.OwnLine(job: $0, response: response) }
        }
        let saying = ResponseSaying.own(lines, isFirst: after == nil, hasMore: page.hasMore)
        guard call.place == .shared else { return .answer(saying) }
        return Decision(outgoing: [
            Outgoing(.answer(ResponseSaying.ownSentPrivately)),
            Outgoing(.tell(saying, call.sender), key: "ownResponses/\(call.event)"),
        ])
    }
}
