import Bot
import Foundation
import Groups
import Synchronization

/// A clock that a file puts ahead, for trials and tests: nobody waits three business days to see a reminder.
///
/// The file holds a number of milliseconds, and may be written at any moment. Whoever sleeps until a moment that has come by
/// that wakes. It never goes back: what has happened has happened.
final class TrialClock: Sendable {
    private struct Reading {
        var aheadMs: Int64 = 0
        /// By the machine's own uptime.
        var nextAtMs: Int64 = 0
    }

    private let file: String
    private let machine: BotClock
    private let reading = Mutex(Reading())

    /// How long a file is taken to say what it said.
    private static let patienceMs: Int64 = 50

    init(file: String, machine: BotClock = .system) {
        self.file = file
        self.machine = machine
    }

    var botClock: BotClock {
        BotClock(
            now: { Timestamp(rawValue: self.machine.now().rawValue + self.aheadMs()) },
            uptimeMs: { self.machine.uptimeMs() + self.aheadMs() },
            sleep: { try await self.sleep($0) },
            chance: machine.chance
        )
    }

    private func sleep(_ duration: Duration) async throws {
        let (seconds, attoseconds) = duration.components
        let uptimeMs = botClock.uptimeMs
        let end = uptimeMs() + seconds * 1000 + attoseconds / 1_000_000_000_000_000
        while true {
            let left = end - uptimeMs()
            guard left > 0 else { return try Task.checkCancellation() }
            try await machine.sleep(.milliseconds(min(left, 2 * Self.patienceMs)))
        }
    }

    private func aheadMs() -> Int64 {
        let now = machine.uptimeMs()
        return reading.withLock { reading in
            if now >= reading.nextAtMs {
                reading.nextAtMs = now + Self.patienceMs
                let text = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
                let written = Int64(text.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0
                // A century is enough, and more would not fit.
                reading.aheadMs = max(reading.aheadMs, min(written, 100 * 366 * 86_400_000))
            }
            return reading.aheadMs
        }
    }
}
