import Groups
import Identifiers

/// `!keep <group> <person> <reason>`: lift the notice of a member.
struct Keep: Command {
    static let usage = Usage(
        name: "keep",
        parameters: "<group> <person> <reason>",
        summary: "Keep a member who has notice: what is missing is no longer held against them.",
        example: "keep swift-guild @finn:example.org The insurer needs a week longer",
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
        let reason = try Banning.reason(words)
        guard try !board.isAnotherAccount(call.sender, of: person) else { throw Refusal.upkeep(.oneself(group)) }
        let upkeep = try board.upkeep(of: person, in: group.id)
        let keeping = try group.keep(
            Banning.subjected(person, group, call, board),
            by: decider,
            because: reason,
            upkeep: upkeep,
            standing: Upholding.standing(of: person, in: group, upkeep, call, board),
            at: call.receivedAt
        )
        return Decision(
            // Settled first: keeping makes the bot look again, at what else there is to see to.
            changes: [.upkeep(.settled(group.id, person)), .upkeep(.kept(keeping))],
            outgoing: [
                Outgoing(.answer(UpkeepSaying.kept(person, group, keeping.criteria.map(\.number)))),
                Outgoing(
                    .tell(UpkeepSaying.youAreKept(keeping, group), person),
                    key: "keep/\(call.event)",
                    urgency: .decision
                ),
            ]
        )
    }
}
