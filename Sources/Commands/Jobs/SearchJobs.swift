import Groups

/// `!jobs search <words> [skill:… group:…]`: look for open jobs.
struct SearchJobs: Command {
    static let usage = Usage(
        name: "jobs search",
        parameters: "<words> [skill:<skill>] [group:<group>]",
        summary: "Look for open jobs by title, skill, group or description.",
        example: "jobs search ferry skill:sqlite",
        section: .jobs
    )

    static let linesAtMost = 10
    static let wordsAtMost = 8
    static let filtersAtMost = 4

    /// As it was typed, to lead to the next page.
    let typed: String
    let groups: [GroupReference]
    let query: JobQuery

    init(_ text: inout CommandText) throws(UsageError) {
        var query = JobQuery()
        var groups: [GroupReference] = []
        var before = text.words
        var typed = text.words.rest
        while !text.words.isAtEnd {
            before = text.words
            let word = try text.words.next("words")
            if let skill = try Self.value("skill:", in: word, &text.words) {
                query.skills.append((try? Skill(parsing: skill))?.text ?? skill.lowercased())
            } else if let group = try Self.value("group:", in: word, &text.words) {
                groups.append(GroupReference(text: group))
            } else if word.lowercased() == "after", let id = Self.lastJob(text.words) {
                query.after = id
                typed = String(typed.dropLast(before.rest.count)).trimmingSpace()
                break
            } else if query.words.count < Self.wordsAtMost {
                query.words.append(word.lowercased())
            }
        }
        guard !query.words.isEmpty || !query.skills.isEmpty || !groups.isEmpty else {
            throw .missing("word to look for")
        }
        guard query.skills.count <= Self.filtersAtMost else { throw .unexpected("skill:") }
        guard groups.count <= Self.filtersAtMost else { throw .unexpected("group:") }
        self.typed = typed
        self.groups = groups
        self.query = query
    }

    /// The number of a job, where nothing but that is left.
    private static func lastJob(_ words: Words) -> JobID? {
        var words = words
        guard let id = try? words.nextJob(), words.isAtEnd else { return nil }
        return id
    }

    /// What stands after `skill:` or `group:`, there or in the next word.
    private static func value(_ label: String, in word: String, _ words: inout Words) throws(UsageError) -> String? {
        guard word.lowercased().hasPrefix(label) else { return nil }
        let value = String(word.dropFirst(label.count))
        return value.isEmpty ? try words.next(String(label.dropLast())) : value
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        var query = query
        query.groups = try groups.map { try $0.resolve(for: call.sender, board).group.id }
        let matches = try board.search(query, limit: Self.linesAtMost)
        let page = try matches.jobs.map { try JobCard($0, board) }
        return .answer(JobSaying.found(page, typed: typed, matches))
    }
}
