/// Somebody else's text without what hides, reorders or rings.
///
/// Taken out: control characters, direction controls, zero-width and tag characters, what Unicode has not assigned, marks piled
/// up on one letter. Every kind of space becomes a plain one, every kind of line end `\n`. Emoji stay whole.
package struct Cleaned: Hashable, Sendable {
    /// Fit to be stored, compared and measured; no blanks at its ends.
    package let text: String

    /// How many lines a text may have.
    package enum Lines: Hashable, Sendable {
        /// Line ends become spaces.
        case one
        /// Line ends stay, at most one empty line in a row.
        case many
    }

    /// Cleans a text.
    ///
    /// Takes time in proportion to its length, whatever is in it.
    package init(_ raw: some StringProtocol, lines: Lines = .one) {
        if raw.utf8.isPlain {
            text = String(raw)
            return
        }
        var cleaning = Cleaning(lines: lines)
        let scalars = Array(raw.unicodeScalars)
        for index in scalars.indices {
            let next = index + 1 < scalars.count ? scalars[index + 1] : nil
            cleaning.take(scalars[index], before: next)
        }
        text = String(cleaning.kept)
    }

    /// Whether nothing is left that can be seen.
    package var isEmpty: Bool { text.isEmpty }

    /// Fit to be put in front of people: rings nobody, links to nobody, keeps its direction to itself, and is never empty.
    package var shown: String {
        guard !isEmpty else { return "—" }
        if text.utf8.isPlain, !text.utf8.contains(where: { "@:#".utf8.contains($0) }) {
            return text
        }
        let quiet = Self.withoutMentions(text)
        guard quiet.unicodeScalars.contains(where: \.runsRightToLeft) else { return quiet }
        // An isolate ends with its paragraph, so that each line needs its own.
        return quiet.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.isEmpty ? "" : "\u{2068}\($0)\u{2069}" }
            .joined(separator: "\n")
    }

    /// The text with `@room` and Matrix IDs broken by an invisible word joiner, so that no client rings or makes a link.
    static func withoutMentions(_ text: String, keepingIDs: Bool = false) -> String {
        let scalars = Array(text.unicodeScalars)
        // Whether a colon follows within the same word, found from the end so that it takes one pass.
        var colonFollows = [Bool](repeating: false, count: scalars.count)
        for index in scalars.indices.dropLast().reversed() where !scalars[index + 1].properties.isWhitespace {
            colonFollows[index] = scalars[index + 1] == ":" || colonFollows[index + 1]
        }
        var kept = String.UnicodeScalarView()
        for index in scalars.indices {
            kept.append(scalars[index])
            let after = scalars[(index + 1)...].prefix(4)
            let rings =
                scalars[index] == "@" && after.elementsEqual("room".unicodeScalars) { $0.value | 0x20 == $1.value }
            let isID = scalars[index] == "@" && colonFollows[index] && after.first != ":"
            let linksToID =
                scalars[index] == "/" && after.elementsEqual("#/%4".unicodeScalars)
                || scalars[index] == ":" && after.starts(with: "u/".unicodeScalars)
            if rings || (isID || linksToID) && !keepingIDs { kept.append("\u{2060}") }
        }
        return String(kept)
    }
}

extension Collection where Element == UInt8 {
    /// Whether there is nothing but what a typewriter had, one blank at a time and none at the ends: the rule, and quickly seen.
    fileprivate var isPlain: Bool {
        var wasBlank = true
        for byte in self {
            guard (0x20...0x7E).contains(byte), byte != 0x20 || !wasBlank else { return false }
            wasBlank = byte == 0x20
        }
        return !wasBlank
    }
}

/// The pass over a text's scalars that ``Cleaned`` makes.
private struct Cleaning {
    let lines: Cleaned.Lines
    var kept = String.UnicodeScalarView()
    private var spaceIsDue = false
    private var lineEndsDue = 0
    private var marks = 0
    private var last: Unicode.Scalar?
    private var afterCarriageReturn = false

    /// More than any language needs on one letter.
    private static let mostMarks = 6

    init(lines: Cleaned.Lines) {
        self.lines = lines
    }

    mutating func take(_ scalar: Unicode.Scalar, before next: Unicode.Scalar?) {
        defer { afterCarriageReturn = scalar == "\r" }
        if scalar.endsLine {
            if scalar == "\n", afterCarriageReturn { return }
            if lines == .many { lineEndsDue += 1 } else { spaceIsDue = true }
        } else if scalar.properties.isWhitespace || scalar == "\u{2800}" {
            spaceIsDue = true
        } else if isWanted(scalar, before: next) {
            separate()
            kept.append(scalar)
            last = scalar
        }
    }

    /// Writes the blanks that stand between what was kept and what is kept next; none at the beginning.
    private mutating func separate() {
        if !kept.isEmpty {
            if lineEndsDue > 0 {
                kept.append(contentsOf: lineEndsDue > 1 ? "\n\n".unicodeScalars : "\n".unicodeScalars)
            } else if spaceIsDue {
                kept.append(" ")
            }
        }
        spaceIsDue = false
        lineEndsDue = 0
    }

    private mutating func isWanted(_ scalar: Unicode.Scalar, before next: Unicode.Scalar?) -> Bool {
        let properties = scalar.properties
        let isApart = kept.isEmpty || spaceIsDue || lineEndsDue > 0
        if scalar == "\u{FE0F}" {
            return !isApart && (last?.isPictorial == true || last?.properties.isEmoji == true && next == "\u{20E3}")
        }
        if scalar == "\u{200D}" {
            return !isApart && (last?.isPictorial == true || last == "\u{FE0F}") && next?.isPictorial == true
        }
        guard !properties.isDefaultIgnorableCodePoint else { return false }
        switch properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: return false
        case .nonspacingMark, .enclosingMark:
            // A mark with nothing below it would sit on the bot's own words.
            guard !isApart, marks < Self.mostMarks else { return false }
            marks += 1
            return true
        default:
            marks = 0
            return true
        }
    }
}

extension Unicode.Scalar {
    /// Whether some program or other ends a line here.
    var endsLine: Bool {
        switch value {
        case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }

    /// Whether it is an emoji, or changes the look of one; digits, which can become one, are not.
    fileprivate var isPictorial: Bool { value > 0xFF && (properties.isEmoji || properties.isEmojiModifier) }

    /// Whether text with it runs from right to left: the blocks that Unicode sets aside for such scripts.
    var runsRightToLeft: Bool {
        switch value {
        case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFF, 0x1_0800...0x1_0FFF, 0x1_E800...0x1_EFFF: true
        default: false
        }
    }
}
