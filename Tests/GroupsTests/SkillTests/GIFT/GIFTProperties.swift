import Groups
import SeededTesting
import Testing

/// Files that nobody wrote on purpose, and questions that nobody asked.
@Suite("GIFT holds for whatever comes")
struct GIFTProperties {
    private static let samples = [
        "// c\n$CATEGORY: $a$/top/Default for x/A//B\n\n::T\\:::[html]<p>a &amp; b</p> {~%50%x#f ~%50%y ~%-9%z####g}",
        "Where is {=north ~south#no} of it\r\n\r\nq\n{#=1822:0#y =%50%1822:2 ~#no}\r\rIs it {T#a#b}",
        "M{\n=a -> b\n =[markdown]**c** -> d\n = -> e}\n\nS {=one =%50%t*o =\\*#x}\n\nE {}\n\nD\n\n{1:SA:=x} {:MC:~y}",
        "Is {a}? {#{a}*2:0.1}\n\n[plain]x<y {#1.5..2.5}\n\n\\{ \\} \\= \\~ \\# \\n \\\\ {=-\\>x}\n\n👩\u{200D}💻 é {F}",
    ]
    private static let pieces = [
        "{", "}", "~", "=", "#", "%", "->", "::", "\\", "\n", "\n\n", "\r", "//", "$CATEGORY:", "[html]", "[plain]",
        "<b>",
        "<", ">", "&amp;", "&#0;", "%50%", "####", "T", "1e9", "..", ":", " ", "\u{200D}", "😀", "**", "`", "<sup>",
        "</sup>",
    ]

