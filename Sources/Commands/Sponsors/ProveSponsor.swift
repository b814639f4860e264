import Groups

/// `!sponsor prove <name> <domain>`: show that a sponsor is the company of a domain.
struct ProveSponsor: Command {
    static let usage = Usage(
        name: "sponsor prove",
        parameters: "<name> <domain>",
        summary: "Show that your company is the one of a domain, by your own account on the homeserver of that name.",
        example: "sponsor prove Acme example.org",
        section: .administration
    )

    let sponsor: SponsorReference

    init(_ text: inout CommandText) throws(UsageError) {
        sponsor = try SponsorReference(&text.words)
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        var (sponsor, words) = try sponsor.resolve(board)
        let typed = try words.next("domain")
        guard words.isAtEnd, let domain = Self.domain(typed) else {
            throw words.isAtEnd
                ? UsageError.notADomain(typed.capped(bytes: 100)) : .unexpected(words.rest.capped(bytes: 100))
        }
        let owners = try board.owners(of: sponsor.id, limit: Sponsor.ownersAtMost)
        // The operator has `!sponsor vouch`, which says that it is the operator's word.
        guard owners.contains(call.sender) else { throw Refusal.sponsor(.proofByOwnersOnly(sponsor)) }
        let change = try sponsor.prove(by: domain, of: call.sender)
        sponsor.proof = .domain(domain)
        return Decision(changes: [change], outgoing: [Outgoing(.answer(SponsorSaying.proven(sponsor)))])
    }

    /// A domain of two parts at least: whoever could prove `com` would be every company there.
    private static func domain(_ typed: String) -> String? {
        let domain = typed.lowercased()
        guard domain.utf8.count <= 253 else { return nil }
        let parts = domain.split(separator: ".", omittingEmptySubsequences: false)
        let isWellFormed = parts.allSatisfy { part in
            (1...63).contains(part.utf8.count) && part.utf8.first != UInt8(ascii: "-")
                && part.utf8.allSatisfy { byte in
                    (97...122).contains(byte) || (48...57).contains(byte) || byte == UInt8(ascii: "-")
                }
        }
        // An address of numbers is nobody's name.
        let isName = parts.last?.utf8.contains { (97...122).contains($0) } ?? false
        return parts.count >= 2 && isWellFormed && isName ? domain : nil
    }
}
