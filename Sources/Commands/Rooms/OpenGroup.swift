import Groups

/// `!groups open <group>`: let everybody see a draft, and join it.
struct OpenGroup: Command {
    static let usage = Usage(
        name: "groups open",
        parameters: "<group>",
        summary: "Let everybody see a group that was a draft until now, and ask to join it.",
        example: "groups open swift-guild",
        section: .administration
    )

    let group: GroupReference

    init(_ text: inout CommandText) throws(UsageError) {
        group = try GroupReference(&text.words)
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let (group, _) = try group.resolve(for: call.sender, board)
        try board.checkRuns(group, call.sender)
        let change = try group.open()
        var outgoing = [Outgoing(.answer(RoomSaying.opened(group)))]
        if let room = try board.usableAdminRoom(of: group), room != call.room {
            let told = RoomSaying.openingTold(group, by: call.sender)
            outgoing.append(Outgoing(.say(told, in: room), key: "opened/\(group.handle)"))
        }
        return Decision(changes: [change], outgoing: outgoing)
    }
}
