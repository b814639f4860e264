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
        guard let digits = Self.digits(first), digits.utf8.count <= 4, let number = Int(digits), let word = Word(rest)
        else { return nil }
        self.number = number
        self.word = word
    }

    /// The digits of a word that is a number, as in `2`, `#2`, `2.` or `2)`, however many they are.
    static func digits(_ word: String) -> Substring? {
        var digits = word[...]
        while let last = digits.last, ".,:;)".contains(last) { digits.removeLast() }
        if digits.first == "#" { digits.removeFirst() }
        return !digits.isEmpty && digits.utf8.allSatisfy { (48...57).contains($0) } ? digits : nil
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

    /// The lines of a text that is meant as verdicts and cannot be taken as such, or nil where it says something else.
    ///
    /// That is numbers and nothing else, as in `1 2 10`, or a number that no criterion has, as in `1234567890 met`.
    static func attempt(in text: String) -> (verdicts: [VerdictText], unreadable: [String])? {
        let lines = text.split(whereSeparator: \.isNewline).map { Cleaned($0).text }.filter { !$0.isEmpty }
        let unreadable = lines.filter { VerdictText($0) == nil }
        guard !unreadable.isEmpty, unreadable.allSatisfy(isAttempt) else { return nil }
        return (lines.compactMap { VerdictText($0) }, unreadable)
    }

    private static func isAttempt(_ line: String) -> Bool {
        switch VerdictMistake(line) {
        case .wordMissing, .noSuchNumber: true
        default: false
        }
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
    /// Numbers of criteria, and nothing about them.
    case wordMissing(String)
    /// A number that is too long to be a criterion’s.
    case noSuchNumber(String)
    case noSuchCriterion(Int)
    /// The bot finds out by itself, or nobody can yet.
    case notForPeople(Criterion)
    case twice(Int)
    /// Only one question can wait for its answer.
    case twoQuestions
    case questionMissing(Int)
    case tooLong(Int, limitBytes: Int)
}

extension VerdictMistake {
    /// What is wrong with a line that is no verdict.
    init(_ line: String) {
        let (first, rest) = CriterionText.firstWord(Cleaned(line).text[...])
        let others = rest.split(separator: " ").map(String.init)
        if let digits = VerdictText.digits(first) {
            if VerdictText.Word(rest) != nil {
                self = .noSuchNumber(String(digits).capped(bytes: 40))
                return
            }
            if others.allSatisfy({ VerdictText.digits($0) != nil }) {
                self = .wordMissing(line.capped(bytes: 100))
                return
            }
        }
        self = .unreadable(line.capped(bytes: 100))
    }
}
