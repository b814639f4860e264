import Groups
import Testing

/// Each mistake is named with its line, and the questions after it are looked at all the same.
@Suite("Mistakes in GIFT")
struct GIFTProblemTests {
    private typealias Reason = GIFTReading.Problem.Reason

    private func problems(_ text: String) -> [GIFTReading.Problem] { GIFT.read(text: text).problems }

    @Test(
        "Each kind of mistake has its line",
        arguments: [
            (1, .braceNotClosed, "q {~a =b"),
            (2, .braceNotClosed, "q\n{~a =b\n\nr {T}"),
            (1, .braceNotClosed, "q1 {~a =b\nq2 {T}"),
            (1, .blankLineWithinBraces, "q {\n~a\n\n=b\n\n}\n\nr {T}"),
            (2, .braceNotOpened, "q\n~a =b}"),
            (3, .braceWithinAnswers, "q {\n~a\n=f(){}\n}"),
            (3, .secondAnswers, "a {T}\n// b\nb {F}"),
            (1, .titleNotClosed, "::Title {T}"),
            (2, .strayWords("a"), "q {\na ~b =c}"),
            (2, .strayWords("a"), "q {\na =b =c}"),
            (3, .weightUnreadable("5O"), "q {\n=a\n~%5O%b}"),
            (1, .weightUnreadable("half"), "q {=a ~%half%b}"),
            (1, .weightUnreadable("--50"), "q {=a ~%--50%b}"),
            (2, .weightOutOfRange("100.5"), "q {\n~%100.5%a ~b}"),
            (1, .weightOutOfRange("-101"), "q {=a ~%-101%b}"),
            (1, .weightOutOfRange("-50"), "q {=a =%-50%b}"),
            (1, .weightOutOfRange("9999999999999999"), "q {#=%9999999999999999%1}"),
            (1, .weightsAddUp(to: 990), "q {~%33%a ~%33%b ~%33%c}"),
            (1, .weightsAddUp(to: 1500), "q {~%50%a ~%100%b}"),
            (1, .question(.noRightOption), "q {=%50%a ~b}"),
            (1, .question(.noFullAnswer), "q {=%50%a}"),
            (1, .question(.noFullAnswer), "q {#=%50%1}"),
            (3, .noArrow("Rome"), "q {\n=Oslo -> Norway\n=Rome\n=Bern -> Switzerland}"),
            (1, .numberUnreadable("12a"), "q {#12a}"),
            (3, .numberUnreadable("1,5:2"), "q {#\n=1\n=1,5:2 # no}"),
            (1, .numberUnreadable("1:"), "q {#1:}"), (1, .numberUnreadable("nan"), "q {#nan}"),
            (1, .numberUnreadable("0x1p3"), "q {#0x1p3}"), (1, .numberUnreadable("*"), "q {#*}"),
            (1, .numberUnreadable("1e999:1e999"), "q {#1e999:1e999}"), (1, .numberUnreadable("1e"), "q {#1e}"),
            (1, .numberUnreadable(""), "q {#=}"), (1, .numberUnreadable(".."), "q {#..}"),
            (3, .duplicate(of: 1), "Q {T}\n\n::t:: q {T}"),
            (1, .question(.emptyText), "{T}"),
            (1, .question(.optionEmpty), "q {=a ~ ~b}"),
            (1, .question(.optionCount(QuestionContent.options)), "q {~a#b}"),
            (1, .question(.noRightOption), "q {~a ~b}"),
            (1, .question(.noAcceptedAnswer), "q {#}"), (1, .question(.noAcceptedAnswer), "q {=%0%*}"),
            (1, .question(.reversedRange), "q {#5..4}"), (1, .question(.reversedRange), "q {#5:-1}"),
            (1, .question(.notFinite), "q {#1e308:1e308}"),
            (1, .question(.pairCount(QuestionContent.pairs)), "q {=a -> b}"),
            (1, .question(.pairEmpty), "q {=a -> b =c -> d =e ->}"),
        ] as [(Int, GIFTReading.Problem.Reason, String)]
    )
    func mistakes(_ line: Int, _ reason: GIFTReading.Problem.Reason, _ text: String) {
        let found = problems(text).filter { $0.reason == reason }
        #expect(found == [GIFTReading.Problem(line: line, reason: reason)], "\(problems(text))")
        let later = GIFT.read(text: "// first\n\n\(text)\n\nLast one {=good ~bad}")
        #expect(later.problems.contains(GIFTReading.Problem(line: line + 2, reason: Self.moved(reason))))
        #expect(later.questions.last?.content.text == "Last one")
    }

