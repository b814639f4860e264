import Identifiers
import JSON
import Matrix
import SynapseTesting
import Testing

/// The bot as those see it whose client is mautrix with libolm, which knows identities and can insist on them.
@Suite("Cross-signing on a real homeserver", .serialized)
struct CrossSigningTests {
    @Test(
        "The bot’s device is trusted as its identity’s, by a client that gives keys to no other, and so is what it says"
    )
    func strict() async throws {
        try await withSynapse { synapse in
            let finn = try await Person("finn", on: synapse, encrypting: .mautrix)
            let fay = try await Person("fay", on: synapse, encrypting: .nio)
            defer { for person in [finn, fay] { person.encrypting?.close() } }
            let bot = try await BotProcess(on: synapse, operators: [finn.id])
            try await bot.start()
            let client = try #require(finn.encrypting)
            try await client.ask("identify")
            try await client.ask("strict")

            let room = try await finn.createRoom(nil, inviting: [bot.id], isDirect: true)
            try await finn.waitsUntil(bot.id, is: "join", in: room)
            try await finn.says("help", in: room)
            let answer = try await finn.waitsForMessage("Directory", from: bot.id, in: room)
            let read = try await client.event(try #require(answer.event))
            #expect(read["decrypted"]?.boolValue == true)
            #expect(read["trust"]?.stringValue == Self.trusted)
            let known = try await client.ask("trust", ["user": .string(bot.id.rawValue), "device": "GUILDHALL"])
            #expect(known["trust"]?.stringValue == Self.trusted)

            // The same client gives no key to somebody whose device no identity has signed.
            let other = try await finn.createRoom(nil, inviting: [fay.id], isDirect: true)
            try await fay.joins(other)
            try await finn.waitsUntil(fay.id, is: "join", in: other)
            let said = try await finn.says("Can you read this?", in: other)
            let unread = try await #require(fay.encrypting).event(said, within: 3)
            #expect(unread["readable"]?.boolValue == false)
            await bot.stop()
        }
    }

    @Test("Where only verified devices are listened to, others are told so, and heard once their owner has signed them")
    func commandsRequireIdentity() async throws {
        try await withSynapse { synapse in
            let finn = try await Person("finn", on: synapse, encrypting: .mautrix)
            defer { finn.encrypting?.close() }
            let configuration = """
                [encryption]
                commands_require = "cross_signed"
                share_with = "all"
                """
            let bot = try await BotProcess(on: synapse, operators: [finn.id], configuration: configuration)
            try await bot.start()
            let room = try await finn.createRoom(nil, inviting: [bot.id], isDirect: true)
            try await finn.waitsUntil(bot.id, is: "join", in: room)
            try await finn.says("help joining", in: room)
            try await finn.waitsForMessage("verified devices only", from: bot.id, in: room, within: .seconds(60))
            try await #require(finn.encrypting).ask("identify")
            try await finn.waitsForMessage("!withdraw", from: bot.id, in: room)
            await bot.stop()
        }
    }

    @Test("With encryption off the bot has no keys, and says once in an encrypted room where it can be reached")
    func off() async throws {
        try await withSynapse { synapse in
            let finn = try await Person("finn", on: synapse, encrypting: .nio)
            defer { finn.encrypting?.close() }
            let bot = try await BotProcess(
                on: synapse,
                operators: [finn.id],
                configuration: "[encryption]\nmode = \"off\""
            )
            try await bot.start()
            let keys = try await finn.client.queryKeys(of: [bot.id])
            #expect(keys.devices[bot.id]?.isEmpty ?? true)
            #expect(keys.masterKeys[bot.id] == nil)
            let room = try await finn.createRoom(nil, inviting: [bot.id], isDirect: true)
            try await finn.waitsForMessage("can't read encrypted messages", from: bot.id, in: room)
            try await finn.says("help", in: room)
            try await finn.says("help", in: room)
            await #expect(throws: TookTooLong.self) {
                try await finn.waitsForMessage(".", from: bot.id, in: room, within: .seconds(3))
            }
            await bot.stop()
        }
    }

    @Test(
        "On a homeserver that encrypts every room, the bot’s own direct rooms are encrypted, and it writes there as it must"
    )
    func encryptedByDefault() async throws {
        var settings = SynapseSettings()
        settings.encryptsNewRooms = "invite"
        try await withSynapse(settings) { synapse in
            let hall = try await Hall.open(on: synapse, encrypting: .nio)
            let teller = StoryTeller(hall)
            do {
                for step in Step.founding { try await teller.play(step) }
                let cleo = try hall.person("cleo")
                let lobby = try #require(hall.rooms[.lobby])
                try await cleo.says("!freelancer", in: lobby)
                try await cleo.waitsForMessage("freelancer now", from: hall.bot.id, in: lobby)
                try await cleo.says("!join swift-guild", in: lobby)
                // The card for ada is in a room that the bot has opened, without asking for encryption in it.
                let sent = try await SentByBot(in: hall)
                #expect(sent.plain == [])
            } catch {
                await hall.leave()
                throw error
            }
            await hall.leave()
        }
    }

    private static let trusted = "cross-signed-tofu"
}
