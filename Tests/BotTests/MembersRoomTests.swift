import BotTesting
import Groups
import Identifiers
import JSON
import Matrix
import SQLiteStorage
import Testing

/// Who is admitted gets into the members' room, and who leaves gets out, also where the room does not allow it at first.
@Suite("The members' room", .timeLimit(.minutes(2)))
struct MembersRoomTests {
    private let rehearsal: Rehearsal
    private let ada = Homeserver.user("ada")
    private let finn = Homeserver.user("finn")
    private let members: RoomID

    init() throws {
        rehearsal = try Rehearsal()
        members = rehearsal.homeserver.makeRoom("Members", by: ada, inviting: [rehearsal.bot])
    }

    private var homeserver: Homeserver { rehearsal.homeserver }

    private func give(_ power: Int64) async throws {
        let bot = rehearsal.bot.rawValue
        let users = JSONValue.object(JSONObject([(ada.rawValue, 100), (bot, .int(power))]))
        let content: JSONValue = ["users": users, "invite": 50, "kick": 50]
        _ = homeserver.send("m.room.power_levels", content, in: members, by: ada, stateKey: "")
        try await rehearsal.settle()
    }

    private func queue(_ action: Draft.Action, _ key: String) async throws {
        try await rehearsal.storage.queue([Draft(key: key, action, urgency: .decision)], now: rehearsal.clock.now)
        try await rehearsal.settle()
    }

    private func toldAda() -> [String] {
        homeserver.invitations(of: ada).flatMap { homeserver.transcript(of: $0) }
    }

    /// A hall whose members' room gives the bot that power.
    private func start(_ power: Int64) async throws {
        let furniture = try Furniture(at: rehearsal.clock.now)
        try await furniture.place(in: rehearsal.storage, admitting: false, room: members)
        rehearsal.start()
        try await rehearsal.settle()
        try await give(power)
    }

    @Test("An invitation that the room refuses is made when the bot gets the power; the administrators hear of it once")
    func invitation() async throws {
        try await start(0)
        try await queue(.invite(finn, to: members, reason: ""), "invite/1")
        try await queue(.invite(Homeserver.user("fay"), to: members, reason: ""), "invite/2")
        #expect(homeserver.invitations(of: finn).isEmpty)
        let told = toldAda()
        #expect(told.count == 1)
        #expect(
            told.first?.contains("I could not invite @finn:example.org to the members’ room of Swift Guild") == true
        )
        try await give(50)
        #expect(homeserver.invitations(of: finn) == [members])
        #expect(homeserver.invitations(of: Homeserver.user("fay")) == [members])
        await rehearsal.kill()
    }

    @Test("Who leaves before the invitation could be made is not invited afterwards")
    func overtaken() async throws {
        try await start(0)
        try await queue(.invite(finn, to: members, reason: ""), "invite/1")
        try await queue(.kick(finn, from: members, reason: ""), "kick/1")
        try await give(50)
        #expect(homeserver.invitations(of: finn).isEmpty)
        await rehearsal.kill()
    }

    @Test("A removal that the room refuses is made when the bot gets the power")
    func removal() async throws {
        try await start(0)
        homeserver.join(members, by: finn)
        try await rehearsal.settle()
        try await queue(.kick(finn, from: members, reason: "left"), "kick/1")
        #expect(toldAda().first?.contains("I could not take @finn:example.org out") == true)
        #expect(homeserver.membership(of: finn, in: members) == "join")
        try await give(50)
        #expect(homeserver.membership(of: finn, in: members) == "leave")
        await rehearsal.kill()
    }
}
