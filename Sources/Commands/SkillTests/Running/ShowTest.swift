import Groups

/// `!tests show <test>`: a test as those see it who run it.
struct ShowTest: Command {
    static let usage = Usage(
        name: "tests show",
        parameters: "<test>",
        summary: "See a test that you run: its rules, its pool, and which groups ask for it.",
        example: "tests show swift-basics",
        section: .tests
    )

    static let groupsAtMost = 10

    let test: TestReference

    init(_ text: inout CommandText) throws(UsageError) {
        test = try TestReference(&text.words)
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let (test, rest) = try test.resolve(runBy: call.sender, board)
        guard rest.isEmpty else { throw UsageError.unexpected(rest.capped(bytes: 60)) }
        return .answer(
            SkillTestSaying.page(
                SkillTestPage(
                    test: test,
                    topics: try board.topics(of: test.id),
                    groups: Page(
                        of: try board.groups(askingFor: test.id, limit: Self.groupsAtMost + 1),
                        atMost: Self.groupsAtMost
                    ),
                    tally: try board.tally(of: test.id),
                    running: try board.runningAttemptCount(at: test.id)
                )
            )
        )
    }
}

/// A test with all that those want to know who run it.
struct SkillTestPage: Sendable {
    var test: SkillTest
    var topics: [SkillTest.TopicCount]
    /// That ask for it now.
    var groups: Page<Group>
    var tally: SkillTestTally
    /// How many are taking it.
    var running: Int
}
