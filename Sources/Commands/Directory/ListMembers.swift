import Groups
import Identifiers

/// `!groups members <group> [after <person>]`: who is in a group.
struct ListMembers: Command {
    static let usage = Usage(
        name: "groups members",
        parameters: "<group> [after <person>]",
        summary: "See who is a member.",
        example: "groups members swift-guild",
        section: .directory
    )

    static let linesAtMost = 20

    let group: GroupReference

    init(_ text: inout CommandText) throws(UsageError) {
        group = try GroupReference(&text.words)
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let (group, rest) = try group.resolve(board)
        let members = try board.members(of: group.id, after: try personAfter(rest), limit: Self.linesAtMost + 1)
        let page = Array(members.prefix(Self.linesAtMost))
        let hasMore = members.count > page.count
        return .answer(DirectorySaying.members(group, page, hasMore: hasMore))
    }

    private func personAfter(_ rest: String) throws(UsageError) -> UserID? {
        var words = Words(rest)
        guard !words.isAtEnd else { return nil }
        let word = try words.next("after")
        guard word.lowercased() == "after" else { throw .unexpected(word) }
        return try words.nextPerson("person")
    }
}
