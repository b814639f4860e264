import Groups
import Testing

/// Points worked out by hand.
struct QuestionPointsTests {
    private static func choice(_ shares: [Int], isMultiple: Bool) -> QuestionContent {
        let options = shares.enumerated().map { QuestionContent.Option("option \($0.offset)", share: $0.element) }
        return QuestionContent(text: "Which?", kind: .choice(options: options, isMultiple: isMultiple))
    }

    private static func short(_ patterns: String...) -> QuestionContent {
        QuestionContent(text: "What?", kind: .short(accepted: patterns.map { QuestionContent.AcceptedText($0) }))
    }

    @Test(
        "Of one choice, the share of the option counts, and nothing is taken away",
        arguments: [([0], 1000), ([1], 500), ([2], 0), ([3], 0), ([], 0), ([0, 1], 0), ([4], 0), ([-1], 0)]
    )
    func oneChoice(indices: [Int], points: Int) {
        let question = Self.choice([1000, 500, 0, -500], isMultiple: false)
        #expect(question.points(for: .options(indices: indices)) == points)
    }

    @Test(
        "Of several choices the shares are added up, within nothing and everything",
        arguments: [
            // Two halves, one wrong one that costs a half, one that costs nothing.
            ([500, 500, -500, 0], [0, 1], 1000), ([500, 500, -500, 0], [0], 500), ([500, 500, -500, 0], [0, 2], 0),
            ([500, 500, -500, 0], [0, 1, 2], 500), ([500, 500, -500, 0], [2], 0),
            ([500, 500, -500, 0], [0, 1, 3], 1000),
            ([500, 500, -500, 0], [], 0), ([500, 500, -500, 0], [0, 1, 2, 3], 0), ([500, 500, -500, 0], [0, 0], 500),
            ([500, 500, -500, 0], [0, 9], 0),
            // Thirds are written as 33.33333 per cent, and three of them are all.
            ([333, 333, 333, 0], [0, 1, 2], 1000), ([333, 333, 333, 0], [0, 1], 666),
            ([333, 333, 333, -333], [0, 3], 0),
            // Whoever chooses everything has not chosen, unless everything is right.
            ([500, 500, 0, 0], [0, 1, 2, 3], 0), ([500, 500, 0, 0], [0, 1, 2], 1000), ([500, 500], [0, 1], 1000),
            ([1000, 1000, -1000], [0, 1], 1000),
        ]
    )
    func severalChoices(shares: [Int], indices: [Int], points: Int) {
        #expect(Self.choice(shares, isMultiple: true).points(for: .options(indices: indices)) == points)
    }

    @Test("True or false is right or wrong", arguments: [(true, true, 1000), (true, false, 0), (false, false, 1000)])
    func trueFalse(isTrue: Bool, answer: Bool, points: Int) {
        let question = QuestionContent(text: "So?", kind: .trueFalse(isTrue: isTrue))
        #expect(question.points(for: .truth(isTrue: answer)) == points)
    }

    @Test(
        "Words are right in any letters, with any blanks, and with quotes or stops around them",
        arguments: [
            ("Grace Hopper", "grace hopper", true), ("Grace Hopper", "  GRACE \t Hopper\n", true),
            ("Grace Hopper", "“Grace Hopper”.", true), ("\"Grace Hopper.\"", "Grace Hopper!", true),
            ("Grace Hopper", "Grace  M. Hopper", false), ("Grace Hopper", "Grace", false),
            ("Grace Hopper", "GraceHopper", false), ("Café", "CAFE\u{301}", true), ("Cafe\u{301}", "café", true),
            ("Café", "Cafe", false), ("ÄÖÜ", "äöü", true), ("!=", "!=", true), ("!=", "=", false), ("!=", "“!=”", true),
            ("x!", "x!", true), ("x!", "x", false), ("x!", "x?", false), ("x", "x!", true), ("C#", "C", false),
            ("C++", "c++", true), ("C++", "c", false), (".", ".", true), (".", "!", false), ("...", "...", true),
            ("'", "'", true), (".NET", ".net.", true),
        ]
    )
    func words(pattern: String, answer: String, isRight: Bool) {
        #expect(Self.short(pattern).points(for: .text(answer)) == (isRight ? 1000 : 0))
    }

