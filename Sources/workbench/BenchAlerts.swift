import ArgumentParser
import BotTesting

/// `workbench bench-alerts`: what a new job costs that fits ten alerts, among few freelancers with alerts and among many.
struct BenchAlerts: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench-alerts",
        abstract: "Time a new job that fits the alerts of 10 freelancers among few and among many who have some."
    )

    @Option(
        help: "How many freelancers each hall has, separated by commas; the first is what the others are held against."
    )
    var sizes = "1000,1000000"

    @Option(help: "How many jobs are timed in each, by turns.")
    var rounds = 60

    func run() async throws {
        let sizes = sizes.split(separator: ",").compactMap { Int($0) }
        // The first ones prepare statements and fill caches.
        let warm = 10
        guard let few = sizes.min(), (rounds + warm) * AlertSamples.fitting < few else {
            throw ValidationError("\(sizes) are too few for \(rounds) rounds")
        }
        var halls: [AlertSamples] = []
        for size in sizes { halls.append(try await AlertSamples(people: size)) }
        var times: [[Duration]] = sizes.map { _ in [] }
        for round in 0..<(rounds + warm) {
            for index in halls.indices {
                let time = try await halls[index].post()
                if round >= warm { times[index].append(time) }
            }
        }
        for hall in halls {
            let told = try await hall.told()
            guard told == (rounds + warm) * AlertSamples.fitting else {
                throw ValidationError("\(told) people were told, not ten of each job")
            }
        }
        Medians(times).print(sizes, of: "freelancers with alerts")
    }
}
