import Groups
import Identifiers
import Logging
import SQLiteStorage
import ServiceLifecycle

/// Handles what is in the inbox, in the order in which it came.
struct Handling: Service {
    let storage: Storage
    let deciding: Deciding
    let clock: BotClock
    let bells: Bells
    /// Whether the last run ended as it should.
    ///
    /// If not, one of the oldest events may have taken it down.
    let endedWell: Bool
    let log: Logger

    /// How many events share a transaction.
    private static let batch = 100

    func run() async throws {
        if !endedWell { report(try await handleCautiously()) }
        try await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                let handled = try await handle()
                report(handled)
                if handled.count == 0 { await bells.inbox.wait(atMost: .seconds(60), clock) }
            }
        }
    }

    private func handle() async throws -> HandledBatch {
        let (deciding, storage) = (deciding, storage)
        return try await storage.handleWaiting(
            limit: Self.batch,
            now: clock.now(),
            in: deciding.frame,
            apology: { deciding.apology(for: $0) },
            decide: { try deciding.decide($0, $1) }
        )
    }

    private func handleCautiously() async throws -> HandledBatch {
        let (deciding, storage) = (deciding, storage)
        return try await storage.handleCautiously(
            limit: Self.batch,
            now: clock.now(),
            in: deciding.frame,
            apology: { deciding.apology(for: $0) },
            decide: { try deciding.decide($0, $1) }
        )
    }

    private func report(_ handled: HandledBatch) {
        for fault in handled.faults {
            log.error(
                "\(fault.isParked ? "parked an event" : "an event failed")",
                metadata: ["event": "\(fault.event)", "fault": "\(fault.message)"]
            )
        }
        if handled.wroteOutbox { bells.outbox.ring() }
        if handled.count > 0 { bells.clockwork.ring() }
    }
}

/// How the services wake each other.
///
/// A ring that gets lost costs a minute, never a message.
struct Bells: Sendable {
    let inbox = Bell()
    let outbox = Bell()
    let rooms = Bell()
    let clockwork = Bell()
}
