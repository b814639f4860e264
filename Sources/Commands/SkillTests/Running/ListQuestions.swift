import Groups

/// `!tests questions <test>`: the questions of a test, a page at a time.
struct ListQuestions: Command {
    static let usage = Usage(
        name: "tests questions",
        parameters: "<test> [from <n>]",
        summary: "See the questions of a test that you run, a page at a time.",
        example: "tests questions swift-basics",
        section: .tests
    )

    static let linesAtMost = 15

    let test: TestReference

    init(_ text: inout CommandText) throws(UsageError) {
        test = try TestReference(&text.words)
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let (test, rest) = try test.resolve(privatelyIn: call, board)
        let from = try Self.start(rest)
        let found = try board.questions(of: test.id, after: from.map { $0 - 1 }, limit: Self.linesAtMost + 1)
        let page = Decision.answer(
            SkillTestSaying.questions(test, Page(of: found, atMost: Self.linesAtMost), from: from)
        )
        return found.isEmpty ? page : try page.noting(readerOf: test, call, board)
    }

    /// Where a page starts: `from 16`; nil for the first one.
    static func start(_ text: String) throws(UsageError) -> Int? {
        var words = Words(text)
        guard !words.isAtEnd else { return nil }
        let word = try words.next("from")
        guard ["from", "after"].contains(word.lowercased()) else { throw .unexpected(word.capped(bytes: 60)) }
        let numbers = try QuestionNumbers.read(words.rest)
        guard numbers.count == 1 else { throw .unexpected(words.rest.capped(bytes: 60)) }
        return numbers[0] + (word.lowercased() == "after" ? 1 : 0)
    }
}
