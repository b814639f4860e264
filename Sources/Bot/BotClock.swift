package import Groups

/// Time as the bot sees it, passed in so that a test can play a week in a second.
package struct BotClock: Sendable {
    /// The moment in UTC, which may jump.
    package var now: @Sendable () -> Timestamp
    /// Milliseconds since some moment, which never go back.
    package var uptimeMs: @Sendable () -> Int64
    /// Waits that long, or throws `CancellationError`.
    package var sleep: @Sendable (Duration) async throws -> Void
    /// A number from 0 up to 1, for spreading out what would otherwise happen at one moment.
    package var chance: @Sendable () -> Double

    package init(
        now: @escaping @Sendable () -> Timestamp,
        uptimeMs: @escaping @Sendable () -> Int64,
        sleep: @escaping @Sendable (Duration) async throws -> Void,
        chance: @escaping @Sendable () -> Double
    ) {
        self.now = now
        self.uptimeMs = uptimeMs
        self.sleep = sleep
        self.chance = chance
    }
}

extension BotClock {
    /// How long to wait before the next try: the whole of it random, doubling from one second up to `most`.
    func backOff(afterFailures failures: Int, most: Duration) -> Duration {
        let ceiling = min(most, .seconds(1) * (1 << min(max(failures - 1, 0), 12)))
        return max(.milliseconds(100), ceiling * chance())
    }

    /// The moment that much later.
    func later(_ duration: Duration) -> Timestamp {
        now().advanced(by: duration)
    }
}
