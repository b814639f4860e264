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
        let closed = try board.closedTests(askedForBy: group, at: call.receivedAt)
        var outgoing = [Outgoing(.answer(RoomSaying.opened(group, withoutTests: closed)))]
        if let room = try board.usableAdminRoom(of: group), room != call.room {
            let told = RoomSaying.openingTold(group, by: call.sender)
            outgoing.append(Outgoing(.say(told, in: room), key: "opened/\(group.handle)"))
        }
        return Decision(changes: [change], outgoing: outgoing)
    }
}

extension Board {
    /// The handles of the tests that a group asks for and nobody can begin: also of those that there are not, or not yet.
    fileprivate func closedTests(askedForBy group: Group, at now: Timestamp) throws -> [String] {
        let set = try criteria(of: group.id)?.set ?? CriteriaSet()
        let wanted = set.wholeRule.wanted
        var handles: [String] = []
        for criterion in set.criteria where wanted.contains(criterion.number) {
            guard case .test(let handle, _, _) = criterion.kind, !handles.contains(handle) else { continue }
            let isTakeable = try skillTest(handle: handle)?.isTakeable(at: now, in: hallZone) ?? false
            if !isTakeable { handles.append(handle) }
        }
        return handles
    }
}
