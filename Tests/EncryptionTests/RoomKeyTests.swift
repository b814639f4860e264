import Encryption
import Groups
import Identifiers
import JSON
import Matrix
import MatrixCrypto
import SQLiteStorage
import Testing

@Suite("Keys of rooms")
struct RoomKeyTests {
    private let server = KeyServer()
    private let bot: Phone
    private let ada: Phone

    init() async throws {
        bot = try await Phone("bot", at: server)
        ada = try await Phone("ada", at: server)
        for phone in [bot, ada] { try await phone.enter(.hall, with: [bot.user, ada.user]) }
    }

    @Test("What is said in an encrypted room is read by who is there, both ways")
    func bothWays() async throws {
        let question = try await ada.say("Are you there?")
        try await bot.hear()
        try await bot.askForLists()
        #expect(try await bot.read(question) == "“Are you there?”")
        let answer = try await bot.say("Yes")
        try await ada.hear()
        try await ada.askForLists()
        #expect(try await ada.read(answer) == "“Yes”")
        #expect(server.letters(to: ada.address, "m.room.encrypted") == 1)
    }

    @Test("Messages are read in any order, and one that comes a second time as well")
    func anyOrder() async throws {
        var said: [RoomEvent] = []
        for number in 1...5 { said.append(try await ada.say("\(number)")) }
        try await bot.hear()
        try await bot.askForLists()
        for number in [5, 2, 2, 4, 1, 3, 5] {
            #expect(try await bot.read(said[number - 1]) == "“\(number)”")
        }
    }

    @Test("A message that comes again under another name is refused, and the first stays what it was")
    func replay() async throws {
        let said = try await ada.say("pay Mallory")
        try await bot.hear()
        try await bot.askForLists()
        #expect(try await bot.read(said) == "“pay Mallory”")
        #expect(try await bot.read(said.renamed("$again")) == "refused: it repeats another one")
        #expect(try await bot.read(said) == "“pay Mallory”")
        #expect(try await bot.restarted().read(said.renamed("$again")) == "refused: it repeats another one")
    }

    @Test("What comes before its key is kept, and handled in its order once the key is there")
    func keyComesLater() async throws {
        let said = [try await ada.say("one"), try await ada.say("two"), try await ada.say("three")]
        var late: [ToDeviceEvent] = []
        server.tamper(with: bot.address) { swap(&$0, &late) }
        try await bot.hear([said[0], said[1]])
        try await bot.hear([said[2], said[0]])
        try await bot.askForLists()
        #expect(try await bot.inbox() == [])
        server.tamper(with: bot.address) { $0 = late }
        try await bot.restarted().hear()
        try await bot.askForLists()
        #expect(try await bot.inbox() == ["one", "two", "three"])
        try await bot.step { _, rows, _ throws in
            #expect(try rows.waiting(from: .ada, limit: 9).isEmpty)
        }
    }

    @Test("What comes before the list of its sender’s devices is kept, and handled once that has come")
    func listComesLater() async throws {
        let said = try await ada.say("one")
        server.away = ["example.org"]
        try await bot.hear([said])
        try await bot.askForLists()
        #expect(try await bot.read(said) == "waits")
        #expect(try await bot.inbox() == [])
        server.away = []
        server.pass(.seconds(7200))
        try await bot.askForLists()
        #expect(try await bot.inbox() == ["one"])
    }

    @Test(
        "Of what can’t be read, no more is kept than a hundred messages of one sender, and one question for a session"
    )
    func waitingIsBounded() async throws {
        var mallory = try Stranger("mallory", at: server)
        var said: [RoomEvent] = []
        for number in 0..<150 { said.append(try mallory.say("\(number)")) }
        try await bot.hear(said)
        let hello = try await ada.say("Hello")
        server.tamper(with: bot.address) { $0 = [] }
        try await bot.hear([hello])
        let (user, ada) = (mallory.user, ada.user)
        server.pass(.seconds(60))
        try await bot.step { _, rows, now throws in
            #expect(try rows.waiting(from: user, limit: 1000).count == 100)
            #expect(try rows.waiting(from: ada, limit: 1000).count == 1)
            #expect(try rows.toAskAgain(at: now, limit: 1000).map(\.sender) == [user, ada])
        }
    }

    @Test("A message in a session that is another person’s is refused")
    func stolenCiphertext() async throws {
        let said = try await ada.say("admit me")
        try await bot.hear()
        try await bot.askForLists()
        var stolen = said.renamed("$stolen")
        stolen.sender = UserID(rawValue: "@mallory:example.org")
        #expect(try await bot.read(stolen) == "refused: it is of a session of @ada:example.org")
        #expect(try await bot.read(said) == "“admit me”")
    }

    @Test("A message from a device that is not its sender’s is refused")
    func unlistedDevice() async throws {
        var mallory = try Stranger("mallory", at: server)
        try mallory.share(with: bot)
        server.remove(mallory.address)
        let said = try mallory.say("Hello")
        try await bot.hear([said])
        try await bot.askForLists()
        #expect(try await bot.read(said) == "refused: it came from a device that is not its sender’s")
        #expect(try await bot.inbox() == [])
    }

    @Test("A message of another room is refused, and so is its key there")
    func otherRoom() async throws {
        let said = try await ada.say("here")
        try await bot.hear()
        try await bot.askForLists()
        #expect(try await bot.read(said, in: .other) == "waits")
        var mallory = try Stranger("mallory", at: server)
        try mallory.share(with: bot)
        let lie = try mallory.say("there", in: .other)
        try await bot.hear()
        try await bot.askForLists()
        #expect(try await bot.read(lie) == "refused: it says it is of another room")
    }

    @Test("What a message relates to is believed where everybody sees it, and nothing else of what is in the clear")
    func clearParts() async throws {
        var mallory = try Stranger("mallory", at: server)
        try mallory.share(with: bot)
        try await bot.hear()
        try await bot.askForLists()
        var said = try mallory.say([
            "type": "m.room.redaction", "room_id": .string(RoomID.hall.rawValue), "state_key": "",
            "content": ["body": "hidden", "m.relates_to": ["event_id": "$hidden"], "redacts": "$hidden"],
        ])
        said.content["m.relates_to"] = ["event_id": "$shown"]
        said.content["body"] = "shown"
        said.stateKey = ""
        said.redacts = EventID(rawValue: "$shown")
        let event = said
        try await bot.step { own, rows, now in
            guard case .read(let read) = try own.decrypt(event, in: .hall, rows, at: now) else {
                Issue.record("not read")
                return
            }
            #expect(read.type == "m.room.redaction" && read.sender == event.sender && read.eventID == event.eventID)
            #expect(read.content["body"] == "hidden" && read.content["m.relates_to"] == ["event_id": "$shown"])
            #expect(read.stateKey == nil && read.redacts == nil)
        }
    }
}
