extension GIFTQuestion {
    mutating func choice(_ parts: GIFTAnswers) -> QuestionContent.Kind? {
        reportStray(parts)
        // As in Moodle: with no `=` any number of options can be chosen.
        let isMultiple = !parts.answers.contains { $0.mark == GIFTByte.right }
        var options: [QuestionContent.Option] = []
        var weights: [Int] = []
        for answer in parts.answers {
            let (weight, words) = weighed(answer, mayCost: answer.mark == GIFTByte.wrong)
            weights.append(weight ?? (answer.mark == GIFTByte.right ? GIFTWeight.full : 0))
            options.append(QuestionContent.Option(self.words(words, lines: .wrapped, inherited: format), share: 0))
        }
        let shares = isMultiple ? GIFTWeight.shares(weights) : weights.map(GIFTWeight.share)
        for index in options.indices { options[index].share = shares[index] }
        let right = shares.filter { $0 > 0 }
        // Where a weight is wrong, that is what is wrong.
        if isMultiple, problems.isEmpty, !right.isEmpty, right.reduce(0, +) != 1000 {
            report(parts.start, .weightsAddUp(to: right.reduce(0, +)))
        }
        return .choice(options: options, isMultiple: isMultiple)
    }

    mutating func short(_ parts: GIFTAnswers) -> QuestionContent.Kind? {
        var answers = parts.answers
        if answers.isEmpty {
            answers = [GIFTAnswer(mark: nil, bytes: parts.stray)]
        } else {
            reportStray(parts)
        }
        var accepted: [QuestionContent.AcceptedText] = []
        for answer in answers {
            let (weight, words) = weighed(answer, mayCost: false)
            let share = GIFTWeight.share(weight ?? GIFTWeight.full)
            guard share > 0 else {
                note(.worthlessAnswersLeftOut)
                continue
            }
            let pattern = self.words(words, lines: .one, inherited: .plain)
            accepted.append(QuestionContent.AcceptedText(pattern, share: share))
        }
        return .short(accepted: accepted)
    }

    mutating func number(_ bytes: ArraySlice<UInt8>) -> QuestionContent.Kind? {
        // What follows a tilde is feedback on every other number.
        let numbers = bytes.prefix { $0 != GIFTByte.wrong }
        let rest = GIFTAnswer(mark: nil, bytes: bytes[numbers.endIndex...])
        if rest.hasFeedback { note(.feedbackLeftOut) }
        let parts = GIFTAnswers(numbers)
        var answers = parts.answers
        if !parts.stray.isEmpty { answers.insert(GIFTAnswer(mark: nil, bytes: parts.stray), at: 0) }
        var accepted: [QuestionContent.AcceptedNumber] = []
        for answer in answers {
            let (weight, words) = weighed(answer, mayCost: false)
            let share = GIFTWeight.share(weight ?? GIFTWeight.full)
            guard share > 0 else {
                note(.worthlessAnswersLeftOut)
                continue
            }
            guard let range = GIFTNumber.range(words) else {
                report(words.trimmed.startIndex, .numberUnreadable(words.excerpt))
                continue
            }
            accepted.append(
                QuestionContent.AcceptedNumber(from: range.from, through: range.through, share: share)
            )
        }
        return .number(accepted: accepted)
    }

    /// Pairs have neither weights nor feedback: there `#` stands for itself, as in `C#`.
    mutating func matching(_ parts: GIFTAnswers) -> QuestionContent.Kind? {
        reportStray(parts)
        var pairs: [QuestionContent.Pair] = []
        var others: [String] = []
        for answer in parts.answers {
            guard let arrow = answer.bytes.first("->") else {
                report(answer.bytes.startIndex - 1, .noArrow(answer.bytes.excerpt))
                continue
            }
            let left = words(answer.bytes[..<arrow], lines: .wrapped, inherited: format)
            let right = words(answer.bytes[(arrow + 2)...], lines: .wrapped, inherited: .plain)
            if left.isEmpty { others.append(right) } else { pairs.append(QuestionContent.Pair(left, right)) }
        }
        return .matching(pairs: pairs, others: others)
    }

    /// The weight of an answer, if it has one that can be read, and its words.
    private mutating func weighed(_ answer: GIFTAnswer, mayCost: Bool) -> (weight: Int?, words: ArraySlice<UInt8>) {
        if answer.hasFeedback { note(.feedbackLeftOut) }
        guard let weight = GIFTWeight(answer.words) else { return (nil, answer.words) }
        let start = answer.words.trimmed.startIndex
        guard let value = weight.value else {
            report(start, .weightUnreadable(weight.written.excerpt))
            return (nil, weight.rest)
        }
        guard value <= GIFTWeight.full, value >= (mayCost ? -GIFTWeight.full : 0) else {
            report(start, .weightOutOfRange(weight.written.excerpt))
            return (nil, weight.rest)
        }
        return (value, weight.rest)
    }

    private mutating func reportStray(_ parts: GIFTAnswers) {
        guard !parts.stray.isEmpty else { return }
        report(parts.stray.startIndex, .strayWords(parts.stray.excerpt))
    }
}
