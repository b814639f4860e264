extension ShownQuestion {
    /// What somebody typed as an answer, or nil where it is none.
    ///
    /// "Skip", "pass" or a dash passes the question over, unless that is an answer to it.
    package func read(_ text: String) -> QuestionResponse? {
        guard text.utf8.count <= QuestionContent.answerBytesAtMost, TypedText.isVisible(text) else { return nil }
        let isSkip = ["skip", "pass", "-", "–", "—"].contains(TypedText.bare(text))
        switch content.kind {
        case .choice(let options, let isMultiple):
            return readChoice(text, isSkip: isSkip, options: options.map(\.text), isMultiple: isMultiple)
        case .trueFalse: return isSkip ? QuestionResponse.none : LetterWords(text).truth.map { .truth(isTrue: $0) }
        case .short:
            return isSkip && content.points(for: .text(text)) == 0 ? QuestionResponse.none : .text(text)
        case .number: return isSkip ? QuestionResponse.none : TypedNumber.read(text).map { .number($0) }
        case .matching(let pairs, _):
            if isSkip { return QuestionResponse.none }
            let sides = LetterWords(text).sides(left: pairs.count, right: order.count)
            return sides.map { places in .sides(indices: places.map { order[$0] }) }
        }
    }

    private func readChoice(
        _ text: String,
        isSkip: Bool,
        options: [String],
        isMultiple: Bool
    ) -> QuestionResponse? {
        let words = LetterWords(text)
        func chosen(_ places: [Int]) -> QuestionResponse { .options(indices: places.map { order[$0] }.sorted()) }
        // A letter means what it stands before, even if another option says just that letter. With anything around it,
        // it may be what an option says: `C.`, but also `C++`.
        let letter = words.letter(below: order.count)
        if let letter, text.collapsingBlanks.unicodeScalars.count == 1 { return chosen([letter]) }
        for reading in [{ $0.collapsingBlanks }, TypedText.plain] as [(String) -> String] {
            if let index = option(saying: text, of: options, by: reading) { return .options(indices: [index]) }
        }
        if let letter { return chosen([letter]) }
        if let index = option(saying: text, of: options, by: TypedText.bare) { return .options(indices: [index]) }
        if isSkip { return QuestionResponse.none }
        if isMultiple, let places = words.letters(below: order.count) { return chosen(places) }
        // A number counts the options only where none of them is one, lest `2` be taken for the 20 that was meant.
        guard let number = words.number, number > 0, number <= order.count, !options.contains(where: Self.isNumber)
        else { return nil }
        return chosen([number - 1])
    }

    /// The only option whose words were typed, as they stand or with their letter before them.
    private func option(saying text: String, of options: [String], by reading: (String) -> String) -> Int? {
        let typed = reading(text)
        let found = order.indices.filter { place in
            let words = options[order[place]]
            return ["", ") ", ". "].contains { mark in
                reading(mark.isEmpty ? words : Self.letter(place) + mark + words) == typed
            }
        }
        return found.count == 1 ? order[found[0]] : nil
    }

    /// Whether an option begins with a number, such as `20 km`.
    private static func isNumber(_ option: String) -> Bool {
        option.first { $0.isLetter || $0.isNumber }?.isNumber == true
    }
}
