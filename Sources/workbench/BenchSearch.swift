import ArgumentParser
import BotTesting
import SQLiteStorage

/// `workbench bench-search`: times directory searches on a seeded database, and prints a table.
struct BenchSearch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench-search",
        abstract: "Time directory searches on a seeded database."
    )

    @Option(help: "How often each query is asked.")
    var rounds = 200

    @Argument(help: "A file made by `workbench seed`.")
    var file: String

    func run() async throws {
        let storage = try Storage(path: file)
        print("| query | p50 ms | p99 ms | max ms | found |")
        print("|---|---|---|---|---|")
        for query in SearchSamples.all {
            var times: [Duration] = []
            var found = 0
            for round in 0..<rounds {
                let words = query.words(round)
                let start = ContinuousClock.now
                found = try await SearchSamples.ask(words, storage) { Self.uptimeMs() }
                times.append(ContinuousClock.now - start)
            }
            times.sort()
            let figures = [times[rounds / 2], times[rounds * 99 / 100], times[rounds - 1]].map { Self.milliseconds($0) }
            print("| \(query.name) | \(figures.joined(separator: " | ")) | \(found) |")
        }
    }

    private static func uptimeMs() -> Int64 {
        Int64((ContinuousClock.now - began) / .milliseconds(1))
    }

    private static let began = ContinuousClock.now

    private static func milliseconds(_ duration: Duration) -> String {
        let microseconds = duration / .microseconds(1)
        return String(Double(Int(microseconds / 10)) / 100)
    }
}
