/// Takes out of a text what nobody sees: control, direction and zero-width characters, what is private or not assigned.
///
/// Tabs and every other kind of space become blanks. Emoji stay whole.
enum GIFTCleaning {
    /// A file as text, without its byte order mark; nil if it is not UTF-8.
    static func text(_ bytes: [UInt8]) -> String? {
        // Text has no zeros: UTF-16 without a mark does.
        bytes.contains(0) ? nil : String(validating: bytes, as: UTF8.self)
    }

    /// The line, from 1, of the first byte that makes a file something else than UTF-8.
    static func firstLineWithoutText(_ bytes: [UInt8]) -> Int {
        var (number, start) = (1, 0)
        for index in bytes.indices where bytes[index] == 0x0A || bytes[index] == 0x0D {
            // Between the two of `\r\n` there is no line.
            if bytes[index] == 0x0A, index > 0, bytes[index - 1] == 0x0D {
                start = index + 1
                continue
            }
            guard text(Array(bytes[start..<index])) != nil else { return number }
            number += 1
            start = index + 1
        }
        return number
    }

    /// A file as bytes, with `\n` as the only line end, and as many lines as before.
    static func source(_ text: String) -> [UInt8] {
        var kept: [UInt8] = []
        kept.reserveCapacity(text.utf8.count)
        let scalars = Array(text.unicodeScalars)
        var last: Unicode.Scalar = " "
        for index in scalars.indices {
            let scalar = scalars[index]
            if scalar == "\r" || scalar == "\n" {
                last = " "
                if scalar == "\r" || index == 0 || scalars[index - 1] != "\r" { kept.append(GIFTByte.lineEnd) }
            } else if let visible = visible(scalar, after: last, before: next(scalars, index)) {
                last = visible
                kept.append(contentsOf: visible.utf8)
            }
        }
        return kept
    }

    /// A text of several lines: none ends with blanks, at most one in a row is empty, and not the first or last.
    static func lines(_ raw: String) -> String {
        var kept = String.UnicodeScalarView()
        var (lineEnds, blanks) = (0, 0)
        let scalars = Array(raw.unicodeScalars)
        var last: Unicode.Scalar = " "
        for index in scalars.indices {
            if scalars[index] == "\n" {
                (lineEnds, blanks, last) = (lineEnds + 1, 0, " ")
                continue
            }
            guard let visible = visible(scalars[index], after: last, before: next(scalars, index)) else { continue }
            last = visible
            if visible == " " {
                blanks += 1
                continue
            }
            if !kept.isEmpty {
                kept.append(contentsOf: repeatElement("\n", count: min(lineEnds, 2)))
                kept.append(contentsOf: repeatElement(" ", count: blanks))
            }
            kept.append(visible)
            (lineEnds, blanks) = (0, 0)
        }
        return String(kept)
    }

    /// A text of one line, one blank at a time.
    static func line(_ raw: String) -> String { lines(raw).collapsingBlanks }

    private static func next(_ scalars: [Unicode.Scalar], _ index: Int) -> Unicode.Scalar? {
        index + 1 < scalars.count ? scalars[index + 1] : nil
    }

    /// What is kept of a character between two others; nil if nothing is.
    private static func visible(
        _ scalar: Unicode.Scalar,
        after last: Unicode.Scalar,
        before next: Unicode.Scalar?
    ) -> Unicode.Scalar? {
        if (0x20...0x7E).contains(scalar.value) { return scalar }
        let properties = scalar.properties
        if properties.isWhitespace || scalar == "\u{2800}" { return " " }
        if scalar == "\u{FE0F}" {
            let isKeycap = last.properties.isEmoji && next == "\u{20E3}"
            return isPictorial(last) || isKeycap ? scalar : nil
        }
        if scalar == "\u{200D}" {
            let joins = isPictorial(last) || last == "\u{FE0F}"
            return joins && next.map(isPictorial) == true ? scalar : nil
        }
        guard !properties.isDefaultIgnorableCodePoint else { return nil }
        switch properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: return nil
        default: return scalar
        }
    }

    private static func isPictorial(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value > 0xFF && (scalar.properties.isEmoji || scalar.properties.isEmojiModifier)
    }
}
