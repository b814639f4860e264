import Groups
import Testing

struct NamesTests {
    @Test(
        "A handle comes from a title in Latin letters, and from no other",
        arguments: [
            ("Swift Guild", "swift-guild"), ("  C++ & Rust  ", "c-rust"), ("Café Zürich", "cafe-zurich"),
            ("Łódź", "lodz"),
            ("Straße", "strasse"), ("Việt Nam", "viet-nam"), ("e\u{301}te\u{301}", "ete"),
            ("Ada's Guild", "adas-guild"),
            ("iOS 26", "ios-26"), ("İstanbul", "istanbul"), ("Swift 🦉 Guild", "swift-guild"), ("Гильдия", nil),
            ("漢字", nil),
            ("Swift ギルド", nil), ("42", nil), ("!", nil), ("", nil), ("Help", nil), ("a", nil), ("Ｓwift", nil),
        ] as [(String, String?)]
    )
    func suggested(title: String, handle: String?) {
        let suggested = Handle.spelling(of: title).flatMap { try? Handle(parsing: $0) }
        #expect(suggested?.text == handle)
    }

    @Test(
        "What is no handle is refused, with the reason",
        arguments: [
            ("a", .tooShort), ("", .tooShort), (String(repeating: "a", count: 41), .tooLong),
            ("swift guild", .otherCharacter),
            ("swіft", .otherCharacter), ("é9", .otherCharacter), ("\u{212A}a", .otherCharacter),
            ("-ab", .hyphenOutOfPlace),
            ("ab-", .hyphenOutOfPlace), ("a--b", .hyphenOutOfPlace), ("42", .noLetter), ("4-2", .noLetter),
            ("help", .reserved),
            ("ADMIN", .reserved), ("postjob", .reserved), ("mine", .reserved), ("a_b", .otherCharacter),
            ("ab\n", .otherCharacter),
        ] as [(String, HandleError)]
    )
    func refusedHandles(typed: String, error: HandleError) {
        #expect(throws: error) { try Handle(parsing: typed, alsoReserved: ["mine"]) }
    }

    @Test(
        "Handles at their limits are taken, in small letters",
        arguments: ["ab", String(repeating: "a", count: 40), "A1", "3d-Art"]
    )
    func handles(typed: String) throws {
        #expect(try Handle(parsing: typed).text == typed.lowercased())
    }

    @Test(
        "A title may be in any one script, with digits, signs and emoji",
        arguments: [
            "Swift Guild", "C++", "Zürich Æther", "Гильдия", "Ελληνικά", "漢字かなカナ Swift", "한국어 iOS", "שלום", "مرحبا",
            "हिन्दी समूह", "ไทย",
            "Swift Guild 🦉", "I ❤\u{FE0F} Swift", "42 Club", "Việt Nam", "e\u{301}te\u{301}", "Ada’s", "ab",
            String(repeating: "é", count: 60),
        ]
    )
    func titles(typed: String) throws {
        #expect(try Title(parsing: "  \(typed)\u{A0} ").text == typed)
    }

    @Test(
        "What hides, mixes look-alikes or says nothing is no title",
        arguments: [
            ("a", .tooShort), ("", .tooShort), (String(repeating: "a", count: 61), .tooLong),
            (String(repeating: "漢", count: 41), .tooLong),
            ("e" + String(repeating: "\u{301}", count: 1000), .tooLong), ("раypal", .mixedScripts),
            ("Swіft Guild", .mixedScripts),
            ("Αcme", .mixedScripts), ("Swift שלום", .mixedScripts), ("Русский Ελλ", .mixedScripts),
            ("Ｓｗｉｆｔ", .decoratedLetters),
            ("𝐒wift", .decoratedLetters), ("Ⓢwift", .decoratedLetters), ("\u{212A}otlin", .decoratedLetters),
            ("ﬁnance", .decoratedLetters),
            ("1٢ Club", .mixedDigits), ("\u{301}Acme", .strayMark), ("A \u{301}cme", .strayMark),
            ("Z" + String(repeating: "\u{301}", count: 9), .tooShort),
            ("Zo" + String(repeating: "\u{301}", count: 9), .strayMark), ("Swift\u{200B}Guild", .hiddenCharacter),
            ("pay\u{202E}lap", .hiddenCharacter),
            ("a\u{0}b", .hiddenCharacter), ("a\u{E0041}b", .hiddenCharacter), ("a\u{AD}b", .hiddenCharacter),
            ("a\u{3164}b", .hiddenCharacter),
            ("a\u{E000}b", .hiddenCharacter), ("a\u{2800}b", .hiddenCharacter), ("a\u{FE0F}b", .hiddenCharacter),
            ("!!!", .nothingToRead), ("🦉🦉", .nothingToRead),
            ("—…", .nothingToRead), ("ᏚᎳ", .unknownScript),
        ] as [(String, TitleError)]
    )
    func refusedTitles(typed: String, error: TitleError) {
        #expect(throws: error) { try Title(parsing: typed) }
    }

