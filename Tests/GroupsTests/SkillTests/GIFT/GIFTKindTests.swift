import Groups
import Testing

extension GIFT {
    /// Reads a file in UTF-8.
    static func read(text: String) -> GIFTReading { read(Array(text.utf8)) }

    /// Reads a file that holds one good question and nothing else.
    static func question(_ text: String) throws -> QuestionContent {
        let reading = read(text: text)
        #expect(reading.problems.isEmpty && reading.skipped.isEmpty && reading.questions.count == 1)
        return try #require(reading.questions.first).content
    }
}

/// One question of each kind, each written in the ways that Moodle describes.
@Suite("Kinds of questions in GIFT")
struct GIFTKindTests {
    private typealias Option = QuestionContent.Option

    @Test("True or false", arguments: [("T", true), ("TRUE", true), ("F", false), (" False ", false)])
    func trueOrFalse(_ word: String, _ isTrue: Bool) throws {
        let content = try GIFT.question("The Rhine ends in the North Sea. {\(word)}")
        #expect(content == QuestionContent(text: "The Rhine ends in the North Sea.", kind: .trueFalse(isTrue: isTrue)))
        #expect(try GIFT.question("x{\(word)#No.#Yes.####It does}").kind == .trueFalse(isTrue: isTrue))
    }

    @Test("One option is right")
    func choice() throws {
        let content = try GIFT.question("::Rivers:: Which one is longest?{\n  ~Elbe # no\n  =Danube#yes\n  ~Oder\n}")
        #expect(content.title == "Rivers")
        #expect(content.text == "Which one is longest?")
        let options = [Option("Elbe", share: 0), Option("Danube", share: 1000), Option("Oder", share: 0)]
        #expect(content.kind == .choice(options: options, isMultiple: false))
    }

    @Test(
        "Options have the share that their weight says, and without = any number can be chosen",
        arguments: [
            ("=a =b ~c", [1000, 1000, 0], false),
            ("~a ~%50%b =c", [0, 500, 1000], false),
            ("=%100%a =%25%b ~%-50%c", [1000, 250, -500], false),
            ("~%50%a ~%50%b ~%-100%c", [500, 500, -1000], true),
            ("~%100%a ~b", [1000, 0], true),
            ("~ %33.33333% a ~%33.33333%b ~%33.33333%c ~%-33.33333%d", [334, 333, 333, -333], true),
            ("~%16.7%a ~%16.7%b ~%16.7%c ~%16.7%d ~%16.7%e ~%16.7%f", [166, 166, 167, 167, 167, 167], true),
            ("~%14.28571%a ~%14.28571%b ~%14.28571%c ~%57.14286%d", [143, 143, 143, 571], true),
            ("~%.5%a ~%99.5%b", [5, 995], true),
        ]
    )
    func weights(_ answers: String, _ shares: [Int], _ isMultiple: Bool) throws {
        let content = try GIFT.question("q{\(answers)}")
        let options = zip(["a", "b", "c", "d", "e", "f"], shares).map { Option($0, share: $1) }
        #expect(content.kind == .choice(options: options, isMultiple: isMultiple))
    }

    @Test("A percent sign that begins no weight is part of the words")
    func percentSigns() throws {
        let content = try GIFT.question("q{=%d ~%s%c ~%0%%5%d ~% of % ~%%}")
        let options = ["%d", "%s%c", "%5%d", "% of %", "%%"]
        let shares = [1000, 0, 0, 0, 0]
        #expect(content.kind == .choice(options: zip(options, shares).map { Option($0, share: $1) }, isMultiple: false))
    }

