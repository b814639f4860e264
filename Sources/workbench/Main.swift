import ArgumentParser

/// What those who work on Guildhall run beside the bot.
@main
struct Workbench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "workbench",
        abstract: "Try the bot on a real homeserver, and make and measure halls of any size.",
        subcommands: [
            Try.self, SeedDatabase.self, BenchSearch.self, BenchTick.self, BenchUpkeep.self, BenchAlerts.self,
            BenchEncryption.self, BenchSharing.self, BenchAnswers.self, Hold.self,
        ]
    )
}
