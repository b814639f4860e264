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
        let groups = try board.groups(askingFor: test.id, limit: ShowTest.groupsAtMost + 1)
        return Decision(
            changes: [change],
            outgoing: [
                Outgoing(
                    .answer(
                        SkillTestSaying.closed(
                            test,
                            Page(of: groups, atMost: ShowTest.groupsAtMost),
                            running: try board.runningAttemptCount(at: test.id)
                        )
                    )
                )
            ]
        )
    }
}