    /// Never traps, is the same each time, and what it finds is free of faults and comes back when it is written.
    private func check(_ bytes: [UInt8]) {
        let reading = GIFT.read(bytes)
        #expect(reading == GIFT.read(bytes))
        for found in reading.questions {
            #expect(found.content.faults.isEmpty && found.line >= 1)
            expectReturn(found.content)
        }
        for problem in reading.problems { #expect(problem.line >= 1) }
    }

    private func expectReturn(_ content: QuestionContent) {
        let written = GIFTWriting.written(content)
        let again = GIFT.read(text: written)
        guard again.questions.map(\.content) != [content] || !again.problems.isEmpty else { return }
        Issue.record("\(content)\nis written\n\(written)\nand read as \(again)")
    }

    @Test("Samples in which some bytes were changed")
    func mutations() {
        var numbers = SeededNumbers(seed: 4)
        for _ in 0..<4000 {
            var bytes = Array(numbers.pick(Self.samples).utf8)
            for _ in 0..<numbers.number(in: 1...6) where !bytes.isEmpty {
                let start = numbers.number(in: 0...(bytes.count - 1))
                let end = min(bytes.count, start + numbers.number(in: 0...8))
                switch numbers.number(in: 0...3) {
                case 0: bytes.removeSubrange(start..<end)
                case 1: bytes.insert(contentsOf: bytes[start..<end], at: numbers.number(in: 0...start))
                case 2: bytes.insert(contentsOf: Array(numbers.pick(Self.pieces).utf8), at: start)
                default: bytes[start] = UInt8(truncatingIfNeeded: numbers.number(in: 0x20...0x7F))
                }
            }
            check(bytes)
        }
    }

    @Test("Bytes and pieces at random")
    func noise() {
        var numbers = SeededNumbers(seed: 5)
        for _ in 0..<8000 {
            check((0..<numbers.number(in: 0...24)).map { _ in UInt8(truncatingIfNeeded: numbers.number(in: 0...255)) })
        }
        for _ in 0..<8000 {
            let parts = (0..<numbers.number(in: 1...20)).map { _ in numbers.pick(Self.pieces) }
            check(Array("q \(parts.joined())".utf8))
        }
    }

    @Test("A question that is written and read again is the same")
    func roundTrip() {
        var maker = QuestionMaker(numbers: SeededNumbers(seed: 6))
        for _ in 0..<1500 {
            let content = maker.content()
            if content.faults.isEmpty { expectReturn(content) }
        }
    }

    @Test("A question is written as somebody would write it")
    func written() {
        let options = [QuestionContent.Option("4", share: 1000), QuestionContent.Option("a {b}", share: 0)]
        let choice = QuestionContent(
            title: "Sums: two",
            topic: "basics",
            text: "2 + 2 = _____\nReally?",
            kind: .choice(options: options, isMultiple: false)
        )
        #expect(
            GIFTWriting.written(choice) == #"""
                $CATEGORY: basics

                ::Sums\: two::2 + 2 \= _____\nReally? {
                	=4
                	~a \{b\}
                }

                """#
        )
        let number = QuestionContent.Kind.number(accepted: [.init(from: 1.5, through: 2, share: 505)])
        #expect(
            GIFTWriting.written(QuestionContent(text: "a<b", kind: number)) == "[plain]a<b {#\n\t=%50.5%1.5..2\n}\n"
        )
    }

    @Test(
        "The worst that fits is read quickly",
        arguments: [
            "{", "}", "~", "#", "q{=a ~b}", "\n", "<", "<b", "<!--", "<sup>", "<script></script>",
            "</script", "&",
            "\\", "::", "$CATEGORY:a/\n", "[html]<b>", "->", "####", "**a ", "\u{200D}", "😀", "//\n", "{a}",
        ]
    )
    func worst(_ piece: String) {
        let start = ContinuousClock.now
        for (before, after) in [("", ""), ("[html]q {=a ~", "}"), ("[markdown]q", "{=a ~b}")] {
            let count = (24 * 1024) / piece.utf8.count
            _ = GIFT.read(text: before + String(repeating: piece, count: count) + after)
        }
        // Were anything quadratic, it would take longer.
        #expect(ContinuousClock.now - start < .seconds(10))
    }

    @Test("50,000 questions are refused after the first thousand, and 10 MB at once")
    func tooLarge() {
        let many = GIFT.read(text: (1...50_000).map { "\($0){T}\n\n" }.joined())
        #expect(many.questions.count == 1000 && many.problems == [.init(line: 2001, reason: .tooMany)])
        let braces = [UInt8](repeating: UInt8(ascii: "{"), count: 10 << 20)
        #expect(GIFT.read(braces) == GIFTReading(problems: [.init(line: 1, reason: .tooLarge)]))
        #expect(GIFT.read(Array(braces[..<GIFT.bytesAtMost])).problems == [.init(line: 1, reason: .braceNotClosed)])
    }
}

/// Makes questions of every kind with words that are hard to write.
private struct QuestionMaker {
    var numbers: SeededNumbers

    private static let pieces = [
        "a", "B", "é", "->", "-", ">", "\\", "~", "=", "#", "{", "}", ":", "::", "\n", "\n  ", " ", "  ", "%", "%50%",
        "//",
        "[html]", "[plain]", "[", "<b>", "&amp;", "T", "*", "\\n", "$CATEGORY:", "####", "1", "..", "_____", "😀", "`",
        "**",
    ]

    private mutating func words(lines: Bool = true) -> String {
        var text = ""
        for _ in 0..<numbers.number(in: 1...8) { text += numbers.pick(Self.pieces) }
        text = text.split(separator: "\n").map { line in
            String(line.reversed().drop { $0 == " " }.reversed())
        }.filter { !$0.isEmpty }.joined(separator: "\n")
        if !lines { text = text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
        text = String(text.drop(while: \.isWhitespace))
        return text.isEmpty ? "x" : text
    }

    private mutating func double() -> Double {
        switch numbers.number(in: 0...3) {
        case 0: Double(numbers.number(in: -100...100))
        case 1: Double(numbers.number(in: -1_000_000...1_000_000)) / 1000
        case 2: Double(bitPattern: numbers.next()).magnitude.nextDown
        default: Double(numbers.number(in: -9...9)) * 1e20
        }
    }

    mutating func content() -> QuestionContent {
        let topic = numbers.pick([
            "", "swift", "a/b", "//", "/x", "x/", "top", "default for x", "$x$", "two words", "#1 {~}", "c\\d",
        ])
        let title = numbers.pick(["", words(lines: false)])
        return QuestionContent(title: title, topic: topic, text: words(), kind: kind())
    }

    private mutating func kind() -> QuestionContent.Kind {
        let count = numbers.number(in: 2...5)
        switch numbers.number(in: 0...5) {
        case 0: return .trueFalse(isTrue: numbers.number(in: 0...1) == 1)
        case 1:
            let options = (0..<count).map { _ in
                QuestionContent.Option(words(), share: numbers.pick([0, 0, 1000, 500, -333, 1, -1000]))
            }
            return .choice(options: options + [QuestionContent.Option(words(), share: 1000)], isMultiple: false)
        case 2:
            let right = (0..<count).map {
                QuestionContent.Option(words(), share: $0 == 0 ? 1000 - (count - 1) * 137 : 137)
            }
            let wrong = QuestionContent.Option(words(), share: numbers.pick([0, -1, -505]))
            return .choice(options: right + [wrong], isMultiple: true)
        case 3:
            let accepted = (1...count).map { _ in
                QuestionContent.AcceptedText(words(lines: false), share: numbers.number(in: 1...1000))
            }
            return .short(accepted: accepted + [QuestionContent.AcceptedText(words(lines: false))])
        case 4:
            let accepted = (1...count).map { _ in
                let (one, other) = (double(), double())
                return QuestionContent.AcceptedNumber(
                    from: min(one, other),
                    through: numbers.pick([min(one, other), max(one, other)]),
                    share: numbers.pick([1000, 505])
                )
            }
            return .number(accepted: accepted + [QuestionContent.AcceptedNumber(from: 1, through: 1)])
        default:
            let pairs = (0..<count).map { _ in QuestionContent.Pair(words(), words()) }
            return .matching(pairs: pairs, others: numbers.pick([[], [words()]]))
        }
    }
}
