import Groups
import Synchronization

/// How much the homeserver lets the account do at this moment: one bucket for all rooms.
final class Pacing: Sendable {
    private struct State {
        var pausedUntil = Timestamp(rawValue: 0)
        var limitedUntil = Timestamp(rawValue: 0)
        var openingPausedUntil = Timestamp(rawValue: 0)
        /// How long to wait after each thing that was sent.
        var spacing: Duration = .zero
    }

    private let state = Mutex(State())

    /// For how long after a refusal to send one thing at a time.
    private static let caution: Duration = .seconds(60)
    static let mostSpacing: Duration = .seconds(60)

    /// The homeserver asks to come back later: nothing is sent before that moment.
    ///
    /// What is refused may count all the same: Synapse takes an invitation off what a person gets before it looks at
    /// the account's own limit. So while the account is held back, each thing waits as long as the server last asked
    /// for, rather than ask and be refused.
    ///
    /// Invitations and rooms have limits of their own, with long waits, that say nothing of the account's.
    func refused(until moment: Timestamp, now: Timestamp, mayBeOther: Bool) {
        let wait = now.duration(to: moment)
        if mayBeOther, wait > Self.mostSpacing { return }
        state.withLock { state in
            let spacing = now < state.limitedUntil ? max(state.spacing, wait) : wait
            state.spacing = min(spacing, Self.mostSpacing)
            state.pausedUntil = max(state.pausedUntil, moment)
            state.limitedUntil = max(state.limitedUntil, max(moment, now).advanced(by: Self.caution))
        }
    }

    /// Something was sent: while the account is held back, the next waits its turn.
    func sent(at now: Timestamp) {
        state.withLock { state in
            guard now < state.limitedUntil else { return }
            state.pausedUntil = max(state.pausedUntil, now.advanced(by: state.spacing))
        }
    }

    /// Nothing is sent before that moment, for a reason that has nothing to do with how much was sent.
    func pause(until moment: Timestamp) {
        state.withLock { $0.pausedUntil = max($0.pausedUntil, moment) }
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
