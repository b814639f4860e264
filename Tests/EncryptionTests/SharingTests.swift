import Encryption
import Groups
import Identifiers
import JSON
import Matrix
import SQLiteStorage
import Testing

@Suite("Who gets the key of what the bot says")
struct SharingTests {
    private let server = KeyServer()
    private let bot: Phone
    private let ada: Phone
    private let finn: Phone

    init() async throws {
        bot = try await Phone("bot", at: server)
        ada = try await Phone("ada", at: server)
        finn = try await Phone("finn", at: server)
        let people = [bot.user, ada.user, finn.user]
        for phone in [bot, ada, finn] { try await phone.enter(.hall, with: people) }
    }

    private func session(_ event: RoomEvent) -> String { event.content["session_id"]?.stringValue ?? "" }

    /// Takes what came, asks for the bot's list of devices, and reads.
    private func read(_ event: RoomEvent, by phone: Phone, in room: RoomID = .hall) async throws -> String {
        try await phone.hear()
        try await phone.askForLists()
        return try await phone.read(event, in: room)
    }

    @Test("A key is given once, and goes on being used")
    func once() async throws {
        let first = try await bot.say("one")
        let second = try await bot.restarted().say("two")
        #expect(session(first) == session(second))
        #expect(server.letters(to: ada.address, "m.room.encrypted") == 1)
        for phone in [ada, finn] {
            #expect(try await read(second, by: phone) == "“two”")
            #expect(try await read(first, by: phone) == "“one”")
        }
        let other = RoomID.other
        try await bot.enter(other, with: [ada.user])
        #expect(try await session(bot.say("three", in: other)) != session(first))
    }

    @Test("Who has left reads nothing that is said afterwards, whoever took them out", arguments: Leaving.allCases)
    func leaving(_ leaving: Leaving) async throws {
        let before = try await bot.say("before")
        #expect(try await read(before, by: finn) == "“before”")
        try await bot.note(leaving.facts(finn.user))
        let after = try await bot.say("after")
        #expect(session(after) != session(before))
        #expect(try await read(after, by: ada) == "“after”")
        #expect(try await read(after, by: finn) == "waits")
        #expect(server.letters(to: finn.address, "m.room.encrypted") == 1)
    }

    enum Leaving: CaseIterable {
        case byThemselves, takenOut, whileTheBotWasAway

        func facts(_ person: UserID) -> [RoomFact] {
            switch self {
            case .byThemselves: [.wentByThemselves(.hall, person, EventID(rawValue: "$gone"))]
            case .takenOut: [.occupant(.hall, person, nil)]
            case .whileTheBotWasAway:
                [
                    .membership(.hall, .gone), .membership(.hall, .joined),
                    .occupant(.hall, .ada, .joined),
                ]
            }
        }
    }

    @Test("Who was invited and has declined reads nothing that is said afterwards")
    func declined() async throws {
        let gus = try await Phone("gus", at: server)
        try await bot.note([.occupant(.hall, gus.user, .invited)])
        let before = try await bot.say("before")
        #expect(try await read(before, by: gus) == "“before”")
        try await bot.note([.wentByThemselves(.hall, gus.user, EventID(rawValue: "$no"))])
        let after = try await bot.say("after")
        #expect(session(after) != session(before))
        #expect(try await read(after, by: gus) == "waits")
    }

    @Test("Who is invited gets the key unless the room’s history is for members only; who knocks never does")
    func invited() async throws {
        let gus = try await Phone("gus", at: server)
        let kim = try await Phone("kim", at: server)
        try await bot.note([
            .historyVisibility(.hall, "joined"), .occupant(.hall, gus.user, .invited),
            .knocked(.hall, kim.user, EventID(rawValue: "$knock"), reason: ""),
        ])
        let members = try await bot.say("for members")
        #expect(try await read(members, by: gus) == "waits")
        try await bot.note([.historyVisibility(.hall, "shared")])
        let all = try await bot.say("for all")
        #expect(session(all) != session(members))
        #expect(try await read(all, by: gus) == "“for all”")
        #expect(try await read(all, by: kim) == "waits")
        try await bot.note([.occupant(.hall, kim.user, .joined)])
        #expect(try await read(bot.say("for Kim, too"), by: kim) == "“for Kim, too”")
    }

    @Test("Who comes in later gets the key as it stands: from then on, and not what was said before")
    func comingLate() async throws {
        let before = try await bot.say("before")
        let gus = try await Phone("gus", at: server)
        try await bot.note([.occupant(.hall, gus.user, .joined)])
        let after = try await bot.say("after")
        #expect(session(after) == session(before))
        #expect(try await read(after, by: gus) == "“after”")
        #expect(try await read(before, by: gus) == "waits")
        #expect(try await read(after, by: ada) == "“after”")
    }

