import Groups

/// `!groups reopen <group>`: take requests again.
struct ReopenGroup: Command {
    static let usage = Usage(
        name: "groups reopen",
        parameters: "<group>",
        summary: "Take requests again after a pause.",
        example: "groups reopen swift-guild",
        section: .administration
    )

    let group: GroupReference

    init(_ text: inout CommandText) throws(UsageError) {
        group = try GroupReference(&text.words)
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let (group, _) = try group.resolve(for: call.sender, board)
        try board.checkRuns(group, call.sender)
        return Decision(
            changes: [try group.reopen()],
            outgoing: [Outgoing(.answer(RoomSaying.reopened(group)))]
        )
    }
}
