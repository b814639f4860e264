import Groups
import Identifiers

/// `!log <group>`: everything that was decided about a group, by whom and by which message.
struct ShowLog: Command {
    static let usage = Usage(
        name: "log",
        parameters: "<group> [before <n>]",
        summary: "See what was decided about a group, by whom and when, the latest first.",
        example: "log swift-guild",
        section: .decisions
    )

    static let linesAtMost = 15

    let group: GroupReference

    init(_ text: inout CommandText) throws(UsageError) {
        group = try GroupReference(&text.words)
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let (group, rest) = try group.resolve(for: call.sender, board)
        guard try board.isAdministrator(call.sender, of: group.id) else {
            throw Refusal.authority(.administratorsOnly(group))
        }
        if call.place == .shared {
            guard call.room == group.rooms.admin, try board.occupies(call.sender, call.room) else {
                throw Refusal.authority(.logElsewhere(group))
            }
        }
        let number = try Self.numberBefore(rest)
        let entries = try board.log(of: group.id, before: number, limit: Self.linesAtMost + 1)
        var saying = LogSaying(of: .group(group), Page(of: entries, atMost: Self.linesAtMost))
        for room in saying.page.lines.compactMap(\.roomNamed) {
            if let name = try board.name(of: room) { saying.roomNames[room] = name }
        }
        return .answer(saying)
    }

    /// Where the next page starts: `before 41`.
    static func numberBefore(_ rest: String) throws(UsageError) -> Int64? {
        var words = Words(rest)
        guard !words.isAtEnd else { return nil }
        let word = try words.next("before")
        guard word.lowercased() == "before" else { throw .unexpected(word) }
        return try words.nextRequest().rawValue
    }
}

extension LogEntry {
    /// The room that became one of the group's.
    var roomNamed: RoomID? {
        guard change == "group.roomSet" else { return nil }
        return detail.split(separator: " ", maxSplits: 1).last.flatMap { RoomID(rawValue: String($0)) }
    }
}
