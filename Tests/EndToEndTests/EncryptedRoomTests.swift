import Identifiers
import JSON
import Matrix
import MatrixCrypto
import SynapseTesting
import Testing

/// The bot in rooms that are encrypted from the first message on, among people whose clients are matrix-nio with vodozemac.
@Suite("Encrypted rooms on a real homeserver", .serialized)
struct EncryptedRoomTests {
    @Test("Founding, criteria, joining, jobs, a test, knocking and leaving read in encrypted rooms as in any others")
    func wholeStory() async throws {
        try await withSynapse { synapse in
            let hall = try await Hall.open(on: synapse, skipsTime: true, encrypting: .nio)
            let teller = StoryTeller(hall)
            do {
                for step in Step.demonstration { try await teller.play(step) }
                let sent = try await SentByBot(in: hall)
                #expect(sent.plain == [])
                #expect(sent.used.count > 40)
                #expect(!sent.usesAnIndexTwice)
            } catch {
                await hall.leave()
                throw error
            }
            await hall.leave()
        }
    }

    @Test("Files go in and out encrypted: a calendar is read, and evidence reaches administrators whole")
    func files() async throws {
        try await withOpenHall(skipsTime: true, encrypting: .nio) { teller in
            let (hall, bot) = (teller.hall, teller.hall.bot.id)
            let (ada, abel, finn) = (try hall.person("ada"), try hall.person("abel"), try hall.person("finn"))
            let direct = try await hall.room(.direct, of: ada)
            let days = AdmissionTests.calendar(from: 2, to: 3)
            let words = "holidays swift-guild import"
            try await ada.sends(file: "days.ics", holding: days, saying: words, in: direct)
            try await ada.waitsForMessage("days.ics would add .* Swift Guild", from: bot, in: direct)

            try await teller.play(
                Step(
                    "ada",
                    .lobby,
                    .says("!criteria swift-guild add evidence A certificate"),
                    .hears("ada", .lobby, "show by a link or a file")
                )
            )
            let room = try await hall.room(.direct, of: finn)
            try await finn.says("!join swift-guild", in: room)
            try await finn.waitsForMessage("certificate", from: bot, in: room)
            try await finn.sends(file: "proof.txt", holding: "Finn can sail", in: room, type: "text/plain")
            try await finn.waitsForMessage("request #1", from: bot, in: room)
            let admin = try #require(hall.rooms[.admin])
            await abel.looksBack()
            try await abel.waitsForMessage("#1: @finn", from: bot, in: admin)
            try await abel.says("!request 1 files", in: admin)
            let shown = try await abel.waits(for: "the file", in: admin) { $0.content["file"] != nil }
            let bytes = try await #require(abel.encrypting).download(try #require(shown.content["file"]))
            #expect(bytes == Array("Finn can sail".utf8))
        }
    }

    @Test(
        "A key serves as many messages as the room says; who leaves gets no later one, a new device reads from now on"
    )
    func keysChangeHands() async throws {
        try await withSynapse { synapse in
            let (finn, fay) = try await (
                Person("finn", on: synapse, encrypting: .nio), Person("fay", on: synapse, encrypting: .nio)
            )
            let bot = try await BotProcess(on: synapse, operators: [finn.id], skipsTime: true)
            defer { for person in [finn, fay] { person.encrypting?.close() } }
            let room = try await finn.createRoom("Guild", inviting: [bot.id, fay.id], messagesOfAKey: 5)
            try await fay.joins(room)
            try await bot.start()
            try await finn.waitsUntil(bot.id, is: "join", in: room)
            var sessions: [String] = []
            for number in 1...12 {
                let answer = try await Self.ask(finn, number, of: bot, in: room)
                sessions.append(answer)
            }
            // Twelve messages are three keys of five.
            #expect(Set(sessions).count == 3)
            #expect(sessions[0] == sessions[4] && sessions[4] != sessions[5])
            let last = try await Self.ask(fay, 13, of: bot, in: room)
            #expect(last == sessions[11])
            try await fay.leaves(room)
            try await finn.waitsUntil(fay.id, is: "leave", in: room)
            let afterwards = try await Self.ask(finn, 14, of: bot, in: room)
            #expect(afterwards != last)

            let second = try EncryptingClient(.nio)
            defer { second.close() }
            let store = synapse.directory + "/second"
            try await second.logIn(to: synapse.url, as: finn.id, password: finn.password, store: store)
            let before = try #require(await finn.seen.last { $0.sender == bot.id }?.event)
            _ = try await Self.ask(finn, 15, of: bot, in: room)
            let since = try #require(await finn.seen.last { $0.sender == bot.id }?.event)
            #expect(try await second.event(since)["readable"]?.boolValue == true)
            #expect(try await second.event(before, within: 1)["readable"]?.boolValue != true)
            await bot.stop()
        }
    }

