/// One thing that is wrong with a question.
package enum QuestionFault: Hashable, Sendable {
    case emptyText
    case textTooLong(limitBytes: Int)
    case titleTooLong
    case topicTooLong
    case optionCount(ClosedRange<Int>)
    case optionEmpty
    case optionTooLong
    /// Two options are the same.
    case optionsAlike(String)
    /// No option gives all the points, or where several are right, all of those together do not.
    case noRightOption
    case sharesOutOfRange
    case noAcceptedAnswer
    /// Every accepted answer gives a part of the points only.
    case noFullAnswer
    case tooManyAccepted(Int)
    case acceptedEmpty
    case acceptedTooLong
    /// Nothing but stars: every answer would be right.
    case acceptsAnything
    case reversedRange
    case notFinite
    case pairCount(ClosedRange<Int>)
    case pairEmpty
    case pairTooLong
    /// Two left sides are the same.
    case pairsAlike(String)
    /// There is but one right side to choose.
    case sidesAllAlike
    /// More right sides than that have to be told apart.
    case tooManySides(Int)
}

extension QuestionContent {
    /// How many different right sides a question may have: they go by letters.
    package static let sidesAtMost = 20

    /// All that is wrong with it.
    package var faults: [QuestionFault] {
        var faults: [QuestionFault] = []
        if !TypedText.isVisible(text) { faults.append(.emptyText) }
        if text.utf8.count > Self.textBytesAtMost { faults.append(.textTooLong(limitBytes: Self.textBytesAtMost)) }
        if title.utf8.count > Self.titleBytesAtMost { faults.append(.titleTooLong) }
        if topic.utf8.count > Self.topicBytesAtMost { faults.append(.topicTooLong) }
        switch kind {
        case .choice(let options, let isMultiple):
            return faults + Self.faults(of: options, isMultiple: isMultiple)
        case .trueFalse: return faults
        case .short(let accepted): return faults + Self.faults(of: accepted)
        case .number(let accepted): return faults + Self.faults(of: accepted)
        case .matching(let pairs, let others): return faults + Self.faults(of: pairs, others: others)
        }
    }

    private static func faults(of options: [Option], isMultiple: Bool) -> [QuestionFault] {
        var faults: [QuestionFault] = []
        if !Self.options.contains(options.count) { faults.append(.optionCount(Self.options)) }
        if options.contains(where: { !TypedText.isVisible($0.text) }) { faults.append(.optionEmpty) }
        if options.contains(where: { $0.text.utf8.count > optionBytesAtMost }) { faults.append(.optionTooLong) }
        faults += repeated(options.map(\.text)).map(QuestionFault.optionsAlike)
        if options.contains(where: { !(-1000...1000).contains($0.share) }) { faults.append(.sharesOutOfRange) }
        let gain = options.reduce(0) { $0 + max(0, $1.clippedShare) }
        if isMultiple ? gain < fullFrom : !options.contains(where: { $0.share >= 1000 }) {
            faults.append(.noRightOption)
        }
        return faults
    }

    private static func faults(of accepted: [AcceptedText]) -> [QuestionFault] {
        var faults = faults(ofShares: accepted.map(\.share))
        if accepted.contains(where: { !TypedText.isVisible($0.pattern) }) { faults.append(.acceptedEmpty) }
        if accepted.contains(where: { $0.pattern.utf8.count > optionBytesAtMost }) { faults.append(.acceptedTooLong) }
        if accepted.contains(where: { WildcardPattern(Array(TypedText.plain($0.pattern))).matchesEverything }) {
            faults.append(.acceptsAnything)
        }
        return faults
    }

    private static func faults(of accepted: [AcceptedNumber]) -> [QuestionFault] {
        var faults = faults(ofShares: accepted.map(\.share))
        if accepted.contains(where: { !$0.from.isFinite || !$0.through.isFinite }) { faults.append(.notFinite) }
        if accepted.contains(where: { $0.from > $0.through }) { faults.append(.reversedRange) }
        return faults
    }

    private static func faults(ofShares shares: [Int]) -> [QuestionFault] {
        var faults: [QuestionFault] = []
        if shares.isEmpty { faults.append(.noAcceptedAnswer) }
        if shares.count > acceptedAtMost { faults.append(.tooManyAccepted(acceptedAtMost)) }
        if shares.contains(where: { !(1...1000).contains($0) }) { faults.append(.sharesOutOfRange) }
        if !shares.isEmpty, shares.allSatisfy({ $0 < 1000 }) { faults.append(.noFullAnswer) }
        return faults
    }

    private static func faults(of pairs: [Pair], others: [String]) -> [QuestionFault] {
        var faults: [QuestionFault] = []
        if !Self.pairs.contains(pairs.count) { faults.append(.pairCount(Self.pairs)) }
        let sides = pairs.flatMap { [$0.left, $0.right] } + others
        if sides.contains(where: { !TypedText.isVisible($0) }) { faults.append(.pairEmpty) }
        if sides.contains(where: { $0.utf8.count > optionBytesAtMost }) { faults.append(.pairTooLong) }
        faults += repeated(pairs.map(\.left)).map(QuestionFault.pairsAlike)
        let rights = Set((pairs.map(\.right) + others).map(\.collapsingBlanks)).count
        if rights == 1, pairs.count > 1 { faults.append(.sidesAllAlike) }
        if rights > sidesAtMost { faults.append(.tooManySides(sidesAtMost)) }
        return faults
    }

    /// The texts that come more than once, each of them one time.
    ///
    /// Letter case tells them apart: in a question about a language, `Int` and `int` are two options.
    private static func repeated(_ texts: [String]) -> [String] {
        var counts: [String: Int] = [:]
        return texts.map(\.collapsingBlanks).filter { text in
            counts[text, default: 0] += 1
            return counts[text] == 2 && !text.isEmpty
        }
    }
}

extension QuestionContent {
    /// What duplicates share: what is asked and what there is to choose, in whatever letters, order and punctuation.
    ///
    /// Which options are right does not count, nor do title and topic.
    package var fingerprint: String {
        let (name, parts): (String, [String]) =
            switch kind {
            case .choice(let options, _): ("choice", options.map { TypedText.essence($0.text) })
            case .trueFalse: ("true/false", [])
            case .short(let accepted): ("short", accepted.map { TypedText.essence($0.pattern) })
            case .number(let accepted): ("number", accepted.map { "\($0.from) \($0.through)" })
            case .matching(let pairs, let others):
                (
                    "matching",
                    pairs.map { TypedText.essence($0.left) + "\n" + TypedText.essence($0.right) }
                        + others.map { "\n\n" + TypedText.essence($0) }
                )
            }
        let sorted = parts.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        var bytes: [UInt8] = []
        for part in [name, TypedText.essence(text)] + sorted {
            bytes += Array(String(part.utf8.count).utf8) + [0] + Array(part.utf8)
        }
        return String(HexDigest.of(bytes).prefix(32))
    }
}
