import BotTesting
import Groups
import Identifiers
import JSON
import Matrix
import SQLiteStorage
import Testing

/// What people do to a group's rooms with their clients, on a homeserver.
@Suite("Watching groups", .timeLimit(.minutes(2)))
struct WatchingTests {
    private let rehearsal: Rehearsal
    private let ada = Homeserver.user("ada")
    private let finn = Homeserver.user("finn")
    private let members: RoomID

    init() throws {
        rehearsal = try Rehearsal()
        members = rehearsal.homeserver.makeRoom("Members", by: ada, inviting: [rehearsal.bot])
    }

    private var homeserver: Homeserver { rehearsal.homeserver }

    /// A hall with a members' room in which the bot may do its work and finn is.
    private func start() async throws {
        try await Furniture(at: rehearsal.clock.now).place(in: rehearsal.storage, admitting: true, room: members)
        rehearsal.start()
        try await rehearsal.settle()
        let powers: [(String, JSONValue)] = [(ada.rawValue, 100), (rehearsal.bot.rawValue, 50)]
        let users = JSONValue.object(JSONObject(powers))
        homeserver.send("m.room.power_levels", ["users": users], in: members, by: ada, stateKey: "")
        homeserver.join(members, by: finn)
        try await wait()
    }

    /// Until the bot has looked.
    private func wait() async throws {
        try await rehearsal.settle()
        rehearsal.clock.advance(seconds: 700)
        try await rehearsal.settle()
    }

    private func told(_ person: UserID) -> [String] {
        homeserver.roomsMade(by: rehearsal.bot, for: person).flatMap { homeserver.transcript(of: $0) }
    }

    private func told(_ person: UserID, _ words: String) -> Int {
        told(person).filter { $0.contains(words) }.count
    }

    @Test("That anybody can enter the members' room is said once, and that the bot is out of it")
    func room() async throws {
        try await start()
        homeserver.send("m.room.join_rules", ["join_rule": "public"], in: members, by: ada, stateKey: "")
        try await wait()
        #expect(told(ada, "Anybody can now enter the members’ room of Swift Guild") == 1)
        homeserver.send("m.room.join_rules", ["join_rule": "public"], in: members, by: ada, stateKey: "")
        try await wait()
        #expect(told(ada, "Anybody can now enter") == 1)
        homeserver.kick(rehearsal.bot, from: members, by: ada)
        try await wait()
        #expect(told(ada, "I am no longer in the members’ room of Swift Guild") == 1)
        await rehearsal.kill()
    }

    @Test("A member who is taken out of the room stays a member, and the administrators are told")
    func takenOut() async throws {
        try await start()
        homeserver.kick(finn, from: members, by: ada)
        try await wait()
        #expect(told(ada, "@finn:example.org was taken out of it, and is still a member") == 1)
        #expect(!homeserver.invitations(of: finn).contains(members))
        await rehearsal.kill()
    }

    @Test("When the last administrator has left every room, the group takes no new requests, also after a restart")
    func vacant() async throws {
        try await start()
        homeserver.leave(members, by: ada)
        await rehearsal.kill()
        rehearsal.start()
        try await wait()
        let olga = Homeserver.user("olga")
        #expect(told(olga, "Nobody can decide for Swift Guild any more") == 1)
        homeserver.join(members, by: ada)
        try await wait()
        #expect(told(olga, "Somebody can decide for Swift Guild again") == 1)
        await rehearsal.kill()
    }
}
