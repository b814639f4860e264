import Groups
import Identifiers
import Testing

@testable import Commands

private let bot = UserID(rawValue: "@guildhall:example.org")

private func read(_ spoken: Spoken, _ place: Call.Place = .shared, prefix: String = "!") -> CommandText? {
    CommandText(spoken, place: place, manner: Manner(prefix: prefix, botID: bot, botName: "Guildhall"))
}

/// The name and the words that were read, with bars between them, or nil where nothing was.
private func summary(_ text: CommandText?) -> String? {
    guard var text else { return nil }
    var parts = [text.name]
    while let word = try? text.words.next("word") { parts.append(word) }
    return parts.joined(separator: "|")
}

struct CommandTextTests {
    @Test(
        "Among others, only a prefix and a letter at the very beginning, or a mention, make a command",
        arguments: [
            ("!join swift-guild", "join|swift-guild"), ("!JOIN Swift", "join|Swift"), ("!help?", "help"),
            ("!help", "help"), ("!join\u{A0}swift", "join|swift"), ("!join\u{3000}a\u{2009}b\tc", "join|a|b|c"),
            ("!join\u{200B} a\u{200B}b\u{200B}", "join|a\u{200B}b"),
            ("!join \u{200B} \u{202E}x\u{200B} \u{2066}", "join|x"),
            ("!\u{212A}ick x", "kick|x"), ("!ge\u{301}nial", "génial"), ("join swift", nil), ("", nil), (" ", nil),
            ("!", nil), ("!!", nil), ("!!!", nil), ("! join x", nil), ("!5", nil), ("!\n!join x", nil),
            ("hello !join x", nil), (" !join x", nil), ("\n!join x", nil), ("\u{200B}!join x", nil),
            ("\u{FEFF}!join x", nil), ("\u{202E}!join x", nil), ("\u{0}!join x", nil), ("!\u{338}join x", nil),
            ("!\u{200D}join x", nil), ("!\u{0}join", nil), ("！join x", nil), ("* !join x", nil),
            ("> !approve 7", nil), (">!approve 7", nil), ("> !approve 7\n\nthanks", nil),
            (">\u{301} !approve 7", nil), ("```\n!approve 7\n```", nil), ("`!approve 7`", nil),
            ("    !approve 7", nil), ("> <@ada:x> !approve 7\n> more\n\n!approve 8", "approve|8"),
            ("> > !approve 6\n> !approve 7\n\n\n!approve 8 ok", "approve|8|ok"),
            ("> !approve 7\r\n\r\n!approve 8", "approve|8"), ("> !approve 7\n!approve 8", "approve|8"),
            ("> !approve 7\n \t\n!approve 8", "approve|8"), ("> !approve 7\n\n  !approve 8", nil),
            ("> hi\u{2028}!approve 7\n\nfine", nil), ("> hi\u{85}!approve 7", nil), ("> hi\r!approve 7", nil),
            ("!groups search 🦉 owls", "groups|search|🦉|owls"), ("!join שלום", "join|שלום"),
            ("!join x\u{2028}y", "join|x"), ("!join x\u{85}y", "join|x"), ("!join x\r\ny", "join|x"),
            ("/join x", nil),
        ] as [(String, String?)]
    )
    func shared(body: String, expected: String?) {
        #expect(summary(read(Spoken(body: body))) == expected)
    }

    @Test(
        "A mention at the beginning addresses the bot, by ID or by name, and nobody else of a similar name",
        arguments: [
            ("@guildhall:example.org join x", "join|x"), ("@guildhall:example.org: join x", "join|x"),
            ("@guildhall:example.org, !join x", "join|x"), ("Guildhall: join x", "join|x"),
            ("guildhall, join x", "join|x"), ("@Guildhall join x", "join|x"), ("@Guildhall: join x", "join|x"),
            ("@guildhall: join x", "join|x"), ("Guildhall:\u{A0}join x", "join|x"),
            ("@guildhall:example.org", "help"), ("@guildhall:example.org: ", "help"), ("Guildhall:", "help"),
            ("Guildhall: ?", "help"), ("Guildhall: 👍", nil), ("Guildhall: 5", nil), ("Guildhall", nil),
            ("Guildhall is down again", nil), ("@guildhall:example.org:8448 join x", nil),
            ("@guildhall:example.organs join", nil), ("@guildhall:example.org.evil: join", nil),
            ("@guildhall:elsewhere.org: join x", nil), ("Guildhalls join x", nil), ("Guildhall:join x", nil),
            ("ask Guildhall: join x", nil), ("@GUILDHALL:example.org: join x", nil),
            ("@guildhall: `!join x`", nil), ("@guildhall: ```", nil), ("> @guildhall:example.org: join x", nil),
            ("Guildhall's fine", nil),
        ] as [(String, String?)]
    )
    func mention(body: String, expected: String?) {
        let text = read(Spoken(body: body))
        #expect(summary(text) == expected)
        #expect(text?.isAddressed ?? true)
        #expect(read(Spoken(body: "!join x"))?.isAddressed == false)
    }

    @Test("The bot's plain name addresses it where the message mentions it")
    func plainName() {
        #expect(summary(read(Spoken(body: "Guildhall join x", mentionsBot: true))) == "join|x")
        #expect(summary(read(Spoken(body: "Guildhall", mentionsBot: true))) == "help")
        #expect(read(Spoken(body: "so says Guildhall", mentionsBot: true)) == nil)
    }

