import Groups
import Identifiers

/// A skill test as somebody names it: by handle, by name in quotes, or by name and then more words.
struct TestReference: Sendable {
    /// The test's name and whatever follows it on the line.
    let text: String

    private static let wordsAtMost = 8
    private static let nearAtMost = 3

    /// Reads the rest of the line.
    ///
    /// - Throws: `.missing` where there is nothing left.
    init(_ words: inout Words) throws(UsageError) {
        text = words.rest
        if text.isEmpty { throw .missing("test") }
    }

    init(text: String) {
        self.text = text
    }

    /// The test that is meant, in whatever state it is, and the words after its name: whoever asks checks who may see it.
    ///
    /// The longest name wins, as with groups.
    func resolve(_ board: some Board) throws -> (test: SkillTest, rest: String) {
        let words = quotedFirst ?? text.split(whereSeparator: \.isWhitespace)
        // People write on after a name: `tests close swift-basics, please`.
        let first = words.first.map { $0.hasSuffix(",") || $0.hasSuffix(".") ? $0.dropLast() : $0 }
        if let first, first.contains("-"), let test = try board.skillTest(handle: first.lowercased()) {
            return (test, rest(after: words[0]))
        }
        for count in stride(from: min(words.count, Self.wordsAtMost), through: 1, by: -1) {
            let name = text[words[0].startIndex..<words[count - 1].endIndex]
            if let test = try board.skillTest(skeleton: Skeleton(of: String(name)).text) {
                return (test, rest(after: name))
            }
        }
        if let first, let test = try board.skillTest(handle: first.lowercased()) {
            return (test, rest(after: words[0]))
        }
        throw try unknown(board)
    }

    /// The same for those who run the test; to others a draft is not there.
    ///
    /// - Throws: `.runnersOnly` where the person may see it, but no more.
    func resolve(runBy person: UserID, _ board: some Board) throws -> (test: SkillTest, rest: String) {
        let (test, rest) = try resolve(board)
        guard try !board.runsTests(person, of: test.sponsor.id) else { return (test, rest) }
        guard test.state != .draft else { throw try unknown(board) }
        throw Refusal.skillTest(.runnersOnly(test))
    }

    /// The same for what is said alone with the bot: questions, and what takers made of them.
    ///
    /// - Throws: `.takingIt` for whoever came to run the test in the middle of taking it.
    func resolve(privatelyIn call: Call, _ board: some Board) throws -> (test: SkillTest, rest: String) {
        let (test, rest) = try resolve(runBy: call.sender, board)
        guard call.place == .direct else { throw Refusal.skillTest(.elsewhere(test)) }
        guard try board.runningAttempt(of: call.sender)?.test != test.id else {
            throw Refusal.skillTest(.takingIt(test))
        }
        return (test, rest)
    }

    /// That there is no such test: also said of one that the person may not see, in the words that were typed.
    func unknown(_ board: some Board) throws -> Refusal {
        let typed = (quotedFirst?.first ?? text.split(whereSeparator: \.isWhitespace).first).map(String.init) ?? text
        return .skillTest(.noSuchTest(typed, near: try board.skillTests(near: typed, limit: Self.nearAtMost)))
    }

    /// What stands in quotes at the start, as one word.
    private var quotedFirst: [Substring]? {
        Words.quoted(in: text).map { [text[$0.inside]] }
    }

    private func rest(after name: Substring) -> String {
        var end = name.endIndex
        if let quoted = Words.quoted(in: text), end < quoted.end { end = quoted.end }
        return text[end...].trimmingSpace()
    }
}
