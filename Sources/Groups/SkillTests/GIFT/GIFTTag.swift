/// A tag such as `<br/>`, `</p>` or `<img src="a.png" alt="A tree">`.
struct GIFTTag {
    /// In lower case.
    let name: String
    let isEnd: Bool
    /// Behind its last byte.
    let end: Int
    /// What stands between its name and its end.
    private let attributes: ArraySlice<UInt8>

    private static let known: Set<String> = [
        "a", "b", "big", "blockquote", "br", "center", "code", "dd", "del", "div", "dl", "dt", "em", "font", "h1", "h2",
        "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "ol", "p", "pre", "s", "samp", "script", "small",
        "span", "strike", "strong", "style", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "tt",
        "u", "ul", "var",
    ]
    private static let nameBytesAtMost = 12

    /// Reads the tag that begins at an index; nil if what stands there is none, as in `a < b`.
    init?(_ bytes: ArraySlice<UInt8>, at start: Int) {
        guard bytes.has("<", at: start) else { return nil }
        isEnd = bytes.has("</", at: start)
        let first = start + (isEnd ? 2 : 1)
        guard first < bytes.endIndex, GIFTByte.isLetter(bytes[first]) else { return nil }
        let word = bytes[first...].prefix(Self.nameBytesAtMost).prefix {
            GIFTByte.isLetter($0) || GIFTByte.isDigit($0)
        }
        // No further than to the next tag, so that no byte is looked at again and again.
        var end = word.endIndex
        while end < bytes.endIndex, bytes[end] != GIFTByte.greater, bytes[end] != GIFTByte.less { end += 1 }
        guard end < bytes.endIndex, bytes[end] == GIFTByte.greater else { return nil }
        name = String(decoding: word.map(GIFTByte.lowercased), as: UTF8.self)
        attributes = bytes[word.endIndex..<end]
        self.end = end + 1
    }

    /// Whether it is one even in words that are no HTML, and not `<Int>` or `if (a <b && c> d)`.
    var isPlainlyATag: Bool {
        guard Self.known.contains(name) else { return false }
        let rest = attributes.trimmed
        if rest.isEmpty || rest.count == 1 && rest.first == UInt8(ascii: "/") { return true }
        guard let first = attributes.first, GIFTByte.isSpace(first), let letter = rest.first else { return false }
        return GIFTByte.isLetter(letter) && rest.contains(GIFTByte.right)
    }

    /// The words that stand for an image, at most 200 bytes of them; empty if there are none.
    var alternative: ArraySlice<UInt8> {
        guard let start = attributes.first(" alt=") ?? attributes.first("\nalt=") else { return [] }
        let value = attributes[(start + 5)...]
        guard let quote = value.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return [] }
        let words = value.dropFirst().prefix { $0 != quote }
        return words.count <= 200 ? words.trimmed : []
    }
}

/// `&amp;`, `&#39;`, `&#x2192;` and the like.
enum GIFTEntity {
    private static let named: [String: Unicode.Scalar] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "ndash": "–", "mdash": "—",
        "hellip": "…", "lsquo": "‘", "rsquo": "’", "sbquo": "‚", "ldquo": "“", "rdquo": "”", "bdquo": "„",
        "laquo": "«", "raquo": "»", "bull": "•", "middot": "·", "times": "×", "divide": "÷", "minus": "−",
        "plusmn": "±", "le": "≤", "ge": "≥", "ne": "≠", "rarr": "→", "larr": "←", "deg": "°", "micro": "µ",
        "euro": "€", "pound": "£", "copy": "©", "reg": "®", "trade": "™", "sect": "§", "frac12": "½",
        "auml": "ä", "ouml": "ö", "uuml": "ü", "Auml": "Ä", "Ouml": "Ö", "Uuml": "Ü", "szlig": "ß",
        "aacute": "á", "agrave": "à", "acirc": "â", "eacute": "é", "egrave": "è", "ecirc": "ê", "euml": "ë",
        "iacute": "í", "oacute": "ó", "ocirc": "ô", "uacute": "ú", "ntilde": "ñ", "ccedil": "ç", "Eacute": "É",
        "alpha": "α", "beta": "β", "pi": "π", "infin": "∞", "radic": "√", "sum": "∑",
    ]
    private static let bytesAtMost = 10

    /// The character that begins at an index, and how many bytes it is written with; nil if none does.
    static func read(_ bytes: ArraySlice<UInt8>, at start: Int) -> (scalar: Unicode.Scalar, count: Int)? {
        guard bytes.has("&", at: start) else { return nil }
        let ahead = bytes[(start + 1)...].prefix(bytesAtMost)
        guard let end = ahead.firstIndex(of: UInt8(ascii: ";")) else { return nil }
        let name = String(decoding: ahead[..<end], as: UTF8.self)
        guard let scalar = named[name] ?? numbered(name) else { return nil }
        return (scalar, end + 1 - start)
    }

    private static func numbered(_ name: String) -> Unicode.Scalar? {
        guard name.hasPrefix("#") else { return nil }
        let digits = name.dropFirst()
        let isHexadecimal = digits.first == "x" || digits.first == "X"
        let value = isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        return value.flatMap(Unicode.Scalar.init)
    }
}
