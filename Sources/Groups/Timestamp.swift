/// A moment, in milliseconds since 1970 in UTC.
///
/// Always the bot's own clock: a sender's `origin_server_ts` is whatever that sender's server says.
package struct Timestamp: RawRepresentable, Hashable, Comparable, Sendable {
    package let rawValue: Int64

    package init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    package static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.rawValue < right.rawValue
    }

    /// The moment that much later, or earlier where it is below zero.
    package func advanced(by duration: Duration) -> Timestamp {
        let (seconds, attoseconds) = duration.components
        return Timestamp(rawValue: rawValue + seconds * 1000 + attoseconds / 1_000_000_000_000_000)
    }

    /// How long it is from this moment to another.
    package func duration(to other: Timestamp) -> Duration { .milliseconds(other.rawValue - rawValue) }

    /// The moment so many times 24 hours later.
    package func later(days: Int) -> Timestamp {
        Timestamp(rawValue: rawValue + Int64(days) * 86_400_000)
    }

    package func later(hours: Int) -> Timestamp {
        Timestamp(rawValue: rawValue + Int64(hours) * 3_600_000)
    }
}
