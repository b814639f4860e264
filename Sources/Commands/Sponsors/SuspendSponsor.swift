import Groups

/// `!sponsor suspend <name> <reason>` and `!sponsor suspend <name> off`: stop a sponsor and its groups for abuse.
struct SuspendSponsor: Command {
    static let usage = Usage(
        name: "sponsor suspend",
        parameters: "<name> <reason>/off",
        summary: "Stop a sponsor and all its groups for abuse, until you lift it.",
        example: "sponsor suspend Acme It is not the company it says",
        section: .operation,
        access: .operators
    )

    let sponsor: SponsorReference

    init(_ text: inout CommandText) throws(UsageError) {
        sponsor = try SponsorReference(&text.words)
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let (sponsor, words) = try sponsor.resolve(board)
        guard !words.isAtEnd else { throw UsageError.missing("reason") }
        let rest = words.rest
        guard rest.utf8.count <= PauseGroup.reasonBytesAtMost else {
            throw UsageError.tooLong(field: "reason", limitBytes: PauseGroup.reasonBytesAtMost)
        }
        let reason = rest.lowercased() == "off" ? nil : rest
        let change = try sponsor.suspend(because: reason)
        var outgoing = [Outgoing(.answer(SponsorSaying.suspended(sponsor, because: reason)))]
        for owner in try board.owners(of: sponsor.id, limit: Sponsor.ownersAtMost) {
            outgoing.append(
                Outgoing(
                    .tell(SponsorSaying.suspensionTold(sponsor, because: reason), owner),
                    key: "suspended/\(call.event)/\(owner)",
                    urgency: .decision
                )
            )
        }
        return Decision(changes: [change], outgoing: outgoing)
    }
}
