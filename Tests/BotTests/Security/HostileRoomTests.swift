import Bot
import BotTesting
import Groups
import Identifiers
import JSON
import Matrix
import SQLiteStorage
import Testing

/// What people can do to the bot by way of rooms, invitations and history, against the real bot.
@Suite("Hostile rooms", .timeLimit(.minutes(4)))
struct HostileRoomTests {
    private let rehearsal: Rehearsal
    private let ada = Homeserver.user("ada")
    private let eve = Homeserver.user("eve")

    init() throws {
        rehearsal = try Rehearsal()
    }

    private var homeserver: Homeserver { rehearsal.homeserver }

    private func answers(in room: RoomID) -> [String] {
        homeserver.transcript(of: room).filter { $0.hasPrefix("guildhall: ") }
    }

    @Test("A tombstone that points at a room where the bot is at work does not make it leave that room")
    func tombstoneToOthersRoom() async throws {
        let hall = homeserver.makeRoom("Hall", by: ada, inviting: [rehearsal.bot])
        let trap = homeserver.makeRoom("Trap", by: eve, inviting: [rehearsal.bot])
        rehearsal.start()
        try await rehearsal.settle()
        homeserver.send(
            "m.room.tombstone",
            ["replacement_room": .string(hall.rawValue)],
            in: trap,
            by: eve,
            stateKey: ""
        )
        try await rehearsal.settle()
        #expect(homeserver.membership(of: rehearsal.bot, in: hall) == "join")
        homeserver.say("!help", in: hall, by: ada)
        try await rehearsal.settle()
        #expect(answers(in: hall).count == 1)
        await rehearsal.kill()
    }

    @Test("Whatever is no plain message of a person to the bot is not acted on")
    func notCommands() async throws {
        let room = homeserver.makeRoom("Hall", by: ada, with: [eve], inviting: [rehearsal.bot])
        rehearsal.start()
        try await rehearsal.settle()
        homeserver.say("!help", in: room, by: ada)
        try await rehearsal.settle()
        let own = try #require(homeserver.events(by: rehearsal.bot, in: room).last?["event_id"]?.stringValue)
        let said = homeserver.say("hello", in: room, by: ada).rawValue
        // Edits by oneself, by others, of the bot's message; the command in either place.
        for (target, person) in [(said, ada), (said, eve), (own, eve), ("$unknown", eve)] {
            for (outer, inner) in [("* hi", "!groups"), ("!groups", "hi"), ("!groups", "!groups")] {
                let new: JSONValue = ["msgtype": "m.text", "body": .string(inner)]
                let relation: JSONValue = ["rel_type": "m.replace", "event_id": .string(target)]
                homeserver.send(
                    "m.room.message",
                    ["msgtype": "m.text", "body": .string(outer), "m.new_content": new, "m.relates_to": relation],
                    in: room,
                    by: person
                )
            }
            homeserver.send(
                "m.room.message",
                [
                    "msgtype": "m.text", "body": "!groups",
                    "m.relates_to": ["rel_type": "m.replace", "event_id": .string(target)],
                ],
                in: room,
                by: person
            )
        }
        for kind in [
            "m.notice", "m.emote", "m.image", "m.file", "m.video", "m.audio", "m.location", "m.server_notice", "x", "",
        ] {
            homeserver.send(
                "m.room.message",
                [
                    "msgtype": .string(kind), "body": "!groups", "filename": "a.png", "url": "mxc://evil.org/x",
                    "info": [:],
                ],
                in: room,
                by: ada
            )
        }
        homeserver.send("m.sticker", ["body": "!groups", "url": "mxc://evil.org/x"], in: room, by: ada)
        homeserver.send("m.room.topic", ["topic": "!groups"], in: room, by: ada, stateKey: "")
        homeserver.send("m.room.name", ["name": "!groups"], in: room, by: ada, stateKey: "")
        homeserver.send("m.room.encrypted", ["body": "!groups", "msgtype": "m.text"], in: room, by: ada)
        let redacted = homeserver.say("!groups", in: room, by: ada)
        homeserver.redact(redacted, in: room, by: ada)
        try await rehearsal.settle()
        #expect(answers(in: room).count == 1)
        // Nothing was fetched for what they point at.
        #expect(homeserver.requests.allSatisfy { !$0.contains("media") && !$0.contains("evil.org") })
        homeserver.say("!groups", in: room, by: ada)
        try await rehearsal.settle()
        #expect(answers(in: room).count == 2)
        await rehearsal.kill()
    }

