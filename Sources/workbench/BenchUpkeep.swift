import ArgumentParser
import BotTesting

/// `workbench bench-upkeep`: what a tick costs at which the evidence of ten members runs out, among few and among many.
struct BenchUpkeep: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench-upkeep",
        abstract: "Time a tick with evidence of 10 members due among few and among many memberships."
    )

    @Option(
        help: "How many memberships each hall has, separated by commas; the first is what the others are held against."
    )
    var sizes = "1000,100000,1000000"

    @Option(help: "How many ticks are timed in each, by turns.")
    var rounds = 60

    func run() async throws {
        let sizes = sizes.split(separator: ",").compactMap { Int($0) }
        // The first ones prepare statements and fill caches.
        let warm = 10
        guard let few = sizes.min(), (rounds + warm) * UpkeepSamples.due < few else {
            throw ValidationError("\(sizes) are too few for \(rounds) rounds")
        }
        var halls: [UpkeepSamples] = []
        for size in sizes { halls.append(try await UpkeepSamples(memberships: size)) }
        var times: [[Duration]] = sizes.map { _ in [] }
        for round in 0..<(rounds + warm) {
            for index in halls.indices {
                let time = try await halls[index].tick()
                if round >= warm { times[index].append(time) }
            }
        }
        for hall in halls {
            let told = try await hall.told()
            guard told == (rounds + warm) * UpkeepSamples.due else {
                throw ValidationError("\(told) members were told, not ten at each tick")
            }
        }
        Medians(times).print(sizes, of: "memberships with evidence")
    }
}
