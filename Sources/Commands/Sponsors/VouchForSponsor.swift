import Groups

/// `!sponsor vouch <name> [off]`: the operator's word that a sponsor is who it says.
struct VouchForSponsor: Command {
    static let usage = Usage(
        name: "sponsor vouch",
        parameters: "<name> [off]",
        summary: "Vouch that a sponsor is who it says; everybody sees that you do.",
        example: "sponsor vouch Acme",
        section: .operation,
        access: .operators
    )

    let sponsor: SponsorReference

    init(_ text: inout CommandText) throws(UsageError) {
        sponsor = try SponsorReference(&text.words)
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        var (sponsor, words) = try sponsor.resolve(board)
        let isOn = words.isAtEnd
        if !isOn {
            let word = try words.next("off")
            guard word.lowercased() == "off", words.isAtEnd else { throw UsageError.unexpected(word) }
        }
        let change = try sponsor.vouch(isOn)
        sponsor.proof = isOn ? .operatorsWord : .missing
        return Decision(changes: [change], outgoing: [Outgoing(.answer(SponsorSaying.proven(sponsor)))])
    }
}
