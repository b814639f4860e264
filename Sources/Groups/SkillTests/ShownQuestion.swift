/// A question as one taker sees it.
package struct ShownQuestion: Hashable, Sendable {
    package let content: QuestionContent
    /// What comes in which place, by its place as written: the options of a choice, or the right sides of the pairs and
    /// then the others; empty for questions in which there is nothing to bring into an order.
    ///
    /// Right sides that read the same are shown once.
    package let order: [Int]

    /// Brings what there is to choose into the order in which the taker of that seed sees it at that position.
    package init(_ content: QuestionContent, seed: UInt64, position: Int) {
        self.content = content
        var numbers = SplitMix64(seed: seed, for: .order, UInt64(bitPattern: Int64(position)))
        switch content.kind {
        case .choice(let options, _):
            var written = WrittenOrder(options.map(\.text))
            if !written.isFixed { numbers.shuffle(&written.free) }
            order = written.isFixed ? Array(options.indices) : written.free + written.last
        case .matching(let pairs, let others):
            var seen: Set<String> = []
            let rights = (pairs.map(\.right) + others).map(\.collapsingBlanks)
            var different = rights.indices.filter { seen.insert(rights[$0]).inserted }
            numbers.shuffle(&different)
            order = different
        case .trueFalse, .short, .number: order = []
        }
    }

    /// The letter that stands before what is shown in a place: `A` for 0.
    package static func letter(_ place: Int) -> String {
        guard (0..<26).contains(place) else { return String(place) }
        return String(UnicodeScalar(UInt8(ascii: "A") + UInt8(place)))
    }

    /// How it can be answered.
    package var hint: AnswerHint {
        switch content.kind {
        case .choice(let options, let isMultiple):
            isMultiple ? .letters(count: options.count) : .letter(count: options.count)
        case .trueFalse: .trueFalse
        case .short: .words
        case .number: .number
        case .matching(let pairs, _): .sides(left: pairs.count, right: order.count)
        }
    }

    /// The reactions by which it can be answered, in the order of what is shown; none where words are needed.
    package var tappable: [String] {
        let count: Int
        switch content.kind {
        case .choice(let options, _): count = QuestionContent.options.contains(options.count) ? options.count : 0
        case .trueFalse: count = 2
        case .short, .number, .matching: count = 0
        }
        return (0..<count).compactMap { place in
            Unicode.Scalar(LetterSign.regionalA + UInt32(place)).map { String(Character($0)) }
        }
    }

    /// The option, as written, that a reaction means, or nil where it means none; 0 is true and 1 is false.
    package func tapped(_ key: String) -> Int? {
        let scalars = key.unicodeScalars.filter { !$0.properties.isVariationSelector }
        guard scalars.count == 1, let scalar = scalars.first, let place = LetterSign.place(of: scalar) else {
            return nil
        }
        switch content.kind {
        case .choice: return order.indices.contains(place) ? order[place] : nil
        case .trueFalse: return place < 2 ? place : nil
        case .short, .number, .matching: return nil
        }
    }

    /// An answer for those who run the test: in words, as the letters are another taker's.
    package func written(_ response: QuestionResponse) -> String {
        let parts: [String]
        switch (response, content.kind) {
        case (.options(let indices), .choice(let options, _)):
            parts = indices.filter(options.indices.contains).map { options[$0].text }
        case (.sides(let indices), .matching(let pairs, let others)):
            let rights = pairs.map(\.right) + others
            let matched = zip(pairs, indices).filter { rights.indices.contains($1) }
            parts = matched.isEmpty ? [] : [matched.map { "\($0.left) → \(rights[$1])" }.joined(separator: "; ")]
        case (.truth(let isTrue), _): parts = [isTrue ? "true" : "false"]
        case (.text(let text), _): parts = text.isEmpty ? [] : [text]
        case (.number(let number), _): parts = [TypedNumber.written(number)]
        case (.none, _), (.options, _), (.sides, _): parts = []
        }
        return parts.isEmpty ? "no answer" : parts.joined(separator: " + ")
    }
}

/// How a question can be answered.
package enum AnswerHint: Hashable, Sendable {
    /// With one of so many letters.
    case letter(count: Int)
    /// With any of so many letters.
    case letters(count: Int)
    case trueFalse
    case words
    case number
    /// With a letter of the right for each number on the left.
    case sides(left: Int, right: Int)
}

/// A sign that stands for a letter.
enum LetterSign {
    static let regionalA: UInt32 = 0x1F1E6

    /// The place of a plain letter, of a letter of flags such as 🇦, or of one in a box such as 🅰.
    static func place(of scalar: Unicode.Scalar) -> Int? {
        switch scalar.value {
        case 0x41...0x5A: Int(scalar.value - 0x41)
        case 0x61...0x7A: Int(scalar.value - 0x61)
        case regionalA...0x1F1FF: Int(scalar.value - regionalA)
        case 0x1F170...0x1F189: Int(scalar.value - 0x1F170)
        default: nil
        }
    }
}
