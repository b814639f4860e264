import BotTesting
import Groups
import Identifiers
import JSON
import Matrix
import SQLiteStorage
import Testing

/// A request reaches those who decide it, whatever becomes of the room that was meant for it.
@Suite("The administrators' room", .timeLimit(.minutes(2)))
struct AdminRoomTests {
    private let rehearsal: Rehearsal
    private let ada = Homeserver.user("ada")
    private let fay = Homeserver.user("fay")
    private let admins: RoomID

    init() throws {
        rehearsal = try Rehearsal()
        admins = rehearsal.homeserver.makeRoom("Admins", by: ada, inviting: [rehearsal.bot])
    }

    private var homeserver: Homeserver { rehearsal.homeserver }

    private func start() async throws {
        let furniture = try Furniture(at: rehearsal.clock.now)
        try await furniture.place(in: rehearsal.storage, admitting: true, room: admins, as: .admin)
        rehearsal.start()
        try await rehearsal.settle()
    }

    /// Has fay ask to join, in a room of her own with the bot.
    private func ask() async throws {
        let room = homeserver.makeRoom("Fay's", by: fay, with: [ada], inviting: [rehearsal.bot])
        try await rehearsal.settle()
        _ = homeserver.say("!join swift-guild", in: room, by: fay)
        try await rehearsal.settle()
    }

    private func cards(in room: RoomID) -> Int {
        homeserver.transcript(of: room).filter { $0.contains("asks to join") }.count
    }

    private func cardsForAda() -> Int {
        homeserver.invitations(of: ada).filter { $0 != admins }.map { cards(in: $0) }.reduce(0, +)
    }

    @Test("A request appears there")
    func usual() async throws {
        try await start()
        try await ask()
        #expect(cards(in: admins) == 1)
        #expect(cardsForAda() == 0)
        await rehearsal.kill()
    }

    @Test("Where the bot may not speak, requests go to the administrators themselves")
    func silenced() async throws {
        try await start()
        let users = JSONValue.object(JSONObject([(ada.rawValue, 100)]))
        let levels: JSONValue = ["users": users, "events_default": 50]
        _ = homeserver.send("m.room.power_levels", levels, in: admins, by: ada, stateKey: "")
        try await ask()
        #expect(cards(in: admins) == 0)
        #expect(cardsForAda() == 1)
        await rehearsal.kill()
    }

    @Test("Where the room was encrypted afterwards, what an applicant says does not go there in plain")
    func encrypted() async throws {
        try await start()
        let content: JSONValue = ["algorithm": "m.megolm.v1.aes-sha2"]
        _ = homeserver.send("m.room.encryption", content, in: admins, by: ada, stateKey: "")
        try await ask()
        #expect(cards(in: admins) == 0)
        #expect(cardsForAda() == 1)
        await rehearsal.kill()
    }

    @Test("Put out and invited again, the bot stays")
    func back() async throws {
        try await start()
        homeserver.leave(admins, by: rehearsal.bot)
        try await rehearsal.settle()
        homeserver.invite(rehearsal.bot, to: admins, by: ada)
        try await rehearsal.settle()
        #expect(homeserver.membership(of: rehearsal.bot, in: admins) == "join")
        try await ask()
        #expect(cards(in: admins) == 1)
        await rehearsal.kill()
    }
}
