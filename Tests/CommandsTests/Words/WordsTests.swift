import Groups
import Identifiers
import Testing

@testable import Commands

struct WordsTests {
    @Test(
        "Quotes of any kind make one word of several; apostrophes and quotes without an end do not",
        arguments: [
            (#"a "b c" d"#, ["a", "b c", "d"]), ("“b c” d", ["b c", "d"]), ("„b c“ d", ["b c", "d"]),
            ("«b c» d", ["b c", "d"]), ("“b c\" d", ["b c", "d"]), ("\"b c” d", ["b c", "d"]),
            ("”b c” d", ["b c", "d"]), ("‘b c’ d", ["b c", "d"]), ("'b c’ d", ["b c", "d"]), ("'b c' d", ["b c", "d"]),
            ("don't won't", ["don't", "won't"]), ("don’t", ["don’t"]), ("“don’t go” x", ["don’t go", "x"]),
            ("“b c d", ["“b", "c", "d"]), ("b” c", ["b”", "c"]), (#""b’ c"#, [#""b’"#, "c"]),
            (#""say \"hi\"" x"#, [#"say "hi""#, "x"]), (#""open end"#, [#""open"#, "end"]),
            (#""a"b" c"#, [#"a"b"#, "c"]), (#""back\\" x"#, [#"back\"#, "x"]), (#"a"b c"d"#, [#"a"b"#, #"c"d"#]),
            (#""a\" b"#, [#""a\""#, "b"]), ("  a   b  ", ["a", "b"]), ("", []),
            ("—check x", ["--check", "x"]), ("–check", ["--check"]), ("— x", ["—", "x"]), ("a—b", ["a—b"]),
            (#"skill:"machine learning" x"#, ["skill:machine learning", "x"]),
            ("\u{200B}a\u{AD} \u{202E} b\u{2066}", ["a", "b"]), ("a\u{2028}b", ["a", "b"]),
        ]
    )
    func splitting(line: String, expected: [String]) {
        var words = Words(line)
        var found: [String] = []
        while let word = try? words.next("word") { found.append(word) }
        #expect(found == expected)
        #expect(words.isAtEnd && words.rest.isEmpty)
    }

    @Test(
        "A person is an ID, with what clients put after it, or a link",
        arguments: [
            ("@ada:example.org", "@ada:example.org"), ("@ada:example.org:", "@ada:example.org"),
            ("@ada:example.org,", "@ada:example.org"), ("@ada:example.org.", "@ada:example.org"),
            ("@ada:example.org:8448", "@ada:example.org:8448"), ("\u{2066}@ada:x\u{2069}", "@ada:x"),
            ("https://matrix.to/#/@ada:example.org", "@ada:example.org"),
            ("https://matrix.to/#/%40ada%3Aexample.org?via=x", "@ada:example.org"),
            ("HTTPS://Matrix.to/#/@ada:example.org", "@ada:example.org"),
            ("matrix:u/ada:example.org", "@ada:example.org"),
            ("@a\u{200D}da:x", "@a\u{200D}da:x"), ("@e\u{301}:x", "@e\u{301}:x"), ("ada", nil), ("@ada", nil),
            ("ada:x", nil), ("@:x", nil), ("@ada:", nil), ("https://matrix.to/#/#room:x", nil),
            ("https://matrix.to/#/%4", nil), ("https://matrix.to/#/%FF", nil), ("https://matrix.to/#/%+4a:x", nil),
            ("https://matrix.to/#/%40a%0A%3Ax", nil), ("@аda:exаmple.org", nil), (#""@ada :x""#, nil),
        ] as [(String, String?)]
    )
    func persons(word: String, expected: String?) {
        var words = Words(word)
        let person = try? words.nextPerson("person")
        #expect(person == expected.map { UserID(rawValue: $0) })
    }

    @Test(
        "Numbers are read with and without #, each once, up to what may be a note",
        arguments: [
            ("41", [41], ""), ("#41", [41], ""), ("41 #42 43", [41, 42, 43], ""), ("41,42", [41, 42], ""),
            ("#41,#42, 43 thanks", [41, 42, 43], "thanks"), ("#41 #42 thanks", [41, 42], "thanks"),
            ("41 41 42", [41, 42], ""), ("41 100% sure", [41], "100% sure"), ("41 —ok", [41], "—ok"),
            ("41 2 samples are missing", [41], "2 samples are missing"), ("41, 42 welcome", [41, 42], "welcome"),
            ("41 42 #43 x", [41], "42 #43 x"), ("41.", [41], ""), ("41 1.5 is too much", [41], "1.5 is too much"),
            ("\u{200B}41\u{200B} \u{A0}ok", [41], "ok"), ("#41 and #42", [41, 42], ""),
            ("41 and 42 & 43", [41, 42, 43], ""),
            ("#41, And #42 thanks", [41, 42], "thanks"), ("41 + 42 samples", [41], "+ 42 samples"),
            ("41 and thanks", [41], "and thanks"), ("41 41 #41 999", [41, 999], ""), ("41 and", [41], "and"),
        ]
    )
    func numbers(line: String, expected: [Int64], rest: String) throws {
        var words = Words(line)
        let numbers = try words.nextRequests()
        #expect(numbers.map(\.rawValue) == expected)
        #expect(words.rest == rest)
    }

    @Test(
        "The numbers with which words begin are found, joined or not",
        arguments: [
            ("42 samples", [42], "samples"), ("and #42 thanks", [42], "thanks"), ("42 #43 42 x", [42, 43], "x"),
            ("thanks 42", [], "thanks 42"), ("and thanks", [], "and thanks"), ("", [], ""),
        ]
    )
    func leadingNumbers(text: String, expected: [Int64], rest: String) {
        let (found, behind) = Words(text).leadingRequests()
        #expect(found.map(\.rawValue) == expected && behind == rest)
    }

    @Test("Twenty numbers are read; one more is refused rather than taken for a note")
    func manyNumbers() throws {
        var words = Words((1...20).map { "#\($0)" }.joined(separator: " ") + " ok")
        let numbers = try words.nextRequests()
        #expect(numbers.count == 20 && words.rest == "ok")
        var more = Words((1...21).map { "#\($0)" }.joined(separator: " ") + " ok")
        #expect(throws: UsageError.unexpected("#21")) { try more.nextRequests() }
    }

    @Test(
        "What is no number is named",
        arguments: ["x", "#", "4x", "-1", "٤١", "99999999999999999999", "+3", "1.5", "##4", "１"]
    )
    func notNumbers(word: String) {
        var words = Words(word)
        #expect(throws: UsageError.notANumber(word)) { try words.nextRequest() }
        var again = Words(word)
        #expect(throws: UsageError.notANumber(word)) { try again.nextRequests() }
        var job = Words(word)
        #expect(throws: UsageError.notANumber(word)) { try job.nextJob() }
    }

    @Test("One number is one number", arguments: ["41", "#41", "41,", "41."])
    func oneNumber(word: String) throws {
        var words = Words(word + " x")
        let job = try words.nextJob()
        #expect(job.rawValue == 41 && words.rest == "x")
        var two = Words("41,42")
        #expect(throws: UsageError.notANumber("41,42")) { try two.nextJob() }
    }

    @Test("What is missing is called by its name, and empty quotes are nothing")
    func missing() {
        var words = Words(" \u{200B} ")
        #expect(words.isAtEnd)
        #expect(throws: UsageError.missing("group")) { try words.next("group") }
        #expect(throws: UsageError.missing("person")) { try words.nextPerson("person") }
        var empty = Words("\"\" “ \u{200B}” x")
        #expect(throws: UsageError.missing("group")) { try empty.next("group") }
        #expect(throws: UsageError.missing("group")) { try empty.next("group") }
        #expect(empty.rest == "x")
    }

    @Test(
        "Options are taken out wherever they stand, but not out of quotes",
        arguments: [
            ("--check", true, ""), ("a —Check b", true, "a b"), ("a b --check", true, "a b"), ("–check  a", true, "a"),
            (#""a --check b""#, false, #""a --check b""#), (#""--check""#, false, #""--check""#),
            ("a--check", false, "a--check"), ("I’m “a b” --check — c", true, "I’m “a b” — c"),
            ("--check --check", true, "--check"), ("—", false, "—"), ("“a --check", true, "“a"),
        ]
    )
    func options(line: String, expected: Bool, rest: String) {
        var words = Words(line)
        let found = words.option("--check")
        #expect(found == expected)
        #expect(words.rest == rest)
    }

    @Test(
        "The rest is what was typed; quotes are taken off where they stand around the whole of it",
        arguments: [
            ("I'm “good”,  really ", "I'm “good”,  really", "I'm “good”,  really"),
            (#""in quotes""#, #""in quotes""#, "in quotes"), ("“Swift Guild”", "“Swift Guild”", "Swift Guild"),
            ("“Swift Guild\"", "“Swift Guild\"", "Swift Guild"), (#""a" and "b""#, #""a" and "b""#, #""a" and "b""#),
            ("\"", "\"", "\""), ("\"\"", "\"\"", ""), ("Ada’s – “x” — y", "Ada’s – “x” — y", "Ada’s – “x” — y"),
        ]
    )
    func rest(line: String, expected: String, unquoted: String) {
        #expect(Words(line).rest == expected)
        #expect(Words(line).restUnquoted == unquoted)
    }

    @Test(
        "A group in quotes is told from the words after it, whatever the quotes",
        arguments: [
            "\"Swift Guild\" hi", "“Swift Guild” hi", "„Swift Guild“ hi", "“Swift Guild\" hi", "'Swift Guild’ hi",
        ]
    )
    func quotedGroup(text: String) throws {
        let quoted = try #require(Words.quoted(in: text))
        #expect(text[quoted.inside] == "Swift Guild" && text[quoted.end...] == " hi")
        #expect(Words.quoted(in: "Swift “Guild”") == nil && Words.quoted(in: "“Swift") == nil)
    }

    @Test(
        "The nearest candidate is found up to two slips, one in short words; of equals the first",
        arguments: [
            ("swfit", "swift"), ("jion", "join"), ("jooin", "join"), ("jn", nil), ("leav", "leave"),
            ("grops", "groups"), ("hlep", "help"), ("postjobs", "postjob"), ("xyzzy", nil), ("", nil),
            ("HELP", "help"), ("jbo", "job"), ("jab", "job"), ("jxx", nil), ("aprove", "approve"), ("zzzzjoin", nil),
        ] as [(String, String?)]
    )
    func closestCandidate(word: String, expected: String?) {
        let names = ["help", "groups", "join", "leave", "approve", "postjob", "job", "swift", "jobs"]
        #expect(closest(to: word, among: names) == expected)
    }
}
