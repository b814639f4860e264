import Groups
import Identifiers

/// `!sponsor add <name> <owner…>`: register a company and who owns it here.
struct AddSponsor: Command {
    static let usage = Usage(
        name: "sponsor add",
        parameters: "<name> <owner…>",
        summary: "Register a sponsor and its owners, who may then open groups.",
        example: "sponsor add \"Acme\" @ada:example.org",
        section: .operation,
        access: .operators
    )

    let name: String
    let owners: [UserID]

    init(_ text: inout CommandText) throws(UsageError) {
        let typed = text.words
        name = try text.words.next("name")
        var owners: [UserID] = []
        do throws(UsageError) {
            repeat { owners.append(try text.words.nextPerson("owner")) } while !text.words.isAtEnd
        } catch {
            guard owners.isEmpty, let corrected = Self.quoted(typed) else { throw error }
            throw .needsQuotes(corrected: corrected)
        }
        self.owners = owners
    }

    /// The command with quotes around the words before the first person, or nil where those are no reason for it to fail.
    private static func quoted(_ words: Words) -> String? {
        var words = words
        var name: [String] = []
        var owners: [UserID] = []
        while !words.isAtEnd {
            var further = words
            if let owner = try? further.nextPerson("owner") {
                owners.append(owner)
                words = further
            } else if owners.isEmpty, let word = try? words.next("name") {
                name.append(word.filter { $0 != "\"" })
            } else {
                return nil
            }
        }
        guard !owners.isEmpty else { return nil }
        let people = owners.map(\.rawValue).joined(separator: " ")
        return "sponsor add \"\(name.joined(separator: " "))\" \(people)"
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        do throws(TitleError) {
            _ = try Title(parsing: name)
        } catch {
            return .answer(FoundingSaying.mistakes([.title(error)], of: Self.usage))
        }
        guard owners.count <= Sponsor.ownersAtMost else {
            throw UsageError.unexpected(owners[owners.count - 1].rawValue)
        }
        if try owners.contains(where: { try board.isBot($0) }) { throw Refusal.group(.notForTheBot) }
        if let known = try board.sponsor(named: name) {
            let new = try owners.filter { try !board.isOwner($0, of: known.id) }
            let count = try board.owners(of: known.id, limit: Sponsor.ownersAtMost).count
            guard !new.isEmpty else { throw Refusal.sponsor(.alreadyOwner(owners[0], known)) }
            guard count + new.count <= Sponsor.ownersAtMost else {
                throw Refusal.sponsor(.tooManyOwners(known, Sponsor.ownersAtMost))
            }
            return Decision(
                changes: [.sponsor(.ownersAdded(known.id, new))],
                outgoing: [Outgoing(.answer(FoundingSaying.ownersAdded(known, owners: new)))] + told(new, known, call)
            )
        }
        let sponsor = Sponsor(id: try board.nextSponsorID(), name: name)
        return Decision(
            changes: [.sponsor(.added(sponsor, owners: owners))],
            outgoing: [Outgoing(.answer(FoundingSaying.sponsorAdded(sponsor, owners: owners)))]
                + told(owners, sponsor, call)
        )
    }

    /// Owners hear of it who did not make themselves one.
    private func told(_ owners: [UserID], _ sponsor: Sponsor, _ call: Call) -> [Outgoing] {
        var seen: Set<UserID> = [call.sender]
        return owners.filter { seen.insert($0).inserted }.map { owner in
            Outgoing(
                .tell(SponsorSaying.appointedOwner(sponsor, by: call.sender), owner),
                key: "owner/\(call.event)/\(owner)",
                urgency: .decision
            )
        }
    }
}
