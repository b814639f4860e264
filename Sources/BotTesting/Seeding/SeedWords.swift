import GRDB

/// The words of which seeded names are made: a few that most groups have, and many that few have.
enum SeedWords {
    private static let starts = [
        "al", "bra", "cor", "del", "em", "fen", "gor", "hal", "il", "jur", "kel", "lom", "mar", "nor", "ol", "pra",
        "quil", "ras", "sol", "tor", "ul", "vel", "wex", "yar", "zen",
    ]
    private static let middles = [
        "a", "e", "i", "o", "u", "an", "en", "in", "on", "un", "ar", "er", "ir", "or", "ur", "ath", "eth", "ith", "oth",
        "uth",
    ]
    private static let ends = [
        "bel", "cas", "dor", "fil", "gan", "hem", "jin", "kar", "lus", "mir", "nes", "pol", "rin", "sar", "tam", "vik",
    ]
    private static let skills = [
        "swift", "linux", "sqlite", "matrix", "rust", "python", "design", "writing", "translation", "testing",
        "android", "embedded", "security", "graphics", "audio", "video", "finance", "law", "teaching", "research",
    ]

    /// One of 8,000 words.
    static func word(_ number: Int) -> String {
        starts[number % starts.count] + middles[number / starts.count % middles.count]
            + ends[number / (starts.count * middles.count) % ends.count]
    }

    /// The name of a group: a word that many have, and two that make it its own.
    static func name(_ number: Int) -> String {
        let common = ["Guild", "Circle", "Collective", "Makers"][number % 4]
        return "\(capitalized(word(number * 31))) \(capitalized(word(number * 17 + number / 8000))) \(common)"
    }

    static func skill(_ number: Int) -> String { skills[number % skills.count] }

    /// Twenty words, as in a short description.
    static func about(_ number: Int) -> String {
        (0..<20).map { word(number * 13 + $0 * 977) }.joined(separator: " ")
    }

    /// The words that typing mistakes are corrected to.
    static func insertTerms(_ db: Database) throws {
        let term = try db.makeStatement(sql: "INSERT OR IGNORE INTO searchTerm (term, uses) VALUES (?, 100)")
        let variant = try db.makeStatement(sql: "INSERT OR IGNORE INTO searchVariant (variant, term) VALUES (?, ?)")
        for word in skills + ["guild", "circle", "collective", "makers"] + (0..<8000).map(word) {
            try term.execute(arguments: [word])
            for left in [word] + word.indices.map({ word.without(at: $0) }) {
                try variant.execute(arguments: [left, word])
            }
        }
    }

    private static func capitalized(_ word: String) -> String {
        word.prefix(1).uppercased() + word.dropFirst()
    }
}

extension String {
    /// The same without the character there.
    fileprivate func without(at index: Index) -> String {
        String(self[..<index] + self[self.index(after: index)...])
    }
}
