import Groups

/// `!sponsor <name>`: a sponsor's page.
struct ShowSponsor: Command {
    static let usage = Usage(
        name: "sponsor",
        parameters: "<name>",
        summary: "See who owns a sponsor, how it is proven who it is, and its groups.",
        example: "sponsor Acme",
        section: .directory
    )

    static let groupsAtMost = 10

    let sponsor: SponsorReference

    init(_ text: inout CommandText) throws(UsageError) {
        sponsor = try SponsorReference(&text.words)
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let (sponsor, rest) = try sponsor.resolve(board)
        guard rest.isAtEnd else { throw UsageError.unexpected(rest.rest.capped(bytes: 100)) }
        let owners = try board.owners(of: sponsor.id, limit: Sponsor.ownersAtMost)
        let groups = try board.groups(of: sponsor.id, limit: Self.groupsAtMost + 1)
        let page = SponsorSaying.Page(
            sponsor: sponsor,
            owners: owners,
            groups: Array(groups.prefix(Self.groupsAtMost)),
            hasMore: groups.count > Self.groupsAtMost,
            drafts: try drafts(of: sponsor, call, board),
            owner: owners.contains(call.sender) ? call.sender : nil
        )
        return .answer(SponsorSaying.page(page))
    }

    /// The groups that are not open yet, of which the caller may know: only where nobody else reads it.
    private func drafts(of sponsor: Sponsor, _ call: Call, _ board: some Board) throws -> [Group] {
        guard call.place == .direct else { return [] }
        return try board.drafts(of: sponsor.id, limit: Self.groupsAtMost).filter {
            try board.mayKnow(call.sender, of: $0)
        }
    }
}
