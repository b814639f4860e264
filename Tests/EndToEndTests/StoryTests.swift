import Foundation
import JSON
import Matrix
import SynapseTesting
import Testing

/// The conversation of `deploy/try`, with the bot as a program of its own against a real homeserver.
@Suite("The story of the sample hall", .serialized)
struct StoryTests {
    @Test("Told from beginning to end, each answer comes as expected, and SIGTERM ends the bot with status 0")
    func wholeStory() async throws {
        try await withSynapse { synapse in
            let hall = try await Hall.open(on: synapse, skipsTime: true)
            let teller = StoryTeller(hall)
            for step in Step.demonstration { try await teller.play(step) }
            #expect(await hall.bot.stop() == .exited(0))
        }
    }

    @Test("The bot is killed after every step, while it may be answering, and nothing is lost or said twice")
    func killedAllTheTime() async throws {
        try await withSynapse { synapse in
            let hall = try await Hall.open(on: synapse)
            let teller = StoryTeller(hall)
            for step in Step.sampleStory {
                try await teller.act(step)
                await hall.bot.kill()
                try await hall.bot.start()
                try #require(await teller.check(step).isEmpty)
            }
            await hall.bot.stop()
            try await expectNothingTwice(in: hall)
        }
    }

    @Test("What is said while the bot or the homeserver is down is answered once when it returns")
    func outages() async throws {
        try await withSynapse { synapse in
            let hall = try await Hall.open(on: synapse)
            let teller = StoryTeller(hall, waiting: .seconds(90))
            for step in Step.founding { try await teller.play(step) }
            await hall.bot.stop()
            let question = Step("finn", .lobby, .says("!groups"), .hears("finn", .lobby, "Swift Guild"))
            try await teller.act(question)
            try await hall.bot.start()
            try #require(await teller.check(question).isEmpty)
            await synapse.kill()
            try await synapse.restart()
            for step in Step.criteria + Step.joining { try await teller.play(step) }
            await hall.bot.stop()
            try await expectNothingTwice(in: hall)
        }
    }

    @Test("On a server with its limits as shipped the same stories take longer and read the same")
    func limitsAsShipped() async throws {
        // Beside each other, each on a server of its own: they do little but wait.
        async let joining: Void = sampleStoryWithLimits()
        async let skillTest: Void = SkillTestStoryTests.byLetters(limits: .asShipped)
        _ = try await (joining, skillTest)
    }

    private func sampleStoryWithLimits() async throws {
        var settings = SynapseSettings()
        settings.rateLimits = .asShipped
        try await withSynapse(settings) { synapse in
            let hall = try await Hall.open(on: synapse)
            let teller = StoryTeller(hall, waiting: settings.rateLimits.patience)
            for step in Step.sampleStory { try await teller.play(step) }
            await hall.bot.stop()
        }
    }

    @Test("Put out of a room and invited again, the bot comes back, stays, and answers")
    func comesBack() async throws {
        try await withSynapse { synapse in
            let hall = try await Hall.open(on: synapse)
            let ada = try hall.person("ada")
            let room = try #require(hall.rooms[.admin])
            for _ in 0..<2 {
                try await ada.kicks(hall.bot.id, from: room)
                try await ada.invites(hall.bot.id, to: room)
                try await ada.waitsUntil(hall.bot.id, is: "join", in: room)
                _ = try await ada.says("!groups", in: room)
                try await ada.waitsForMessage("There are no groups yet", from: hall.bot.id, in: room)
            }
            await hall.bot.stop()
        }
    }

    @Test("Neither password nor token stands in the log, and nobody else may read the bot's files")
    func secrets() async throws {
        try await withSynapse { synapse in
            let hall = try await Hall.open(on: synapse)
            let teller = StoryTeller(hall)
            for step in Step.founding.prefix(2) { try await teller.play(step) }
            await hall.bot.stop()
            let log = hall.bot.log
            let password = try String(contentsOfFile: hall.bot.directory + "/password", encoding: .utf8)
            #expect(log.contains("ready"))
            #expect(!log.contains(password.trimmingCharacters(in: .whitespacesAndNewlines)))
            #expect(!log.contains("syt_") && !log.contains("Bearer"))
            for name in try FileManager.default.contentsOfDirectory(atPath: hall.bot.directory) where name != "log" {
                let path = "\(hall.bot.directory)/\(name)"
                let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
                #expect(try #require(mode) & 0o077 == 0, "\(name)")
            }
        }
    }
}

/// Whether the bot has sent anything twice: each event carries the key of what it is about.
func expectNothingTwice(in hall: Hall) async throws {
    for person in hall.people.values {
        try await person.look(for: .zero)
        var said: Set<String> = []
        for seen in await person.seen where seen.sender == hall.bot.id {
            guard let key = seen.content["org.guildhall.key"]?.stringValue else { continue }
            let isNew = said.insert("\(seen.room) \(key)").inserted
            #expect(isNew, "\(person.name) read twice: \(seen.line)")
        }
        #expect(!said.isEmpty)
    }
}
