import Groups

/// `!jobs search <words> [remote skill:… group:… budget:… place:…]`: look for open jobs.
struct SearchJobs: Command {
    static let usage = Usage(
        name: "jobs search",
        parameters: JobFilterReading.parameters,
        summary: "Look for open jobs by title, skill, group, description, budget or place.",
        example: "jobs search ferry skill:sqlite remote budget:5000EUR",
        section: .jobs,
        choices: JobFilterReading.choices
    )

    static let linesAtMost = 10

    let reading: JobFilterReading
    let after: JobID?

    init(_ text: inout CommandText) throws(UsageError) {
        var reading = JobFilterReading()
        var after: JobID?
        while !text.words.isAtEnd, after == nil {
            after = Self.lastJob(&text.words)
            if after == nil { try reading.take(&text.words) }
        }
        guard !reading.isEmpty else { throw .missing("word to look for") }
        self.reading = reading
        self.after = after
    }

    /// The number of a job after the word `after`, where nothing but that is left.
    private static func lastJob(_ words: inout Words) -> JobID? {
        var further = words
        guard (try? further.next("after"))?.lowercased() == "after", let id = try? further.nextJob(), further.isAtEnd
        else { return nil }
        words = further
        return id
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let named = try reading.resolved(for: call.sender, board)
        let query = JobQuery(named.filter, by: call.sender, after: after)
        let matches = try board.search(query, limit: Self.linesAtMost)
        let page = try matches.jobs.map { try JobCard($0, board) }
        return .answer(JobSaying.found(page, named, matches))
    }
}
