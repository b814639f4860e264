import Groups
import Identifiers

/// `!tests extra <test>`: who has more time than others.
struct ListExtraTime: Command {
    static let usage = Usage(
        name: "tests extra",
        parameters: "<test> [after <person>]",
        summary: "See who has more time in a test that you run.",
        example: "tests extra swift-basics",
        section: .tests
    )

    static let linesAtMost = 15

    let test: TestReference

    init(_ text: inout CommandText) throws(UsageError) {
        test = try TestReference(&text.words)
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let (test, rest) = try test.resolve(privatelyIn: call, board)
        var words = Words(rest)
        var after: UserID?
        if !words.isAtEnd {
            let word = try words.next("after")
            guard word.lowercased() == "after" else { throw UsageError.unexpected(word.capped(bytes: 60)) }
            after = try words.nextPerson("person")
        }
        let found = try board.extraTimes(at: test.id, after: after, limit: Self.linesAtMost + 1)
        return .answer(SkillTestSaying.extraTimes(test, Page(of: found, atMost: Self.linesAtMost), after: after))
    }
}
