import ArgumentParser
import Identifiers
import SynapseTesting

/// `workbench bench-answers`: how long an answer takes in an encrypted room and in a plain one, on the same real
/// homeserver.
struct BenchAnswers: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench-answers",
        abstract: "Time commands and their answers on Synapse, encrypted and plain by turns."
    )

    @Option(help: "How many people there are, each with an encrypted room and a plain one.")
    var people = 10

    @Option(help: "What is said.")
    var command = "!freelancer on"

    /// How many commands each person gives in each room; more, and the bot would tell them to slow down.
    private static let commands = 12

    func run() async throws {
        let synapse = try await Synapse.start()
        do {
            try await time(on: synapse)
        } catch {
            await synapse.stop()
            throw error
        }
        await synapse.stop()
    }

    private func time(on synapse: Synapse) async throws {
        let first = try await EncryptedChat("p1", on: synapse)
        let bot = try await BotProcess(on: synapse, operators: [first.user])
        try await bot.start()
        do {
            var times: [[Duration]] = [[], []]
            var firsts: [[Duration]] = [[], []]
            for number in 1...max(1, people) {
                let person = number == 1 ? first : try await EncryptedChat("p\(number)", on: synapse)
                let rooms = [
                    try await person.makeRoom(with: bot.id, isEncrypted: false),
                    try await person.makeRoom(with: bot.id, isEncrypted: true),
                ]
                for round in 0..<Self.commands {
                    for (index, room) in rooms.enumerated() {
                        let time = try await person.ask(command, of: bot.id, in: room)
                        if round == 0 { firsts[index].append(time) } else { times[index].append(time) }
                    }
                }
            }
            show(["plain", "encrypted"], times)
            show(["the first in a plain room", "the first in an encrypted room"], firsts)
        } catch {
            await bot.stop()
            throw error
        }
        await bot.stop()
    }

    private func show(_ names: [String], _ times: [[Duration]]) {
        print("| commands and answers | median ms | 95th percentile | smallest | largest | ratio of the medians |")
        print("|---|---|---|---|---|---|")
        for (name, mine) in zip(names, times) {
            let figures = [50, 95, 0, 100].map { mine.percentile($0).tenths }
            let ratio = "\((mine.median / times[0].median * 100).rounded() / 100)"
            print("| \(mine.count) \(name) | " + (figures + [ratio]).joined(separator: " | ") + " |")
        }
        print("")
    }
}
