import Groups
import Testing

/// What is read of the words of a question, whichever way they are written.
@Suite("Words in GIFT")
struct GIFTWordsTests {
    @Test("Escaped characters stand for themselves")
    func escapes() throws {
        let content = try GIFT.question(
            ##"::a\:\:b:: f(x) \= \{x\}\: a\\nb\n    c \\\# \~ \( \alpha \\ {=\=1\~ ~\#2\{\} ~\\ ~\\\\}"##
        )
        #expect(content.title == "a::b")
        #expect(content.text == "f(x) = {x}: a\\nb\n    c \\# ~ \\( \\alpha \\")
        let options = ["=1~", "#2{}", "\\", "\\\\"].map { QuestionContent.Option($0, share: $0 == "=1~" ? 1000 : 0) }
        #expect(content.kind == .choice(options: options, isMultiple: false))
    }

    @Test("Every line end is one, and lines are counted as an editor counts them")
    func lineEnds() {
        let reading = GIFT.read(
            text: "\u{FEFF}one {T}\r\n\r\ntwo\rmore {T}\r\rthree {T}\n\r\nfour {T}\n \t\u{A0}\nfive {T}"
        )
        #expect(reading.questions.map(\.line) == [1, 3, 6, 8, 10])
        #expect(reading.questions.map(\.content.text) == ["one", "two\nmore", "three", "four", "five"])
    }

    @Test("Comments stand anywhere and end no question")
    func comments() throws {
        let text = """
            // { not a brace
            First line
              // } neither
            second // not a comment
            {
            // ~no
            ~a
            =b // part of it
            }
            // the end
            """
        let content = try GIFT.question(text)
        #expect(content.text == "First line\nsecond // not a comment")
        let options = [QuestionContent.Option("a", share: 0), QuestionContent.Option("b // part of it", share: 1000)]
        #expect(content.kind == .choice(options: options, isMultiple: false))
        #expect(GIFT.read(text: text).questions.first?.line == 2)
    }

    @Test("Code keeps its lines and how they are moved in")
    func code() throws {
        let text = """
            ::Loop::
                What is printed?
                for x in 1...3 \\{
                    print(x)
                \\}
                {=1\n        2\\n  3 ~ Array<Int> & more}
            """
        let content = try GIFT.question(text)
        #expect(content.text == "What is printed?\nfor x in 1...3 {\n    print(x)\n}")
        let options = [
            QuestionContent.Option("1\n2\n  3", share: 1000), QuestionContent.Option("Array<Int> & more", share: 0),
        ]
        #expect(content.kind == .choice(options: options, isMultiple: false))
    }

    @Test(
        "Tags and entities become what can be read",
        arguments: [
            ("[html]<p>One <b>two</b></p>\n<p>three<br/>four</p>", "One two\nthree\nfour"),
            ("[html]<ul><li>a</li><li>b</li></ul>c  d\n e", "- a\n- b\nc d e"),
            (#"[html]<pre>if x \{\n    y\n\}</pre>"#, "if x {\n    y\n}"),
            ("[html]2<sup>10</sup> x<sup>n+1</sup> H<sub>2</sub>O", "2^10 x^(n+1) H2O"),
            (#"[html]See <img src\="data\:x" alt\="a &lt;b&gt; tree">!<img src\='x'>"#, "See [a <b> tree]!"),
            ("[html]a<script>alert(1)</script >b<style>p<!-- c", "ab"),
            ("[html]a < b <3 <i>c</i> <!-- gone -->d <unclosed", "a < b <3 c d <unclosed"),
            ("[html]a<!-- never closed", "a<!-- never closed"),
            (
                "[html]&amp;lt; &lt;i&gt; &quot;&#39;&#x2192;&nbsp;&eacute; &foo; &#xD800; &",
                "&lt; <i> \"'→ é &foo; &#xD800; &"
            ),
            ("Some <em>plain</em> words&nbsp;with <br> a break", "Some plain words with\n a break"),
            ("if (a <b && c> d) Array<Int> &amp; x <b and c> y", "if (a <b && c> d) Array<Int> & x <b and c> y"),
            ("[plain]<b>&amp;</b> **x**", "<b>&amp;</b> **x**"),
            ("[moodle]**x**", "**x**"),
            (
                "[markdown]Who is **Ada**? `**a** <b>&amp;` 2**3 ** x, **never",
                "Who is Ada? `**a** <b>&amp;` 2**3 ** x, **never"
            ),
            ("[other]words", "[other]words"),
        ]
    )
    func markup(_ written: String, _ expected: String) throws {
        let content = try GIFT.question("::t::\(written){T}")
        #expect(content.text == expected)
    }

    @Test("What was left out is noted once, in a fixed order")
    func notes() {
        let text = "[html]<b>a</b> <img> {~<i>x</i>#no =y#yes####well}\n\n[html]plain &amp; simple{T}\n\nb{T#}"
        #expect(
            GIFT.read(text: text).questions.map(\.notes) == [
                [.feedbackLeftOut, .formattingLeftOut, .imageLeftOut], [], [],
            ]
        )
    }

    @Test("Answers are written as the question is, unless they say otherwise")
    func inheritedFormat() throws {
        let content = try GIFT.question("[html]q{=<b>a</b> ~[plain]<b>b</b> ~[markdown]**c**}")
        let options = ["a", "<b>b</b>", "c"].map { QuestionContent.Option($0, share: $0 == "a" ? 1000 : 0) }
        #expect(content.kind == .choice(options: options, isMultiple: false))
    }

    @Test("Characters that nobody sees are taken out, emoji stay whole")
    func unseen() throws {
        let hidden = "a\u{0007}\t\u{FEFF}b\u{2009}c &#8203;&#x202E;d"
        let emoji = "👩\u{200D}💻 e\u{200D}f 1\u{FE0F}\u{20E3}"
        let content = try GIFT.question("::t\u{200B}i\u{202E}::\(hidden) \(emoji){T}")
        #expect(content.title == "ti")
        #expect(content.text == "a b c d 👩\u{200D}💻 ef 1\u{FE0F}\u{20E3}")
    }

    @Test(
        "The topic is the last part of a category",
        arguments: [
            ("Swift/Concurrency", "concurrency"), ("$course$/top/Default for Swift", ""), ("$course$/top", ""),
            ("$system$/top/Default for A/ Two  Words ", "two words"), ("TCP//IP", "tcp/ip"), ("", ""),
            ("$cat1$/Basics/", "basics"), ("a/top", "top"), ("top/default for x/default for y", "default for y"),
        ]
    )
    func topics(_ path: String, _ topic: String) {
        let reading = GIFT.read(text: "$CATEGORY: old\n\n$CATEGORY:\(path)\na {T}\n\nb {T}\n$CATEGORY: new\n\nc {F}")
        #expect(reading.questions.map(\.content.topic) == [topic, topic, "new"])
        #expect(reading.problems.isEmpty)
    }
}
