import Groups

/// `!groups archive <group>`: end a group for good, once it is said in so many words.
struct ArchiveGroup: Command {
    static let usage = Usage(
        name: "groups archive",
        parameters: "<group> [for good]",
        summary: "End a group for good: memberships end, requests become void. Asks before it does so.",
        example: "groups archive swift-guild",
        section: .administration
    )

    /// What must be added to the command before anything is done.
    static let confirmation = "for good"

    let group: GroupReference

    init(_ text: inout CommandText) throws(UsageError) {
        group = try GroupReference(&text.words)
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let (group, rest) = try group.resolve(for: call.sender, board)
        guard try board.isOwner(call.sender, of: group.sponsor.id) else {
            throw Refusal.authority(.ownersOnlyOf(group))
        }
        let changes = try group.archive(at: call.receivedAt)
        guard !rest.isEmpty else {
            let waiting = try board.pendingRequestCount(of: group.id) + board.incompleteRequestCount(of: group.id)
            return .answer(RoomSaying.archiveWanted(group, waiting: waiting))
        }
        guard rest.lowercased() == Self.confirmation else { throw UsageError.unexpected(rest) }
        return Decision(changes: changes, outgoing: [Outgoing(.answer(RoomSaying.archived(group)))])
    }
}
