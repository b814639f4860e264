/// What is left of a text when letters that look alike are one letter: two titles with the same skeleton can be confused.
///
/// Not for people to read. After [UTS #39, "Confusable Detection"](https://www.unicode.org/reports/tr39/#Confusable_Detection),
/// with a table of the look-alikes of Latin letters; stricter in that case, accents, blanks, hyphens, full stops and emoji
/// make no difference. As capital `I` is both small `i` and small `l`, all three are one.
package struct Skeleton: Hashable, Sendable {
    package let text: String

    /// The skeleton of a text.
    package init(of text: String) {
        var letters = ""
        for character in text { letters += Self.letters(of: character) }
        // Pairs that look like one letter, once nothing stands between them.
        var joined: [Character] = []
        for letter in letters {
            switch (joined.last, letter) {
            case ("r", "n"): joined[joined.count - 1] = "m"
            case ("v", "v"): joined[joined.count - 1] = "w"
            default: joined.append(letter)
            }
        }
        self.text = String(joined)
    }

    /// Whether a letter or digit is another one in disguise: fullwidth, mathematical, circled, a ligature.
    static func isDecorated(_ scalar: Unicode.Scalar) -> Bool { LookAlikes.undecorated(scalar) != nil }

    private static func letters(of character: Character) -> String {
        // A letter with its accents first: then `й` is `и`, and İ is i.
        let bare = LookAlikes.withoutAccents[character] ?? character
        return bare.unicodeScalars.map(letters(of:)).joined()
    }

    private static func letters(of scalar: Unicode.Scalar) -> String {
        let properties = scalar.properties
        guard !properties.isDefaultIgnorableCodePoint, !properties.isWhitespace else { return "" }
        if let undecorated = LookAlikes.undecorated(scalar) {
            return undecorated.unicodeScalars.map(letters(of:)).joined()
        }
        if let latin = LookAlikes.latin[scalar] { return latin }
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control, .dashPunctuation, .connectorPunctuation, .otherSymbol,
            .modifierSymbol, .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation:
            return ""
        case .otherPunctuation where scalar != "#" && scalar != "&": return ""
        case .decimalNumber:
            return LookAlikes.digits[Int(properties.numericValue ?? 0) % 10]
        default: break
        }
        let folded = properties.lowercaseMapping
        guard folded.unicodeScalars.first != scalar else { return folded }
        return folded.unicodeScalars.filter { $0.properties.generalCategory != .nonspacingMark }.map(letters(of:))
            .joined()
    }
}
