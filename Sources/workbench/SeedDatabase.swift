import ArgumentParser
import BotTesting
import SQLiteStorage

/// `workbench seed`: fills a new database with a hall of any size.
struct SeedDatabase: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "seed",
        abstract: "Fill a new database with a hall of any size, the same rows for the same numbers."
    )

    @Option(help: "How many groups.")
    var groups = 100_000

    @Option(help: "How many memberships.")
    var memberships = 1_000_000

    @Option(help: "How many requests that wait.")
    var pending = 0

    @Option(help: "How many people can take a skill test; 0: there is none.")
    var takers = 0

    @Argument(help: "The file to make.")
    var file: String

    func run() async throws {
        let storage = try Storage(path: file)
        try await Seed(groups: groups, memberships: memberships, pending: pending).fill(storage)
        if takers > 0 { try await SkillTestSeed(takers: takers).fill(storage) }
        print(
            "\(groups) groups, \(memberships) memberships, \(pending) requests that wait, \(takers) takers in \(file)"
        )
    }
}
