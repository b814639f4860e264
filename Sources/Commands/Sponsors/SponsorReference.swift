import Groups

/// A sponsor as somebody names it: in quotes, or with as many of the first words as make the name of one.
struct SponsorReference: Sendable {
    private let text: String

    private static let wordsAtMost = 8

    /// Reads the rest of the line.
    ///
    /// - Throws: `.missing` where there is nothing left.
    init(_ words: inout Words) throws(UsageError) {
        text = words.rest
        if text.isEmpty { throw .missing("name") }
    }

    /// The sponsor that is meant, and the words after its name.
    ///
    /// The longest name wins, as with groups.
    func resolve(_ board: some Board) throws -> (sponsor: Sponsor, rest: Words) {
        if let quoted = Words.quoted(in: text) {
            let name = String(text[quoted.inside])
            guard let sponsor = try board.sponsor(named: name) else { throw unknown(name) }
            return (sponsor, Words(text[quoted.end...]))
        }
        let words = text.split(whereSeparator: \.isWhitespace)
        for count in stride(from: min(words.count, Self.wordsAtMost), through: 1, by: -1) {
            let name = text[words[0].startIndex..<words[count - 1].endIndex]
            if let sponsor = try board.sponsor(named: String(name)) {
                return (sponsor, Words(text[name.endIndex...]))
            }
        }
        throw unknown(words.first.map(String.init) ?? text)
    }

    private func unknown(_ name: String) -> Refusal { .directory(.noSuchSponsor(name, near: [])) }
}
