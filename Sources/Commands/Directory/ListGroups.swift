import Groups

/// `!groups [after <group>]`: the directory, a page at a time.
struct ListGroups: Command {
    static let usage = Usage(
        name: "groups",
        parameters: "[after <group>]",
        summary: "See the groups, a page at a time.",
        example: "groups",
        section: .directory
    )

    static let linesAtMost = 10

    let after: String?

    init(_ text: inout CommandText) throws(UsageError) {
        guard !text.words.isAtEnd else {
            after = nil
            return
        }
        let word = try text.words.next("after")
        guard word.lowercased() == "after" else { throw .unexpected(word) }
        after = try text.words.next("group").lowercased()
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let groups = try board.groups(after: after, limit: Self.linesAtMost + 1)
        let page = Array(groups.prefix(Self.linesAtMost))
        let hasMore = groups.count > page.count
        return .answer(DirectorySaying.groups(page, after: after, hasMore: hasMore))
    }
}
