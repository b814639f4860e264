import Groups

/// `!leave <group>`: stop being a member, or waiting for a place, at any time and at once.
struct Leave: Command {
    static let usage = Usage(
        name: "leave",
        parameters: "<group>",
        summary: "Stop being a member, or waiting for a place, at once.",
        example: "leave swift-guild",
        section: .membership
    )

    let group: GroupReference

    init(_ text: inout CommandText) throws(UsageError) {
        group = try GroupReference(&text.words)
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let (group, _) = try group.resolve(for: call.sender, board)
        let standing = try board.standing(of: call.sender, in: group.id)
        if case .queued(let place) = standing { return try Queues.giveUp(place, group, call, board) }
        let change = try group.leave(by: call.sender, standing: standing, at: call.receivedAt)
        let pace = try board.joinPace(of: call.sender).next(at: call.receivedAt)
        var decision = Decision(changes: [change, .joining(.joinedOrLeft(call.sender, pace))])
        let room = group.rooms.members
        decision.outgoing.append(Outgoing(.answer(MembershipSaying.left(group, fromRoom: room != nil))))
        if let room {
            decision.outgoing.append(
                Outgoing(
                    .kick(call.sender, from: room, reason: "Left \(group.name)"),
                    key: "kick/\(group.handle)/\(call.event)",
                    urgency: .decision
                )
            )
        }
        return decision
    }
}
