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
        after = try text.words.takeAfter(orSearch: "groups search") ? text.words.next("group").lowercased() : nil
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let found = try board.groups(after: after, limit: Self.linesAtMost + 1)
        let page = Page(of: found, atMost: Self.linesAtMost)
        return .answer(DirectorySaying.groups(page.lines, after: after, hasMore: page.hasMore))
    }
}
