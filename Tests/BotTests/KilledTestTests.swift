import BotTesting
import Groups
import Identifiers
import JSON
import Matrix
import Testing

/// Goal: whoever takes a test loses no answer, at whatever moment the bot is killed.
@Suite("Tests through a kill", .timeLimit(.minutes(2)))
struct KilledTestTests {
    private let rehearsal: Rehearsal
    private let finn = Homeserver.user("finn")
    private let room: RoomID

    /// Finn has read the first of four questions, which are all answered alike; it is later whenever the bot looks at
    /// its clock, as it is in life.
    init() async throws {
        rehearsal = try Rehearsal(stepMs: 1)
        try await Furniture(at: rehearsal.clock.now).place(in: rehearsal.storage, admitting: false)
        let (homeserver, ada) = (rehearsal.homeserver, Homeserver.user("ada"))
        let adasRoom = homeserver.makeRoom("Guildhall", by: ada, inviting: [rehearsal.bot], isDirect: true)
        room = homeserver.makeRoom("Guildhall", by: finn, inviting: [rehearsal.bot], isDirect: true)
        rehearsal.start()
        try await rehearsal.settle()
        let questions = (1...4).map { "Is \($0) a number? {T}" }.joined(separator: "\n\n")
        for words in ["create Basics", "import basics\n\(questions)", "import confirm", "open basics"] {
            homeserver.say("tests \(words)", in: adasRoom, by: ada)
            try await rehearsal.settle()
        }
        homeserver.say("test basics start", in: room, by: finn)
        try await rehearsal.settle()
        try #require(questionsRead == 1)
    }

    private var said: [String] {
        rehearsal.homeserver.events(by: rehearsal.bot, in: room).compactMap { $0["content"]?["body"]?.stringValue }
    }

    /// How many questions are in the room.
    private var questionsRead: Int { said.count { $0.hasPrefix("Question ") && $0.contains(" left\n") } }

    @Test(
        "An answer to a question that came just before the kill is taken when the bot is back",
        arguments: 1...4,
        [false, true]
    )
    func killed(atExchange number: Int, isDoubled: Bool) async throws {
        let homeserver = rehearsal.homeserver
        homeserver.plan([homeserver.exchangeCount + number: .killAfter])
        homeserver.say("true", in: room, by: finn)
        while !homeserver.mustRestart { try await Task.sleep(for: .milliseconds(1)) }
        await rehearsal.kill()
        rehearsal.clock.advance(seconds: 3)
        try #require(questionsRead == 2)
        homeserver.say("true", in: room, by: finn)
        if isDoubled { homeserver.say("true", in: room, by: finn) }
        try await rehearsal.settle()
        #expect(questionsRead == 3)
        #expect(said.count { $0.contains("was answered already") } == (isDoubled ? 1 : 0))
        await rehearsal.kill()
    }
}
