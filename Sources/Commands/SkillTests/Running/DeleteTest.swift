import Groups

/// `!tests delete <test>`: take away a test that nobody has taken, with its questions.
struct DeleteTest: Command {
    static let usage = Usage(
        name: "tests delete",
        parameters: "<test>",
        summary: "Take away a test that nobody has taken and no group asks for, with its questions.",
        example: "tests delete swift-basics",
        section: .tests
    )

    let test: TestReference

    init(_ text: inout CommandText) throws(UsageError) {
        test = try TestReference(&text.words)
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let (test, rest) = try test.resolve(runBy: call.sender, board)
        guard rest.isEmpty else { throw UsageError.unexpected(rest.capped(bytes: 60)) }
        let drafts = try board.drafts(askingFor: test.id, limit: 1)
        let change = try test.delete(
            naming: board.groupCount(naming: test.id),
            askedForBy: board.groups(askingFor: test.id, knownTo: call.sender, limit: ShowTest.groupsAtMost),
            isDraft: !drafts.isEmpty,
            running: board.runningAttemptCount(at: test.id),
            tally: board.tally(of: test.id)
        )
        return Decision(changes: [change], outgoing: [Outgoing(.answer(SkillTestSaying.deleted(test)))])
    }
}
