import Bot
import Commands
import Groups
import Identifiers
import SQLiteStorage

/// Times what a tick costs at which ten requests come to a step of the ladder, among however many that wait.
package struct TickSamples {
    private let storage: Storage
    private let deciding: Deciding
    private var round: Int64 = 0

    /// How many requests each tick finds due, each in a group of its own.
    package static let due = 10

    /// A hall in memory in which so many requests wait.
    package init(pending: Int) async throws {
        storage = try Storage.inMemory()
        try await Seed(groups: pending, memberships: 0, pending: pending).fill(storage)
        deciding = Self.deciding
    }

    static let deciding = Deciding(
        frame: BoardFrame(
            hall: Hall(
                name: "Hall",
                operators: [],
                calendar: .init(
                    zone: "Europe/Berlin",
                    workingDays: [.monday, .tuesday, .wednesday, .thursday, .friday]
                )
            ),
            surroundings: .init(zone: { Zones.named($0) }, uptimeMs: { 0 })
        ),
        manner: Manner(prefix: "!", botID: UserID(rawValue: "@guildhall:stub"), botName: "Guildhall")
    )

    /// Makes the next ten due, and lets the bot act on them.
    ///
    /// - Returns: how long it took.
    package mutating func tick() async throws -> Duration {
        round += 1
        // Seeded requests come to their step one millisecond after the other.
        let now = Timestamp(rawValue: Seed.firstStepAt + round * Int64(Self.due))
        return try await Self.time(storage, deciding, at: now)
    }

    /// How long the bot takes for a tick at which it has something to say.
    static func time(_ storage: Storage, _ deciding: Deciding, at now: Timestamp) async throws -> Duration {
        let start = ContinuousClock.now
        _ = try await storage.tick(at: now)
        let batch = try await storage.handleWaiting(
            limit: 100,
            now: now,
            in: deciding.frame,
            apology: { _ in [] },
            decide: { try deciding.decide($0, $1) }
        )
        let time = ContinuousClock.now - start
        guard batch.count == 1, batch.faults.isEmpty, batch.wroteOutbox else { throw TickSampleError.nothingDue }
        return time
    }
}

/// The seeded hall is not as it should be.
package enum TickSampleError: Error {
    case nothingDue
}
