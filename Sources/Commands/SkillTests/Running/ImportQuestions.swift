import Groups

/// `!tests import <test>`: take questions over from a GIFT file, or from a text that is pasted below.
struct ImportQuestions: Command {
    static let usage = Usage(
        name: "tests import",
        parameters: "<test> | confirm | cancel",
        summary: "Take over questions in GIFT (Moodle’s format): reply to the file, or paste them below.",
        example: """
            tests import swift-basics
            What does x ?? 0 give where x is nil? {=0 ~nil ~An error}
            """,
        section: .tests,
        choices: [
            .init("<test>", "the test; the file is the one that you reply to, or below which you write this"),
            .init("confirm", "take over what was shown"),
            .init("cancel", "drop it"),
        ]
    )

    private static let pastedBytesAtMost = 16 * 1024

    /// The word that was said about what was shown; nil where something is to be shown.
    let word: ImportWord?
    let test: TestReference?
    /// The lines after the command: questions that were pasted.
    let pasted: String

    init(_ text: inout CommandText) throws(UsageError) {
        word = ImportWord(text.words.rest)
        test = word == nil ? try TestReference(&text.words) : nil
        // What was cut off would be missing unseen.
        _ = try text.freeText("text", limitBytes: Self.pastedBytesAtMost)
        pasted = Self.withoutFences(text.lines)
    }

    /// The lines without the signs of a block of code around them, which keep clients from making something else of them.
    ///
    /// They become empty lines, so that those in between keep their numbers.
    private static func withoutFences(_ lines: [Substring]) -> String {
        var lines = lines.map(String.init)
        let isFence = { (line: String) in line.trimmingSpace().hasPrefix("```") }
        let isSaid = { (line: String) in !line.trimmingSpace().isEmpty }
        if let first = lines.firstIndex(where: isSaid), let last = lines.lastIndex(where: isSaid), first < last,
            isFence(lines[first]), isFence(lines[last])
        {
            (lines[first], lines[last]) = ("", "")
        }
        return lines.contains(where: isSaid) ? lines.joined(separator: "\n") : ""
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        if let word { return try TestImporting.said(word, call, board) }
        guard let test else { throw UsageError.missing("test") }
        let (named, rest) = try test.resolve(privatelyIn: call, board)
        if rest.isEmpty { return try TestImporting.ask(for: named, pasted: pasted, call, board) }
        // People go on after the name of the test, as with calendars.
        guard let word = ImportWord(rest) else { throw UsageError.unexpected(rest.capped(bytes: 60)) }
        return try TestImporting.said(word, call, board)
    }
}
