import Groups
import Testing

/// Goal: a question is found in what was found elsewhere, and the order in which its taker saw it.
struct LeakedTextTests {
    private static let question = QuestionContent(
        text: "What does x ?? 0 give?",
        kind: .choice(
            options: [.init("0", share: 1000), .init("nil", share: 0), .init("An error, at once", share: 0)],
            isMultiple: false
        )
    )

    @Test("Words count, not capitals, blanks or the sign before an option")
    func order() {
        let leaked = LeakedText("hey!\n«what does  X ?? 0 give»\nA) nil\n🇧 an error, at once\n(c) 0\nthanks")
        #expect(leaked.holds(Self.question.text))
        #expect(leaked.order(of: Self.question) == [1, 2, 0])
        #expect(LeakedText("0\nnil\nAn error at once").order(of: Self.question) == [0, 1, 2])
    }

    @Test("A question that a text holds begins with one of its leads")
    func leads() {
        let leaked = LeakedText("So: what does X\n?? 0 give – is it?")
        for text in ["What does x ?? 0 give?", "Is it", "it", "So what does x"] {
            let lead = QuestionContent(text: text, kind: .trueFalse(isTrue: true)).lead
            #expect(leaked.holds(text) && leaked.leads.contains(lead), "\(lead)")
        }
        #expect(Self.question.lead == "what does x ?")
        #expect(LeakedText("").leads.isEmpty)
    }

    @Test("What does not show all that there is to choose has no order")
    func noOrder() {
        #expect(LeakedText("A nil\nB 0").order(of: Self.question) == nil)
        #expect(LeakedText("nil, 0, an error at once").order(of: Self.question) == nil)
        #expect(LeakedText("").order(of: Self.question) == nil)
        #expect(!LeakedText("").holds(Self.question.text))
        #expect(!LeakedText("what does x ?? 1 give").holds(Self.question.text))
        #expect(!LeakedText("what does").holds(""))
    }

    @Test("An order that is found is the one that its taker saw")
    func shown() {
        guard case .choice(let options, _) = Self.question.kind else { return }
        for seed in 0..<40 as Range<UInt64> {
            let order = ShownQuestion(Self.question, seed: seed, position: 2).order
            let lines = order.enumerated().map { "\(ShownQuestion.letter($0)). \(options[$1].text)" }
            #expect(LeakedText(lines.joined(separator: "\r\n")).order(of: Self.question) == order)
        }
    }

    @Test("Right sides are what there is to order in a question of pairs")
    func pairs() {
        let question = QuestionContent(
            text: "What belongs together?",
            kind: .matching(pairs: [.init("1", "Int"), .init("2", "Int"), .init("a", "String")], others: ["Bool"])
        )
        #expect(LeakedText("A Bool\nB Int\nC String").order(of: question) == [3, 0, 2])
    }

    @Test("A phrase counts only where no other is in the text")
    func phrases() {
        let phrases = ["tap it to go on", "tap one to go on"]
        #expect(LeakedText("So: Tap one, to go on!").phrase(among: phrases) == 1)
        #expect(LeakedText("tap it to go on, tap one to go on").phrase(among: phrases) == nil)
        #expect(LeakedText("tap").phrase(among: phrases) == nil)
    }

    @Test("A text of one word again and again takes no time")
    func hostile() {
        let leaked = LeakedText(String(repeating: "a ", count: 8000))
        for count in [1, 500, 1000] { #expect(leaked.holds(String(repeating: "a ", count: count))) }
        #expect(!leaked.holds(String(repeating: "a ", count: 999) + "b"))
    }
}
