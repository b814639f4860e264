import Identifiers

/// Undoes what clients and keyboards do to typed commands.
///
/// All of it works by Unicode scalars and bytes: one character may hold 100,000 bytes, and `!` with a combining mark is
/// another character than `!`.
enum Tidying {
    /// The lines of a text, whatever ends them: `\n`, `\r\n`, `\r`, U+2028 and the other line ends of Unicode.
    static func lines(_ text: Substring) -> [Substring] {
        var lines: [Substring] = []
        let scalars = text.unicodeScalars
        var start = scalars.startIndex
        var index = start
        while index < scalars.endIndex {
            let scalar = scalars[index]
            var next = scalars.index(after: index)
            if scalar.endsLine {
                lines.append(text[start..<index])
                if scalar == "\r", next < scalars.endIndex, scalars[next] == "\n" { next = scalars.index(after: next) }
                start = next
            }
            index = next
        }
        lines.append(text[start...])
        return lines
    }

    /// The text without the quotation with which older clients begin a reply, and the empty lines after it
    /// ([Matrix v1.12, client-server API, "Fallbacks for rich replies"](https://spec.matrix.org/v1.12/client-server-api/#fallbacks-for-rich-replies)).
    ///
    /// Clients put a `>` after each `\n` and after nothing else: if U+2028 ended a quoted line, too, then what somebody
    /// hid behind one would be read as said by whoever replies.
    static func withoutQuotation(_ text: Substring) -> Substring {
        var rest = text.utf8
        guard rest.first == UInt8(ascii: ">") else { return text }
        while rest.first == UInt8(ascii: ">") {
            rest = rest.drop { $0 != UInt8(ascii: "\n") }.dropFirst()
        }
        var own = Substring(rest)
        while let end = own.unicodeScalars.firstIndex(where: { !$0.isBlank }), own.unicodeScalars[end].endsLine {
            own = Substring(own.unicodeScalars[end...].dropFirst())
        }
        return own
    }

    /// The text with each mention pill's words replaced by the user ID that it stands for, one after the other.
    static func withPills(_ text: String, _ pills: [Spoken.Pill]) -> String {
        let pills = pills.prefix(pillsAtMost)
        guard !pills.isEmpty else { return text }
        let bytes = Array(text.utf8)
        var done: [UInt8] = []
        var position = 0
        for pill in pills where (1...pillBytesAtMost).contains(pill.text.utf8.count) {
            // An ID with a line end or a space in it would add words of its own.
            guard UserID(parsing: pill.user.rawValue) != nil else { continue }
            guard let found = firstRange(of: Array(pill.text.utf8), in: bytes, from: position) else { continue }
            done += bytes[position..<found.lowerBound]
            done += pill.user.rawValue.utf8
            position = found.upperBound
        }
        return String(decoding: done + bytes[position...], as: UTF8.self)
    }

    /// The start of a text, cut between scalars, at most so many bytes.
    static func bounded(_ text: Substring, _ bytes: Int) -> Substring {
        guard text.utf8.count > bytes else { return text }
        var end = text.utf8.index(text.startIndex, offsetBy: bytes)
        // Not within a scalar: its bytes after the first begin with the bits 10.
        while end > text.startIndex, text.utf8[end] & 0xC0 == 0x80 { end = text.utf8.index(before: end) }
        return text[..<end]
    }

    private static let pillsAtMost = 50
    private static let pillBytesAtMost = 255

    /// Where some bytes stand apart from the letters around them, found in one pass (Knuth, Morris and Pratt).
    private static func firstRange(of wanted: [UInt8], in bytes: [UInt8], from start: Int) -> Range<Int>? {
        // How much of the beginning of `wanted` ends at each of its places.
        var overlaps = [0]
        var overlap = 0
        for index in wanted.indices.dropFirst() {
            while overlap > 0, wanted[index] != wanted[overlap] { overlap = overlaps[overlap - 1] }
            if wanted[index] == wanted[overlap] { overlap += 1 }
            overlaps.append(overlap)
        }
        var matched = 0
        for index in start..<bytes.count {
            while matched > 0, bytes[index] != wanted[matched] { matched = overlaps[matched - 1] }
            if bytes[index] == wanted[matched] { matched += 1 }
            guard matched == wanted.count else { continue }
            let found = index + 1 - wanted.count..<index + 1
            if isApart(found, in: bytes) { return found }
            matched = overlaps[matched - 1]
        }
        return nil
    }

    /// Whether no letter or digit touches a stretch: “Al” is not in “Also”.
    private static func isApart(_ range: Range<Int>, in bytes: [UInt8]) -> Bool {
        func isInWord(_ index: Int) -> Bool {
            guard bytes.indices.contains(index) else { return false }
            switch bytes[index] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "A")...UInt8(ascii: "Z"), 0x80...:
                return true
            default: return false
            }
        }
        let touchesBefore = isInWord(range.lowerBound - 1) && isInWord(range.lowerBound)
        let touchesAfter = isInWord(range.upperBound - 1) && isInWord(range.upperBound)
        return !touchesBefore && !touchesAfter
    }
}

extension Unicode.Scalar {
    /// A space of any kind that ends no line.
    var isBlank: Bool { !endsLine && (properties.isWhitespace || self == "\u{2800}") }

    /// Whether nothing is seen of it at the beginning of a text: a space, a control or a mark that has no letter.
    var isUnseenAtStart: Bool {
        if properties.isWhitespace || self == "\u{2800}" || properties.isDefaultIgnorableCodePoint { return true }
        switch properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .nonspacingMark, .enclosingMark: return true
        default: return false
        }
    }

    /// Whether nothing is seen of it at the end of a text.
    ///
    /// Emoji may end with a selector, a joiner or a tag: those stay.
    var isUnseenAtEnd: Bool {
        if properties.isWhitespace || self == "\u{2800}" { return true }
        switch value {
        case 0x200D, 0xE0020...0xE007F: return false
        default: return properties.generalCategory == .control || properties.generalCategory == .format
        }
    }
}

extension StringProtocol {
    /// The same without the signs that may follow a word in a sentence: any of these bytes at its end.
    func droppingLast(anyOf signs: String) -> String {
        var rest = Substring(self)
        while let last = rest.utf8.last, signs.utf8.contains(last) { rest = Substring(rest.utf8.dropLast()) }
        return String(rest)
    }

    /// The same without white space, and what else is not seen, at its ends.
    func trimmingSpace() -> String {
        let scalars = unicodeScalars
        guard let start = scalars.firstIndex(where: { !$0.isUnseenAtStart }),
            let last = scalars[start...].lastIndex(where: { !$0.isUnseenAtEnd })
        else { return "" }
        return String(String.UnicodeScalarView(scalars[start...last]))
    }
}