    @Test(
        "Alone with the bot the prefix may be left out",
        arguments: [
            ("join x", "join|x"), ("!join x", "join|x"), ("  join x", "join|x"), ("\n\njoin x", nil), ("Help.", "help"),
            ("Guildhall: help", "help"), ("\u{200B}join x", "join|x"), ("```\njoin x\n```", nil), ("`join x`", nil),
            ("> join x", nil), ("", nil), ("   ", nil), ("\u{200B}", nil), ("approve", "approve"), ("?", nil),
            ("! join", nil), ("👍", nil),
        ] as [(String, String?)]
    )
    func direct(body: String, expected: String?) {
        #expect(summary(read(Spoken(body: body), .direct)) == expected)
    }

    @Test("Mention pills are read as the persons they stand for, in their order")
    func pills() throws {
        let ada = UserID(rawValue: "@ada:example.org")
        let al = UserID(rawValue: "@al:example.org")
        let strange = UserID(rawValue: "@z\u{200D}e:x")
        let evil = UserID(rawValue: "@ada:x\n@eve:x")
        let table: [(String, [Spoken.Pill], String?)] = [
            ("!admins x add Ada L.", [.init(text: "Ada L.", user: ada)], "admins|x|add|@ada:example.org"),
            (
                "Hall: admins add Ada", [.init(text: "Hall", user: bot), .init(text: "Ada", user: ada)],
                "admins|add|@ada:example.org"
            ),
            ("Hall", [.init(text: "Hall", user: bot)], "help"),
            ("!a Also Al", [.init(text: "Al", user: al)], "a|Also|@al:example.org"),
            (
                "!a Ada Ada", [.init(text: "Ada", user: ada), .init(text: "Ada", user: al)],
                "a|@ada:example.org|@al:example.org"
            ),
            ("!a @ada:example.org", [.init(text: "@ada:example.org", user: ada)], "a|@ada:example.org"),
            ("!a Bob", [.init(text: "Ada", user: ada)], "a|Bob"), ("!a x", [.init(text: "", user: ada)], "a|x"),
            ("!a Eve", [.init(text: "Eve", user: evil)], "a|Eve"),
            ("> Ada\n\n!a Ada", [.init(text: "Ada", user: ada)], "a|@ada:example.org"),
            ("Hall join x", [.init(text: "Hall", user: ada)], nil),
            ("!a aab", [.init(text: "ab", user: ada)], "a|aab"),
            ("!a --- -- x", [.init(text: "-- x", user: ada)], "a|---|@ada:example.org"),
        ]
        for (body, pills, expected) in table {
            #expect(summary(read(Spoken(body: body, pills: pills))) == expected, "\(body)")
        }
        var text = try #require(read(Spoken(body: "!a Zé", pills: [.init(text: "Zé", user: strange)])))
        let person = try text.words.nextPerson("person")
        #expect(person == strange)
    }

    @Test("No more than 16 KiB are read, and what was not read is never taken for whole")
    func long() throws {
        var long = try #require(read(Spoken(body: "!postjob x\nabout: " + String(repeating: "é", count: 30_000))))
        #expect(long.name == "postjob")
        long.readForm([.init("about", limitBytes: 20_000)])
        #expect(long.form.problems == [.tooLong("form", bytes: 60_018, limitBytes: 16_384)])
        #expect(long.form["about"].map { $0.utf8.count <= 16_384 && $0.utf8.count > 16_300 } == true)
        #expect(throws: UsageError.tooLong(field: "note", limitBytes: 20_000)) {
            try long.freeText("note", limitBytes: 20_000)
        }
        #expect(read(Spoken(body: "!" + String(repeating: "a\u{301}", count: 30_000)))?.name.utf8.count == 60)
        // A quotation doesn't count.
        var replied = try #require(read(Spoken(body: String(repeating: "> x\n", count: 10_000) + "\n!a b\nc: d")))
        replied.readForm([.init("c", limitBytes: 10)])
        #expect(replied.form["c"] == "d" && replied.form.problems.isEmpty)
    }

    @Test("Free text is kept as it was typed, quotes, apostrophes, dashes and lines")
    func freeText() throws {
        for typed in [
            "I’m “good” – really — don't", "„ja“", "«a» b", "\"a\" and \"b\"", "“all of it”", "a\u{A0}b  c",
            "—check it",
            "first\n\nsecond: x\n```\nthird", "‘tis’", "--check",
        ] {
            var text = try #require(read(Spoken(body: "!note “a b” " + typed)))
            let first = try text.words.next("first")
            #expect(first == "a b")
            let free = try text.freeText("note", limitBytes: 1000)
            #expect(free == typed)
        }
        let text = try #require(read(Spoken(body: "!note éé\nx")))
        #expect(throws: UsageError.tooLong(field: "note", limitBytes: 5)) { try text.freeText("note", limitBytes: 5) }
        let exact = try text.freeText("note", limitBytes: 6)
        #expect(exact == "éé\nx")
        let hidden = try #require(read(Spoken(body: "!note \u{200B}\n \u{202E}\n"))).freeText("note", limitBytes: 9)
        #expect(hidden.isEmpty)
    }

    @Test("A reply is read without what it replies to")
    func reply() {
        #expect(
            CommandText.reply(Spoken(body: "> <@ada:x> refuse\n> more\n\n approve “ok”\nyes ")) == "approve “ok”\nyes"
        )
        #expect(CommandText.reply(Spoken(body: "> x\u{2028}approve")).isEmpty)
    }

    @Test("Other prefixes work, and without one only a mention does")
    func prefixes() {
        #expect(summary(read(Spoken(body: "!hall join x"), prefix: "!hall ")) == "join|x")
        #expect(summary(read(Spoken(body: "!join x"), prefix: "!hall ")) == nil)
        #expect(summary(read(Spoken(body: "join x"), prefix: "")) == nil)
    }
}
