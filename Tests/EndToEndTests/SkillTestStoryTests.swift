import Identifiers
import Matrix
import SynapseTesting
import Testing

/// Whole skill tests on a real homeserver, with a bot that is killed while they are taken.
@Suite("Skill tests on a real homeserver", .serialized)
struct SkillTestStoryTests {
    @Test("A test from a file is taken by letters through two kills, and completes the request that waits for it")
    func byLetters() async throws {
        try await Self.byLetters(limits: .lifted)
    }

    static func byLetters(limits: SynapseSettings.RateLimits) async throws {
        try await withOpenHall(limits: limits, skipsTime: true) { teller in
            let (hall, bot) = (teller.hall, teller.hall.bot)
            try await Self.writeTest(teller)
            try await teller.play(Self.asksForTheTest)
            try await teller.play(Self.finnWaits)
            let finn = try await Taker("finn", of: hall, waiting: limits.patience)

            try await finn.says("test swift-basics start")
            let first = try await finn.reads(1)
            let answer = try await finn.answers(String(try first.letters(of: ["It gives a default"])), first)
            await bot.kill()
            try await bot.start()
            // As soon as the next question is there, the bot is gone again, and hears the answer when it is back.
            let second = try await finn.reads(2)
            await bot.kill()
            try await finn.answers(String(try second.letters(of: ["struct", "enum"])), second)
            try bot.skip(.seconds(600))
            try await bot.start()

            // The ten minutes are given back.
            let third = try await finn.reads(3)
            #expect(third.text.contains(#/· (19:\d\d|20:00) left/#))
            let wrong = String(try first.letters(of: ["It throws"]))
            try await finn.person.edits(answer, into: wrong, in: finn.room)
            try await finn.hears("your answer to question 1 stays")
            try await finn.answers("true", third)
            try await finn.answers("await", try await finn.reads(4))
            try await finn.hears("you have passed Swift Basics: 100 %")

            try await finn.hears("request #1 to join Swift Guild is complete now.*by the end of")
            try await teller.check(
                .hears("ada", .admin, "#1: @finn.*✔ 1: pass the test", as: "card"),
                .offered("ada", ["✅"], on: "card")
            )
            try await teller.play(Self.adaLetsIn)
            try await finn.expectsOneProgress(of: 4)
            try await finn.expectsEachQuestionOnce(of: 4)
            await bot.stop()
            try await expectNothingTwice(in: hall)
        }
    }

    @Test("The same by taps: none is lost or counted twice, and one message shows how far it is")
    func byTaps() async throws {
        try await withOpenHall { teller in
            let (hall, bot) = (teller.hall, teller.hall.bot)
            try await Self.writeTest(teller)
            let fay = try await Taker("fay", of: hall, waiting: SynapseSettings.RateLimits.lifted.patience)

            try await fay.says("test swift-basics")
            let offered = try await fay.hears("one question at a time")
            let page = Question(text: offered.text, event: try #require(offered.event))
            try await fay.taps("▶️", on: page)
            let first = try await fay.reads(1)
            try await fay.taps(try first.letters(of: ["It gives a default"]).map(Taker.sign)[0], on: first)
            await bot.kill()
            try await bot.start()

            let second = try await fay.reads(2)
            let right = try second.letters(of: ["struct", "enum"]).map(Taker.sign)
            try await fay.taps(right[0], on: second)
            await bot.kill()
            // What is tapped while nobody listens counts with what was tapped before.
            try await fay.taps(right[1], on: second, waiting: false)
            try await bot.start()
            try await fay.taps("✅", on: second, waiting: false)

            let third = try await fay.reads(3)
            // A tap on what is answered changes nothing; on another letter, as nobody can tap the same one twice.
            let wrong = try first.letters(of: ["It throws"]).map(Taker.sign)[0]
            try await fay.taps(wrong, on: first, waiting: false)
            try await fay.hears("question 1 was answered already.*question 3 of 4")
            try await fay.taps(Taker.sign("A"), on: third, waiting: false)
            try await fay.answers("await", try await fay.reads(4))
            try await fay.hears("you have passed Swift Basics: 100 %")
            try await fay.expectsOneProgress(of: 4)
            try await fay.expectsEachQuestionOnce(of: 4)
            await bot.stop()
            try await expectNothingTwice(in: hall)
        }
    }

    @Test("A question whose time is over is called over then, though nobody says a word")
    func inTime() async throws {
        try await withOpenHall { teller in
            try await Self.writeTest(teller, time: "10 seconds for each question")
            let finn = try await Taker("finn", of: teller.hall, waiting: .seconds(40))
            try await finn.says("test swift-basics start")
            let first = try await finn.reads(1)
            #expect(first.text.contains("0:10 left for it"))
            let start = ContinuousClock.now
            try await finn.hears("the time for question 1 was over.*question 2 of 4")
            // Ten seconds and the grace of five; a long poll lasts thirty.
            #expect(start.duration(to: .now) < .seconds(28))
            await teller.hall.bot.stop()
        }
    }

    // MARK: - What happens around it

    /// Puts a test of four questions into the hall: ada writes it, and its questions come from a file.
    private static func writeTest(_ teller: StoryTeller, time: String = "20 minutes") async throws {
        let (hall, bot) = (teller.hall, teller.hall.bot.id)
        let ada = try hall.person("ada")
        try await teller.play(
            Step(
                "ada",
                .direct,
                .says("tests create Swift Basics\ndraw: optionals 1, values 1, errors 1, words 1\ntime: \(time)"),
                .hears("ada", .direct, "Swift Basics is there as a draft")
            )
        )
        let direct = try await hall.room(.direct, of: ada)
        let file = try await ada.sends(file: "swift.gift", holding: questions, in: direct, type: "text/plain")
        try await ada.waitsForMessage("I see the file swift.gift", from: bot, in: direct)
        try await ada.replies("tests import swift-basics", to: file, in: direct)
        let shown = try await ada.waitsForMessage("swift.gift would add 4 questions", from: bot, in: direct)
        let event = try #require(shown.event)
        try await ada.waits(for: "the reaction ✅", in: direct) { $0.kind == .reaction("✅", to: event) }
        try await ada.reacts("✅", to: event, in: direct)
        try await ada.waitsForMessage("Added 4 questions to Swift Basics", from: bot, in: direct)
        try await teller.play(
            Step("ada", .direct, .says("tests open swift-basics"), .hears("ada", .direct, "Swift Basics is open"))
        )
    }

    /// One of each topic, so that they are asked in this order.
    private static let questions = """
        $CATEGORY: optionals

        What does ?? do? {=It gives a default ~It unwraps by force ~It compares ~It throws}

        $CATEGORY: values

        Which of these are value types? {~%50%struct ~%50%enum ~%-100%class ~%-100%actor}

        $CATEGORY: errors

        A function that throws must be called with try. {T}

        $CATEGORY: words

        Which keyword marks a suspension point? {=await}

        """

    private static let asksForTheTest = Step(
        "ada",
        .direct,
        .says("criteria swift-guild add test swift-basics min:70"),
        .hears("ada", .direct, "Swift Guild now asks for this.*pass the test swift-basics")
    )

    private static let finnWaits = Step(
        "finn",
        .lobby,
        .says("!join swift-guild"),
        .hears("finn", .lobby, "request #1 to join Swift Guild is noted, but not complete")
    )

    /// The card came when the request was complete, though nobody had asked again.
    private static let adaLetsIn = Step(
        "ada",
        .admin,
        .taps("✅", on: "card"),
        .hears("ada", .admin, "approved by @ada"),
        .hears("finn", .direct, "welcome to Swift Guild"),
        .invited("finn", .members)
    )
}

/// Somebody who takes a test, in their direct room.
private struct Taker {
    let person: Person
    let bot: UserID
    let room: RoomID

