import Groups
import Testing

/// What people type as answers.
struct ReadingTests {
    /// A question in the eyes of somebody to whom each option is shown where it was written.
    private static func choice(_ options: [String], isMultiple: Bool = false) throws -> ShownQuestion {
        let options = options.map { QuestionContent.Option($0, share: 0) }
        let content = QuestionContent(text: "Which?", kind: .choice(options: options, isMultiple: isMultiple))
        let shown = (0..<100_000 as Range<UInt64>).lazy.map { ShownQuestion(content, seed: $0, position: 0) }
        return try #require(shown.first { $0.order == Array(options.indices) })
    }

    private static func shown(_ kind: QuestionContent.Kind) -> ShownQuestion {
        ShownQuestion(QuestionContent(text: "What?", kind: kind), seed: 1, position: 0)
    }

    @Test(
        "One option is chosen by its letter, its words, or its number",
        arguments: [
            ("b", 1), ("B", 1), (" b ", 1), ("b)", 1), ("(B)", 1), ("B.", 1), ("[b]", 1), ("“b”", 1), ("option b", 1),
            ("Option B.", 1), ("answer: b", 1), ("🇧", 1), ("🅱️", 1), ("🅱", 1), ("d", 3), ("green", 1), ("GREEN!", 1),
            ("“green”", 1), ("light  Blue", 2), ("b) green", 1), ("B. Green", 1), ("2", 1), ("2.", 1), ("(2)", 1),
            ("option 2", 1), ("e", nil), ("0", nil), ("5", nil), ("02", 1), ("2.5", nil), ("-2", nil), ("2️⃣", nil),
            ("ab", nil), ("a b", nil), ("a or b", nil), ("a, b", nil), ("a+b", nil), ("not a", nil), ("a dog", nil),
            ("b) red", nil), ("blue", nil), ("gree", nil), ("", nil), (" ", nil), ("?", nil), ("option", nil),
            ("🇦🇧", nil), ("🇩🇪", nil), ("а", nil), ("á", nil), ("a\u{301}", nil), ("b++", nil),
            ("99999999999999999999", nil),
            ("b\u{200B}", 1), ("none", nil),
        ]
    )
    func oneOption(text: String, index: Int?) throws {
        let shown = try Self.choice(["red", "green", "light blue", "black"])
        #expect(shown.read(text) == index.map { .options(indices: [$0]) })
    }

    @Test("What is chosen is the option that stands behind the letter, by its place as it was written")
    func mixed() {
        let options = ["red", "green", "blue"].map { QuestionContent.Option($0, share: 0) }
        for seed in 0..<20 as Range<UInt64> {
            let content = QuestionContent(text: "Which?", kind: .choice(options: options, isMultiple: true))
            let shown = ShownQuestion(content, seed: seed, position: 4)
            #expect(shown.read("b") == .options(indices: [shown.order[1]]))
            #expect(shown.read("2") == .options(indices: [shown.order[1]]))
            #expect(shown.read("green") == .options(indices: [1]))
            #expect(shown.read("c a") == .options(indices: [shown.order[2], shown.order[0]].sorted()))
        }
    }

    @Test(
        "Several options are chosen by several letters",
        arguments: [
            ("a,c", [0, 2]), ("A C", [0, 2]), ("ac", [0, 2]), ("CA", [0, 2]), ("a and c", [0, 2]),
            ("a, b and d", [0, 1, 3]),
            ("a, b, and d", [0, 1, 3]), ("a+c", [0, 2]), ("a/c", [0, 2]), ("a & c", [0, 2]), ("a) c)", [0, 2]),
            ("options a c", [0, 2]), ("🇦🇨", [0, 2]), ("🇦 🅱️", [0, 1]), ("abcd", [0, 1, 2, 3]), ("b", [1]), ("2", [1]),
            ("bad", [0, 1, 3]), ("red", [0]), ("none", nil), ("aa", nil), ("a a", nil), ("ae", nil), ("a e", nil),
            ("a and", nil), ("and a", nil), ("a + + c", nil), ("b++", nil), ("ab c", nil), ("bad and c", nil),
            ("1 3", nil),
            ("a-c", nil), ("all", nil), ("red, green", nil), ("", nil),
        ] as [(String, [Int]?)]
    )
    func severalOptions(text: String, indices: [Int]?) throws {
        let shown = try Self.choice(["red", "green", "light blue", "black"], isMultiple: true)
        #expect(shown.read(text) == indices.map { .options(indices: $0) })
    }

