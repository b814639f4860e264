/// Writes questions in GIFT, as those who run a test are shown them.
package enum GIFTWriting {
    /// A question as ``GIFT/read(_:)`` reads it.
    ///
    /// Without faults, and with words as clean as those that are read, it comes back as it was.
    ///
    /// Its topic becomes a category of its own in front.
    package static func written(_ content: QuestionContent) -> String {
        var text = ""
        if !content.topic.isEmpty { text += "$CATEGORY: \(path(content.topic))\n\n" }
        if !content.title.isEmpty { text += "::\(escaped(content.title))::" }
        let format: GIFTFormat = isPlain(content.text) ? .moodle : .plain
        text += "\(words(content.text, inherited: .moodle)) {"
        switch content.kind {
        case .trueFalse(let isTrue): text += isTrue ? "TRUE" : "FALSE"
        case .choice(let options, let isMultiple):
            text += lines(options.map { option($0, isMultiple: isMultiple, options, inherited: format) })
        case .short(let accepted): text += lines(accepted.map(answer))
        case .number(let accepted): text += "#" + lines(accepted.map(number))
        case .matching(let pairs, let others):
            let left = pairs.map { "=\(withoutArrows(words($0.left, inherited: format))) -> \(plain($0.right))" }
            text += lines(left + others.map { "= -> \(plain($0))" })
        }
        return text + "}\n"
    }

    private static func lines(_ answers: [String]) -> String {
        answers.map { "\n\t\($0)" }.joined() + "\n"
    }

    private static func option(
        _ option: QuestionContent.Option,
        isMultiple: Bool,
        _ options: [QuestionContent.Option],
        inherited: GIFTFormat
    ) -> String {
        // Without a `=` any number could be chosen, and without a `~` it would be a short answer.
        let isRight = !isMultiple && option == options.first { $0.share == 1000 }
        let text = words(option.text, inherited: inherited)
        if isRight { return "=\(text.hasPrefix("%") ? "%100%" : "")\(text)" }
        return "~\(option.share == 0 && !text.hasPrefix("%") ? "" : percent(option.share))\(text)"
    }

    private static func answer(_ accepted: QuestionContent.AcceptedText) -> String {
        let text = withoutArrows(plain(accepted.pattern))
        return "=\(accepted.share == 1000 && !text.hasPrefix("%") ? "" : percent(accepted.share))\(text)"
    }

    private static func number(_ accepted: QuestionContent.AcceptedNumber) -> String {
        let (from, through) = (accepted.from, accepted.through)
        let range = from == through ? digits(from) : "\(digits(from))..\(digits(through))"
        return "=\(accepted.share == 1000 ? "" : percent(accepted.share))\(range)"
    }

    private static func digits(_ number: Double) -> String {
        let digits = String(number)
        return digits.hasSuffix(".0") ? String(digits.dropLast(2)) : digits
    }

    /// A share as a weight in percent.
    private static func percent(_ share: Int) -> String {
        let (whole, tenth) = abs(share).quotientAndRemainder(dividingBy: 10)
        return "%\(share < 0 ? "-" : "")\(whole)\(tenth == 0 ? "" : ".\(tenth)")%"
    }

    /// Words that are Moodle's if they can be, and otherwise marked as plain.
    private static func words(_ text: String, inherited: GIFTFormat) -> String {
        isPlain(text) || inherited == .plain && !begins(text)
            ? escaped(text) : "\(GIFTFormat.plain.marker)\(escaped(text))"
    }

    /// Words that are plain unless they say something else.
    private static func plain(_ text: String) -> String {
        begins(text) ? "\(GIFTFormat.plain.marker)\(escaped(text))" : escaped(text)
    }

    /// Whether words mean the same in every format.
    private static func isPlain(_ text: String) -> Bool {
        !begins(text) && !text.utf8.contains { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }
    }

    /// Whether words begin with what would not be taken for one of them.
    private static func begins(_ text: String) -> Bool {
        text.hasPrefix("//") || GIFTFormat(markerOf: Array(text.utf8)[...]) != nil
    }

    private static func escaped(_ text: String) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", "~", "=", "#", "{", "}", ":": escaped.append(contentsOf: ["\\", scalar])
            case "\n": escaped.append(contentsOf: ["\\", "n"])
            default: escaped.append(scalar)
            }
        }
        return String(escaped)
    }

    /// The same with arrows that part no pair.
    private static func withoutArrows(_ text: String) -> String {
        var kept = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar == ">", kept.last == "-" { kept.append("\\") }
            kept.append(scalar)
        }
        return String(kept)
    }

    /// The path of a category whose last part is a topic.
    private static func path(_ topic: String) -> String {
        let isSpecial =
            topic == "top" || topic.hasPrefix("default for ") || topic.hasPrefix("$") || topic.hasPrefix("/")
        let name = topic.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
            .map { String(Substring($0)) }.joined(separator: "//")
        // Only in front of others is such a part taken for something else; a blank keeps slashes apart.
        return isSpecial ? "top/default for all/ \(name)" : name
    }
}
