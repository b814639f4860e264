import Groups
import Identifiers

/// `!tests log <test>`: everything that was changed about a test, by whom and when.
struct ShowTestLog: Command {
    static let usage = Usage(
        name: "tests log",
        parameters: "<test> [before <n>]",
        summary: "See what was changed about a test that you run, by whom and when, the latest first.",
        example: "tests log swift-basics",
        section: .tests
    )

    let test: TestReference

    init(_ text: inout CommandText) throws(UsageError) {
        test = try TestReference(&text.words)
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let (test, rest) = try test.resolve(privatelyIn: call, board)
        let number = try ShowLog.numberBefore(rest)
        let entries = try board.log(of: test.id, before: number, limit: ShowLog.linesAtMost + 1)
        return .answer(LogSaying(of: .test(test), Page(of: entries, atMost: ShowLog.linesAtMost)))
    }
}
