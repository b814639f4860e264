import Groups
import Identifiers
import Logging
import SQLiteStorage
import ServiceLifecycle
import Synchronization

/// Handles what is in the inbox, in the order in which it came.
struct Handling: Service {
    let storage: Storage
    let deciding: Deciding
    let clock: BotClock
    let bells: Bells
    let agenda: Agenda
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
                if handled.count < Self.batch { await bells.inbox.wait(atMost: .seconds(60), clock) }
            }
        }
    }

    /// Stores what the homeserver sent, which is opened in the same transaction, and handles it at once where it is little.
    func receive(_ opening: @escaping @Sendable (EncryptionRows) throws -> ReceivedBatch) async throws -> ReceivedBatch
    {
        guard endedWell else {
            let (new, batch) = try await storage.receive(at: clock.now(), opening: opening)
            (new > 0 ? bells.inbox : bells.clockwork).ring()
            return batch
        }
        let (deciding, storage) = (deciding, storage)
        let (new, batch, handled) = try await storage.receiveAndHandle(
            limit: Self.batch,
            now: clock.now(),
            in: deciding.frame,
            apology: { deciding.apology(for: $0) },
            decide: { try deciding.decide($0, $1) },
            opening: opening
        )
        report(handled)
        // An attempt whose time is over waits for no more than that the homeserver is heard.
        if new == 0, handled.nextDue != nil { bells.clockwork.ring() }
        // More than that, or a fault that is to be tried again, is left to the loop above.
        if handled.count < new || handled.count == Self.batch || !handled.faults.isEmpty { bells.inbox.ring() }
        return batch
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
        if handled.wantsFiles { bells.files.ring() }
        if handled.count > 0 { agenda.note(handled.nextDue, at: clock.now()) }
    }
}

/// When the next thing is due, as far as the service that waits for it has been told.
final class Agenda: Sendable {
    private let known = Mutex<Timestamp?>(nil)
    private let bell: Bell

    init(waking bell: Bell) {
        self.bell = bell
    }

    /// Wakes who waits for that moment, where it is another one than before or has come already.
    func note(_ due: Timestamp?, at now: Timestamp) {
        let isNews = known.withLock { known in
            defer { known = due }
            return known != due
        }
        if isNews || due.map({ $0 <= now }) ?? false { bell.ring() }
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
    let files = Bell()
    let keys = Bell()
}
