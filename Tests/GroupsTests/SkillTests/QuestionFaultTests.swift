import Groups
import Testing

struct QuestionFaultTests {
    private typealias Option = QuestionContent.Option

    private static func choice(_ options: [(String, Int)], isMultiple: Bool = false) -> QuestionContent {
        let options = options.map { Option($0.0, share: $0.1) }
        return QuestionContent(text: "Which?", kind: .choice(options: options, isMultiple: isMultiple))
    }

    private static func short(_ accepted: [(String, Int)]) -> QuestionContent {
        let accepted = accepted.map { QuestionContent.AcceptedText($0.0, share: $0.1) }
        return QuestionContent(text: "What?", kind: .short(accepted: accepted))
    }

    private static func number(_ ranges: [(Double, Double)]) -> QuestionContent {
        let accepted = ranges.map { QuestionContent.AcceptedNumber(from: $0.0, through: $0.1) }
        return QuestionContent(text: "How many?", kind: .number(accepted: accepted))
    }

    private static func matching(_ pairs: [(String, String)], others: [String] = []) -> QuestionContent {
        let pairs = pairs.map { QuestionContent.Pair($0.0, $0.1) }
        return QuestionContent(text: "Where?", kind: .matching(pairs: pairs, others: others))
    }

    private static func long(_ bytes: Int) -> String { String(repeating: "x", count: bytes) }