    @Test("Where options look like letters, numbers or signs, what they say comes before what else it may mean")
    func awkwardOptions() throws {
        let numbers = try Self.choice(["10", "2", "20 km", "4"])
        for (text, index) in [("2", 1), ("10", 0), ("4.", 3), ("20 km", 2), ("3", nil), ("1", nil), ("b", 1)] {
            #expect(numbers.read(text) == index.map { .options(indices: [$0]) }, "\(text)")
        }
        let words = try Self.choice(["Swift 5", "Swift 6"])
        #expect(words.read("2") == .options(indices: [1]))
        let languages = try Self.choice(["Java", "C", "C++", "C#"])
        for (text, index) in [("C++", 2), ("c#", 3), ("c", 2), ("C.", 2), ("java", 0), ("b) c", 1), ("b", 1)] {
            #expect(languages.read(text) == .options(indices: [index]), "\(text)")
        }
        let cases = try Self.choice(["True", "true", "TRUE"])
        for (text, index) in [("True", 0), ("true", 1), ("TRUE", 2), ("tRUE", nil)] {
            #expect(cases.read(text) == index.map { .options(indices: [$0]) }, "\(text)")
        }
        let signs = try Self.choice(["-", "skip", "pass", "!="])
        for (text, index) in [("-", 0), ("Skip", 1), ("pass", 2), ("!=", 3)] {
            #expect(signs.read(text) == .options(indices: [index]), "\(text)")
        }
        #expect(signs.read("=") == nil)
        let quoted = try Self.choice(["'a'", "\"a\"", "b[]", "(b)"])
        for (text, index) in [("'a'", 0), ("\"a\"", 1), ("b[]", 2), ("(b)", 3), ("a", 0), ("b)", 1)] {
            #expect(quoted.read(text) == .options(indices: [index]), "\(text)")
        }
        let letters = try Self.choice(["ac", "ab", "b", "c"], isMultiple: true)
        #expect(letters.read("ac") == .options(indices: [0]))
        #expect(letters.read("a c") == .options(indices: [0, 2]))
    }

    @Test(
        "True and false are said in words or by the letters before them",
        arguments: [
            ("t", true), ("True", true), ("yes", true), ("Y", true), ("a", true), ("A)", true), ("a) true", true),
            ("🇦", true), ("🅰️", true), ("TRUE!", nil), ("true.", true), ("f", false), ("false", false), ("No.", false),
            ("n", false), ("b", false), ("🇧", false), ("option b", false), ("a b", nil), ("a) false", nil), ("c", nil),
            ("true or false", nil), ("not true", nil), ("1", nil), ("", nil), ("maybe", nil), ("👍", nil),
        ]
    )
    func truth(text: String, isTrue: Bool?) {
        let shown = Self.shown(.trueFalse(isTrue: true))
        #expect(shown.read(text) == isTrue.map { .truth(isTrue: $0) })
    }

    @Test(
        "A number is read with either decimal mark, and nothing beside it",
        arguments: [
            ("3.14", 3.14), ("3,14", 3.14), ("-2", -2), ("−2", -2), ("+2", 2), ("1e3", 1000), ("1.5E-3", 0.0015),
            ("2e+2", 200), (" 42 ", 42), ("42.", 42), (".5", 0.5), (",5", 0.5), ("007", 7), ("-0", 0),
            ("1,234.5", 1234.5),
            ("1.234,5", 1234.5), ("1,234,567", 1_234_567), ("1.234.567,89", 1_234_567.89), ("1,234", nil),
            ("1e-400", 0), ("0e999999999999", 0), ("1e400", nil), ("-1e400", nil), ("1e99999999999999999999", nil),
            ("10^400", nil),
            ("1,23,456", nil), ("1234,567.8", nil), ("1234,567,890", nil), (",234.5", nil), ("1,2345,678", nil),
            ("1,234.5,6", nil), ("1.2.3", nil), ("1..2", nil), ("1,,2", nil),
            (".", nil), (",", nil), ("", nil), ("-", nil as Double?), ("--2", nil), ("2-", nil), ("1 000", nil),
            ("1'000", nil),
            ("3 km", nil), ("50%", nil), ("$5", nil), ("x = 3", nil), ("three", nil), ("0x10", nil), ("nan", nil),
            ("inf", nil), ("-infinity", nil), ("1e", nil), ("e5", nil), ("1e5e5", nil), ("1e5.5", nil), ("1e,5", nil),
            ("٣", nil), ("３", nil), ("½", nil), ("1️⃣", nil), ("1\u{301}", nil), ("1_000", nil), ("0b1", nil),
            ("1p3", nil),
        ]
    )
    func numbers(text: String, number: Double?) {
        let read = Self.shown(.number(accepted: [])).read(text)
        #expect(read == (text == "-" ? QuestionResponse.none : number.map { .number($0) }))
    }

    @Test("A number with more digits than any is none, and one with many is one")
    func longNumbers() {
        let shown = Self.shown(.number(accepted: []))
        #expect(shown.read("1" + String(repeating: "0", count: 350)) == nil)
        #expect(shown.read("1" + String(repeating: "0", count: 300)) == .number(1e300))
        #expect(shown.read(String(repeating: "1", count: 1_000_000)) == nil)
        #expect(shown.read("0." + String(repeating: "3", count: 300)) == .number(1.0 / 3))
    }