    @Test("A new device of a member gets the key as it stands, and so does one of the bot’s own")
    func newDevice() async throws {
        try await bot.step { own, rows, _ in try rows.track(own.user) }
        let before = try await bot.say("before")
        for phone in [ada, bot] {
            let tablet = try await phone.sibling("TABLET")
            try await bot.hear()
            try await bot.askForLists()
            let after = try await bot.say("after")
            #expect(session(after) == session(before))
            #expect(try await read(after, by: tablet) == "“after”")
            #expect(try await read(before, by: tablet) == "waits")
        }
        #expect(server.letters(to: bot.address, "m.room.encrypted") == 0)
    }

    @Test(
        "A device that is gone, or no longer its owner’s, reads nothing that is said afterwards",
        arguments: [true, false]
    )
    func lostDevice(isGone: Bool) async throws {
        let tablet = try await ada.sibling("TABLET", isSigned: false)
        let unsigned = try server.keys(of: tablet.address)
        try await ada.sign(tablet)
        let before = try await bot.say("before")
        #expect(try await read(before, by: tablet) == "“before”")
        if isGone { server.remove(tablet.address) } else { server.replace(tablet.address, by: unsigned) }
        try await bot.hear()
        let after = try await bot.say("after")
        #expect(session(after) != session(before))
        #expect(try await read(after, by: tablet) == "waits")
        #expect(try await read(after, by: ada) == "“after”")
    }

    @Test("While the server of a member is away, the others are answered; the member gets the key later")
    func serverAway() async throws {
        let far = try await Phone("kim", at: server)
        server.away = ["example.org"]
        try await bot.note([.occupant(.hall, far.user, .joined)])
        let said = try await bot.say("Hello")
        #expect(try await read(said, by: far) == "waits")
        server.away = []
        server.pass(.seconds(7200))
        try await bot.askForLists()
        let later = try await bot.say("again")
        #expect(try await read(later, by: far) == "“again”")
    }

    // MARK: How long a key is used

    @Test(
        "A key encrypts as many messages as the room says, and a hundred where it says nothing",
        arguments: [nil, 7, 0]
    )
    func rotationByNumber(_ messages: Int64?) async throws {
        try await bot.note([.encrypted(.hall, .init(algorithm: OwnDevice.megolm, rotationMessages: messages))])
        let most = Int(max(messages ?? 100, 1))
        var sessions: [String] = []
        for number in 0..<2 * most + 1 { sessions.append(session(try await bot.say("\(number)"))) }
        #expect(Set(sessions[..<most]).count == 1 && Set(sessions[most..<2 * most]).count == 1)
        #expect(Set(sessions).count == 3)
    }

    @Test(
        "A key is used as long as the room says, a week where it says nothing, and never for less than an hour",
        arguments: [(nil, 604_800), (7_200_000, 7200), (1, 3600), (-5, 3600)] as [(Int64?, Int64)]
    )
    func rotationByTime(_ period: Int64?, _ seconds: Int64) async throws {
        try await bot.note([.encrypted(.hall, .init(algorithm: OwnDevice.megolm, rotationMs: period))])
        let first = try await bot.say("first")
        server.pass(.seconds(seconds - 60))
        #expect(try await session(bot.say("second")) == session(first))
        server.pass(.seconds(60))
        let third = try await bot.say("third")
        #expect(session(third) != session(first))
        #expect(try await read(third, by: ada) == "“third”")
    }

    @Test("Whatever else changes about a room, its key stays; if who may read its history changes, it goes")
    func otherFacts() async throws {
        let first = try await bot.say("first")
        try await bot.note([
            .name(.hall, "Hall"), .powerLevels(.hall, json: "{}"), .joinRule(.hall, "public"),
            .occupant(.hall, ada.user, .joined), .membership(.hall, .joined),
        ])
        #expect(try await session(bot.say("second")) == session(first))
        try await bot.note([.historyVisibility(.hall, "shared")])
        let third = try await bot.say("third")
        #expect(session(third) != session(first))
        try await bot.note([.historyVisibility(.hall, "shared")])
        #expect(try await session(bot.say("fourth")) == session(third))
    }

    @Test("A room that was ever encrypted stays so, by the algorithm that was named first")
    func encryptedForEver() async throws {
        try await bot.note([.encrypted(.hall, .init(algorithm: "m.other"))])
        let encryption = try await bot.step { _, rows, _ in try rows.encryption(of: .hall) }
        #expect(encryption?.algorithm == OwnDevice.megolm)
        try await bot.note([.membership(.other, .joined)])
        #expect(try await bot.step { _, rows, _ in try rows.encryption(of: .other) } == nil)
    }
}
