import Groups

/// `!invitation decline <group>`: say no to an invitation; to say yes is `!join`.
struct DeclineInvitation: Command {
    static let usage = Usage(
        name: "invitation decline",
        parameters: "<group>",
        summary: "Say no to a group’s invitation; join says yes.",
        example: "invitation decline swift-guild",
        section: .membership
    )

    let group: GroupReference

    init(_ text: inout CommandText) throws(UsageError) {
        group = try GroupReference(&text.words)
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let (group, _) = try group.resolve(for: call.sender, board)
        guard let invitation = try board.openInvitation(of: call.sender, to: group.id, at: call.receivedAt) else {
            throw Refusal.invitation(.notInvited(group))
        }
        return try InvitationReply.decline(invitation, to: group, call, board) { Outgoing(.answer($0)) }
    }
}