    @Test(
        "Killed fifty times under load, the bot loses no encrypted command, answers none twice, and uses no index twice"
    )
    func killed() async throws {
        try await withSynapse { synapse in
            let finn = try await Person("finn", on: synapse, encrypting: .nio)
            let bot = try await BotProcess(on: synapse, operators: [finn.id], skipsTime: true)
            defer { finn.encrypting?.close() }
            try await bot.start()
            let room = try await finn.createRoom(nil, inviting: [bot.id], isDirect: true, messagesOfAKey: 20)
            try await finn.waitsUntil(bot.id, is: "join", in: room)
            var number = 0
            for kill in 0..<50 {
                for _ in 0..<3 {
                    number += 1
                    try await finn.says("!groups search word\(number)x", in: room)
                }
                // Somewhere between hearing of it and having answered.
                try await Task.sleep(for: .milliseconds(7 * kill % 120))
                await bot.kill()
                // What a person may say at once is counted by the bot's clock.
                try bot.skip(.seconds(30))
                try await bot.start()
                try await finn.look(for: .zero)
            }
            await finn.looksBack()
            try await finn.waitsForMessage("word\(number)x", from: bot.id, in: room, within: .seconds(60))
            try await Task.sleep(for: .seconds(2))
            try await finn.look(for: .zero)
            let answers = await finn.seen.filter { $0.sender == bot.id && $0.room == room }
            for number in 1...number {
                let count = answers.count { $0.text.contains("word\(number)x") }
                #expect(count == 1, "word\(number)x was answered \(count) times")
            }
            #expect(!answers.contains { $0.kind == .other("m.room.encrypted") }, "an answer cannot be read")
            let sent = try await SentByBot(to: finn, in: [room], bot.id)
            #expect(!sent.usesAnIndexTwice)
            #expect(sent.plain == [])
            await bot.stop()
        }
    }

    /// Asks something of which the answer is known by a number, and gives the session in which it came.
    private static func ask(_ person: Person, _ number: Int, of bot: BotProcess, in room: RoomID) async throws -> String
    {
        try bot.skip(.seconds(20))
        try await person.says("!groups search word\(number)x", in: room)
        let answer = try await person.waitsForMessage("word\(number)x", from: bot.id, in: room)
        let event = try await person.client.event(try #require(answer.event), in: room)
        return event.content["session_id"]?.stringValue ?? ""
    }
}

/// What the bot has sent in some rooms, as the homeserver knows it.
struct SentByBot {
    /// What the homeserver could read of messages.
    var plain: [EventID] = []
    /// The sessions and indices of what it could not.
    var used: [String] = []

    var usesAnIndexTwice: Bool { Set(used).count < used.count }

    /// In all rooms that people of a hall are in.
    init(in hall: Hall) async throws {
        var known: Set<RoomID> = []
        for person in hall.people.values {
            let rooms = Set(await person.seen.map(\.room)).subtracting(known)
            known.formUnion(rooms)
            try await take(rooms, person, hall.bot.id)
        }
    }

    init(to person: Person, in rooms: Set<RoomID>, _ bot: UserID) async throws {
        try await take(rooms, person, bot)
    }

    private mutating func take(_ rooms: Set<RoomID>, _ person: Person, _ bot: UserID) async throws {
        for room in rooms {
            var from: String?
            while let page = try? await person.client.messages(in: room, from: from, .backwards, limit: 500) {
                for event in page.events where event.sender == bot && !event.isRedacted {
                    if event.type == "m.room.message" { plain.append(event.eventID) }
                    guard event.type == "m.room.encrypted" else { continue }
                    let message = try MegolmMessage(base64: event.content["ciphertext"]?.stringValue ?? "")
                    used.append("\(event.content["session_id"]?.stringValue ?? "") \(message.index)")
                }
                guard let end = page.end, end != from else { break }
                from = end
            }
        }
    }
}
