import Groups

/// `!groups search <words> [skill:… sponsor:…]`: look for groups.
struct SearchGroups: Command {
    static let usage = Usage(
        name: "groups search",
        parameters: "<words> [skill:<skill>] [sponsor:<sponsor>]",
        summary: "Look for groups by name, skill, sponsor or description.",
        example: "groups search swift skill:linux",
        section: .directory
    )

    static let linesAtMost = 10
    static let wordsAtMost = 8

    let query: GroupQuery

    init(_ text: inout CommandText) throws(UsageError) {
        var query = GroupQuery(words: [])
        while !text.words.isAtEnd {
            let word = try text.words.next("words")
            if let skill = try Self.value("skill:", in: word, &text.words) {
                query.skills.append((try? Skill(parsing: skill))?.text ?? skill.lowercased())
            } else if let sponsor = try Self.value("sponsor:", in: word, &text.words) {
                query.sponsor = sponsor
            } else if query.words.count < Self.wordsAtMost {
                query.words.append(word.lowercased())
            }
        }
        guard !query.words.isEmpty || !query.skills.isEmpty || query.sponsor != nil else {
            throw .missing("word to look for")
        }
        guard query.skills.count <= 4 else { throw .unexpected("skill:") }
        self.query = query
    }

    /// What stands after `skill:`, there or in the next word.
    private static func value(_ label: String, in word: String, _ words: inout Words) throws(UsageError) -> String? {
        guard word.lowercased().hasPrefix(label) else { return nil }
        let value = String(word.dropFirst(label.count))
        return value.isEmpty ? try words.next(String(label.dropLast())) : value
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let matches = try board.search(query, limit: Self.linesAtMost)
        return .answer(DirectorySaying.found(matches, query))
    }
}
