import BotTesting
import Groups
import Identifiers
import JSON
import Matrix
import SQLiteStorage
import Testing

@Suite("Serving", .timeLimit(.minutes(2)))
struct ServingTests {
    private let rehearsal: Rehearsal
    private let ada = Homeserver.user("ada")
    private let finn = Homeserver.user("finn")

    init() throws {
        rehearsal = try Rehearsal()
    }

    private var homeserver: Homeserver { rehearsal.homeserver }

    private func hallRoom(with people: [UserID] = []) -> RoomID {
        homeserver.makeRoom("Hall", by: ada, with: people, inviting: [rehearsal.bot])
    }

    private func answers(in room: RoomID) -> [String] {
        homeserver.transcript(of: room).filter { $0.hasPrefix("guildhall: ") }
    }

    @Test("Invited by somebody who may, the bot comes and answers a command once")
    func answersOnce() async throws {
        let room = hallRoom()
        rehearsal.start()
        try await rehearsal.settle()
        #expect(homeserver.membership(of: rehearsal.bot, in: room) == "join")
        homeserver.say("!help", in: room, by: ada)
        try await rehearsal.settle()
        #expect(answers(in: room).count == 1)
        await rehearsal.kill()
    }

    @Test("What was said before the bot came in is not answered")
    func beforeJoining() async throws {
        let room = homeserver.makeRoom("Hall", by: ada)
        homeserver.say("!help", in: room, by: ada)
        rehearsal.start()
        try await rehearsal.settle()
        homeserver.send(
            "m.room.member",
            ["membership": "invite"],
            in: room,
            by: ada,
            stateKey: rehearsal.bot.rawValue
        )
        try await rehearsal.settle()
        #expect(homeserver.membership(of: rehearsal.bot, in: room) == "join")
        #expect(answers(in: room).isEmpty)
        await rehearsal.kill()
    }

    @Test("An invitation from somebody else is declined")
    func declines() async throws {
        let stranger = UserID(rawValue: "@ada:elsewhere.org")
        let room = homeserver.makeRoom("Trap", by: stranger, inviting: [rehearsal.bot])
        rehearsal.start()
        try await rehearsal.settle()
        #expect(homeserver.membership(of: rehearsal.bot, in: room) == "leave")
        await rehearsal.kill()
    }

    @Test("Commands given while the bot was down are answered when it returns, once, even over a gap")
    func whileDown() async throws {
        let room = hallRoom()
        rehearsal.start()
        try await rehearsal.settle()
        await rehearsal.kill()
        homeserver.configure { $0.timelineLimit = 5 }
        for index in 0..<250 { homeserver.say("chatter \(index)", in: room, by: ada) }
        homeserver.say("!help", in: room, by: ada)
        for index in 0..<250 { homeserver.say("chatter \(index)", in: room, by: ada) }
        rehearsal.start()
        try await rehearsal.settle()
        #expect(answers(in: room).count == 1)
        await rehearsal.kill()
    }

    @Test("What was asked hours ago is not acted on; one line says so")
    func tooOld() async throws {
        let room = hallRoom()
        rehearsal.start()
        try await rehearsal.settle()
        await rehearsal.kill()
        homeserver.say("!help", in: room, by: ada)
        homeserver.say("!groups", in: room, by: ada)
        rehearsal.clock.advance(seconds: 7200)
        rehearsal.start()
        try await rehearsal.settle()
        #expect(answers(in: room).count == 1)
        #expect(answers(in: room).first?.contains("too old") == true)
        await rehearsal.kill()
    }

    @Test("A position that the server does not know costs a new beginning and no message")
    func unknownPosition() async throws {
        let room = hallRoom()
        rehearsal.start()
        try await rehearsal.settle()
        await rehearsal.kill()
        homeserver.say("!help", in: room, by: ada)
        _ = try await rehearsal.storage.receive(ReceivedBatch(position: "s999999"), at: rehearsal.clock.now)
        rehearsal.start()
        try await rehearsal.settle()
        #expect(answers(in: room).count == 1)
        await rehearsal.kill()
    }

    @Test("When the token ends, the bot buys or asks for another and goes on, on the same device")
    func tokens() async throws {
        homeserver.configure { $0.tokenLifetime = 3600 }
        let room = hallRoom()
        rehearsal.start()
        try await rehearsal.settle()
        homeserver.endTokens()
        homeserver.say("!help", in: room, by: ada)
        try await rehearsal.settle()
        #expect(answers(in: room).count == 1)
        #expect(homeserver.requests.filter { $0 == "POST /login" }.count == 1)
        #expect(homeserver.requests.contains("POST /refresh"))
        #expect(try await rehearsal.storage.session().device == "GUILDHALL")
        await rehearsal.kill()
    }

    @Test("The stored session is used again: a start is not a login")
    func loginOnce() async throws {
        for _ in 0..<3 {
            rehearsal.start()
            try await rehearsal.settle()
            await rehearsal.kill()
        }
        #expect(homeserver.requests.filter { $0 == "POST /login" }.count == 1)
    }

