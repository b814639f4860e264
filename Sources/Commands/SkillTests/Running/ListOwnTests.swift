import Groups

/// `!tests mine`: the tests that one runs, drafts and closed ones too.
struct ListOwnTests: Command {
    static let usage = Usage(
        name: "tests mine",
        parameters: "[after <test>]",
        summary: "See the tests that you run, drafts and closed ones too.",
        example: "tests mine",
        section: .tests
    )

    static let linesAtMost = 15

    let after: String?

    init(_ text: inout CommandText) throws(UsageError) {
        after = try text.words.takeAfter() ? text.words.next("test").lowercased() : nil
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let sponsors = try board.sponsorsWithTests(runBy: call.sender, limit: TestForm.sponsorsAtMost)
        guard !sponsors.isEmpty else { throw Refusal.skillTest(.noSponsor) }
        // A page goes on with the sponsor of the last test on the one before.
        let last = try after.flatMap { try board.skillTest(handle: $0) }
        let start = last.flatMap { test in sponsors.firstIndex { $0.id == test.sponsor.id } }
        if after != nil, start == nil { throw Refusal.skillTest(.noSuchTest(after ?? "", near: [])) }
        var found: [SkillTest] = []
        for (index, sponsor) in sponsors.enumerated().dropFirst(start ?? 0) where found.count <= Self.linesAtMost {
            found += try board.skillTests(
                of: sponsor.id,
                after: index == start ? after : nil,
                limit: Self.linesAtMost + 1 - found.count
            )
        }
        return .answer(
            SkillTestSaying.ownTests(Page(of: found, atMost: Self.linesAtMost), hasSeveralSponsors: sponsors.count > 1)
        )
    }
}
