import BotTesting
import Identifiers
import JSON
import Matrix
import Testing

/// Rooms that are named by their aliases, and files that come in other ways than calendars do.
@Suite("Aliases and evidence on the way in", .timeLimit(.minutes(2)))
struct AliasTests {
    private let rehearsal: Rehearsal
    private let ada = Homeserver.user("ada")
    private let finn = Homeserver.user("finn")
    private let room: RoomID
    private let hall: RoomID

    init() async throws {
        rehearsal = try Rehearsal()
        try await Furniture(at: rehearsal.clock.now).place(in: rehearsal.storage, admitting: false)
        room = rehearsal.homeserver.makeRoom("Guildhall", by: ada, inviting: [rehearsal.bot], isDirect: true)
        hall = rehearsal.homeserver.makeRoom("Crew", by: ada, with: [finn], inviting: [rehearsal.bot])
        rehearsal.homeserver.name(hall, "#crew:example.org")
        rehearsal.start()
        try await rehearsal.settle()
    }

    private func look() -> String { rehearsal.homeserver.transcript(of: room).last ?? "" }

    private var lookUps: Int { rehearsal.homeserver.requests.count { $0.contains("directory/room/") } }

    @Test("A command waits until the homeserver has said where its aliases lead, and is answered once")
    func found() async throws {
        let before = lookUps
        rehearsal.homeserver.say("criteria swift-guild add room #crew:example.org", in: room, by: ada)
        try await rehearsal.settle()
        #expect(look().contains("be in the room “Crew”"))
        #expect(lookUps == before + 1)
        #expect(rehearsal.homeserver.transcript(of: room).count { $0.contains("now asks for this") } == 1)
        await rehearsal.kill()
    }

    @Test("An alias that leads nowhere is answered")
    func missing() async throws {
        rehearsal.homeserver.say("criteria swift-guild add room #gone:example.org", in: room, by: ada)
        try await rehearsal.settle()
        #expect(look().contains("There is no room #gone:example.org"))
        await rehearsal.kill()
    }

    @Test("A look-up outlives a restart of the bot")
    func restarted() async throws {
        await rehearsal.kill()
        rehearsal.homeserver.say("criteria swift-guild add room #crew:example.org", in: room, by: ada)
        rehearsal.start()
        await rehearsal.kill()
        rehearsal.start()
        try await rehearsal.settle()
        #expect(look().contains("be in the room “Crew”"))
        await rehearsal.kill()
    }

    @Test("A picture is evidence as well as a document, and an encrypted one is refused")
    func pictures() async throws {
        rehearsal.homeserver.say("criteria swift-guild add evidence A certificate", in: room, by: ada)
        try await rehearsal.settle()
        let finns = rehearsal.homeserver.makeRoom("Guildhall", by: finn, inviting: [rehearsal.bot], isDirect: true)
        try await rehearsal.settle()
        rehearsal.homeserver.say("withdraw 1", in: finns, by: finn)
        rehearsal.homeserver.say("join swift-guild", in: finns, by: finn)
        try await rehearsal.settle()
        var picture: JSONValue = [
            "msgtype": "m.image", "body": "meet swift-guild 1", "filename": "scan.png",
            "file": ["url": "mxc://example.org/scan"], "info": ["size": -7],
        ]
        _ = rehearsal.homeserver.send("m.room.message", picture, in: finns, by: finn)
        try await rehearsal.settle()
        #expect(rehearsal.homeserver.transcript(of: finns).last?.contains("scan.png is encrypted") == true)
        picture["file"] = nil
        picture["url"] = "mxc://example.org/scan"
        _ = rehearsal.homeserver.send("m.room.message", picture, in: finns, by: finn)
        try await rehearsal.settle()
        #expect(rehearsal.homeserver.transcript(of: finns).last?.contains("Your request #2") == true)
        rehearsal.homeserver.say("request 2", in: room, by: ada)
        try await rehearsal.settle()
        #expect(look().contains("the file “scan.png”, 0 bytes"))
        await rehearsal.kill()
    }
}
