package import Bot
package import Groups
import Synchronization

/// A clock that stands still until somebody moves it.
package final class ManualClock: Sendable {
    private struct Sleeper {
        var deadline: Timestamp
        var continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var now: Timestamp
        var nextID = 0
        var sleepers: [Int: Sleeper] = [:]
        var cancelled: Set<Int> = []
    }

    private let state: Mutex<State>
    private let stepMs: Int64

    /// `stepMs` says how much later it is, in milliseconds, whenever the bot has looked at it.
    package init(now: Timestamp, stepMs: Int64 = 0) {
        self.stepMs = stepMs
        state = Mutex(State(now: now))
    }

    package var now: Timestamp { state.withLock { $0.now } }

    /// When the first of those who sleep wakes, or nil where nobody sleeps.
    package var nextDeadline: Timestamp? { state.withLock { $0.sleepers.values.map { $0.deadline }.min() } }

    /// Moves on to that moment and wakes whoever slept until then.
    package func advance(to moment: Timestamp) {
        let woken = state.withLock { state in
            state.now = max(state.now, moment)
            let due = state.sleepers.filter { $0.value.deadline <= state.now }
            for id in due.keys { state.sleepers[id] = nil }
            return due.values.map { $0.continuation }
        }
        for continuation in woken { continuation.resume() }
    }

    /// Moves on by that many seconds.
    package func advance(seconds: Int64) {
        advance(to: Timestamp(rawValue: now.rawValue + seconds * 1000))
    }

    /// The clock as the bot takes it.
    ///
    /// Chance always gives one half.
    package var botClock: BotClock {
        BotClock(
            now: { self.look() },
            uptimeMs: { self.now.rawValue },
            sleep: { try await self.sleep($0) },
            chance: { 0.5 }
        )
    }

    private func look() -> Timestamp {
        state.withLock { state in
            defer { state.now = Timestamp(rawValue: state.now.rawValue + stepMs) }
            return state.now
        }
    }

    private func sleep(_ duration: Duration) async throws {
        let (seconds, attoseconds) = duration.components
        let milliseconds = seconds * 1000 + attoseconds / 1_000_000_000_000_000
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
                let isOver = state.withLock { state in
                    if state.cancelled.remove(id) != nil { return true }
                    let deadline = Timestamp(rawValue: state.now.rawValue + max(1, milliseconds))
                    state.sleepers[id] = Sleeper(deadline: deadline, continuation: continuation)
                    return false
                }
                if isOver { continuation.resume(throwing: CancellationError()) }
            }
        } onCancel: {
            let sleeper = state.withLock { state in
                let sleeper = state.sleepers.removeValue(forKey: id)
                if sleeper == nil { state.cancelled.insert(id) }
                return sleeper
            }
            sleeper?.continuation.resume(throwing: CancellationError())
        }
    }
}
