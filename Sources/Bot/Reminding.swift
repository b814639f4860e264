import Groups
import Logging
import SQLiteStorage
import ServiceLifecycle

/// Puts a tick into the inbox whenever something is due, sweeps up, and takes backups that are asked for.
struct Reminding: Service {
    let storage: Storage
    let clock: BotClock
    let bells: Bells
    let log: Logger

    /// How long handled events are kept, to know them when they come again.
    private static let memory: Duration = .seconds(30 * 24 * 3600)

    func run() async throws {
        try await cancelWhenGracefulShutdown {
            var sweptAt = clock.now()
            while !Task.isCancelled {
                let now = clock.now()
                var wait = Duration.seconds(30)
                if let due = try await storage.nextDue() {
                    if due <= now {
                        if try await storage.tick(at: now) { bells.inbox.ring() }
                        // Once handled, the bell below rings.
                        wait = .seconds(1)
                    } else {
                        wait = min(wait, now.duration(to: due))
                    }
                }
                if sweptAt.duration(to: now) >= .seconds(600) {
                    let isDone = try await !storage.sweep(before: now.advanced(by: .zero - Self.memory))
                    if isDone { sweptAt = now }
                }
                await bells.clockwork.wait(atMost: wait, clock)
            }
        }
    }
}
