import Groups

/// `!groups pause <group> [reason]`: take no new requests for a while.
struct PauseGroup: Command {
    static let usage = Usage(
        name: "groups pause",
        parameters: "<group> [reason]",
        summary: "Take no new requests for a while; those that wait go on.",
        example: "groups pause swift-guild Back on 1 September",
        section: .administration
    )

    /// How long a reason may be, in bytes.
    static let reasonBytesAtMost = 500

    let group: GroupReference

    init(_ text: inout CommandText) throws(UsageError) {
        group = try GroupReference(freeText: &text)
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let (group, reason) = try group.resolve(for: call.sender, board)
        try board.checkRuns(group, call.sender)
        guard reason.utf8.count <= Self.reasonBytesAtMost else {
            throw UsageError.tooLong(field: "reason", limitBytes: Self.reasonBytesAtMost)
        }
        let change = try group.pause(because: reason)
        let waiting = try board.isAdministrator(call.sender, of: group.id) ? board.pendingRequestCount(of: group.id) : 0
        return Decision(changes: [change], outgoing: [Outgoing(.answer(RoomSaying.paused(group, waiting: waiting)))])
    }
}
