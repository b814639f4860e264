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
        let verb = try words.next("word add or remove").lowercased()
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
                    + tell([person], SponsorSaying.appointedOwner(sponsor, by: call.sender), call)
                    + tell(owners, SponsorSaying.ownersChanged(sponsor, person, isNew: true, by: call.sender), call)
            )
        case "remove":
            let changes = try sponsor.remove(person, from: owners)
            return Decision(
                changes: changes,
                outgoing: [
                    Outgoing(.answer(SponsorSaying.ownerRemoved(person, sponsor, unproven: changes.count > 1)))
                ] + tell([person], SponsorSaying.dismissedOwner(sponsor, by: call.sender), call)
                    + tell(
                        owners.filter { $0 != person },
                        SponsorSaying.ownersChanged(sponsor, person, isNew: false, by: call.sender),
                        call
                    )
            )
        default: throw UsageError.unexpected(verb)
        }
    }

    /// Tells people what somebody else has changed: nobody comes to own or to lose a sponsor behind the others' backs.
    private func tell(_ people: [UserID], _ saying: SponsorSaying, _ call: Call) -> [Outgoing] {
        people.filter { $0 != call.sender }.map { person in
            Outgoing(.tell(saying, person), key: "owner/\(call.event)/\(person)", urgency: .decision)
        }
    }
}