    private let limit: Duration

    init(_ name: String, of hall: Hall, waiting limit: Duration) async throws {
        self.limit = limit
        person = try hall.person(name)
        bot = hall.bot.id
        room = try await hall.room(.direct, of: person)
    }

    @discardableResult
    func says(_ text: String) async throws -> EventID {
        try await person.says(text, in: room)
    }

    /// Replies to a question: what is said within a second of the last answer is otherwise taken for another device's.
    @discardableResult
    func answers(_ text: String, _ question: Question) async throws -> EventID {
        try await person.replies(text, to: question.event, in: room)
    }

    @discardableResult
    func hears(_ pattern: String) async throws -> Seen {
        try await person.waitsForMessage(pattern, from: bot, in: room, within: limit)
    }

    /// Waits for a question by its number.
    func reads(_ number: Int) async throws -> Question {
        let seen = try await hears("^question \(number) of \\d+ · ")
        return Question(text: seen.text, event: try #require(seen.event))
    }

    /// Taps a letter, or the check mark, once it is there to be tapped, or without waiting for it.
    func taps(_ key: String, on question: Question, waiting: Bool = true) async throws {
        if waiting { try await sees(key, on: question) }
        try await person.reacts(key, to: question.event, in: room)
    }

    private func sees(_ key: String, on question: Question) async throws {
        try await person.waits(for: "the reaction \(key)", in: room, within: limit) {
            $0.sender == bot && $0.kind == .reaction(key, to: question.event)
        }
    }

    /// The message that shows how far the test is was said once, and ever after put in its own place.
    func expectsOneProgress(of count: Int) async throws {
        let over = try await hears("^Swift Basics: over, after \(count) of \(count) questions")
        let seen = await person.seen
        let said = seen.filter { $0.room == room && $0.sender == bot && $0.text.hasPrefix("Swift Basics: ") }
        let first = try #require(said.first)
        #expect(first.text.contains("question 1 of \(count)"))
        for later in said.dropFirst() {
            guard case .message(_, _, let original) = later.kind else { continue }
            #expect(original == first.event, "a second message: \(later.line)")
        }
        #expect(said.last == over)
    }

    /// Each question stands in the room once, and so does how it came out.
    func expectsEachQuestionOnce(of count: Int) async throws {
        try await person.look(for: .zero)
        let texts = await person.seen.filter { $0.room == room && $0.sender == bot }.map(\.text)
        for number in 1...count {
            #expect(texts.count { $0.hasPrefix("Question \(number) of \(count) · ") } == 1, "question \(number)")
        }
        #expect(texts.count { $0.contains("You have passed Swift Basics") } == 1)
        #expect(!texts.contains { $0.contains("I can’t read that") || $0.contains("I don’t know") })
    }

    /// The reaction of a letter: `🇦` of A.
    static func sign(_ letter: Character) -> String {
        let offset = (letter.asciiValue ?? 65) - 65
        return String(Character(Unicode.Scalar(0x1F1E6 + UInt32(offset)) ?? "?"))
    }
}

/// What the bot asked, as its reader sees it.
private struct Question {
    let text: String
    let event: EventID

    /// Which letters those options have: everybody sees them in another order.
    func letters(of options: [String]) throws -> [Character] {
        try options.map { option in
            let line = text.split(separator: "\n").first { $0.hasSuffix(") \(option)") }
            let letter = line?.split(separator: ")").first?.last
            return try #require(letter, "“\(option)” is not in: \(text)")
        }
    }
}
