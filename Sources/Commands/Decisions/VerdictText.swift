import Groups

/// What somebody says of one criterion: `2 met`, `3 not met The link is dead`, `4 ask Which of the two is yours?`.
struct VerdictText: Hashable, Sendable {
    var number: Int
    var word: Word

    /// What an administrator finds.
    enum Word: Hashable, Sendable {
        case met(String)
        case notMet(String)
        /// A question to the applicant: the verdict waits for the answer.
        case ask(String)

        /// What stands behind the word.
        var remark: String {
            switch self {
            case .met(let text), .notMet(let text), .ask(let text): text
            }
        }
    }

    init(number: Int, word: Word) {
        self.number = number
        self.word = word
    }

    /// Reads a line, or gives nil where it is none of these.
    init?(_ line: some StringProtocol) {
        let (first, rest) = CriterionText.firstWord(Cleaned(line).text[...])
        var digits = first[...]
        while let last = digits.last, ".:)".contains(last) { digits.removeLast() }
        if digits.first == "#" { digits.removeFirst() }
        guard (1...4).contains(digits.utf8.count), digits.utf8.allSatisfy({ (48...57).contains($0) }),
            let number = Int(digits), let word = Word(rest)
        else { return nil }
        self.number = number
        self.word = word
    }

    /// Whether it is a verdict and nothing more: where people talk with each other, only that is meant for the bot.
    var isPlain: Bool {
        switch word {
        case .met(let remark): remark.isEmpty
        case .notMet: true
        case .ask: false
        }
    }

    /// The lines of a text that says nothing else; nil where one of them is something else.
    static func all(in text: String) -> [VerdictText]? {
        let lines = text.split(whereSeparator: \.isNewline).filter { !Cleaned($0).isEmpty }
        let read = lines.compactMap { VerdictText($0) }
        return read.isEmpty || read.count < lines.count ? nil : read
    }
}

extension VerdictText.Word {
    /// Reads what stands behind the number, as the card itself says it or as people tap it.
    init?(_ text: String) {
        let (first, rest) = CriterionText.firstWord(text[...])
        let word = CardReply.plain(first.lowercased().droppingLast(anyOf: ".,:;!"))
        switch word {
        case "met", CardReply.plain(Cards.approve): self = .met(rest)
        case "unmet", "notmet", "not-met", CardReply.plain(Cards.refuse): self = .notMet(rest)
        case "not":
            let (second, remark) = CriterionText.firstWord(rest[...])
            guard second.lowercased().droppingLast(anyOf: ".,:;!") == "met" else { return nil }
            self = .notMet(remark)
        case "ask", CardReply.plain(Cards.ask): self = .ask(rest)
        default: return nil
        }
    }
}

/// One thing that is wrong with verdicts as they were given.
enum VerdictMistake: Hashable, Sendable {
    /// No verdict can be read in it.
    case unreadable(String)
    case noSuchCriterion(Int)
    /// The bot finds out by itself, or nobody can yet.
    case notForPeople(Criterion)
    case twice(Int)
    /// Only one question can wait for its answer.
    case twoQuestions
    case questionMissing(Int)
    case tooLong(Int, limitBytes: Int)
}
