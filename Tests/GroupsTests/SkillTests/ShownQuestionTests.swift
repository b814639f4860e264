import Groups
import Testing

struct ShownQuestionTests {
    private static func choice(_ options: [String], isMultiple: Bool = false) -> QuestionContent {
        let options = options.enumerated().map { QuestionContent.Option($0.element, share: $0.offset == 0 ? 1000 : 0) }
        return QuestionContent(text: "Which?", kind: .choice(options: options, isMultiple: isMultiple))
    }

    /// The orders in which many takers see a question.
    private static func orders(_ content: QuestionContent, takers: UInt64 = 300) -> [[Int]] {
        (0..<takers).map { ShownQuestion(content, seed: $0, position: 0).order }
    }

    @Test("Each order of options is as likely as the others, over takers and over the places of a question")
    func uniform() {
        let question = Self.choice(["red", "green", "blue"])
        var byTaker: [[Int]: Int] = [:]
        var byPosition = byTaker
        for number in 0..<6000 {
            byTaker[ShownQuestion(question, seed: UInt64(number), position: 3).order, default: 0] += 1
            byPosition[ShownQuestion(question, seed: 4711, position: number).order, default: 0] += 1
        }
        // 5 degrees of freedom: above 20.5 in one of a thousand cases.
        #expect(byTaker.count == 6)
        #expect(ChiSquare(Array(byTaker.values), expected: 1000).value < 20.5)
        #expect(byPosition.count == 6)
        #expect(ChiSquare(Array(byPosition.values), expected: 1000).value < 20.5)
    }

    @Test("The same taker sees the same order whenever it is looked at, and after every update")
    func repeatable() {
        let question = Self.choice((0..<10).map { "option \($0)" })
        for position in [0, 1, 49, -1, .min, .max] {
            let shown = ShownQuestion(question, seed: .max, position: position)
            #expect(shown == ShownQuestion(question, seed: .max, position: position))
            #expect(shown.order.sorted() == Array(0..<10))
        }
        #expect(ShownQuestion(question, seed: 42, position: 0).order == [0, 8, 2, 4, 6, 1, 9, 5, 7, 3])
        #expect(ShownQuestion(question, seed: 42, position: 1).order == [6, 3, 4, 2, 8, 5, 7, 9, 0, 1])
        #expect(Set((0..<100).map { ShownQuestion(question, seed: 42, position: $0).order }).count == 100)
    }

    @Test(
        "An option that speaks of all others stays behind them",
        arguments: [
            "All of the above", "none of the above", "NONE OF THE ABOVE.", "All of these", "None of these.",
            "Both of the above", "\"All of the above\"", "All of the above are correct", "none of the above is true",
            "Neither of the above", "All the above", "(None of the above)", "Any of these", "none  of these answers",
        ]
    )
    func staysLast(text: String) {
        let orders = Self.orders(Self.choice(["red", "green", "blue", text]))
        #expect(orders.allSatisfy { $0.last == 3 })
        #expect(Set(orders).count == 6)
        // Where it was written first, it comes last all the same.
        #expect(Self.orders(Self.choice([text, "red", "green", "blue"])).allSatisfy { $0.last == 0 })
    }

    @Test("Several options that speak of the others stay in their order")
    func severalStayLast() {
        let orders = Self.orders(Self.choice(["red", "green", "Both of the above", "None of the above"]))
        #expect(Set(orders) == [[0, 1, 2, 3], [1, 0, 2, 3]])
    }

    @Test(
        "A question keeps its written order where an option names others by their letters or their place",
        arguments: [
            ["red", "green", "blue", "A and B"], ["red", "green", "both A and C", "blue"],
            ["red", "green", "a, b", "x"],
            ["red", "green", "blue", "A, B and C"], ["red", "green", "Only A"], ["red", "green", "Neither a nor b."],
            ["red", "green", "A & B"], ["red", "green", "A+B"], ["red", "green", "Options A or B"],
            ["A", "B", "C", "D"],
            ["red", "green", "Both of the above", "blue"],
        ]
    )
    func keepsOrder(options: [String]) {
        #expect(Set(Self.orders(Self.choice(options))) == [Array(options.indices)])
    }

    @Test(
        "Other options are mixed, even if they have letters or such words in them",
        arguments: [
            ["Python", "C", "Java", "Rust"], ["C++", "C#", "C", "D"], ["all", "none", "some"],
            ["a dog", "a cat", "a cow"],
            ["x and y", "y and z", "z"], ["All of them eat", "None of us"], ["", "", ""], ["and", "or", "not"],
            ["the above ground", "above"], ["X", "Y", "Z"],
        ]
    )
    func mixes(options: [String]) {
        #expect(Set(Self.orders(Self.choice(options))).count > 1)
    }

