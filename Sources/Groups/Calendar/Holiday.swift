/// A day on which a group does not work although its weekday says so.
package struct Holiday: Hashable, Sendable, Comparable {
    package var day: Day
    /// Such as `Christmas Eve`; empty where nobody gave it a name.
    package var name: String

    package init(day: Day, name: String = "") {
        self.day = day
        self.name = name
    }

    package static func < (left: Holiday, right: Holiday) -> Bool { left.day < right.day }

    /// How many a group may have.
    package static let daysAtMost = 2000
    /// How long its name may be, in bytes.
    package static let nameBytesAtMost = 100
    /// How many days one typed range may have.
    package static let rangeDaysAtMost = 366

    /// The days that can matter to a decision: from a year before to two years after.
    package static func relevant(to moment: Timestamp, in zone: Zone) -> ClosedRange<Day> {
        let today = zone.local(moment).day
        return today.advanced(by: -366)...today.advanced(by: 731)
    }

    /// The days that can be entered: a promise looks back a year at most, and nobody plans for the next century.
    package static func enterable(at moment: Timestamp, in zone: Zone) -> ClosedRange<Day> {
        let today = zone.local(moment).day
        return today.advanced(by: -366)...today.advanced(by: 3653)
    }
}

/// A day or several, as somebody types them: `2026-12-24` or `2026-12-24..2027-01-01`.
package struct DayRange: Hashable, Sendable {
    package var first: Day
    package var last: Day

    package var days: [Day] { (first.number...last.number).map(Day.init(number:)) }

    /// Whether a word is meant as a date: it begins with a digit and holds a dash or a dot.
    package static func isMeant(by word: String) -> Bool {
        guard let first = word.utf8.first, (48...57).contains(first) else { return false }
        return word.utf8.contains { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "/") }
    }

    /// Reads a day or a range of days.
    ///
    /// - Throws: What is wrong with it.
    package init(parsing text: String, within enterable: ClosedRange<Day>) throws(DayRangeError) {
        var text = text
        for dots in ["…", "–", "—"] {
            if let found = text.firstRange(of: dots) { text.replaceSubrange(found, with: "..") }
        }
        let parts: [String]
        if let dots = text.firstRange(of: "..") {
            parts = [String(text[..<dots.lowerBound]), String(text[dots.upperBound...])]
        } else {
            parts = [text]
        }
        var days: [Day] = []
        for part in parts {
            guard let day = Day(parsing: part) else {
                throw Self.looksLikeDate(part) ? .noSuchDay(part) : .unreadable(part)
            }
            guard enterable.contains(day) else { throw .outOfReach(day, enterable) }
            days.append(day)
        }
        (first, last) = (days[0], days[days.count - 1])
        guard first <= last else { throw .reversed(first, last) }
        let count = last.number - first.number + 1
        guard count <= Holiday.rangeDaysAtMost else { throw .tooLong(count) }
    }

    /// Whether a text is written as dates are, so that only the day itself can be wrong.
    private static func looksLikeDate(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        return parts.map(\.count) == [4, 2, 2] && parts.allSatisfy { $0.allSatisfy { (48...57).contains($0) } }
    }
}

/// Why a text gives no days.
package enum DayRangeError: Error, Hashable, Sendable {
    /// Not written as a date.
    case unreadable(String)
    /// A date that no calendar shows, such as 2026-02-30.
    case noSuchDay(String)
    case reversed(Day, Day)
    case tooLong(Int)
    case outOfReach(Day, ClosedRange<Day>)
}
