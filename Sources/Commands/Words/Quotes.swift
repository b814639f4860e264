/// Text in quotes, straight or as phones and languages write them.
enum Quotes {
    /// Any quotation mark ends what one of its kind began: phones often make only one of the two typographic.
    enum Kind: Hashable, Sendable {
        case single
        case double
    }

    /// Reads a text that begins with quotes, or gives nil where it doesn't or where they don't end.
    ///
    /// They end before white space: an apostrophe within a word ends nothing.
    static func read(
        _ scalars: Substring.UnicodeScalarView,
        _ lastEnds: [Kind: String.Index]
    ) -> (text: String, end: String.Index)? {
        guard let kind = scalars.first?.quotes, let last = lastEnds[kind], last > scalars.startIndex else { return nil }
        var text = String.UnicodeScalarView()
        var index = scalars.index(after: scalars.startIndex)
        while index < scalars.endIndex {
            let scalar = scalars[index]
            let next = scalars.index(after: index)
            let follower = next < scalars.endIndex ? scalars[next] : nil
            if scalar == "\\", let follower, follower.quotes != nil || follower == "\\" {
                text.append(follower)
                index = scalars.index(after: next)
                continue
            }
            if scalar.quotes == kind, follower?.properties.isWhitespace ?? true { return (String(text), next) }
            text.append(scalar)
            index = next
        }
        return nil
    }

    /// Where the last quotes of each kind stand that can end a text.
    ///
    /// Known beforehand, so that a line full of quotes that never end isn't read to its end for each of them.
    static func lastEnds(in scalars: Substring.UnicodeScalarView) -> [Kind: String.Index] {
        var ends: [Kind: String.Index] = [:]
        var backslashes = 0
        for index in scalars.indices {
            let scalar = scalars[index]
            if let kind = scalar.quotes, backslashes.isMultiple(of: 2) {
                let next = scalars.index(after: index)
                if next == scalars.endIndex || scalars[next].properties.isWhitespace { ends[kind] = index }
            }
            backslashes = scalar == "\\" ? backslashes + 1 : 0
        }
        return ends
    }
}

extension Unicode.Scalar {
    /// What kind of quotation mark it is, if any.
    fileprivate var quotes: Quotes.Kind? {
        switch self {
        case "\"", "“", "”", "„", "‟", "«", "»", "＂": .double
        case "'", "‘", "’", "‚", "‛": .single
        default: nil
        }
    }
}
