/// How what somebody typed is held against what somebody wrote.
enum TypedText {
    private static let quotes: Set<Character> = [
        "\"", "'", "`", "“", "”", "„", "‟", "‘", "’", "‚", "«", "»", "‹", "›", "「", "」",
    ]
    private static let stops: Set<Character> = [".", ",", ";", ":", "!", "?", "…", "。"]

    /// Whether there is anything in a text that can be seen.
    static func isVisible(_ text: String) -> Bool {
        text.unicodeScalars.contains { scalar in
            let properties = scalar.properties
            guard !properties.isWhitespace, !properties.isDefaultIgnorableCodePoint else { return false }
            return properties.generalCategory != .control && properties.generalCategory != .format
        }
    }

    /// In small letters, every run of blanks one space, and none at the ends.
    static func plain(_ text: String) -> String { text.lowercased().collapsingBlanks }

    /// A plain text without quotes around it and stops behind it; one of nothing else stays as it is.
    static func bare(_ text: String) -> String {
        var rest = Array(plain(text))[...]
        while let less = withoutOneLayer(rest) { rest = less }
        return String(rest)
    }

    /// A plain text as it is, and with ever more of the quotes and stops around it left off.
    ///
    /// All of them count, as a stop may well be what was asked for: `x!` and `!=` are answers.
    static func readings(_ text: String) -> [[Character]] {
        var readings = [Array(plain(text))]
        while readings.count < 8, let last = readings.last, let less = withoutOneLayer(last[...]) {
            readings.append(Array(less))
        }
        return readings
    }

    /// A pattern as it is, and without quotes around it and the full stop behind it.
    ///
    /// No other stop is left off: whoever accepts `x!` does not accept `x`.
    static func patternReadings(_ pattern: String) -> [[Character]] {
        let whole = Array(plain(pattern))
        var rest = whole[...]
        while let less = withoutOneLayer(rest, stops: ["."]) { rest = less }
        return rest.count == whole.count ? [whole] : [whole, Array(rest)]
    }

    private static func withoutOneLayer(
        _ text: ArraySlice<Character>,
        stops: Set<Character> = stops
    ) -> ArraySlice<Character>? {
        guard let first = text.first, let last = text.last else { return nil }
        var less = text
        if stops.contains(last) {
            less = text.dropLast()
        } else if text.count > 2, quotes.contains(first), quotes.contains(last) {
            less = text.dropFirst().dropLast()
        } else {
            return nil
        }
        while less.last == " " { less.removeLast() }
        while less.first == " " { less.removeFirst() }
        return less.isEmpty ? nil : less
    }

    /// What two texts share that say the same: small letters, digits and signs as words, without quotes and stops.
    ///
    /// Signs such as `+` or `<` count, as two questions may differ by nothing else.
    static func essence(_ text: String) -> String {
        var words: [String] = []
        var word = ""
        let characters = Array(text)
        let closes = closings(of: characters)
        for (index, character) in characters.enumerated() {
            if character.isLetter || character.isNumber {
                word += composed(character).lowercased()
            } else if !quotes.contains(character) {
                if !word.isEmpty { words.append(word) }
                let isHyphen = "-‐‑–_".contains(character) && !word.isEmpty && index + 1 < characters.count
                word = ""
                if character.isWhitespace || (isHyphen && characters[index + 1].isLetter) { continue }
                let isAlone = index == 0 || characters[index - 1].isWhitespace
                if stops.contains(character), closes[index + 1], !isAlone { continue }
                if isVisible(String(character)) { words.append(String(character)) }
            }
        }
        if !word.isEmpty { words.append(word) }
        return words.joined(separator: " ")
    }

    /// For each place, the end too, whether nothing but quotes and stops comes between it and the next blank.
    private static func closings(of text: [Character]) -> [Bool] {
        var closes = Array(repeating: true, count: text.count + 1)
        for index in text.indices.reversed() where !text[index].isWhitespace {
            closes[index] = closes[index + 1] && (quotes.contains(text[index]) || stops.contains(text[index]))
        }
        return closes
    }

    /// A letter in one piece where it was typed as a letter with marks: their bytes differ, and they are the same.
    private static func composed(_ letter: Character) -> Character {
        letter.unicodeScalars.count == 1 ? letter : composedLetters[letter] ?? letter
    }

    /// Characters compare by canonical equivalence, so that the one in pieces finds the one in one piece.
    private static let composedLetters: [Character: Character] = {
        let ranges: [ClosedRange<UInt32>] = [0xC0...0x24F, 0x370...0x4FF, 0x1E00...0x1FFF]
        let letters = ranges.joined().compactMap { Unicode.Scalar($0) }.filter(\.properties.isAlphabetic)
        return Dictionary(letters.map { (Character($0), Character($0)) }) { first, _ in first }
    }()
}
