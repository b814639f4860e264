import Groups
import Synchronization

/// How much the homeserver lets the account do at this moment: one bucket for all rooms.
final class Pacing: Sendable {
    private struct State {
        var pausedUntil = Timestamp(rawValue: 0)
        var limitedUntil = Timestamp(rawValue: 0)
        var openingPausedUntil = Timestamp(rawValue: 0)
    }

    private let state = Mutex(State())

    /// For how long after a refusal to send one thing at a time.
    private static let caution: Duration = .seconds(60)

    /// Nothing is sent before that moment.
    func pause(until moment: Timestamp, now: Timestamp) {
        state.withLock { state in
            state.pausedUntil = max(state.pausedUntil, moment)
            state.limitedUntil = max(state.limitedUntil, max(moment, now).advanced(by: Self.caution))
        }
    }

    /// No direct room is opened before that moment.
    ///
    /// Rooms have a limit of their own.
    func pauseOpening(until moment: Timestamp) {
        state.withLock { $0.openingPausedUntil = max($0.openingPausedUntil, moment) }
    }

    func pausedUntil() -> Timestamp { state.withLock { $0.pausedUntil } }

    func openingPausedUntil() -> Timestamp { state.withLock { $0.openingPausedUntil } }

    func isLimited(at now: Timestamp) -> Bool { state.withLock { now < $0.limitedUntil } }
}
