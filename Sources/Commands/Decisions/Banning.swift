import Groups
import Identifiers

/// What removing and banning people have in common.
enum Banning {
    static func subjected(_ person: UserID, _ group: Group, _ call: Call, _ board: some Board) throws -> Subjected {
        Subjected(
            person: person,
            isAdministrator: try board.isAdministrator(person, of: group.id),
            standing: try board.standing(of: person, in: group.id),
            ban: try board.ban(of: person, from: group.id, holdingAt: call.receivedAt),
            invitation: try board.openInvitation(of: person, to: group.id, at: call.receivedAt)
        )
    }

    /// The reason, which there must be: the person gets to read it.
    static func reason(_ words: Words) throws(UsageError) -> String {
        guard !words.isAtEnd else { throw .missing("reason") }
        let reason = words.rest
        guard reason.utf8.count <= Verdicts.remarkBytesAtMost else {
            throw .tooLong(field: "reason", limitBytes: Verdicts.remarkBytesAtMost)
        }
        return reason
    }

    /// Nobody else is named before the reason: only the first would be meant, and read of the others.
    static func checkAlone(_ words: Words, in group: Group, _ board: some Board) throws {
        var words = words
        guard let other = try? words.nextPerson("person") else { return }
        if case .member = try board.standing(of: other, in: group.id) { throw UsageError.unexpected(other.rawValue) }
    }

    static func kick(_ person: UserID, from group: Group, reason: String, _ call: Call) -> [Outgoing] {
        group.rooms.members.map { room in
            [
                Outgoing(
                    .kick(person, from: room, reason: reason),
                    key: "kick/\(group.handle)/\(call.event)",
                    urgency: .decision
                )
            ]
        } ?? []
    }

    /// What somebody who is banned hears when they ask to join: the reason is for their eyes only.
    static func answer(to call: Call, about ban: Ban, in group: Group, _ board: some Board) throws -> Decision {
        let owners = try board.owners(of: group.sponsor.id, limit: Sponsor.ownersAtMost)
        let saying = BanSaying.youAreBanned(ban, group, ending: .nothing, owners: owners)
        guard call.place == .shared else { return .answer(saying) }
        return Decision(outgoing: [
            Outgoing(.answer(BanSaying.seeDirectMessage)),
            Outgoing(.tell(saying, call.sender), key: "banned/\(call.event)"),
        ])
    }
}

extension Board {
    /// The ban of a person from a group, where it is not over.
    func ban(of person: UserID, from group: GroupID, holdingAt now: Timestamp) throws -> Ban? {
        try ban(of: person, from: group).flatMap { $0.holds(at: now) ? $0 : nil }
    }
}
