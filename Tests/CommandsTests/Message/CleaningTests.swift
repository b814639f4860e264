import Commands
import SeededTesting
import Testing

struct CleaningTests {
    @Test(
        "What hides, reorders or piles up is taken out",
        arguments: [
            ("Swift Guild", "Swift Guild"), ("  a \t b  ", "a b"), ("a\u{A0}b\u{3000}c\u{2009}d", "a b c d"),
            ("pay\u{202E}lap", "paylap"), ("\u{2066}a\u{2069}\u{200E}\u{200F}\u{61C}b", "ab"),
            ("a\u{200B}b\u{FEFF}c\u{2060}d\u{AD}e", "abcde"), ("a\u{200D}b\u{200C}c", "abc"),
            ("flag\u{E0067}\u{E007F}", "flag"), ("\u{E000}\u{F0000}x\u{378}", "x"),
            ("a\u{0}b\u{7}c\u{1B}[0m", "abc[0m"),
            ("x\u{FE0F}y", "xy"), ("\u{115F}\u{3164}\u{FFA0}", ""), ("\u{2800}", ""), ("\u{301}acute", "acute"),
            ("a \u{301}b", "a b"), ("e\u{301}", "e\u{301}"), ("k\u{FFF9}\u{FFFB}", "k"),
            ("👩\u{200D}👩\u{200D}👧", "👩\u{200D}👩\u{200D}👧"), ("❤\u{FE0F}\u{200D}🔥", "❤\u{FE0F}\u{200D}🔥"), ("👍🏽", "👍🏽"),
            ("1\u{FE0F}\u{20E3}", "1\u{FE0F}\u{20E3}"), ("🇩🇪", "🇩🇪"), ("👩\u{200D}", "👩"), ("👩\u{200D}a", "👩a"),
            ("a\u{200D}👩", "a👩"), ("नमस्ते", "नमस्ते"), ("Việt Nam", "Việt Nam"), ("שלום", "שלום"),
        ]
    )
    func oneLine(raw: String, expected: String) {
        #expect(Cleaned(raw).text.unicodeScalars.elementsEqual(expected.unicodeScalars), "\(Cleaned(raw).text)")
    }

    @Test(
        "Every line end is one line end, or a space where there is only one line",
        arguments: ["\n", "\r\n", "\r", "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}"]
    )
    func lineEnds(end: String) {
        #expect(Cleaned("a \(end) b").text == "a b")
        #expect(Cleaned("\(end)a \(end)b\(end)", lines: .many).text == "a\nb")
        #expect(Cleaned("a\(end)\(end)\(end)\(end)b", lines: .many).text == "a\n\nb")
    }

    @Test("Marks piled up on a letter are cut to what a language may need")
    func marks() {
        let tower = "Z" + String(repeating: "\u{301}", count: 50_000) + "o"
        #expect(Cleaned(tower).text.unicodeScalars.count == 8)
    }

    @Test(
        "Nobody is rung and nobody linked by a quoted text",
        arguments: [
            ("@room", "@\u{2060}room"), ("hi @Room!", "hi @\u{2060}Room!"), ("@ROOMS", "@\u{2060}ROOMS"),
            ("@ada:example.org", "@\u{2060}ada:example.org"), ("x@ada:b", "x@\u{2060}ada:b"),
            ("https://matrix.to/#/@a:b", "https://matrix.to/#/@\u{2060}a:b"),
            ("matrix.to/#/%40a%3Ab", "matrix.to/\u{2060}#/%40a%3Ab"), ("matrix:u/a:b", "matrix:\u{2060}u/a:b"),
            ("ada@example.org", "ada@example.org"), ("at @ once: yes", "at @ once: yes"), ("@ada", "@ada"),
            ("https://swift.org/u/", "https://swift.org/u/"), ("", "—"), (" \u{200B}\n", "—"),
        ]
    )
    func quiet(raw: String, shown: String) {
        #expect(Cleaned(raw).shown.unicodeScalars.elementsEqual(shown.unicodeScalars), "\(Cleaned(raw).shown)")
    }

    @Test("Only text with letters from right to left is isolated, each line by itself")
    func isolation() {
        #expect(Cleaned("Zürich 漢字").shown == "Zürich 漢字")
        #expect(Cleaned("שלום abc").shown == "\u{2068}שלום abc\u{2069}")
        #expect(Cleaned("مرحبا\n\nb", lines: .many).shown == "\u{2068}مرحبا\u{2069}\n\n\u{2068}b\u{2069}")
    }

    @Test("Cleaning what is clean changes nothing, and takes no longer for hostile text")
    func again() {
        var numbers = SeededNumbers(seed: 5)
        for _ in 0..<2000 {
            let once = Cleaned(hostileText(&numbers), lines: .many).text
            #expect(Cleaned(once, lines: .many).text.utf8.elementsEqual(once.utf8))
        }
        #expect(Cleaned(String(repeating: "@", count: 60_000) + ":").shown.utf8.count >= 60_000)
    }

    @Test(
        "A text is cut between characters, in bytes",
        arguments: [
            ("short", 5, "short"), ("longer", 5, "lo…"), ("äöüß", 7, "äö…"), ("äöüß", 6, "ä…"),
            ("👩\u{200D}👩\u{200D}👧ab", 12, "…"),
            ("ab cd", 3, "…"), ("ab cd", 4, "a…"), ("abc defg", 7, "abc…"), ("abc", 2, ""), ("abc", -1, ""),
            ("", 0, ""),
        ]
    )
    func capping(text: String, bytes: Int, expected: String) {
        #expect(text.capped(bytes: bytes) == expected)
    }

    @Test("One character of 100,001 bytes does not pass a limit")
    func heavyCharacter() {
        let heavy = "e" + String(repeating: "\u{301}", count: 50_000)
        #expect(heavy.count == 1)
        #expect(heavy.capped(bytes: 1000) == "…")
        #expect(("ab" + heavy).capped(bytes: 1000) == "a…" || ("ab" + heavy).capped(bytes: 1000).utf8.count <= 1000)
    }
}

/// A short text out of what breaks programs.
func hostileText(_ numbers: inout SeededNumbers) -> String {
    let pieces = [
        "<", ">", "&", "\"", "'", "</p>", "<script>", "<a href=\"javascript:x\">", "<!--", "&lt;", "&#x3c;", "@room",
        "@a:b",
        "\u{0}", "\n", "\r\n", "\u{2028}", "\u{202E}", "\u{2066}", "\u{2069}", "\u{200B}", "\u{200D}", "\u{FE0F}", "👩",
        "❤",
        "\u{301}", "א", "م", "漢", "e", " ", "\u{A0}", "<\u{338}", "&\u{301}", "\u{E0041}", "\u{E000}", "\u{10FFFF}",
        "*", "`",
        "```", "> ", "mx-reply>", "https://matrix.to/#/%40a%3Ab", "\\", "]]>", "1", "\u{20E3}",
    ]
    return (0..<numbers.number(in: 0...24)).map { _ in numbers.pick(pieces) }.joined()
}
