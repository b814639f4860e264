/// What was typed, as small words that may be the letters of what is shown.
struct LetterWords {
    private let words: [String]

    init(_ text: String) {
        var plain = ""
        for scalar in text.unicodeScalars where !scalar.properties.isDefaultIgnorableCodePoint {
            if !scalar.isASCII, let place = LetterSign.place(of: scalar) {
                plain += " \(ShownQuestion.letter(place)) "
            } else if Self.joints.contains(String(scalar)) {
                plain += " \(scalar) "
            } else {
                plain.unicodeScalars.append(Self.decoration.contains(scalar) ? " " : scalar)
            }
        }
        words = plain.lowercased().collapsingBlanks.split(separator: " ").map(String.init)
    }

    /// What may stand around a letter.
    private static let decoration = Set(",;:.()[]\"'`“”‘’".unicodeScalars)
    /// What may stand between two.
    private static let joints: Set<String> = ["and", "&", "+", "/"]
    private static let prefixes: Set<String> = ["option", "options", "answer", "answers", "letter", "letters"]

    /// What is left without a word that says that letters follow.
    private var chosen: ArraySlice<String> {
        words.first.map(Self.prefixes.contains) == true ? words.dropFirst() : words[...]
    }

    /// The place of the letter that was typed, if nothing else was.
    func letter(below count: Int) -> Int? {
        chosen.count == 1 ? chosen.first.flatMap { Self.place($0, below: count) } : nil
    }

    /// The places of the letters that were typed, each of them once; nil where there is anything else.
    func letters(below count: Int) -> [Int]? {
        // Letters in a row are read only where nothing but them was typed: `ac`, but not `bad and c`.
        let letters = chosen.count == 1 ? chosen.flatMap { $0.map(String.init(_:)) } : Self.joined(chosen)
        let places = letters.compactMap { Self.place($0, below: count) }
        guard !places.isEmpty, places.count == letters.count, Set(places).count == places.count else { return nil }
        return places
    }

    /// The words without those that stand between two others; any other joint stays, and is no letter.
    private static func joined(_ words: ArraySlice<String>) -> [String] {
        words.indices.filter { index in
            let isBetween = index > words.startIndex && index < words.endIndex - 1
            return !joints.contains(words[index]) || !isBetween || joints.contains(words[index - 1])
        }.map { words[$0] }
    }

    /// True or false, where each word says the same: `t`, `yes`, `A`, or `A) True` as it is shown.
    var truth: Bool? {
        let said = Set(chosen.map { Self.truths[$0] })
        return said.count == 1 ? said.first.flatMap { $0 } : nil
    }

    private static let truths = [
        "t": true, "true": true, "y": true, "yes": true, "a": true, "f": false, "false": false, "n": false, "no": false,
        "b": false,
    ]

    /// The number that was typed, if nothing else was.
    var number: Int? { chosen.count == 1 ? chosen.first.flatMap(Self.number) : nil }

    /// The places of the right sides in the order of the left: `1b 2a`, `2=A 1=B`, or `b a`; nil where one is missing.
    func sides(left: Int, right: Int) -> [Int]? {
        let parts = Self.joined(words[...]).flatMap(Self.parts(of:))
        if let first = parts.first, Self.number(first) != nil {
            guard parts.count == 2 * left else { return nil }
            var sides: [Int: Int] = [:]
            for index in stride(from: 0, to: parts.count, by: 2) {
                guard let number = Self.number(parts[index]), (1...left).contains(number),
                    let place = Self.place(parts[index + 1], below: right)
                else { return nil }
                sides[number - 1] = place
            }
            let ordered = (0..<left).compactMap { sides[$0] }
            return ordered.count == left ? ordered : nil
        }
        let letters = parts.count == 1 ? parts.flatMap { $0.map(String.init(_:)) } : parts
        let places = letters.compactMap { Self.place($0, below: right) }
        return left > 0 && places.count == left && letters.count == left ? places : nil
    }

    /// The numbers and letters in a word such as `1b`, `1-b` or `1b2a`.
    private static func parts(of word: String) -> [String] {
        var parts: [String] = []
        var last: Bool?
        for character in word {
            let isDigit: Bool? = "-=→>–—".contains(character) ? nil : character.isASCII && character.isNumber
            if let isDigit {
                if isDigit == last { parts[parts.count - 1].append(character) } else { parts.append(String(character)) }
            }
            last = isDigit
        }
        return parts
    }

    private static func place(_ word: String, below count: Int) -> Int? {
        guard word.unicodeScalars.count == 1, let letter = word.unicodeScalars.first,
            let place = LetterSign.place(of: letter), place < count
        else { return nil }
        return place
    }

    private static func number(_ word: String) -> Int? {
        guard (1...2).contains(word.utf8.count),
            word.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return nil }
        return Int(word)
    }
}
