import Groups

/// `!suspend <group> <reason>` and `!suspend <group> off`: stop a group for abuse, without deciding anything for it.
struct SuspendGroup: Command {
    static let usage = Usage(
        name: "suspend",
        parameters: "<group> <reason>/off",
        summary: "Stop a group for abuse: nobody is admitted or refused until you lift it.",
        example: "suspend swift-guild It asks applicants for money",
        section: .operation,
        access: .operators
    )

    let group: GroupReference

    init(_ text: inout CommandText) throws(UsageError) {
        group = try GroupReference(freeText: &text)
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let (group, rest) = try group.resolve(for: call.sender, board)
        guard !rest.isEmpty else { throw UsageError.missing("reason") }
        guard rest.utf8.count <= PauseGroup.reasonBytesAtMost else {
            throw UsageError.tooLong(field: "reason", limitBytes: PauseGroup.reasonBytesAtMost)
        }
        let reason = rest.lowercased() == "off" ? nil : rest
        let change = try group.suspend(because: reason)
        return Decision(
            changes: [change],
            outgoing: [Outgoing(.answer(RoomSaying.suspended(group, because: reason)))]
                + (try Walks.tellAdministrators(
                    of: group,
                    RoomSaying.suspensionTold(group, because: reason),
                    key: "suspended/\(call.event)",
                    board
                ))
        )
    }
}
