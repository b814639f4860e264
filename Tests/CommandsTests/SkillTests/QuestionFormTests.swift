import Groups
import SeededTesting
import Testing

@testable import Commands

/// Goal: a question is read as it was written, in one way of answering, and all that is wrong with it is told.
struct QuestionFormTests {
    private func read(_ text: String) -> (content: QuestionContent?, mistakes: [FormMistake]) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        var mistakes: [FormMistake] = []
        let content = QuestionForm.content(Form(lines: lines, fields: QuestionForm.fields), &mistakes)
        return (content, mistakes)
    }

    @Test("A single right option gives all, several share the points and wrong ones take as much")
    func choices() {
        let one = read("topic: Optionals\nquestion: What is it?\nright: 0\nwrong: nil\n- An error")
        #expect(
            one.content?.kind
                == .choice(
                    options: [.init("0", share: 1000), .init("nil", share: 0), .init("An error", share: 0)],
                    isMultiple: false
                )
        )
        #expect(one.content?.topic == "optionals")
        let three = read("question: Which?\nright: a\nb\nc\nwrong: d")
        #expect(
            three.content?.kind
                == .choice(
                    options: [
                        .init("a", share: 334), .init("b", share: 333), .init("c", share: 333), .init("d", share: -333),
                    ],
                    isMultiple: true
                )
        )
        #expect(three.content?.points(for: .options(indices: [0, 1, 2])) == 1000)
        #expect(three.content?.points(for: .options(indices: [0, 1, 2, 3])) == 0)
    }

    @Test("Options may hold the colons of code")
    func code() {
        let found = read("question: Which line is right?\nlet y = 1\nright: let x: Int = 1\nwrong: int x: 1\nvar: x")
        #expect(found.mistakes.isEmpty)
        #expect(found.content?.text == "Which line is right?\nlet y = 1")
        guard case .choice(let options, _) = found.content?.kind else {
            Issue.record("no choice")
            return
        }
        #expect(options.map(\.text) == ["let x: Int = 1", "int x: 1", "var: x"])
    }

    @Test(
        "Numbers are single ones, ranges, or have a tolerance",
        arguments: [
            ("42", 42, 42), ("-1.5", -1.5, -1.5), ("3.1..3.2", 3.1, 3.2), ("3,1…3,2", 3.1, 3.2), ("5 ± 0.5", 4.5, 5.5),
            ("5 +- 1", 4, 6), ("−2 +/- 1", -3, -1), ("1e3", 1000, 1000),
        ] as [(String, Double, Double)]
    )
    func numbers(_ text: String, _ from: Double, _ through: Double) {
        let found = read("question: How many?\nnumber: \(text)")
        #expect(found.mistakes.isEmpty)
        #expect(found.content?.kind == .number(accepted: [.init(from: from, through: through)]))
    }

    @Test(
        "What is no number is told",
        arguments: ["seven", "3..", "..3", "5 ± -1", "1e999", "nan", "inf", "0x10", "1 2"]
    )
    func noNumbers(_ text: String) {
        #expect(read("question: How many?\nnumber: \(text)").mistakes == [.test(.number(text))])
    }

    @Test("Words, pairs and statements are read, a right side alone belongs to none")
    func others() {
        #expect(
            read("question: Which?\nanswer: let\n*fu*").content?.kind
                == .short(accepted: [.init("let"), .init("*fu*")])
        )
        #expect(
            read("question: Which?\npairs: 1 = Int\na == b = Bool\n= String").content?.kind
                == .matching(pairs: [.init("1", "Int"), .init("a", "= b = Bool")], others: ["String"])
        )
        #expect(read("question: Is it?\ntrue: no").content?.kind == .trueFalse(isTrue: false))
    }

    @Test("A question is answered in exactly one way, and says what it asks")
    func ways() {
        #expect(read("question: Which?").mistakes == [.test(.noAnswer)])
        #expect(
            read("question: Which?\nright: 1\nwrong: 2\nanswer: 3\ntrue: yes").mistakes
                == [.test(.severalAnswers(["right", "answer", "true"]))]
        )
        #expect(read("right: 1\nwrong: 2").mistakes == [.missing("question")])
        #expect(read("question: Which?\nright: 1").mistakes == [.test(.wrongMissing)])
        #expect(read("question: Which?\nwrong: 1").mistakes == [.test(.rightMissing)])
        #expect(read("question: Which?\nright: 1\nwrong: 1").mistakes == [.test(.fault(.optionsAlike("1")))])
        #expect(read("question: Which?\npairs: a b\n=").mistakes.count == 2)
    }

    @Test("Whatever is sent is a question without faults, or is told to be wrong")
    func hostile() {
        var numbers = SeededNumbers(seed: 41)
        let fields = ["question", "right", "wrong", "answer", "number", "pairs", "true", "topic", "title", "colour"]
        let values = [
            "a", "b", "a = b", "= c", "1..2", "3 ± 1", "yes", "*", "- x", "", "\u{202E}", "\u{0}", "```", "x: y",
            String(repeating: "x", count: 500),
        ]
        var questions = 0
        for _ in 0..<5000 {
            let lines = (0..<numbers.number(in: 0...5)).map { _ -> String in
                let label = numbers.next() % 4 == 0 ? "" : numbers.pick(fields) + ": "
                return label + numbers.pick(values)
            }
            let text = (["question: Which?"] + lines).joined(separator: "\n")
            let found = read(text)
            #expect((found.content == nil) == !found.mistakes.isEmpty, "\(text)")
            guard let content = found.content else { continue }
            questions += 1
            #expect(content.faults.isEmpty, "\(text)")
        }
        #expect(questions > 20)
    }
}