    @Test(
        "A star stands for any letters, also for none, and with a backslash for itself",
        arguments: [
            ("*swift*", "I like Swift a lot", true), ("*swift*", "swift", true), ("*swift*", "swif", false),
            ("swift*", "swiftly", true), ("swift*", "a swift", false), ("*ly", "swiftly", true),
            ("*ly", "lying", false),
            ("a*b*c", "abc", true), ("a*b*c", "a-b-b-c", true), ("a*b*c", "ac", false), ("a*b*c", "acb", false),
            ("a*a", "a", false), ("a*a", "aa", true), ("ab*bc", "abc", false), (#"2 \* 3"#, "2 * 3", true),
            (#"2 \* 3"#, "2 x 3", false), (#"\*"#, "*", true), (#"\*"#, "a", false), (#"a\b"#, #"a\b"#, true),
            (#"\**"#, "*star", true), (#"\**"#, "star", false), ("*", "anything", true), ("**", "any", true),
            ("**b", "aab", true), ("*.", "so.", true), ("hello *.", "hello world", true), ("", "a", false),
        ]
    )
    func stars(pattern: String, answer: String, isRight: Bool) {
        #expect(Self.short(pattern).points(for: .text(answer)) == (isRight ? 1000 : 0))
    }

    @Test("Of several accepted answers the best one counts")
    func bestOfAccepted() {
        let accepted = [("b*", 300), ("berlin", 1000), ("*n", 500)].map {
            QuestionContent.AcceptedText($0.0, share: $0.1)
        }
        let question = QuestionContent(text: "Where?", kind: .short(accepted: accepted))
        let answers = [("Berlin", 1000), ("Bonn", 500), ("Bremen!", 500), ("Basel", 300), ("Köln", 500), ("Paris", 0)]
        for (answer, points) in answers { #expect(question.points(for: .text(answer)) == points, "\(answer)") }
        let ranges = [(2, 4, 500), (3, 3, 1000), (-1, 5, 100)].map {
            QuestionContent.AcceptedNumber(from: $0.0, through: $0.1, share: $0.2)
        }
        let number = QuestionContent(text: "How many?", kind: .number(accepted: ranges))
        for (answer, points) in [(3.0, 1000), (3.5, 500), (2, 500), (5, 100), (-1, 100), (5.1, 0), (-2, 0)] {
            #expect(number.points(for: .number(answer)) == points, "\(answer)")
        }
    }

    @Test(
        "A number is right within its range, whatever the computer makes of its last digit",
        arguments: [
            (0.2 - 0.1, 0.2 + 0.1, 0.3, true), (0.2 - 0.1, 0.2 + 0.1, 0.1, true), (3.141, 3.142, 3.1415, true),
            (3.141, 3.142, 3.1421, false), (0, 0, 0, true), (0, 0, -0.0, true), (0, 0, 1e-12, false),
            (1e300, 1e300, 1e300 * (1 + 1e-12), true), (1e300, 1e300, 1.1e300, false), (-5, -5, -5.000_000_000_1, true),
            (-5, -5, -5.000_1, false), (1822, 1822, 1822.000_1, false), (5, 3, 4, false), (.nan, 5, 4, false),
            (-.infinity, .infinity, 4, false), (0, .greatestFiniteMagnitude, 4, true),
            (-.greatestFiniteMagnitude, .greatestFiniteMagnitude, .greatestFiniteMagnitude, true),
            (0, 5, .nan, false), (0, 5, .infinity, false),
        ]
    )
    func numbers(from: Double, through: Double, answer: Double, isRight: Bool) {
        let accepted = QuestionContent.AcceptedNumber(from: from, through: through)
        let question = QuestionContent(text: "How many?", kind: .number(accepted: [accepted]))
        #expect(question.points(for: .number(answer)) == (isRight ? 1000 : 0))
    }

    @Test(
        "Each right pair gives its part, and sides that read the same are the same",
        arguments: [
            ([0, 1, 2], 1000), ([2, 1, 0], 1000), ([0, 2, 1], 333), ([1, 1, 1], 333), ([1, 0, 3], 0), ([0, 1, 3], 666),
            ([4, 1, 4], 1000), ([0, 1], 0), ([0, 1, 2, 3], 0), ([0, 1, 5], 0), ([0, -1, 2], 0), ([], 0),
        ]
    )
    func sides(indices: [Int], points: Int) {
        let pairs = [("Berlin", "Germany"), ("Paris", "France"), ("Bonn", "Germany")].map {
            QuestionContent.Pair($0, $1)
        }
        let question = QuestionContent(text: "Where?", kind: .matching(pairs: pairs, others: ["Spain", " Germany"]))
        #expect(question.points(for: .sides(indices: indices)) == points)
    }

    @Test("An answer of another kind gives nothing, and neither does none")
    func otherKinds() {
        let questions = [
            Self.choice([1000, 0], isMultiple: false), Self.choice([1000, 0], isMultiple: true), Self.short("*"),
            QuestionContent(text: "So?", kind: .trueFalse(isTrue: true)),
            QuestionContent(text: "How many?", kind: .number(accepted: [.init(from: 0, through: 1)])),
            QuestionContent(text: "Where?", kind: .matching(pairs: [.init("a", "b"), .init("c", "d")], others: [])),
        ]
        let right: [QuestionResponse] = [
            .options(indices: [0]), .options(indices: [0]), .text("x"), .truth(isTrue: true), .number(1),
            .sides(indices: [0, 1]),
        ]
        for (index, question) in questions.enumerated() {
            #expect(question.points(for: .none) == 0)
            for (other, response) in right.enumerated() {
                let fits = index == other || (index < 2 && other < 2)
                #expect(question.points(for: response) == (fits ? 1000 : 0))
            }
        }
    }

    @Test("Shares and answers that nobody could have written give no more than all and never trap")
    func hostile() {
        let huge = Self.choice([.max, .max, .min], isMultiple: true)
        #expect(huge.points(for: .options(indices: [0, 1])) == 1000)
        #expect(huge.points(for: .options(indices: [2])) == 0)
        #expect(Self.choice([.max], isMultiple: false).points(for: .options(indices: [0])) == 1000)
        #expect(Self.choice([.min], isMultiple: false).points(for: .options(indices: [0])) == 0)
        #expect(Self.choice([], isMultiple: true).points(for: .options(indices: [])) == 0)
        let none = QuestionContent(text: "", kind: .matching(pairs: [], others: []))
        #expect(none.points(for: .sides(indices: [])) == 0)
        let accepted = [QuestionContent.AcceptedText("a", share: .max), QuestionContent.AcceptedText("b", share: .min)]
        let short = QuestionContent(text: "", kind: .short(accepted: accepted))
        #expect(short.points(for: .text("a")) == 1000)
        #expect(short.points(for: .text("b")) == 0)
        for text in ["", " ", "\u{200B}", "\u{301}", "🇩🇪", "\0", String(repeating: "a", count: 1_000_000)] {
            #expect(Self.short("*").points(for: .text(text)) == (["\u{301}", "🇩🇪"].contains(text) ? 1000 : 0))
        }
    }

    @Test("A pattern that was made to take long takes no time", .timeLimit(.minutes(1)))
    func hardPatterns() {
        let stars = Self.short(String(repeating: "a*", count: 200) + "b")
        let letters = String(repeating: "a", count: 2000)
        #expect(stars.points(for: .text(letters)) == 0)
        #expect(stars.points(for: .text(letters.dropLast() + "b")) == 1000)
        #expect(Self.short("*" + String(repeating: "a", count: 398) + "b").points(for: .text(letters)) == 0)
        #expect(Self.short("*a").points(for: .text("a" + String(repeating: "\u{301}", count: 900))) == 0)
        #expect(Self.short("a").points(for: .text("a" + String(repeating: "!", count: 1900))) == 0)
    }
}
