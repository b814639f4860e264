import Foundation
import Identifiers
import JSON
import Matrix
import SynapseTesting
import Testing

/// What an operator does with the bot's keys, and what becomes of them when a machine is lost.
@Suite("The bot’s keys on a real homeserver", .serialized)
struct KeysTests {
    @Test("Put away and brought back after the database was lost, the identity is the same, and signs a new device")
    func lostMachine() async throws {
        try await withSynapse { synapse in
            let finn = try await Person("finn", on: synapse)
            let bot = try await BotProcess(on: synapse, operators: [finn.id])
            try await bot.start()
            #expect(try await Self.keys("show", of: bot).contains("the bot is running"))
            await bot.stop()

            let shown = try await Self.keys("show", of: bot)
            #expect(shown.contains("as it should be"))
            #expect(shown.contains("Next: guildhall keys backup"))
            let backup = try await Self.keys("backup", of: bot)
            let recoveryKey = try #require(backup.firstMatch(of: /\n +((?:[1-9A-Za-z]{4} ){10,}[1-9A-Za-z]+)\n/)).1
            #expect(try await Self.keys("backup", of: bot).contains("has secret storage already"))
            let before = try #require(try await finn.client.queryKeys(of: [bot.id]).masterKeys[bot.id])

            // Another client of the same account opens the storage, and finds what everybody sees.
            let client = try EncryptingClient(.mautrix)
            defer { client.close() }
            let password = try String(contentsOfFile: bot.directory + "/password", encoding: .utf8)
            try await client.logIn(
                to: synapse.url,
                as: bot.id,
                password: password.trimmingCharacters(in: .newlines),
                store: synapse.directory + "/recovery"
            )
            let opened = try await client.ask("recover", ["recovery": .string(String(recoveryKey))])
            #expect(opened["matches"]?.boolValue == true)

            for name in try FileManager.default.contentsOfDirectory(atPath: bot.directory)
            where name.hasPrefix("guildhall.sqlite") {
                try FileManager.default.removeItem(atPath: bot.directory + "/" + name)
            }
            try ProjectFiles.writePrivately("EsTx \(recoveryKey)\n", to: bot.directory + "/wrong")
            let wrong = try await Self.keys("restore", "--recovery-key-file", bot.directory + "/wrong", of: bot)
            #expect(wrong.contains("not the recovery key"))
            try ProjectFiles.writePrivately("\(recoveryKey)\n", to: bot.directory + "/right")
            let right = try await Self.keys("restore", "--recovery-key-file", bot.directory + "/right", of: bot)
            #expect(right.contains("holds its identity again"))
            try await bot.start()
            await bot.stop()

            let after = try await finn.client.queryKeys(of: [bot.id])
            #expect(after.masterKeys[bot.id] == before)
            #expect(after.devices[bot.id]?.contains { $0.device.hasPrefix("GUILDHALL-") } == true)
            #expect(try await Self.keys("show", of: bot).contains("as it should be"))
            #expect(!bot.log.contains(recoveryKey))
        }
    }

    @Test(
        "A file from before the last run is given up for a new device of the same identity, and so is a restored backup"
    )
    func oldFiles() async throws {
        try await withSynapse { synapse in
            let finn = try await Person("finn", on: synapse)
            let bot = try await BotProcess(on: synapse, operators: [finn.id])
            try await bot.start()
            await bot.stop()
            let (path, old) = (bot.directory + "/guildhall.sqlite", bot.directory + "/old")
            try Self.replace(old, by: path)
            try await bot.start()
            await bot.stop()
            #expect(try await Self.devices(of: bot, finn) == ["GUILDHALL"])

            try Self.replace(path, by: old)
            try await bot.start()
            #expect(bot.log.contains("has gone on since this file was written"))
            await bot.stop()
            #expect(try await Self.devices(of: bot, finn).count == 2)

            let backup = bot.directory + "/backup"
            _ = try await Self.run(["backup", backup], of: bot)
            try Self.replace(path, by: backup)
            try await bot.start()
            await bot.stop()
            let keys = try await finn.client.queryKeys(of: [bot.id])
            #expect(keys.devices[bot.id]?.count == 3)
            #expect(try await Self.keys("show", of: bot).contains("as it should be"))
        }
    }

    private static func devices(of bot: BotProcess, _ person: Person) async throws -> Set<String> {
        Set(try await person.client.queryKeys(of: [bot.id]).devices[bot.id]?.map(\.device) ?? [])
    }

    private static func replace(_ path: String, by other: String) throws {
        // What was written last may stand beside the database.
        for suffix in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: path + suffix)
            guard FileManager.default.fileExists(atPath: other + suffix) else { continue }
            try FileManager.default.copyItem(atPath: other + suffix, toPath: path + suffix)
        }
    }

    private static func keys(_ arguments: String..., of bot: BotProcess) async throws -> String {
        try await run(["keys"] + arguments, of: bot)
    }

    /// All that the program writes, beside its configuration's path.
    private static func run(_ arguments: [String], of bot: BotProcess) async throws -> String {
        let process = try ChildProcess(
            [try #require(BotProcess.program)] + arguments + ["--config", bot.directory + "/bot.conf"],
            environment: ["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"],
            directory: bot.directory,
            log: bot.directory + "/keys.log"
        )
        _ = await process.end(within: .seconds(30))
        return process.lines.joined(separator: "\n") + "\n"
    }
}
