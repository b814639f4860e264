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
        let (group, rest) = try group.resolve(for: call.sender, board)
        let found = try board.members(of: group.id, after: try personAfter(rest), limit: Self.linesAtMost + 1)
        let page = Page(of: found, atMost: Self.linesAtMost)
        return .answer(DirectorySaying.members(group, page.lines, hasMore: page.hasMore))
    }

    private func personAfter(_ rest: String) throws(UsageError) -> UserID? {
        var words = Words(rest)
        return try words.takeAfter() ? words.nextPerson("person") : nil
    }
}
