/// When on a working day somebody is at work, in minutes since midnight.
package struct OpeningHours: Hashable, Sendable {
    package let opens: Int
    /// After ``opens``, at most 1440: 24:00, closing at midnight.
    package let closes: Int

    package static let wholeDay = OpeningHours(opens: 0, closes: 1440) ?? OpeningHours()

    private init() {
        opens = 0
        closes = 1440
    }

    /// Hours of one day, or nil where it would close before it opens.
    package init?(opens: Int, closes: Int) {
        guard 0 <= opens, opens < closes, closes <= 1440 else { return nil }
        self.opens = opens
        self.closes = closes
    }

    /// Reads `09:00-17:00`, `9 to 17`, or `all day`.
    ///
    /// - Throws: What is wrong with it.
    package init(parsing text: String) throws(OpeningHoursError) {
        if ["all day", "whole day", "always", "24h", "any"].contains(text.lowercased().trimmed) {
            self = .wholeDay
            return
        }
        guard let span = ClockSpan(parsing: text) else { throw .unreadable }
        guard let hours = OpeningHours(opens: span.from, closes: span.until) else { throw .closesFirst }
        self = hours
    }

    /// As `09:00-17:00`.
    package var text: String { "\(ClockSpan.text(opens))-\(ClockSpan.text(closes))" }
}

/// Why a text gives no opening hours.
package enum OpeningHoursError: Error, Hashable, Sendable {
    case unreadable
    /// Closing does not come after opening.
    case closesFirst
}

/// Two times of day, as people write them: `22:00-08:00`, `9–17`, `9:00 to 17:30`.
package struct ClockSpan: Hashable, Sendable {
    /// Minutes since midnight.
    package let from: Int
    package let until: Int

    package init?(parsing text: String) {
        var text = text.lowercased()
        for separator in ["–", "—", " to ", " until "] {
            if let found = text.firstRange(of: separator) { text.replaceSubrange(found, with: "-") }
        }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Self.minutes(String($0)) }
        guard parts.count == 2, let from = parts[0], let until = parts[1] else { return nil }
        self.from = from
        self.until = until
    }

    /// Minutes since midnight as `09:00`.
    package static func text(_ minutes: Int) -> String {
        func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
        return "\(padded(minutes / 60)):\(padded(minutes % 60))"
    }

    /// Reads `9`, `9:00` or `09.00`, up to 24:00.
    private static func minutes(_ text: String) -> Int? {
        let parts = text.trimmed.split(omittingEmptySubsequences: false) { $0 == ":" || $0 == "." }
        guard (1...2).contains(parts.count), parts.allSatisfy({ (1...2).contains($0.utf8.count) }) else { return nil }
        guard parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }) else { return nil }
        guard let hour = Int(parts[0]), let minute = parts.count == 2 ? Int(parts[1]) : 0 else { return nil }
        guard minute < 60, hour * 60 + minute <= 1440 else { return nil }
        return hour * 60 + minute
    }
}

extension String {
    /// Without white space at its ends.
    fileprivate var trimmed: String {
        let start = drop { $0.isWhitespace }
        return String(start.reversed().drop { $0.isWhitespace }.reversed())
    }
}
