import BotTesting
import Groups
import Identifiers
import JSON
import Matrix
import SQLiteStorage
import Testing

/// What the homeserver sends when people change what they said, and what they get to see.
@Suite("Answers that are changed", .timeLimit(.minutes(2)))
struct ChangedAnswersTests {
    private let rehearsal: Rehearsal
    private let ada = Homeserver.user("ada")
    private let finn = Homeserver.user("finn")
    private let adasRoom: RoomID
    private let finnsRoom: RoomID

    init() async throws {
        rehearsal = try Rehearsal()
        try await Furniture(at: rehearsal.clock.now).place(in: rehearsal.storage, admitting: false)
        let homeserver = rehearsal.homeserver
        adasRoom = homeserver.makeRoom("Guildhall", by: ada, inviting: [rehearsal.bot], isDirect: true)
        finnsRoom = homeserver.makeRoom("Guildhall", by: finn, inviting: [rehearsal.bot], isDirect: true)
        rehearsal.start()
        try await rehearsal.settle()
    }

    private func say(_ text: String, by person: UserID) async throws -> EventID {
        let event = rehearsal.homeserver.say(text, in: person == ada ? adasRoom : finnsRoom, by: person)
        try await rehearsal.settle()
        return event
    }

    private func edit(_ event: EventID, _ text: String) async throws {
        let new: JSONValue = ["msgtype": "m.text", "body": .string(text)]
        rehearsal.homeserver.send(
            "m.room.message",
            [
                "msgtype": "m.text", "body": .string("* " + text), "m.new_content": new,
                "m.relates_to": ["rel_type": "m.replace", "event_id": .string(event.rawValue)],
            ],
            in: finnsRoom,
            by: finn
        )
        try await rehearsal.settle()
    }

    @Test("Whoever edits an answer hears once that it stands, also after a restart; edits of other words say nothing")
    func edits() async throws {
        let ordinary = try await say("requests", by: finn)
        _ = try await say("ask 1 Where are your samples?", by: ada)
        let answer = try await say("answer 1 On my page", by: finn)
        let before = rehearsal.homeserver.transcript(of: finnsRoom).count
        try await edit(ordinary, "help")
        try await edit(EventID(rawValue: "$unknown"), "help")
        #expect(rehearsal.homeserver.events(by: rehearsal.bot, in: finnsRoom).count == before - 2)
        try await edit(answer, "answer 1 On her page")
        await rehearsal.kill()
        rehearsal.start()
        try await edit(answer, "answer 1 On our page")
        let said = rehearsal.homeserver.events(by: rehearsal.bot, in: finnsRoom).compactMap {
            $0["content"]?["body"]?.stringValue
        }
        #expect(said.count { $0.contains("You edited your message") } == 1)
        #expect(said.last?.contains("your answer about #1 stays with Swift Guild as you gave it") == true)
        await rehearsal.kill()
    }

    @Test("The files of a request are sent where an administrator asks for them, as what they were sent as")
    func files() async throws {
        _ = try await say("withdraw 1", by: finn)
        _ = try await say("criteria swift-guild add evidence A sample", by: ada)
        _ = try await say("join swift-guild", by: finn)
        let content: JSONValue = [
            "msgtype": "m.image", "body": "My ferry", "filename": "ferry.png", "url": "mxc://elsewhere.org/abc",
            "info": ["size": 4096],
        ]
        rehearsal.homeserver.send("m.room.message", content, in: finnsRoom, by: finn)
        try await rehearsal.settle()
        _ = try await say("request 2 files", by: ada)
        let shown = rehearsal.homeserver.events(by: rehearsal.bot, in: adasRoom).last?["content"]
        #expect(shown?["msgtype"]?.stringValue == "m.image")
        #expect(shown?["url"]?.stringValue == "mxc://elsewhere.org/abc")
        #expect(shown?["filename"]?.stringValue == "ferry.png")
        #expect(shown?["info"]?["size"]?.intValue == 4096)
        #expect(shown?["body"]?.stringValue == "#2, criterion 1, from @finn:example.org")
        await rehearsal.kill()
    }
}
