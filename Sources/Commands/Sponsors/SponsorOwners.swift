import Groups
import Identifiers

/// `!sponsor owners <name> add/remove <person>`: who owns a sponsor.
struct SponsorOwners: Command {
    static let usage = Usage(
        name: "sponsor owners",
        parameters: "<name> add/remove <person>",
        summary: "Change who owns a sponsor; its owners can, and the operator.",
        example: "sponsor owners Acme add @abel:example.org",
        section: .administration
    )

    let sponsor: SponsorReference

    init(_ text: inout CommandText) throws(UsageError) {
        sponsor = try SponsorReference(&text.words)
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        var (sponsor, words) = try sponsor.resolve(board)
        let verb = try words.next("add/remove").lowercased()
        let person = try words.nextPerson("person")
        guard words.isAtEnd else { throw UsageError.unexpected(words.rest.capped(bytes: 100)) }
        let owners = try board.owners(of: sponsor.id, limit: Sponsor.ownersAtMost + 1)
        guard owners.contains(call.sender) || board.hall.operators.contains(call.sender) else {
            throw Refusal.sponsor(.ownersOnly(sponsor))
        }
        switch verb {
        case "add":
            guard try !board.isBot(person) else { throw Refusal.group(.notForTheBot) }
            return Decision(
                changes: [try sponsor.add(person, to: owners)],
                outgoing: [Outgoing(.answer(SponsorSaying.ownerAdded(person, sponsor)))]
                    + (person == call.sender ? [] : [told(person, sponsor, call)])
            )
        case "remove":
            let changes = try sponsor.remove(person, from: owners)
            return Decision(
                changes: changes,
                outgoing: [
                    Outgoing(.answer(SponsorSaying.ownerRemoved(person, sponsor, unproven: changes.count > 1)))
                ]
            )
        default: throw UsageError.unexpected(verb)
        }
    }

    private func told(_ person: UserID, _ sponsor: Sponsor, _ call: Call) -> Outgoing {
        Outgoing(
            .tell(SponsorSaying.appointedOwner(sponsor, by: call.sender), person),
            key: "owner/\(call.event)",
            urgency: .decision
        )
    }
}
