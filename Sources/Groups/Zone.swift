/// A time zone: its IANA name and its offset from UTC at any moment.
///
/// The domain knows no time zone database; the shell passes one in.
package struct Zone: Sendable {
    package let name: String
    private let offsetSeconds: @Sendable (Int64) -> Int

    /// Creates a zone from a function that gives the offset from UTC, in seconds east, at a moment in seconds since 1970.
    package init(name: String, offsetSeconds: @escaping @Sendable (Int64) -> Int) {
        self.name = name
        self.offsetSeconds = offsetSeconds
    }

    /// The offset from UTC at a moment, in seconds east.
    package func offset(at moment: Timestamp) -> Int {
        // Rounds down, and does not overflow at the first moment there is.
        offsetSeconds(moment.rawValue >= 0 ? moment.rawValue / 1000 : (moment.rawValue + 1) / 1000 - 1)
    }

    package static let utc = Zone(name: "UTC") { _ in 0 }
}