    @Test("Words that are right, as a whole or in part")
    func short() throws {
        let found = GIFT.read(text: #"q{=no one#Yes =nobody =%50%nob*#Nearly =%12.5%a\\*b =%0%*#No ####Well}"#)
        let accepted = [
            QuestionContent.AcceptedText("no one"), QuestionContent.AcceptedText("nobody"),
            QuestionContent.AcceptedText("nob*", share: 500), QuestionContent.AcceptedText(#"a\*b"#, share: 125),
        ]
        #expect(found.questions.first?.content.kind == .short(accepted: accepted))
        #expect(found.questions.first?.notes == [.feedbackLeftOut, .worthlessAnswersLeftOut])
        #expect(try GIFT.question("Two and two {=four =4}").kind == .short(accepted: [.init("four"), .init("4")]))
        #expect(try GIFT.question("The capital is {Vaduz # well}.").kind == .short(accepted: [.init("Vaduz")]))
    }

    @Test(
        "Numbers, with what they may be off or between two",
        arguments: [
            ("#1822:1", [1821, 1823, 1000]), ("#1822", [1822, 1822, 1000]), ("# 3.141..3.142", [3.141, 3.142, 1000]),
            // Neither is what a computer gets by subtracting.
            ("#3.1415:0.0005", [3.141, 3.142, 1000]), ("#0.3:0.1", [0.2, 0.4, 1000]),
            ("#\n =1822:0 # yes\n =%50%1822:2 # close\n", [1822, 1822, 1000, 1820, 1824, 500]),
            ("#-5:2", [-7, -3, 1000]), ("#\u{2212}5..-4", [-5, -4, 1000]), ("#-1.5E-3 : 5e-4", [-0.002, -0.001, 1000]),
            ("#+6.022e23:1e20", [6.021e23, 6.023e23, 1000]), ("#.5", [0.5, 0.5, 1000]), ("#1e-999", [0, 0, 1000]),
            ("#20000000000000000000:1e19", [1e19, 3e19, 1000]),
            (#"#1\:1"#, [0, 2, 1000]), ("#3:2~#Wrong", [1, 5, 1000]), ("#=3 =%0%4", [3, 3, 1000]),
        ]
    )
    func numbers(_ answers: String, _ expected: [Double]) throws {
        let accepted = stride(from: 0, to: expected.count, by: 3).map {
            QuestionContent.AcceptedNumber(from: expected[$0], through: expected[$0 + 1], share: Int(expected[$0 + 2]))
        }
        #expect(try GIFT.question("q{\(answers)}").kind == .number(accepted: accepted))
    }

    @Test("Pairs, and right sides that belong to none")
    func matching() throws {
        let text = "Match.{\n =Sweden  -> Stockholm\n =[html]<b>Norway</b>->Oslo\n = -> Bergen\n =Rust -> not C#\n}"
        let pairs = [
            QuestionContent.Pair("Sweden", "Stockholm"), QuestionContent.Pair("Norway", "Oslo"),
            QuestionContent.Pair("Rust", "not C#"),
        ]
        #expect(try GIFT.question(text).kind == .matching(pairs: pairs, others: ["Bergen"]))
        let hashes = try GIFT.question("Match.{=C# -> .NET =F# -> .NET, too ####General}")
        #expect(hashes.kind == .matching(pairs: [.init("C#", ".NET"), .init("F#", ".NET, too")], others: []))
    }

    @Test("An arrow in some feedback makes no pair, and an escaped one neither")
    func arrows() throws {
        #expect(
            try GIFT.question("q{=a#see page -> 5 =b}").kind == .short(accepted: [.init("a"), .init("b")])
        )
        #expect(try GIFT.question(#"q{=Int -\> String}"#).kind == .short(accepted: [.init("Int -> String")]))
    }

    @Test(
        "Words behind the answers make a gap",
        arguments: [
            ("Oslo is {=north ~south} of Rome.", "Oslo is _____ of Rome."), ("{T} is it.", "_____ is it."),
            ("Give it ({#5}).", "Give it (_____)."), ("Is it so?\n{T}", "Is it so?"), ("It is{T}so", "It is_____so"),
        ]
    )
    func gaps(_ text: String, _ expected: String) throws {
        #expect(try GIFT.question(text).text == expected)
    }

    @Test("What a chat cannot ask is skipped, with its line")
    func skipped() {
        let text = """
            // Comment
            ::Essay:: Say something. {}

            With feedback { #### Well done }

            A description, no question.

            Berlin is the capital of {1:SHORTANSWER:=Germany} and Rome that of {:MC:=Italy~%0%Spain}.

            What is {a} + {b}? {#{a}+{b}:0.1}

            What is {a} times 2? {={a}*2}

            Put these in order. {>ALL VERTICAL
            a
            b
            }

            Like? {==a.*b}
            """
        let reading = GIFT.read(text: text)
        #expect(reading.skipped.map(\.line) == [2, 4, 6, 8, 10, 12, 14, 19])
        #expect(
            reading.skipped.map(\.kind) == [
                .essay, .essay, .description, .cloze, .calculated, .calculated, .unknown, .unknown,
            ]
        )
        #expect(reading.questions.isEmpty && reading.problems.isEmpty && reading.moreSkipped == 0)
        let many = GIFT.read(text: String(repeating: "Words\n\n", count: 250))
        #expect(many.skipped.count == 100 && many.moreSkipped == 150 && many.skipped.last?.line == 199)
    }
}
