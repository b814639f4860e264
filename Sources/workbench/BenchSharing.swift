import ArgumentParser
import BotTesting
import Foundation
import SQLiteStorage

/// `workbench bench-sharing`: how long it takes until every device of a room has the key of the bot's first answer, and
/// whether anybody else notices.
struct BenchSharing: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench-sharing",
        abstract: "Time the first answer in an encrypted room of many devices, and answers in another room meanwhile."
    )

    @Option(help: "The rooms, separated by commas, each as MEMBERSxDEVICES of each.")
    var rooms = "1000x1,1x1000"

    @Option(help: "How often each is timed, by turns in a file and in memory.")
    var rounds = 5

    @Option(help: "The folder on the disk that holds the file.")
    var disk = FileManager.default.temporaryDirectory.path

    func run() async throws {
        print(
            """
            | members × devices | database | ms to the answer | cryptography | homeserver | the rest | another room, ms: \
            before | longest | meanwhile | longest | asked or sent twice |
            |---|---|---|---|---|---|---|---|---|---|---|
            """
        )
        for room in rooms.split(separator: ",") {
            let sides = room.split(separator: "x").compactMap { Int($0) }
            guard sides.count == 2 else { throw ValidationError("\(room) is not such as 1000x1") }
            let samples = try SharingSamples(people: sides[0], devices: sides[1])
            var runs: [Place: [Run]] = [:]
            for _ in 0..<rounds {
                for place in Place.allCases { runs[place, default: []].append(try await time(samples, place)) }
            }
            for place in Place.allCases { show("\(sides[0]) × \(sides[1])", place, runs[place] ?? []) }
        }
    }

    /// Where the bot's database is: what a disk costs is the difference.
    private enum Place: String, CaseIterable {
        case file = "in a file"
        case memory = "in memory"
    }

    private struct Run {
        var times: SharingSamples.Times
        var cryptography: Duration
    }

    private func time(_ samples: SharingSamples, _ place: Place) async throws -> Run {
        let cryptography = try samples.cryptography()
        guard place == .file else {
            return Run(times: try await samples.share(.inMemory()), cryptography: cryptography)
        }
        let folder = URL(filePath: disk).appending(path: "guildhall-sharing-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let storage = try Storage(path: folder.appending(path: "bot.sqlite").path)
        return Run(times: try await samples.share(storage), cryptography: cryptography)
    }

    private func show(_ room: String, _ place: Place, _ runs: [Run]) {
        let (before, meanwhile) = (runs.flatMap(\.times.before), runs.flatMap(\.times.meanwhile))
        let cells = [
            room, place.rawValue, runs.map(\.times.whole).spread, runs.map(\.cryptography).spread,
            runs.map(\.times.homeserver).spread,
            runs.map { $0.times.whole - $0.cryptography - $0.times.homeserver }.spread,
            before.median.tenths, before.percentile(100).tenths, meanwhile.median.tenths,
            meanwhile.percentile(100).tenths, "\(runs.map(\.times.repeated).max() ?? 0)",
        ]
        print("| " + cells.joined(separator: " | ") + " |")
    }
}
