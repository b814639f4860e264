import Bot
import BotTesting
import Logging
import SQLiteStorage
import ServiceLifecycle
import Testing

@Suite("Being told to stop", .timeLimit(.minutes(1)))
struct StoppingTests {
    @Test("Told to stop while it can't sign in yet, the bot ends, and without an error")
    func signingIn() async throws {
        let rehearsal = try Rehearsal()
        rehearsal.homeserver.plan(Dictionary(uniqueKeysWithValues: (1...100).map { ($0, .fail) }))
        let group = group(rehearsal)
        let running = Task { try await group.run() }
        // It has been refused once and waits for its next attempt, on a clock that stands still.
        while rehearsal.clock.nextDeadline == nil { try await Task.sleep(for: .milliseconds(1)) }
        let taken = try await ContinuousClock().measure {
            await group.triggerGracefulShutdown()
            try await running.value
        }
        #expect(taken < .seconds(9))
        #expect(rehearsal.homeserver.requests == ["POST /login"])
    }

    @Test("Told to stop while it serves, the bot ends as it should")
    func serving() async throws {
        let rehearsal = try Rehearsal()
        let group = group(rehearsal)
        let running = Task { try await group.run() }
        while !rehearsal.homeserver.isQuiet { try await Task.sleep(for: .milliseconds(1)) }
        await group.triggerGracefulShutdown()
        try await running.value
        #expect(try await rehearsal.storage.beginRun())
    }

    /// The bot as the program runs it: torn down after ten seconds if it has not stopped by itself.
    private func group(_ rehearsal: Rehearsal) -> ServiceGroup {
        var configuration = ServiceGroupConfiguration(
            services: [
                .init(
                    service: Serving(guildhall: rehearsal.guildhall),
                    successTerminationBehavior: .gracefullyShutdownGroup
                )
            ],
            logger: Logger(label: "stopping") { _ in SwiftLogNoOpLogHandler() }
        )
        configuration.maximumGracefulShutdownDuration = .seconds(10)
        return ServiceGroup(configuration: configuration)
    }

    private struct Serving: Service {
        let guildhall: Guildhall

        func run() async throws { try await guildhall.run() }
    }
}