    @Test(
        "Names that can be taken for one another have the same skeleton",
        arguments: [
            ("paypal", "раураl"), ("paypal", "раypal"), ("modern", "modem"), ("vvest", "west"),
            ("Swift Guild", "SWIFT-GUILD"),
            ("Swift Guild", "Ｓｗｉｆｔ Ｇｕｉｌｄ"), ("Swift", "𝓢𝔀𝓲𝓯𝓽"), ("Kotlin", "\u{212A}otlin"), ("Istanbul", "İstanbul"),
            ("istanbul", "ıstanbul"), ("iOS", "lOS"), ("iOS", "1OS"), ("Go", "G0"), ("Café", "Cafe"),
            ("Cafe\u{301}", "Café"), ("Straße", "STRASSE"),
            ("Acme", "Αcme"), ("Acme", "A c-m.e"), ("Swift Guild", "Swift Guild 🦉"), ("a\u{200B}b", "ab"),
            ("Room 10", "Room 1٠"), ("finance", "ﬁnance"),
            ("Ⓢwift", "swift"), ("йога", "иога"), ("Σ", "σ"), ("Ångström", "\u{212B}ngstrom"), ("burn", "bum"),
            ("Tёx", "Tex"),
        ]
    )
    func confusable(one: String, other: String) {
        #expect(
            Skeleton(of: one) == Skeleton(of: other),
            "\(Skeleton(of: one).text) is not \(Skeleton(of: other).text)"
        )
    }

    @Test(
        "Names that differ to the eye have different skeletons",
        arguments: [
            ("Swift Guild", "Swift Guilds"), ("C++", "C#"), ("C", "C++"), ("Rust", "Ruby"), ("漢字", "漢学"),
            ("Group 2", "Group 3"),
            ("Гильдия", "Гильдии"), ("שלום", "שלוש"), ("Weavers", "Beavers"), ("R&D", "RD"), ("한국", "한글"), ("हिन्दी", "हिन्दु"),
        ]
    )
    func different(one: String, other: String) {
        #expect(Skeleton(of: one) != Skeleton(of: other), "\(Skeleton(of: one).text)")
    }

    @Test(
        "A skill is folded to one spelling, and keeps the signs that belong to it",
        arguments: [
            ("Swift", "swift"), ("C++", "c++"), (" C# ", "c#"), (".NET", ".net"), ("Node.js", "node.js"),
            ("Machine\u{A0}  Learning", "machine learning"),
            ("CI/CD", "ci/cd"), ("R&D", "r&d"), ("Übersetzen", "übersetzen"), ("日本語", "日本語"), ("\u{212A}8s", "k8s"),
            ("हिन्दी", "हिन्दी"),
        ]
    )
    func skills(typed: String, expected: String) throws {
        #expect(try Skill(parsing: typed).text == expected)
    }

    @Test(
        "What names no skill is refused",
        arguments: [
            ("", .empty), ("++", .empty), ("a,b", .otherCharacter), ("a\u{200B}b", .otherCharacter),
            ("@ada", .otherCharacter), ("a:b", .otherCharacter),
            ("a\u{202E}", .otherCharacter), ("🦉x", .otherCharacter), ("<b>", .otherCharacter),
            (String(repeating: "a", count: 41), .tooLong),
            (String(repeating: " ", count: 400), .tooLong),
            ("a" + String(repeating: "\u{301}", count: 1000), .tooLong), ("\u{301}a", .empty),
        ] as [(String, SkillError)]
    )
    func refusedSkills(typed: String, error: SkillError) {
        #expect(throws: error) { try Skill(parsing: typed) }
    }
}