    @Test(
        "Sides are matched by number and letter, or by letters in the order of the numbers",
        arguments: [
            ("1b 2a 3c", [1, 0, 2]), ("1-b, 2-a, 3-c", [1, 0, 2]), ("3=C 1=B 2=A", [1, 0, 2]),
            ("1) b 2) a 3) d", [1, 0, 3]),
            ("1: b; 2: a; 3: c", [1, 0, 2]), ("1 → b, 2 -> a, 3c", [1, 0, 2]), ("b a c", [1, 0, 2]),
            ("B, A, C", [1, 0, 2]),
            ("bac", [1, 0, 2]), ("b a and d", [1, 0, 3]), ("1b2a3c", [1, 0, 2]), ("🇧 🇦 🇨", [1, 0, 2]),
            ("1🇧 2🇦 3🇨", [1, 0, 2]),
            ("a a a", [0, 0, 0]), ("1a\n2a\n3b", [0, 0, 1]), ("1b 2a", nil), ("1b 1a 3c", nil), ("1b 2a 4c", nil),
            ("0b 2a 3c", nil), ("1b 2a 3e", nil), ("b a", nil), ("b a c d", nil), ("b1 a2 c3", nil), ("1 2 3", nil),
            ("1b 2a 3c 4d", nil), ("1b 2a 3", nil), ("1b 2a c", nil), ("1bc 2a 3c", nil), ("", nil), ("abcd", nil),
            ("1b 2a 3c please", nil), ("99999999999999999999b 2a 3c", nil), ("1️⃣b 2a 3c", nil), ("-1b", nil),
        ] as [(String, [Int]?)]
    )
    func sides(text: String, places: [Int]?) {
        let pairs = ["x", "y", "z"].map { QuestionContent.Pair($0, "right of \($0)") }
        let shown = Self.shown(.matching(pairs: pairs, others: ["other"]))
        #expect(shown.read(text) == places.map { .sides(indices: $0.map { shown.order[$0] }) })
    }

    @Test("Any words are an answer to a question for words, and are kept as they were typed")
    func words() {
        let shown = Self.shown(.short(accepted: [.init("*pass*")]))
        for text in ["b", "2", "  So it is. ", "🙂", "\u{301}", "pass", "-1", "pass - skip"] {
            #expect(shown.read(text) == .text(text))
        }
        for text in ["", " \n", "\u{200B}", "\u{FE0F}", "\0", String(repeating: "a", count: 2001)] {
            #expect(shown.read(text) == nil)
        }
        #expect(shown.read("skip") == QuestionResponse.none)
    }

    @Test("A question of any kind can be passed over", arguments: ["skip", "Skip.", "PASS", "-", "–", "—", " skip "])
    func skipping(text: String) throws {
        let kinds: [QuestionContent.Kind] = [
            .trueFalse(isTrue: true), .short(accepted: [.init("b")]), .number(accepted: []),
            .matching(pairs: [.init("a", "b"), .init("c", "d")], others: []),
        ]
        let choices = try [Self.choice(["red", "green"]), Self.choice(["red", "green"], isMultiple: true)]
        for shown in kinds.map(Self.shown) + choices { #expect(shown.read(text) == QuestionResponse.none) }
        #expect(choices[0].read("skip it") == nil)
    }

    @Test("Whatever is typed to whatever question gives an answer or none, never a trap", .timeLimit(.minutes(1)))
    func hostile() {
        let texts = [
            "", "\0", "1", "a", "aa", "1a", "=", "->", "1=", "\u{301}", "🇦", "🇦🇧🇨", "🅰️", "1️⃣", "\u{202E}a", "٣", "²",
            "-",
            "e",
            ")", "and", "and and", "1e", String(repeating: "a ", count: 900), String(repeating: "🇦", count: 400),
            String(repeating: "1a", count: 1000), String(repeating: "\u{301}", count: 1000),
            String(repeating: ".", count: 2000),
        ]
        let option = QuestionContent.Option("", share: .max)
        let kinds: [QuestionContent.Kind] = [
            .choice(options: [], isMultiple: false), .choice(options: [], isMultiple: true),
            .choice(options: Array(repeating: option, count: 40), isMultiple: true), .trueFalse(isTrue: true),
            .short(accepted: [.init(""), .init("*")]), .number(accepted: [.init(from: .nan, through: 0)]),
            .matching(pairs: [], others: []), .matching(pairs: [], others: ["a"]),
            .matching(pairs: Array(repeating: .init("", ""), count: 40), others: []),
        ]
        for shown in kinds.map(Self.shown) {
            for text in texts {
                if let response = shown.read(text) {
                    #expect((0...1000).contains(shown.content.points(for: response)))
                    _ = shown.written(response)
                }
                _ = shown.tapped(text)
            }
        }
    }
}
