/// A text that somebody found elsewhere, held against the questions of a test.
///
/// Compared are words, whatever the letters, blanks and punctuation; each question is looked for in one pass over the text.
package struct LeakedText: Sendable {
    private let words: [Substring]
    /// The words of each line.
    private let lines: [[Substring]]

    /// How much of a text is looked at, in bytes.
    package static let bytesAtMost = 16 * 1024

    package init(_ text: String) {
        let lines = text.split(whereSeparator: \.isNewline).map { Self.words(String($0)) }
        self.lines = lines.filter { !$0.isEmpty }
        words = Self.words(text.split(whereSeparator: \.isNewline).joined(separator: " "))
    }

    package var isEmpty: Bool { words.isEmpty }

    /// Whether the text holds another one, word for word.
    package func holds(_ text: String) -> Bool {
        let wanted = Self.words(text)
        guard !wanted.isEmpty, wanted.count <= words.count else { return false }
        // Knuth, Morris and Pratt: how much of the beginning of `wanted` ends at each of its places.
        var overlaps = [0]
        var matched = 0
        for word in wanted.dropFirst() {
            while matched > 0, word != wanted[matched] { matched = overlaps[matched - 1] }
            if word == wanted[matched] { matched += 1 }
            overlaps.append(matched)
        }
        matched = 0
        for word in words {
            while matched > 0, word != wanted[matched] { matched = overlaps[matched - 1] }
            if word == wanted[matched] { matched += 1 }
            if matched == wanted.count { return true }
        }
        return false
    }

    /// With which words a text may begin that it holds: see ``QuestionContent/lead``.
    package var leads: Set<String> {
        var leads: Set<String> = []
        for start in words.indices {
            let window = words[start...].prefix(QuestionContent.leadWords)
            // A text may be shorter than that.
            for count in 1...window.count { leads.insert(window.prefix(count).joined(separator: " ")) }
        }
        return leads
    }

    /// Which of some phrases it holds, or nil where that is none or several.
    package func phrase(among phrases: [String]) -> Int? {
        let found = phrases.indices.filter { holds(phrases[$0]) }
        return found.count == 1 ? found[0] : nil
    }

    /// In which order it shows what there is to choose in a question: places as written, as in ``ShownQuestion/order``.
    ///
    /// Each must stand on a line of its own, whatever sign is before it. Nil where it does not show all of them.
    package func order(of content: QuestionContent) -> [Int]? {
        let texts: [String]
        switch content.kind {
        case .choice(let options, _): texts = options.map(\.text)
        case .matching(let pairs, let others): texts = pairs.map(\.right) + others
        case .trueFalse, .short, .number: return nil
        }
        let wanted = texts.map(Self.words)
        var order: [Int] = []
        for line in lines {
            // Within a question no two options are alike; right sides that are count as the first of them.
            guard let index = wanted.firstIndex(where: { Self.shows($0, in: line) }), !order.contains(index) else {
                continue
            }
            order.append(index)
        }
        let different = Set(wanted.map { $0.joined(separator: " ") }).count
        return order.count == different && different > 1 ? order : nil
    }

    /// Whether a line is a text, or that text behind the sign of a list.
    private static func shows(_ wanted: [Substring], in line: [Substring]) -> Bool {
        guard !wanted.isEmpty else { return false }
        if line == wanted { return true }
        let surplus = line.count - wanted.count
        return (1...signsAtMost).contains(surplus) && line.dropFirst(surplus).elementsEqual(wanted)
            && line.prefix(surplus).allSatisfy { $0.count == 1 }
    }

    /// How many signs and letters may stand before an option, such as `(a)`.
    private static let signsAtMost = 4

    fileprivate static func words(_ text: String) -> [Substring] {
        TypedText.essence(text).split(separator: " ")
    }
}

extension QuestionContent {
    /// The first words of its text, by which it is found in a text that holds it, without a look at all others.
    package var lead: String { LeakedText.words(text).prefix(Self.leadWords).joined(separator: " ") }

    /// How many these are.
    package static let leadWords = 4
}
