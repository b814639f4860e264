import BotTesting
import Groups
import Identifiers
import JSON
import Matrix
import SQLiteStorage
import Testing

/// A members' room gets all members, batch by batch, whatever happens to the bot or the room meanwhile.
@Suite("Inviting all members", .timeLimit(.minutes(3)))
struct InvitingAllTests {
    private let rehearsal: Rehearsal
    private let ada = Homeserver.user("ada")
    private let members: RoomID
    private static let count = 120

    init() throws {
        rehearsal = try Rehearsal()
        members = rehearsal.homeserver.makeRoom("Members", by: ada, inviting: [rehearsal.bot])
    }

    private var homeserver: Homeserver { rehearsal.homeserver }

    /// A group of 120 beside finn, and a room in which the bot has that power.
    private func start(power: Int64 = 50) async throws {
        let furniture = try Furniture(at: rehearsal.clock.now)
        try await furniture.place(in: rehearsal.storage, admitting: true, crowd: Self.count)
        rehearsal.start()
        try await rehearsal.settle()
        give(power, in: members)
        try await rehearsal.settle()
    }

    private func give(_ power: Int64, in room: RoomID) {
        let users = JSONValue.object(JSONObject([(ada.rawValue, 100), (rehearsal.bot.rawValue, .int(power))]))
        let content: JSONValue = ["users": users, "invite": 50, "kick": 50]
        homeserver.send("m.room.power_levels", content, in: room, by: ada, stateKey: "")
    }

    private func pass(seconds: Int64) async throws {
        rehearsal.clock.advance(to: Timestamp(rawValue: rehearsal.clock.now.rawValue + seconds * 1000))
        try await rehearsal.settle()
    }

    /// Whom the bot has invited, once for each time.
    private func invited(to room: RoomID) -> Int {
        homeserver.events(by: rehearsal.bot, in: room, type: "m.room.member")
            .count { $0["content"]?["membership"]?.stringValue == "invite" }
    }

    private var linesAboutInvitations: [String] {
        homeserver.roomsMade(by: rehearsal.bot, for: ada).flatMap { homeserver.transcript(of: $0) }
            .filter { $0.contains("is now invited to its members’ room") }
    }

    @Test("All are invited once, at most 50 a minute, also when the bot is killed in the middle of it")
    func batches() async throws {
        try await start()
        homeserver.say("!here swift-guild members", in: members, by: ada)
        try await pass(seconds: 1)
        #expect(invited(to: members) == 50)
        await rehearsal.kill()
        rehearsal.start()
        try await rehearsal.settle()
        #expect(invited(to: members) == 50)
        homeserver.plan([homeserver.exchangeCount + 20: .killAfter])
        try await pass(seconds: 61)
        #expect(invited(to: members) == 100)
        try await pass(seconds: 61)
        #expect(invited(to: members) == Self.count + 1)
        try await pass(seconds: 600)
        #expect(invited(to: members) == Self.count + 1)
        #expect(linesAboutInvitations.count == 1)
        #expect(linesAboutInvitations.first?.contains("121 more invitations") == true)
        await rehearsal.kill()
    }

    @Test("The room that replaces a members' room gets all members too")
    func replaced() async throws {
        try await start()
        homeserver.say("!here swift-guild members", in: members, by: ada)
        for _ in 1...3 { try await pass(seconds: 61) }
        let new = homeserver.makeRoom("Members", by: ada, inviting: [rehearsal.bot])
        let create: JSONValue = ["room_version": "11", "predecessor": ["room_id": .string(members.rawValue)]]
        homeserver.send("m.room.create", create, in: new, by: ada, stateKey: "")
        give(50, in: new)
        let tombstone: JSONValue = ["replacement_room": .string(new.rawValue)]
        homeserver.send("m.room.tombstone", tombstone, in: members, by: ada, stateKey: "")
        for _ in 1...4 { try await pass(seconds: 61) }
        #expect(invited(to: new) == Self.count + 1)
        await rehearsal.kill()
    }

    @Test("What a room refused is tried again at each start and once a day")
    func refused() async throws {
        try await start(power: 0)
        let finn = Homeserver.user("finn")
        let invitation = Draft(key: "invite/1", .invite(finn, to: members, reason: ""), urgency: .decision)
        try await rehearsal.storage.queue([invitation], now: rehearsal.clock.now)
        try await rehearsal.settle()
        func tries() -> Int { homeserver.requests.count { $0 == "POST /rooms/\(members)/invite" } }
        #expect(tries() == 1)
        await rehearsal.kill()
        rehearsal.start()
        try await rehearsal.settle()
        #expect(tries() == 2)
        try await pass(seconds: 23 * 3600)
        #expect(tries() == 2)
        try await pass(seconds: 2 * 3600)
        #expect(tries() == 3)
        await rehearsal.kill()
    }
}