    @Test("There is nothing wrong with questions of every kind at their limits")
    func faultless() {
        let ten = (0..<10).map { ("\($0)" + Self.long(399), $0 == 9 ? 1000 : -1000) }
        let questions = [
            QuestionContent(
                title: Self.long(200),
                topic: Self.long(60),
                text: Self.long(2000),
                kind: .trueFalse(isTrue: true)
            ),
            Self.choice(ten), Self.choice([("a", 1000), ("b", 0)]), Self.choice([("Int", 1000), ("int", 0)]),
            Self.choice([("a", 333), ("b", 333), ("c", 333), ("d", -1000)], isMultiple: true),
            Self.choice([("a", 500), ("b", 500)], isMultiple: true), Self.choice([("🙂", 1000), ("+", 0)]),
            Self.short([("*a*", 1000), (#"\*"#, 1), (Self.long(400), 500)]),
            Self.short((0..<20).map { ("\($0)", 1000) }),
            Self.number([(0, 0), (-.greatestFiniteMagnitude, .greatestFiniteMagnitude)]),
            Self.matching([("a", "x"), ("b", "y")]), Self.matching([("a", "x"), ("b", "x")], others: ["y"]),
            Self.matching((0..<10).map { ("\($0)", "\($0)") }, others: (10..<20).map { "\($0)" }),
        ]
        for question in questions { #expect(question.faults.isEmpty, "\(question)") }
    }

    @Test("All that is wrong is said at once")
    func together() {
        var question = Self.choice([(" ", 999), ("a  b", 1001), ("a b", 0), (Self.long(401), 0)])
        (question.title, question.topic, question.text) = (Self.long(201), Self.long(61), " \u{200B}\n")
        #expect(
            question.faults == [
                .emptyText, .titleTooLong, .topicTooLong, .optionEmpty, .optionTooLong, .optionsAlike("a b"),
                .sharesOutOfRange,
            ]
        )
        question.text = Self.long(2001)
        #expect(question.faults.contains(.textTooLong(limitBytes: 2000)))
    }

    @Test("A choice has 2 to 10 different options, and what is right gives everything")
    func choices() {
        #expect(Self.choice([]).faults == [.optionCount(2...10), .noRightOption])
        #expect(Self.choice([("a", 1000)]).faults == [.optionCount(2...10)])
        #expect(Self.choice((0..<11).map { ("\($0)", 1000) }).faults == [.optionCount(2...10)])
        #expect(Self.choice([("a", 999), ("b", 999)]).faults == [.noRightOption])
        #expect(Self.choice([("a", 989), ("b", -1)], isMultiple: true).faults == [.noRightOption])
        #expect(Self.choice([("a", 990), ("b", 0)], isMultiple: true).faults.isEmpty)
        #expect(Self.choice([("a", 1000), ("b", -1001)]).faults == [.sharesOutOfRange])
        #expect(Self.choice([("a", .max), ("b", .max), ("c", .min)], isMultiple: true).faults == [.sharesOutOfRange])
        let alike = [("é", 1000), ("e\u{301}", 0), ("é", 0), ("b", 0), ("b ", 0)]
        #expect(Self.choice(alike).faults == [.optionsAlike("é"), .optionsAlike("b")])
    }

    @Test("Accepted words say something, and one of them gives everything")
    func accepted() {
        #expect(Self.short([]).faults == [.noAcceptedAnswer])
        #expect(Self.short((0..<21).map { ("\($0)", 1000) }).faults == [.tooManyAccepted(20)])
        #expect(Self.short([("a", 0), ("b", 1000)]).faults == [.sharesOutOfRange])
        #expect(Self.short([("a", 500), ("b", 500)]).faults == [.noFullAnswer])
        #expect(Self.short([("\t", 1000)]).faults == [.acceptedEmpty])
        #expect(Self.short([(Self.long(401), 1000)]).faults == [.acceptedTooLong])
        #expect(Self.short([("* ", 1000), ("**", 1000)]).faults == [.acceptsAnything])
    }

    @Test("Ranges of numbers are finite, and go from the lower to the higher")
    func ranges() {
        #expect(Self.number([]).faults == [.noAcceptedAnswer])
        #expect(Self.number([(2, 1)]).faults == [.reversedRange])
        #expect(Self.number([(.nan, 1)]).faults == [.notFinite])
        #expect(Self.number([(.infinity, -.infinity)]).faults == [.notFinite, .reversedRange])
    }

    @Test("Pairs have two sides each, different ones on the left, and more than one to choose on the right")
    func pairs() {
        #expect(Self.matching([]).faults == [.pairCount(2...10)])
        #expect(Self.matching([("a", "x")], others: ["y"]).faults == [.pairCount(2...10)])
        #expect(Self.matching([("a", "x"), ("b", "")]).faults == [.pairEmpty])
        #expect(Self.matching([("a", "x"), ("b", "y")], others: [" "]).faults == [.pairEmpty])
        #expect(Self.matching([("a", "x"), ("b", Self.long(401))]).faults == [.pairTooLong])
        #expect(Self.matching([("a", "x"), ("a ", "y")]).faults == [.pairsAlike("a")])
        #expect(Self.matching([("a", "x"), ("b", " x")]).faults == [.sidesAllAlike])
        let others = (0..<19).map { "\($0)" }
        #expect(Self.matching([("a", "x"), ("b", "y")], others: others).faults == [.tooManySides(20)])
    }

    @Test(
        "Questions that say the same have the same fingerprint, whatever their letters, blanks and punctuation",
        arguments: [
            ("What is Swift?", "  what is\nSWIFT", true), ("What is Swift?", "What is “Swift”?!", true),
            ("What's Swift?", "What’s Swift?", true), ("Café", "CAFE\u{301}", true), ("So, what?", "So what ", true),
            ("2+2?", "2 + 2", true), ("An e-mail", "An e mail.", true), ("What is `a`?", "What is a?", true),
            ("What is Swift?", "What is Rust?", false), ("Is a == b?", "Is a != b?", false), ("2+2?", "2-2?", false),
            ("2+2?", "22?", false), ("Is a < b?", "Is a > b?", false), ("1.5", "15", false), ("x = -1", "x = 1", false),
            ("Cafe", "Café", false), ("🙂", "🙁", false), ("a?.b", "a!.b", false),
            ("What does ! mean?", "What does ? mean?", false),
        ]
    )
    func fingerprints(one: String, other: String, isSame: Bool) {
        let kind = QuestionContent.Kind.trueFalse(isTrue: true)
        let prints = [one, other].map { QuestionContent(text: $0, kind: kind).fingerprint }
        #expect((prints[0] == prints[1]) == isSame)
        #expect(prints[0].count == 32)
    }

    @Test("The fingerprint of a question leaves out its title, its topic, the order of options and what is right")
    func fingerprintParts() {
        let one = Self.choice([("a", 1000), ("b", 0)])
        var other = Self.choice([("B.", 1000), (" A", 500)], isMultiple: true)
        (other.title, other.topic) = ("T", "t")
        #expect(one.fingerprint == other.fingerprint)
        #expect(one.fingerprint != Self.choice([("a", 1000), ("c", 0)]).fingerprint)
        #expect(one.fingerprint != Self.choice([("a", 1000), ("b", 0), ("b", 0)]).fingerprint)
        #expect(Self.choice([("a b", 0)]).fingerprint != Self.choice([("a", 0), ("b", 0)]).fingerprint)
        let no = QuestionContent(text: "Which?", kind: .trueFalse(isTrue: false)).fingerprint
        #expect(no == QuestionContent(text: "Which?", kind: .trueFalse(isTrue: true)).fingerprint)
        let kinds: [QuestionContent.Kind] = [
            .trueFalse(isTrue: true), .short(accepted: []), .number(accepted: []), .matching(pairs: [], others: []),
            .choice(options: [], isMultiple: false), .matching(pairs: [.init("a", "b")], others: []),
            .matching(pairs: [.init("b", "a")], others: []), .matching(pairs: [], others: ["a", "b"]),
            .number(accepted: [.init(from: 1, through: 2)]), .number(accepted: [.init(from: .nan, through: .infinity)]),
            .short(accepted: [.init("a")]), .short(accepted: [.init("a*")]),
        ]
        #expect(Set(kinds.map { QuestionContent(text: "", kind: $0).fingerprint }).count == kinds.count)
    }

    @Test("Nothing that somebody could send makes faults or fingerprints trap", .timeLimit(.minutes(1)))
    func hostile() {
        let texts = [
            "", "\0", "\u{301}", "e\u{301}\u{302}\u{303}", "🇩🇪👩‍👩‍👧", ".", "...", "'", "-", "a-", "_", "\u{202E}abc",
        ]
        for text in texts + [String(repeating: "?!", count: 10_000), String(repeating: "\u{301}", count: 10_000)] {
            let questions = [
                Self.choice([(text, .min), (text, .max)], isMultiple: true), Self.short([(text, .max)]),
                Self.matching([(text, text)], others: [text]),
            ]
            for var question in questions {
                question.text = text
                #expect(!question.faults.isEmpty)
                #expect(question.fingerprint == question.fingerprint)
            }
        }
        // A letter in many pieces stays what it is.
        #expect(Self.short([("a" + String(repeating: "\u{301}", count: 30), 1000)]).faults.isEmpty)
    }
}
