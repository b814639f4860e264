import Groups
import Identifiers

/// `!remove <group> <person> <reason>`: end a membership, for a reason that the person gets to read.
struct Remove: Command {
    static let usage = Usage(
        name: "remove",
        parameters: "<group> <person> <reason>",
        summary:
            "End a membership, or take somebody off the waiting list, for a reason that they read; they may ask again.",
        example: "remove swift-guild @finn:example.org Your certificate is no longer valid",
        section: .decisions
    )

    let group: GroupReference

    init(_ text: inout CommandText) throws(UsageError) {
        group = try GroupReference(freeText: &text)
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let (group, rest) = try group.resolve(for: call.sender, board)
        let decider = try Office.decider(of: group, call, board)
        var words = Words(rest)
        let person = try words.nextPerson("person")
        try Banning.checkAlone(words, in: group, board)
        let reason = try Banning.reason(words)
        let subject = try Banning.subjected(person, group, call, board)
        let changes = try group.remove(subject, by: decider, reason: reason, at: call.receivedAt)
        let owners = try board.owners(of: group.sponsor.id, limit: Sponsor.ownersAtMost)
        if case .queued(let place) = subject.standing {
            return try takeOff(place, changes, group, reason, owners, call, board)
        }
        return Decision(
            changes: changes,
            outgoing: [
                Outgoing(.answer(BanSaying.removed(person, group))),
                Outgoing(
                    .tell(
                        BanSaying.youWereRemoved(
                            Removal(
                                group: group.id,
                                person: person,
                                removedBy: call.sender,
                                at: call.receivedAt,
                                reason: reason
                            ),
                            group,
                            owners: owners
                        ),
                        person
                    ),
                    key: "removed/\(call.event)",
                    urgency: .decision
                ),
            ] + Banning.kick(person, from: group, reason: "Removed from \(group.name)", call)
        )
    }

    private func takeOff(
        _ place: QueuePlace,
        _ changes: [Change],
        _ group: Group,
        _ reason: String,
        _ owners: [UserID],
        _ call: Call,
        _ board: some Board
    ) throws -> Decision {
        let saying = QueueSaying.youWereTakenOff(place, group, by: call.sender, reason: reason, owners: owners)
        return Decision(
            changes: changes,
            outgoing: try [
                Outgoing(.answer(QueueSaying.takenOff(place.person, group))),
                Outgoing(.tell(saying, place.person), key: "removed/\(call.event)", urgency: .decision),
            ] + Queues.ended(place, .void(.removed), group, because: KnockSaying.notLetIn(group), board)
        )
    }
}
