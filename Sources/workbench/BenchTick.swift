import ArgumentParser
import BotTesting

/// `workbench bench-tick`: what a tick costs with ten requests due among few and among many that wait.
struct BenchTick: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench-tick",
        abstract: "Time a tick with 10 due requests among few and among many that wait."
    )

    @Option(help: "How many wait in the small hall.")
    var few = 1000

    @Option(help: "How many wait in the large one.")
    var many = 100_000

    @Option(help: "How many ticks are timed in each, by turns.")
    var rounds = 60

    func run() async throws {
        var small = try await TickSamples(pending: few)
        var large = try await TickSamples(pending: many)
        // The first ones prepare statements and fill caches.
        let warm = 10
        guard (rounds + warm) * TickSamples.due < few else {
            throw ValidationError("\(few) requests are too few for \(rounds) rounds")
        }
        var times: [[Duration]] = [[], []]
        for round in 0..<(rounds + warm) {
            let pair = [try await small.tick(), try await large.tick()]
            if round >= warm { for index in 0...1 { times[index].append(pair[index]) } }
        }
        let medians = times.map { $0.sorted()[rounds / 2] / .microseconds(1) }
        print("| requests that wait | median tick µs | smallest | largest |")
        print("|---|---|---|---|")
        for (index, pending) in [few, many].enumerated() {
            let sorted = times[index].sorted().map { Int($0 / .microseconds(1)) }
            print("| \(pending) | \(Int(medians[index])) | \(sorted[0]) | \(sorted[rounds - 1]) |")
        }
        print("\nRatio of the medians: \(Double(Int(medians[1] / medians[0] * 1000)) / 1000)")
    }
}