    @Test("In a thread, the reply that clients put there for others is none")
    func threadFallback() async throws {
        let room = homeserver.makeRoom("Hall", by: ada, inviting: [rehearsal.bot])
        rehearsal.start()
        try await rehearsal.settle()
        let root = homeserver.say("hello", in: room, by: ada).rawValue
        let relation: JSONValue = [
            "rel_type": "m.thread", "event_id": .string(root), "is_falling_back": true,
            "m.in_reply_to": ["event_id": .string(root)],
        ]
        homeserver.send(
            "m.room.message",
            ["msgtype": "m.text", "body": "!help", "m.relates_to": relation],
            in: room,
            by: ada
        )
        homeserver.send(
            "m.room.message",
            ["msgtype": "m.text", "body": "> <@ada:example.org> !help\n\nthanks", "m.relates_to": relation],
            in: room,
            by: ada
        )
        try await rehearsal.settle()
        #expect(answers(in: room).count == 1)
        let content = homeserver.events(by: rehearsal.bot, in: room).last?["content"]
        #expect(content?["m.relates_to"]?["event_id"]?.stringValue == root)
        await rehearsal.kill()
    }

    @Test("A history without end is read to a limit, and the bot goes on")
    func endlessHistory() async throws {
        let room = homeserver.makeRoom("Hall", by: ada, inviting: [rehearsal.bot])
        rehearsal.start()
        try await rehearsal.settle()
        await rehearsal.kill()
        homeserver.configure {
            $0.timelineLimit = 5
            $0.isHistoryEndless = true
        }
        for index in 0..<50 { homeserver.say("chatter \(index)", in: room, by: ada) }
        homeserver.say("!help", in: room, by: ada)
        rehearsal.start()
        try await rehearsal.settle()
        let pages = homeserver.requests.filter { $0.hasSuffix("/messages") }.count
        #expect((1...100).contains(pages))
        #expect(answers(in: room).count == 1)
        await rehearsal.kill()
    }

    @Test("Thousands of messages that came while the bot was down hide no command among them")
    func longGap() async throws {
        let room = homeserver.makeRoom("Hall", by: ada, inviting: [rehearsal.bot])
        rehearsal.start()
        try await rehearsal.settle()
        await rehearsal.kill()
        for index in 0..<2500 {
            homeserver.say("chatter", in: room, by: eve)
            if index == 2300 { homeserver.say("!help", in: room, by: ada) }
        }
        rehearsal.start()
        try await rehearsal.settle()
        #expect(answers(in: room).count == 1)
        await rehearsal.kill()
    }

    @Test("Whoever sends back what the bot says, alone with it, gets at most three answers in ten minutes")
    func echo() async throws {
        let room = homeserver.makeRoom("Chat", by: eve, inviting: [rehearsal.bot], isDirect: true)
        rehearsal.start()
        try await rehearsal.settle()
        let welcomes = answers(in: room).count
        homeserver.say("ping", in: room, by: eve)
        var heard = welcomes
        for _ in 0..<150 {
            try await rehearsal.settle()
            let events = homeserver.events(by: rehearsal.bot, in: room)
            for event in events.dropFirst(heard) {
                homeserver.say(event["content"]?["body"]?.stringValue ?? "", in: room, by: eve)
            }
            heard = events.count
            rehearsal.clock.advance(seconds: 4)
        }
        #expect(answers(in: room).count - welcomes <= 3)
        await rehearsal.kill()
    }
}
