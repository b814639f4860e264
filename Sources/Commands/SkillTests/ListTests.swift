import Groups

/// `!tests [<group> | after <test>]`: the tests that can be taken, or those that a group asks for.
struct ListTests: Command {
    static let usage = Usage(
        name: "tests",
        parameters: "[<group> | after <test>]",
        summary: "See the skill tests that you can take, all of them or those that a group asks for.",
        example: "tests swift-guild",
        section: .tests
    )

    static let linesAtMost = 10

    let group: GroupReference?
    let after: String?

    init(_ text: inout CommandText) throws(UsageError) {
        guard !text.words.isAtEnd else {
            (group, after) = (nil, nil)
            return
        }
        var further = text.words
        guard try further.next("after").lowercased() == "after", !further.isAtEnd else {
            (group, after) = (try GroupReference(&text.words), nil)
            return
        }
        (group, after) = (nil, try further.next("test").lowercased())
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        if let group { return try Self.asked(by: group.resolve(for: call.sender, board).group, call, board) }
        let found = try board.skillTests(after: after, limit: Self.linesAtMost + 1)
        let page = Page(of: found, atMost: Self.linesAtMost)
        return .answer(AttemptSaying.tests(try lines(page.lines, call, board), after: after, hasMore: page.hasMore))
    }

    private func lines(_ tests: [SkillTest], _ call: Call, _ board: some Board) throws -> [TestLine] {
        let today = board.hallZone.local(call.receivedAt).day
        return try tests.map { test in
            TestLine(
                test: test,
                questionCount: TakeTest.drawn(test),
                // Who has passed what is on profiles, as far as they want that.
                pass: call.place == .direct ? try board.pass(of: call.sender, at: test.id, on: today) : nil
            )
        }
    }

    /// The tests that a group names in its criteria.
    private static func asked(by group: Group, _ call: Call, _ board: some Board) throws -> Decision {
        let set = try board.criteria(of: group.id)?.set ?? CriteriaSet()
        let today = board.hallZone.local(call.receivedAt).day
        var lines: [TestLine] = []
        for criterion in set.criteria where set.wholeRule.wanted.contains(criterion.number) {
            guard case .test(let handle, let percent, _) = criterion.kind,
                let test = try board.skillTest(handle: handle),
                try test.state != .draft || board.runsTests(call.sender, of: test.sponsor.id)
            else { continue }
            var line = TestLine(test: test, questionCount: TakeTest.drawn(test))
            line.minimumPercent = percent
            if call.place == .direct { line.pass = try board.pass(of: call.sender, at: test.id, on: today) }
            lines.append(line)
        }
        return .answer(AttemptSaying.testsOf(group, lines))
    }
}

/// A test on a list.
struct TestLine: Hashable, Sendable {
    var test: SkillTest
    var questionCount: Int
    /// Of whoever reads it, where nobody else does.
    var pass: Pass?
    /// What a group asks for.
    var minimumPercent: Int?
}
