extension QuestionContent {
    /// How much an answer may be typed, in bytes: a longer one is read as none.
    package static let answerBytesAtMost = 2000

    /// From so many thousandths on all is right: three times 33.3 per cent are meant to be the whole.
    static let fullFrom = 990

    /// What an answer gives, in thousandths of the question's points: 0 to 1000.
    ///
    /// One that does not fit the question gives nothing.
    package func points(for response: QuestionResponse) -> Int {
        switch (kind, response) {
        case (.choice(let options, let isMultiple), .options(let indices)):
            Self.points(for: indices, of: options, isMultiple: isMultiple)
        case (.trueFalse(let isTrue), .truth(let answer)): isTrue == answer ? 1000 : 0
        case (.short(let accepted), .text(let text)): Self.points(for: text, of: accepted)
        case (.number(let accepted), .number(let number)): Self.points(for: number, of: accepted)
        case (.matching(let pairs, let others), .sides(let indices)):
            Self.points(for: indices, of: pairs, others: others)
        default: 0
        }
    }

    private static func points(for indices: [Int], of options: [Option], isMultiple: Bool) -> Int {
        let chosen = Set(indices)
        guard chosen.allSatisfy(options.indices.contains) else { return 0 }
        guard isMultiple else {
            guard indices.count == 1, let index = indices.first else { return 0 }
            return max(0, options[index].clippedShare)
        }
        // Whoever chooses all of them has not chosen.
        guard chosen.count < options.count || options.allSatisfy({ $0.share > 0 }) else { return 0 }
        let sum = chosen.reduce(0) { $0 + options[$1].clippedShare }
        return sum >= fullFrom ? 1000 : max(0, sum)
    }

    private static func points(for text: String, of accepted: [AcceptedText]) -> Int {
        guard text.utf8.count <= answerBytesAtMost, TypedText.isVisible(text) else { return 0 }
        let readings = TypedText.readings(text)
        return accepted.reduce(0) { best, answer in
            let share = min(1000, answer.share)
            guard share > best else { return best }
            let isRight = TypedText.patternReadings(answer.pattern).contains { reading in
                readings.contains(where: WildcardPattern(reading).matches)
            }
            return isRight ? share : best
        }
    }

    private static func points(for number: Double, of accepted: [AcceptedNumber]) -> Int {
        guard number.isFinite else { return 0 }
        return accepted.reduce(0) { best, answer in
            guard answer.from.isFinite, answer.through.isFinite, answer.from <= answer.through else { return best }
            // 0.3 is within 0.1 of 0.2, however the computer writes them down.
            let slack = 1e-9 * max(abs(answer.from), abs(answer.through))
            let isRight = number >= answer.from - slack && number <= answer.through + slack
            return isRight ? max(best, min(1000, answer.share)) : best
        }
    }

    private static func points(for indices: [Int], of pairs: [Pair], others: [String]) -> Int {
        let sides = (pairs.map(\.right) + others).map(\.collapsingBlanks)
        guard !pairs.isEmpty, indices.count == pairs.count, indices.allSatisfy(sides.indices.contains) else { return 0 }
        // Sides that read the same are the same, whichever of them was meant.
        let right = zip(indices, sides).count { sides[$0] == $1 }
        return 1000 * right / pairs.count
    }
}

extension QuestionContent.Option {
    /// A share within its bounds, so that no sum of shares overflows.
    var clippedShare: Int { min(1000, max(-1000, share)) }
}