    /// The same two lines further down.
    private static func moved(_ reason: GIFTReading.Problem.Reason) -> GIFTReading.Problem.Reason {
        if case .duplicate(let line) = reason { .duplicate(of: line + 2) } else { reason }
    }

    @Test("A mistake is named once, and all of a file are named together, by line")
    func together() {
        let text = """
            q1 {
            ~%x5%a
            ~%200%b
            }

            q2 {~a

            ~c

            q3 {#z}
            """
        #expect(
            problems(text) == [
                .init(line: 2, reason: .weightUnreadable("x5")), .init(line: 3, reason: .weightOutOfRange("200")),
                .init(line: 6, reason: .braceNotClosed), .init(line: 10, reason: .numberUnreadable("z")),
            ]
        )
        #expect(problems("q {\n~a\n\n=b}") == [.init(line: 1, reason: .blankLineWithinBraces)])
    }

    @Test("A topic that is too long is a mistake of its category, and not of each question")
    func longTopic() {
        let name = String(repeating: "ab", count: 31)
        let found = problems("\n$CATEGORY: x/\(name)\n\na {T}\n\nb {T}")
        #expect(found == [.init(line: 2, reason: .topicTooLong(String(name.prefix(60))))])
    }

    @Test(
        "What is not UTF-8 is named with its first line",
        arguments: [
            (3, Array("one {T}\r\n\r\ncaf".utf8) + [0xE9] + Array(" {T}\n".utf8)),
            (2, Array("one\rtw".utf8) + [0xFC]),
            (1, [0xFF, 0xFE, 0x61, 0x00, 0x7B, 0x00]),
            (1, [0xFE, 0xFF, 0x00, 0x61, 0x00, 0x7B]),
            (2, Array("one {T}\ntwo\0{T}".utf8)),
            (1, [0xED, 0xA0, 0x80]), (1, [0xC0, 0xAF]), (2, [0x0A, 0xF0, 0x9F]),
        ] as [(Int, [UInt8])]
    )
    func notUTF8(_ line: Int, _ bytes: [UInt8]) {
        #expect(GIFT.read(bytes) == GIFTReading(problems: [.init(line: line, reason: .notUTF8)]))
    }

    @Test("Beyond what is kept, problems are counted")
    func manyProblems() {
        let reading = GIFT.read(text: String(repeating: "q {#x}\n\n", count: 250))
        #expect(reading.problems.count == 100 && reading.moreProblems == 150)
    }

    @Test("After as many questions as a test may have, nothing more is read")
    func tooMany() {
        let text = (1...1000).map { "Question \($0) {T}\n\n" }.joined()
        let full = GIFT.read(text: text)
        #expect(full.questions.count == 1000 && full.problems.isEmpty)
        let more = GIFT.read(text: text + "One more {T}\n\nq {#x}\n\n")
        #expect(more.problems == [.init(line: 2001, reason: .tooMany)])
    }

    @Test("What a problem quotes is short and clean")
    func excerpts() {
        let long = String(repeating: "é", count: 200)
        #expect(problems("q {#\\n\(long)}") == [.init(line: 1, reason: .numberUnreadable(String(long.prefix(30))))])
        #expect(problems(#"q {=a -> b =\{x\} ~}"#).contains { $0.reason == .question(.optionEmpty) })
        #expect(problems(#"q {=a -> b =\{x\}}"#) == [.init(line: 1, reason: .noArrow("{x}"))])
    }
}
