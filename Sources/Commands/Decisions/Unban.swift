import Groups
import Identifiers

/// `!unban <group> <person>`: let somebody ask to join again who was banned.
struct Unban: Command {
    static let usage = Usage(
        name: "unban",
        parameters: "<group> <person>",
        summary: "Lift a ban.",
        example: "unban swift-guild @finn:example.org",
        section: .decisions
    )

    let group: GroupReference

    init(_ text: inout CommandText) throws(UsageError) {
        group = try GroupReference(&text.words)
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let (group, rest) = try group.resolve(for: call.sender, board)
        let decider = try Office.decider(of: group, call, board)
        var words = Words(rest)
        let person = try words.nextPerson("person")
        if !words.isAtEnd { throw UsageError.unexpected(try words.next("person")) }
        let ban = try board.ban(of: person, from: group.id)
        var decision = Decision(changes: try group.unban(person, by: decider, ban: ban, at: call.receivedAt))
        decision.outgoing = [Outgoing(.answer(BanSaying.unbanned(person, group)))]
        // Who was never told of the ban is not told of its end.
        if ban?.isTold == true {
            decision.outgoing.append(
                Outgoing(
                    .tell(BanSaying.youAreUnbanned(group), person),
                    key: "unbanned/\(call.event)",
                    urgency: .decision
                )
            )
        }
        return decision
    }
}
