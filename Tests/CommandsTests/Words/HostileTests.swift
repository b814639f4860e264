import Groups
import Identifiers
import SeededTesting
import Testing

@testable import Commands

private let manner = Manner(prefix: "!", botID: UserID(rawValue: "@guildhall:example.org"), botName: "Guildhall")

/// Reads a message in every way in which commands do.
private func readAll(_ spoken: Spoken, _ place: Call.Place) {
    _ = CommandText.reply(spoken)
    guard var text = CommandText(spoken, place: place, manner: manner) else { return }
    text.readForm([.init("a", limitBytes: 100), .init("business days", aliases: ["days"], limitBytes: 100)])
    _ = try? GroupReference(&text.words)
    _ = text.words.option("--check")
    _ = text.words.restUnquoted
    _ = try? text.freeText("note", limitBytes: 100)
    var numbers = text.words
    _ = try? numbers.nextRequests()
    var people = text.words
    while (try? people.nextPerson("person")) != nil || !people.isAtEnd {}
    while (try? text.words.next("word")) != nil {}
}

struct HostileTests {
    @Test("Whatever is sent, reading it ends without a crash")
    func hostile() {
        var numbers = SeededNumbers(seed: 7)
        for _ in 0..<3000 {
            let body = numbers.pick(["", "!", "!a ", "> ", "Guildhall: ", "!a “"]) + hostileText(&numbers)
            let pill = Spoken.Pill(text: hostileText(&numbers), user: UserID(rawValue: hostileText(&numbers)))
            for place in [Call.Place.direct, .shared] { readAll(Spoken(body: body, pills: [pill]), place) }
        }
    }

    @Test(
        "Messages of 64 KiB are read in time that grows with their length",
        arguments: [
            ">", "> \n", "\"a ", "“a ", "'a ", "\"a\\\" ", "a:\"b ", "\\\" ", "a: ", "a:\n", "x:\n", "\u{301}", "\n",
            "```\n", "1 ",
            "#1,", " ", "\u{200B}", "--check ", "@a:b ", "A", "🇩🇪", "e\u{301}", "\r", "%40", "\u{2028}> ",
        ]
    )
    func linear(piece: String) {
        let pill = Spoken.Pill(text: String(repeating: piece, count: 40) + "!", user: UserID(rawValue: "@a:b"))
        let pills = [Spoken.Pill](repeating: pill, count: 10_000)
        let clock = ContinuousClock()
        for start in ["!a ", "!a\n", "> "] {
            let body = start + String(repeating: piece, count: 65_536 / piece.utf8.count)
            let duration = clock.measure { readAll(Spoken(body: body, pills: pills), .shared) }
            // Far above what a single pass takes without optimization, far below what its square would.
            #expect(duration < .seconds(5), "\(start)\(piece)")
        }
    }

    @Test("One character of 100 kB is read as one word, and no more of it than of any message")
    func oneCharacter() throws {
        let body = "!a e" + String(repeating: "\u{301}", count: 50_000)
        var text = try #require(CommandText(Spoken(body: body), place: .shared, manner: manner))
        let word = try text.words.next("word")
        #expect(word.utf8.count < 16_384)
        #expect(text.words.isAtEnd)
    }
}
