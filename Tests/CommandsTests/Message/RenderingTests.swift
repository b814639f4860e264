import Commands
import Identifiers
import SeededTesting
import Testing

struct RenderingTests {
    private static let finn = UserID(rawValue: "@finn:example.org")
    private static let room = RoomID(rawValue: "!hall:example.org")
    private static let question = EventID(rawValue: "$a/b")

    private static let page = Message([
        .title("\(strong: "Swift Guild") 🦉"),
        .line("Sponsored by \("Acme & Sons"), <not> a tag."),
        .list(["\(code: "!join swift-guild")", "\(finn): \(linkTo: room, question)"]),
        .fields([.init("Skills", "swift, \("c++")"), .init("About", "\("two\nlines")")]),
        .quote("\("I write Swift.\n\nAnd <b>C</b>.")"),
        .next("Ask to join: \(code: "!join swift-guild")"),
    ])

    @Test("Plain text reads well alone")
    func plainText() {
        let expected = """
            Swift Guild 🦉
            Sponsored by Acme & Sons, <not> a tag.
            • !join swift-guild
            • @finn:example.org: https://matrix.to/#/!hall:example.org/$a%2Fb

            Skills: swift, c++
            About: two lines

            > I write Swift.
            >
            > And <b>C</b>.

            → Ask to join: !join swift-guild
            """
        #expect(Self.page.plainText == expected)
    }

    @Test("HTML has the same words, and only the tags that Matrix allows")
    func html() {
        let expected =
            "<h4><strong>Swift Guild</strong> 🦉</h4><p>Sponsored by Acme &amp; Sons, &lt;not&gt; a tag.</p>"
            + "<ul><li><code>!join swift-guild</code></li>"
            + "<li><a href=\"https://matrix.to/#/%40finn%3Aexample.org\">@finn:example.org</a>: "
            + "<a href=\"https://matrix.to/#/!hall:example.org/$a%2Fb\">message</a></li></ul>"
            + "<p><strong>Skills:</strong> swift, c++<br><strong>About:</strong> two lines</p>"
            + "<blockquote>I write Swift.<br><br>And &lt;b&gt;C&lt;/b&gt;.</blockquote>"
            + "<p>→ <em>Ask to join: <code>!join swift-guild</code></em></p>"
        #expect(Self.page.html == expected)
        #expect(HTMLChecker.fault(in: expected) == nil)
    }

    @Test(
        "The checker of these tests finds faults",
        arguments: [
            "<script>", "<p>", "</p>", "<p></em>", "<a href=\"https://evil.org\">x</a>", "<p onclick=\"x\">x</p>",
            "a > b", "a & b",
            "&nbsp;", "<a>x</a>", "<p", "<a href=\"https://matrix.to/#/%40a\" class=\"x\">x</a>", "<del>x</del>", "'",
        ]
    )
    func checkerFindsFaults(html: String) {
        #expect(HTMLChecker.fault(in: html) != nil)
    }

    @Test("Whatever people write, only allowed tags come out, and both texts say the same")
    func hostile() {
        var numbers = SeededNumbers(seed: 6)
        for _ in 0..<4000 {
            var text: String { hostileText(&numbers) }
            let phrase: Phrase = "\(text)\(strong: text)\(code: text)\(UserID(rawValue: "@\(text):x"))"
            let message = Message([
                .title(phrase), .line(phrase), .list([phrase]), .fields([.init(text, phrase)]), .quote(phrase),
                .next(phrase),
            ])
            if let fault = HTMLChecker.fault(in: message.html) {
                Issue.record("\(fault) in \(message.html)")
                return
            }
            let line = Message([.line(phrase)])
            let visible = HTMLChecker.visibleText(of: line.html)
            guard visible.utf8.elementsEqual(line.plainText.utf8) || line.plainText == "\n" + visible else {
                Issue.record("\(visible) is not \(line.plainText)")
                return
            }
            let forbidden = line.plainText.unicodeScalars.filter {
                [0x202E, 0x2066, 0x200B, 0xE0041, 0xE000, 0x10FFFF, 0, 0x2028].contains($0.value)
            }
            #expect(forbidden.isEmpty)
            let said: Phrase = "\(text)\(strong: text)\(code: text)"
            #expect(!said.plainText(lines: .many).contains("@room"))
        }
    }

    @Test("A person is a link in HTML and the ID in plain text; what hides in an ID is shown as bytes")
    func persons() {
        let strange = UserID(rawValue: "@a\u{202E}\"<b>&/?#é:x")
        let message = Message([.line("\(strange)")])
        #expect(
            message.html
                == "<p><a href=\"https://matrix.to/#/%40a%E2%80%AE%22%3Cb%3E%26%2F%3F%23%C3%A9%3Ax\">"
                + "@a%E2%80%AE&quot;&lt;b&gt;&amp;/?#%C3%A9:x</a></p>"
        )
        #expect(message.plainText == "@a%E2%80%AE\"<b>&/?#%C3%A9:x")
    }

    @Test("A text that begins with a quotation is not taken for the quotation of a reply")
    func leadingQuote() {
        #expect(Message([.quote("\("hello")")]).plainText == "\n> hello")
        #expect(Message([.line("\("> !approve 41")")]).plainText.hasPrefix("\n"))
    }

    @Test("What can be typed keeps its Matrix ID, but rings nobody")
    func typeable() {
        #expect(
            Message([.line("\(code: "!admins x add @ada:example.org")")]).plainText == "!admins x add @ada:example.org"
        )
        #expect(Message([.line("\(code: "!groups search @room")")]).plainText == "!groups search @\u{2060}room")
    }

    @Test("Nothing to show shows nothing")
    func empty() {
        #expect(Message([]).plainText.isEmpty && Message([]).html.isEmpty)
        #expect(Message([.list([]), .fields([])]).html.isEmpty)
        #expect(Message([.list([]), .line("x"), .fields([])]).plainText == "x")
    }

    @Test("A long list loses its last items and says how many")
    func bounded() {
        let many = Message([
            .title("Groups"), .list((1...100_000).map { "\(strong: "Group \($0)")" }),
            .next("More: \(code: "!groups 2")"),
        ])
        let fitting = many.bounded()
        #expect(fitting.byteCount <= Message.mostBytes && fitting.byteCount > Message.mostBytes * 9 / 10)
        guard fitting.blocks.count == 3, case .list(let items) = fitting.blocks[1] else {
            Issue.record("the list is gone")
            return
        }
        #expect(items.first?.plainText(lines: .one) == "Group 1")
        #expect(items.last?.plainText(lines: .one) == "… and \(100_001 - items.count) more")
        #expect(Self.page.bounded() == Self.page)
    }

    @Test("A reason of a million bytes, or as many blocks, comes out in bounds")
    func boundedTexts() {
        let reason = String(repeating: "<&> no ", count: 150_000)
        let one = Message([.line("Refused."), .quote("\(reason)"), .next("x")]).bounded()
        #expect(one.byteCount <= Message.mostBytes && one.blocks.count == 3)
        let heavyItem = Message([.list(["\(reason)", "second"])]).bounded()
        #expect(heavyItem.plainText.hasSuffix("• second"))
        for bytes in [0, 1, 50, 500, 5000] {
            let blocks = Message((0..<20_000).map { _ in .line("some words \("x")") }).bounded(bytes: bytes)
            #expect(blocks.byteCount <= bytes)
            let lists = Message(
                (0..<50).map { _ in .list((0..<50).map { _ in "item \(reason.prefix(99).description)" }) }
            )
            #expect(lists.bounded(bytes: bytes).byteCount <= bytes)
        }
    }
}