    @Test("Right sides are mixed with those that belong to none, and the same one is shown once")
    func sides() {
        let pairs = [("Berlin", "Germany"), ("Paris", "France"), ("Bonn", "Germany ")].map {
            QuestionContent.Pair($0, $1)
        }
        let content = QuestionContent(text: "Where?", kind: .matching(pairs: pairs, others: ["Spain", "France"]))
        let orders = Self.orders(content)
        #expect(Set(orders).count == 6)
        #expect(orders.allSatisfy { $0.sorted() == [0, 1, 3] })
        #expect(ShownQuestion(content, seed: 1, position: 0).hint == .sides(left: 3, right: 3))
    }

    @Test("Each kind of question says how it is answered, and offers taps where they are enough")
    func hints() {
        func shown(_ kind: QuestionContent.Kind) -> ShownQuestion {
            ShownQuestion(QuestionContent(text: "", kind: kind), seed: 1, position: 0)
        }
        let one = ShownQuestion(Self.choice(["red", "green", "blue"]), seed: 1, position: 0)
        #expect(one.hint == .letter(count: 3))
        #expect(one.tappable == ["🇦", "🇧", "🇨"])
        let many = ShownQuestion(Self.choice((0..<10).map { "\($0) x" }, isMultiple: true), seed: 1, position: 0)
        #expect(many.hint == .letters(count: 10))
        #expect(many.tappable.last == "🇯")
        #expect(shown(.trueFalse(isTrue: true)).hint == .trueFalse)
        #expect(shown(.trueFalse(isTrue: true)).tappable == ["🇦", "🇧"])
        #expect(shown(.short(accepted: [])).hint == .words)
        #expect(shown(.number(accepted: [])).hint == .number)
        for kind in [.short(accepted: []), .number(accepted: []), .matching(pairs: [], others: [])]
            as [QuestionContent.Kind]
        {
            #expect(shown(kind).tappable.isEmpty)
            #expect(shown(kind).order.isEmpty)
            #expect(shown(kind).tapped("🇦") == nil)
        }
        #expect(ShownQuestion(Self.choice((0..<11).map { "\($0)" }), seed: 1, position: 0).tappable.isEmpty)
        #expect((0..<4).map(ShownQuestion.letter) == ["A", "B", "C", "D"])
        #expect([25, 26, -1, .max, .min].map(ShownQuestion.letter).first == "Z")
    }

    @Test("A tap means the option that stands behind its letter, however the letter is drawn")
    func taps() {
        let options = ["red", "green", "blue"]
        let shown = ShownQuestion(Self.choice(options), seed: 5, position: 2)
        for (place, key) in shown.tappable.enumerated() { #expect(shown.tapped(key) == shown.order[place]) }
        for key in ["🅰", "🅰️", "🅰\u{FE0E}", "a", "A", "🇦"] { #expect(shown.tapped(key) == shown.order[0], "\(key)") }
        for key in ["🅱", "🅱️", "b"] { #expect(shown.tapped(key) == shown.order[1], "\(key)") }
        for key in ["", "🇩", "d", "🇦🇧", "🇩🇪", "ab", "1", "1️⃣", "👍", "✅", "\u{FE0F}", "a\u{301}", "é", "Ａ", "0"] {
            #expect(shown.tapped(key) == nil, "\(key)")
        }
        let truth = ShownQuestion(QuestionContent(text: "So?", kind: .trueFalse(isTrue: false)), seed: 5, position: 2)
        #expect([truth.tapped("🇦"), truth.tapped("🅱️"), truth.tapped("🇨")] == [0, 1, nil])
    }

    @Test("What was answered is written out in words, and what makes no sense is no answer")
    func written() {
        let choice = ShownQuestion(Self.choice(["red", "green", "blue"], isMultiple: true), seed: 5, position: 2)
        #expect(choice.written(.options(indices: [0, 2])) == "red + blue")
        #expect(choice.written(.options(indices: [1])) == "green")
        for response in [.none, .options(indices: []), .options(indices: [9, -1]), .sides(indices: [0]), .text("")]
            as [QuestionResponse]
        { #expect(choice.written(response) == "no answer") }
        #expect(choice.written(.truth(isTrue: true)) == "true")
        #expect(choice.written(.truth(isTrue: false)) == "false")
        #expect(choice.written(.text("Some words")) == "Some words")
        let numbers = [(3.0, "3"), (-0.0, "0"), (3.25, "3.25"), (1e300, "1e+300"), (.nan, "nan"), (.infinity, "inf")]
        for (number, text) in numbers { #expect(choice.written(.number(number)) == text) }
        let pairs = [("Berlin", "Germany"), ("Paris", "France")].map { QuestionContent.Pair($0, $1) }
        let content = QuestionContent(text: "Where?", kind: .matching(pairs: pairs, others: ["Spain"]))
        let sides = ShownQuestion(content, seed: 5, position: 2)
        #expect(sides.written(.sides(indices: [2, 0])) == "Berlin → Spain; Paris → Germany")
        #expect(sides.written(.sides(indices: [2, 7, 1])) == "Berlin → Spain")
        #expect(sides.written(.options(indices: [0])) == "no answer")
    }
}
