import ArgumentParser

/// The program: one subcommand for each thing that an operator does.
@main
struct Program: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "guildhall",
        abstract: "A Matrix bot that brings groups with criteria and badges into chat.",
        subcommands: [Run.self, Check.self, Console.self, Backup.self, Export.self, Keys.self]
    )
}

/// Where the configuration is.
struct ConfigurationOptions: ParsableArguments {
    @Option(name: .long, help: "The configuration file.")
    var config = "bot.conf"
}
