import Groups
import Identifiers

/// `!admins <group> [add/remove/hand over <person>]`: who decides for a group.
struct Administrators: Command {
    static let usage = Usage(
        name: "admins",
        parameters: "<group> [add/remove/hand over <person>]",
        summary: "See who decides for a group; its sponsor’s owners change it, an administrator can hand over.",
        example: "admins swift-guild add @abel:example.org",
        section: .administration
    )

    let group: GroupReference

    init(_ text: inout CommandText) throws(UsageError) {
        group = try GroupReference(&text.words)
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let (group, rest) = try group.resolve(for: call.sender, board)
        var words = Words(rest)
        guard !words.isAtEnd else {
            let people = try board.administrators(of: group.id, limit: Group.administratorsAtMost)
            let isOwner = try board.isOwner(call.sender, of: group.sponsor.id)
            return .answer(FoundingSaying.administrators(group, people, isOwner: isOwner))
        }
        let verb = try words.next("word add, remove or hand over").lowercased()
        if verb == "hand", let over = try? words.next("over"), over.lowercased() != "over" {
            throw UsageError.unexpected(over)
        }
        let person = try words.nextPerson("person")
        if verb == "hand" { return try handOver(group, to: person, call, board) }
        guard try board.isOwner(call.sender, of: group.sponsor.id) else {
            throw Refusal.authority(.ownersOnlyOf(group))
        }
        try group.checkMayChange()
        switch verb {
        case "add": return try add(person, to: group, call, board)
        case "remove": return try remove(person, from: group, call, board)
        default: throw UsageError.unexpected(verb)
        }
    }

    private func add(_ person: UserID, to group: Group, _ call: Call, _ board: some Board) throws -> Decision {
        guard try !board.isBot(person) else { throw Refusal.group(.notForTheBot) }
        guard try !board.isAdministrator(person, of: group.id) else {
            throw Refusal.group(.alreadyAdministrator(person, group))
        }
        guard try board.administratorCount(of: group.id) < Group.administratorsAtMost else {
            throw Refusal.group(.tooManyAdministrators(group, Group.administratorsAtMost))
        }
        let isAway = try board.isAway(person)
        var outgoing = [Outgoing(.answer(FoundingSaying.administratorAdded(person, group, isAway: isAway)))]
        if person != call.sender {
            outgoing.append(
                Outgoing(
                    .tell(FoundingSaying.appointed(group, by: call.sender), person),
                    key: "appointed/\(call.event)",
                    urgency: .decision
                )
            )
        }
        return Decision(changes: [.group(.administratorAdded(group.id, person))], outgoing: outgoing)
    }

    private func remove(_ person: UserID, from group: Group, _ call: Call, _ board: some Board) throws -> Decision {
        guard try board.isAdministrator(person, of: group.id) else {
            throw Refusal.group(.notAdministrator(person, group))
        }
        guard try board.administratorCount(of: group.id) > 1 else {
            throw Refusal.group(.lastAdministrator(group))
        }
        var decision = try Claim.endAll(of: person, in: group, call, board)
        decision.changes.append(.group(.administratorRemoved(group.id, person)))
        decision.outgoing.insert(Outgoing(.answer(FoundingSaying.administratorRemoved(person, group))), at: 0)
        if person != call.sender {
            decision.outgoing.append(
                Outgoing(
                    .tell(FoundingSaying.dismissed(group, by: call.sender), person),
                    key: "dismissed/\(call.event)",
                    urgency: .decision
                )
            )
        }
        return decision
    }

    /// Puts another administrator in one's own place, in one step: nobody is left without one in between.
    private func handOver(
        _ group: Group,
        to person: UserID,
        _ call: Call,
        _ board: some Board
    ) throws -> Decision {
        guard try board.isAdministrator(call.sender, of: group.id) else {
            throw Refusal.authority(.administratorsOnly(group))
        }
        guard try !board.isBot(person) else { throw Refusal.group(.notForTheBot) }
        guard person != call.sender else { throw Refusal.group(.alreadyAdministrator(person, group)) }
        var decision = try Claim.endAll(of: call.sender, in: group, call, board)
        let isNew = try !board.isAdministrator(person, of: group.id)
        if isNew { decision.changes.append(.group(.administratorAdded(group.id, person))) }
        decision.changes.append(.group(.administratorRemoved(group.id, call.sender)))
        decision.outgoing.insert(Outgoing(.answer(FoundingSaying.handedOver(group, to: person, isNew: isNew))), at: 0)
        if isNew {
            decision.outgoing.append(
                Outgoing(
                    .tell(FoundingSaying.appointed(group, by: call.sender), person),
                    key: "appointed/\(call.event)",
                    urgency: .decision
                )
            )
        }
        return decision
    }
}
