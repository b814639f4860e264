import Commands
import Testing

private let jobFields: [FormField] = [
    .init("title", limitBytes: 60),
    .init("Request specific skills or groups", aliases: ["request"], limitBytes: 200, labels: ["group", "skill"]),
    .init("budget", limitBytes: 40),
    .init("about", aliases: ["description"], limitBytes: 400, isProse: true),
]

private func form(_ text: String, _ fields: [FormField] = jobFields) -> Form {
    Form(lines: text.split(separator: "\n", omittingEmptySubsequences: false), fields: fields)
}

struct FormTests {
    @Test("Fields are read by any of their names, whatever their case and the kind of space")
    func reading() {
        let answers = form(
            """
            TITLE:  An  app
            request\u{A0} specific skills  or\u{202F}groups : Swift, ios
            Budget：500
            \u{200B}  description:
            One.

            Two: three.

            """
        )
        #expect(answers.problems.isEmpty)
        #expect(answers["title"] == "An  app")
        #expect(answers["Request specific skills or groups"] == "Swift, ios")
        #expect(answers["budget"] == "500")
        #expect(answers["about"] == "One.\n\nTwo: three.")
        #expect(answers.given == ["title", "Request specific skills or groups", "budget", "about"])
        #expect(form("request: a")["Request specific skills or groups"] == "a")
        #expect(form("title:App")["title"] == "App")
    }

    @Test("A value runs on until the next known field; addresses, times and code are no fields")
    func runningOn() {
        let text = """
            about: See
            https://swift.org: it says
            title://x
            10:30 is fine
            Note: any label may stand here
            std::vector
            > title: quoted
            ```
            title: in code
            ```
            title: App
              for two
            """
        let answers = form(text)
        #expect(answers.problems.isEmpty)
        #expect(answers["title"] == "App\n  for two")
        #expect(answers["about"]?.hasPrefix("See\nhttps://swift.org: it says\ntitle://x\n10:30") == true)
        #expect(answers["about"]?.hasSuffix("> title: quoted\n```\ntitle: in code\n```") == true)
    }

    @Test("A fence of code that is never closed hides no field")
    func openFence() {
        let answers = form("about: ```\nx\n```\nbudget: 1\n```\ntitle: App")
        #expect(answers["title"] == "App" && answers["budget"] == "1\n```")
        #expect(form("about: ```\ntitle: x\n```\ntitle: App")["title"] == "App")
    }

    @Test("All that is wrong is said at once")
    func problems() {
        let text = """
            hello there
            and more of it
            titel: App
            colour: red
            budget: 1
            Budget: 2
            request: \(String(repeating: "é", count: 101))
            """
        #expect(
            form(text).problems == [
                .lineWithoutField("hello there"), .unknownField("titel", near: "title"),
                .unknownField("colour", near: nil), .twice("budget"),
                .tooLong("Request specific skills or groups", bytes: 202, limitBytes: 200),
            ]
        )
        #expect(form(text)["budget"] == "1")
        #expect(form("decription: x").problems == [.unknownField("decription", near: "about")])
        #expect(form("a:b\nc").problems == [.lineWithoutField("a:b")])
    }

    @Test("A field mistyped within a long text is noticed, another label is not")
    func mistyped() {
        #expect(form("title: a\nabout: b\nbugdet: 5\n").problems == [.unknownField("bugdet", near: "budget")])
        #expect(form("title: a\nabout: b\nSkills needed: 5")["about"] == "b\nSkills needed: 5")
        let fields = [FormField("name", limitBytes: 100), FormField("about", limitBytes: 100, isProse: true)]
        #expect(form("about: a\nNote: b\nRate: c", fields).problems.isEmpty)
        #expect(form("about: a\nnmae: b", fields).problems == [.unknownField("nmae", near: "name")])
    }

    @Test("In a list or a text of one line every label is a field, but for the labels that belong there")
    func labelsInShortFields() {
        #expect(form("title: a\ncolour: red").problems == [.unknownField("colour", near: nil)])
        #expect(form("budget: 5\nNote: more later").problems == [.unknownField("note", near: nil)])
        #expect(form("budget: 5\nshoe size: 42").problems == [.unknownField("shoe size", near: nil)])
        let taken = "request: 5\nhttps://x.org: see\n10:30 or later\nstd::vector\nbudget\nlarge:5"
        #expect(form(taken).problems.isEmpty)
        let request = form("request: a\ngroup: b\nSkill: c")
        #expect(request.problems.isEmpty)
        #expect(request["Request specific skills or groups"] == "a\ngroup: b\nSkill: c")
    }

    @Test("In running text the name of another form's field counts as it is typed in forms, and other labels don't")
    func labelsInProse() {
        func read(_ lines: String) -> Form {
            let lines = "about: b\n\(lines)".split(separator: "\n")
            return Form(lines: lines, fields: jobFields, others: ["badge", "time zone"])
        }
        #expect(read("badge: x").problems == [.unknownField("badge", near: nil)])
        #expect(read("time zone: x").problems == [.unknownField("time zone", near: nil)])
        for text in ["Badge: x", "Note: we ship weekly", "location: remote", "- badge: x", "> badge: x", "badge:x"] {
            #expect(read(text).problems.isEmpty, "\(text)")
            #expect(read(text)["about"] == "b\n\(text)")
        }
    }

    @Test("A field left empty is empty, and nothing is no form")
    func empty() {
        let answers = form("budget:\ntitle: \u{200B}\nabout:\n\n")
        #expect(answers["budget"]?.isEmpty == true && answers["title"]?.isEmpty == true)
        #expect(answers["Request specific skills or groups"] == nil)
        #expect(answers.problems.isEmpty && !answers.isEmpty)
        #expect(form(" \n\u{200B}\n\u{202E}").isEmpty)
        #expect(form("").isEmpty)
    }

    @Test("Limits are in bytes, at the limit and one above, and lines have one, too")
    func limits() {
        let fields = [FormField("a", limitBytes: 10)]
        #expect(form("a: ééééé", fields)["a"] == "ééééé")
        #expect(form("a: éééééx", fields).problems == [.tooLong("a", bytes: 11, limitBytes: 10)])
        #expect(
            form("a: e" + String(repeating: "\u{301}", count: 5000), fields).problems == [
                .tooLong("a", bytes: 10_001, limitBytes: 10)
            ]
        )
        #expect(form("a: x" + String(repeating: "\n", count: 399), fields).problems.isEmpty)
        #expect(form("a: x" + String(repeating: "\n", count: 400), fields).problems == [.tooManyLines(400)])
        let long = form("e" + String(repeating: "\u{301}", count: 5000), fields).problems
        #expect(long == [.lineWithoutField("é" + String(repeating: "\u{301}", count: 5))])
    }

    @Test("Values are what was typed, without what is not seen at their ends")
    func values() {
        #expect(form("title: “a” — b’s\u{A0}c \u{200B}\u{202E}")["title"] == "“a” — b’s\u{A0}c")
        for emoji in ["❤️", "👩‍💻", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "1️⃣"] {
            #expect(
                form("title: \(emoji)\u{FEFF}")["title"]?.unicodeScalars.elementsEqual(emoji.unicodeScalars) == true
            )
        }
        #expect(form("cafe\u{301}: x", [.init("caf\u{E9}", limitBytes: 10)])["caf\u{E9}"] == "x")
    }
}