    @Test("A bad event holds up nobody")
    func malformed() async throws {
        let room = hallRoom()
        rehearsal.start()
        try await rehearsal.settle()
        homeserver.send("m.room.message", ["msgtype": "m.text", "body": ["no": "text"]], in: room, by: ada)
        homeserver.send("m.reaction", ["m.relates_to": ["rel_type": "m.annotation", "key": [:]]], in: room, by: ada)
        homeserver.send("m.room.power_levels", ["users": ["x"]], in: room, by: ada, stateKey: "")
        homeserver.say("!help", in: room, by: ada)
        try await rehearsal.settle()
        #expect(answers(in: room).count == 1)
        #expect(try await rehearsal.storage.counts(at: rehearsal.clock.now).quarantinedEvents == 2)
        await rehearsal.kill()
    }

    @Test("Edits, notices and what the bot itself says run no command")
    func notCommands() async throws {
        let room = hallRoom()
        rehearsal.start()
        try await rehearsal.settle()
        let first = homeserver.say("hello", in: room, by: ada)
        homeserver.send(
            "m.room.message",
            [
                "msgtype": "m.text", "body": "!help", "m.new_content": ["msgtype": "m.text", "body": "!help"],
                "m.relates_to": ["rel_type": "m.replace", "event_id": .string(first.rawValue)],
            ],
            in: room,
            by: ada
        )
        homeserver.send("m.room.message", ["msgtype": "m.notice", "body": "!help"], in: room, by: ada)
        homeserver.send("m.room.message", ["msgtype": "m.emote", "body": "!help"], in: room, by: ada)
        homeserver.say("!help", in: room, by: rehearsal.bot)
        try await rehearsal.settle()
        #expect(answers(in: room) == ["guildhall: !help"])
        await rehearsal.kill()
    }

    @Test("Each message says whom it mentions, carries its key, and replies to what it answers")
    func content() async throws {
        let room = hallRoom()
        rehearsal.start()
        try await rehearsal.settle()
        let asked = homeserver.say("!help", in: room, by: ada)
        try await rehearsal.settle()
        let content = try #require(homeserver.events(by: rehearsal.bot, in: room).first?["content"])
        #expect(content["m.mentions"]?.objectValue != nil)
        #expect(content["org.guildhall.key"]?.stringValue?.count == 24)
        #expect(content["m.relates_to"]?["m.in_reply_to"]?["event_id"]?.stringValue == asked.rawValue)
        #expect(content["msgtype"]?.stringValue == "m.notice")
        await rehearsal.kill()
    }

    @Test("When everybody has left, the bot leaves too")
    func alone() async throws {
        let room = hallRoom()
        rehearsal.start()
        try await rehearsal.settle()
        homeserver.leave(room, by: ada)
        try await rehearsal.settle()
        #expect(homeserver.membership(of: rehearsal.bot, in: room) == "leave")
        await rehearsal.kill()
    }

    @Test("In an encrypted room the bot says once that it cannot read")
    func encrypted() async throws {
        let room = hallRoom()
        rehearsal.start()
        try await rehearsal.settle()
        homeserver.send("m.room.encryption", ["algorithm": "x"], in: room, by: ada, stateKey: "")
        homeserver.send("m.room.encrypted", ["ciphertext": "x"], in: room, by: ada)
        homeserver.send("m.room.encrypted", ["ciphertext": "y"], in: room, by: ada)
        try await rehearsal.settle()
        await rehearsal.kill()
        rehearsal.start()
        try await rehearsal.settle()
        #expect(answers(in: room).count == 1)
        await rehearsal.kill()
    }

    @Test("A room that moved is followed only if the new one says so too, and whoever moved it has a say there")
    func upgrade() async throws {
        let room = hallRoom()
        rehearsal.start()
        try await rehearsal.settle()
        let forged = homeserver.makeRoom("Forged", by: ada)
        homeserver.configure { $0.publicRooms = [forged] }
        homeserver.send(
            "m.room.tombstone",
            ["replacement_room": .string(forged.rawValue)],
            in: room,
            by: ada,
            stateKey: ""
        )
        try await rehearsal.settle()
        #expect(homeserver.requests.contains("POST /join/\(forged)"))
        #expect(homeserver.membership(of: rehearsal.bot, in: forged) == "leave")
        let new = homeserver.makeRoom("Hall", by: ada, inviting: [rehearsal.bot])
        homeserver.send(
            "m.room.create",
            ["room_version": "11", "predecessor": ["room_id": .string(room.rawValue)]],
            in: new,
            by: ada,
            stateKey: ""
        )
        homeserver.send(
            "m.room.tombstone",
            ["replacement_room": .string(new.rawValue)],
            in: room,
            by: ada,
            stateKey: ""
        )
        try await rehearsal.settle()
        #expect(homeserver.membership(of: rehearsal.bot, in: new) == "join")
        homeserver.say("!help", in: new, by: ada)
        try await rehearsal.settle()
        #expect(answers(in: new).count == 1)
        await rehearsal.kill()
    }
}
