/// What in a list of options must not be moved, because options speak of each other.
struct WrittenOrder {
    /// Whether no option may be moved at all.
    let isFixed: Bool
    /// The options that may be shown in any order.
    var free: [Int]
    /// Those that stay behind the others, such as "all of the above".
    let last: [Int]

    init(_ options: [String]) {
        let phrases = options.map(Self.words)
        last = options.indices.filter { Self.speakOfOthers.contains(phrases[$0]) }
        free = options.indices.filter { !Self.speakOfOthers.contains(phrases[$0]) }
        let lastFree = free.last ?? -1
        // "Both of the above" before another option means those before it: behind all of them it would mean others.
        let isBetween = last.contains { index in
            index > 0 && index < lastFree && phrases[index].first.map(Self.pairs.contains) == true
        }
        // Where the options are letters themselves, each stands behind its own if it was written so.
        let areLetters =
            !options.isEmpty && phrases.allSatisfy { $0.count == 1 && Self.isLetter($0[0], of: options.count) }
        isFixed = isBetween || areLetters || phrases.contains { Self.namesLetters($0, of: options.count) }
    }

    private static let pairs: Set<String> = ["both", "either", "neither"]

    /// All phrases, as words, that say something of the other options.
    private static let speakOfOthers: Set<[String]> = {
        var phrases: Set<[String]> = []
        for first in ["all", "none", "any", "both", "either", "neither"] {
            for rest in [["above"], ["the", "above"], ["of", "above"], ["of", "the", "above"], ["of", "these"]] {
                phrases.insert([first] + rest)
            }
            for rest in [["of", "those"], ["these"], ["the", "others"], ["of", "the", "others"]] {
                phrases.insert([first] + rest)
            }
            for noun in ["answers", "options", "choices", "statements"] {
                phrases.formUnion([
                    [first, "of", "the", "above", noun], [first, "the", "above", noun], [first, "of", "these", noun],
                    [first, "of", "the", "other", noun],
                ])
            }
        }
        let verbs = ["is", "are"].flatMap { verb in ["correct", "right", "true"].map { [verb, $0] } }
        return phrases.union(phrases.flatMap { phrase in verbs.map { phrase + $0 } })
    }()

    /// Words that stand between the letters of options.
    private static let joints: Set<String> = ["and", "or", "nor", "&", "+"]
    private static let pointers: Set<String> = [
        "both", "either", "neither", "only", "option", "options", "answer", "answers", "not", "all", "none", "of",
    ]

    /// Whether a text speaks of other options by their letters: `A and B`, `a, b`, `only C`.
    ///
    /// A letter alone does not: it is an answer of its own.
    private static func namesLetters(_ words: [String], of count: Int) -> Bool {
        let letters = words.filter { !joints.contains($0) && !pointers.contains($0) }
        guard letters.count > 1 || (letters.count == 1 && words.contains(where: pointers.contains)) else {
            return false
        }
        return letters.allSatisfy { isLetter($0, of: count) }
    }

    private static func isLetter(_ word: String, of count: Int) -> Bool {
        guard word.unicodeScalars.count == 1, let scalar = word.unicodeScalars.first, scalar.isASCII else {
            return false
        }
        return LetterSign.place(of: scalar).map { $0 < count } ?? false
    }

    private static func words(_ text: String) -> [String] {
        TypedText.bare(text).split { " ,;/().".contains($0) }.flatMap { word in
            // `A+B` and `A&B` have no blanks in them.
            let isJoined =
                word.count == 3 && joints.contains(String(word.dropFirst().dropLast())) && word.last?.isLetter == true
            return isJoined ? word.map { String($0) } : [String(word)]
        }
    }
}
