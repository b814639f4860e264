import Groups
import Identifiers

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
    private static let peopleAtMost = 3

    let test: TestReference

    init(_ text: inout CommandText) throws(UsageError) {
        test = try TestReference(&text.words)
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let (test, rest) = try test.resolve(runBy: call.sender, board)
        guard rest.isEmpty else { throw UsageError.unexpected(rest.capped(bytes: 60)) }
        var page = SkillTestPage(
            test: test,
            topics: try board.topics(of: test.id),
            groups: Page(
                of: try board.groups(askingFor: test.id, knownTo: call.sender, limit: Self.groupsAtMost + 1),
                atMost: Self.groupsAtMost
            ),
            tally: try board.tally(of: test.id),
            running: try board.runningAttemptCount(at: test.id)
        )
        // Who has more time, and so perhaps needs it, is nothing for others to read.
        if call.place == .direct {
            let found = try board.extraTimes(at: test.id, after: nil, limit: Self.peopleAtMost + 1)
            page.extraTimes = Page(of: found, atMost: Self.peopleAtMost)
        }
        return .answer(SkillTestSaying.page(page))
    }
}

extension Board {
    /// The groups that ask for a test, those that are not open yet only where a person may know of them.
    func groups(askingFor test: SkillTestID, knownTo person: UserID, limit: Int) throws -> [Group] {
        let drafts = try drafts(askingFor: test, limit: limit).filter { try mayKnow(person, of: $0) }
        return Array((try groups(askingFor: test, limit: limit) + drafts).prefix(limit))
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
    /// Who has more time; nil where others read along.
    var extraTimes: Page<SkillTest.ExtraTime>?
}
