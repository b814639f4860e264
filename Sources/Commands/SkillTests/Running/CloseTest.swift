import Groups

/// `!tests close <test>`: let nobody begin it any more.
struct CloseTest: Command {
    static let usage = Usage(
        name: "tests close",
        parameters: "<test>",
        summary: "Let nobody begin a test any more; passes stay, and attempts under way go on.",
        example: "tests close swift-basics",
        section: .tests
    )

    let test: TestReference

    init(_ text: inout CommandText) throws(UsageError) {
        test = try TestReference(&text.words)
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let (test, rest) = try test.resolve(runBy: call.sender, board)
        guard rest.isEmpty else { throw UsageError.unexpected(rest.capped(bytes: 60)) }
        let change = try test.close()
        let groups = try board.groups(askingFor: test.id, knownTo: call.sender, limit: ShowTest.groupsAtMost + 1)
        var closing = TestClosing(
            test: test,
            groups: Page(of: groups, atMost: ShowTest.groupsAtMost),
            running: try board.runningAttemptCount(at: test.id)
        )
        for group in closing.groups.lines {
            let numbers = try board.criteria(of: group.id)?.set.criteria.filter { criterion in
                if case .test(test.handle, _, _) = criterion.kind { true } else { false }
            }.map(\.number)
            let limit = Self.noticesAtMost
            let count = try board.noticeCount(of: Set(numbers ?? []), in: group.id, limit: limit)
            if count > 0 { closing.notices.append((group, count)) }
        }
        return Decision(changes: [change], outgoing: [Outgoing(.answer(SkillTestSaying.closed(closing)))])
    }

    /// How many notices of one group are looked at.
    private static let noticesAtMost = 1000
}

/// What it means that nobody can begin a test any more.
struct TestClosing: Sendable {
    var test: SkillTest
    /// That ask for it.
    var groups: Page<Group>
    /// How many are taking it.
    var running: Int
    /// How many members of which group have notice that they lack it.
    var notices: [(group: Group, count: Int)] = []
}
