/// A date without a time: proleptic Gregorian, with a year 0 before year 1.
///
/// Kept as a count of days, so that arithmetic is addition. Total: what would lie outside ``range`` is moved to its edge,
/// far outside any moment that means something (about 273 million years either way).
package struct Day: Hashable, Comparable, Sendable {
    /// Days since 1 January 1970, negative before.
    package let number: Int

    /// The day numbers that can be represented.
    package static let range = -100_000_000_000...100_000_000_000

    /// The day with a number of days since 1 January 1970.
    package init(number: Int) {
        self.number = min(max(number, Self.range.lowerBound), Self.range.upperBound)
    }

    /// The day that a calendar sheet shows, or nil where there is no such date, such as 30 February.
    package init?(year: Int, month: Int, day: Int) {
        guard (-200_000_000...200_000_000).contains(year), (1...12).contains(month) else { return nil }
        guard (1...Self.length(ofMonth: month, year: year)).contains(day) else { return nil }
        self.init(number: Self.firstNumber(ofYear: year) + Self.daysBefore(month: month, year: year) + day - 1)
    }

    /// Reads `2026-03-05`, four digits for the year; nil for anything else.
    package init?(parsing text: some StringProtocol) {
        guard text.utf8.count == 10 else { return nil }
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard parts.map(\.count) == [4, 2, 2] else { return nil }
        let numbers = parts.compactMap { part -> Int? in
            var number = 0
            for digit in part {
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
                number = number * 10 + Int(digit - UInt8(ascii: "0"))
            }
            return number
        }
        guard numbers.count == 3 else { return nil }
        self.init(year: numbers[0], month: numbers[1], day: numbers[2])
    }

    /// The year; 0 is the one before year 1.
    package var year: Int {
        let sinceYearOne = number + Self.daysFromYearOne
        // The mean length of a year is 146,097 / 400 days: never more than one year off.
        var year = (sinceYearOne * 400).dividedDown(by: 146_097) + 1
        if Self.firstNumber(ofYear: year) > number { year -= 1 }
        if Self.firstNumber(ofYear: year + 1) <= number { year += 1 }
        return year
    }

    /// The month, 1 to 12.
    package var month: Int { monthAndDay.month }

    /// The day of the month, from 1.
    package var dayOfMonth: Int { monthAndDay.day }

    /// The day of the week.
    package var weekday: Weekday { Weekday.allCases[(number + 3).remainderAboveZero(by: 7)] }

    /// The day so many days later, or earlier for a negative number.
    package func advanced(by days: Int) -> Day {
        let (sum, overflow) = number.addingReportingOverflow(days)
        guard !overflow else { return Day(number: days > 0 ? .max : .min) }
        return Day(number: sum)
    }

    package static func < (left: Day, right: Day) -> Bool { left.number < right.number }

    /// Whether a year has a 29 February.
    package static func isLeap(year: Int) -> Bool {
        year.remainderAboveZero(by: 4) == 0
            && (year.remainderAboveZero(by: 100) != 0 || year.remainderAboveZero(by: 400) == 0)
    }

    /// How many days a month has; 0 for a month that there is not.
    package static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: isLeap(year: year) ? 29 : 28
        case 4, 6, 9, 11: 30
        case 1...12: 31
        default: 0
        }
    }

    private var monthAndDay: (month: Int, day: Int) {
        let year = year
        var rest = number - Self.firstNumber(ofYear: year)
        var month = 1
        while month < 12, rest >= Self.length(ofMonth: month, year: year) {
            rest -= Self.length(ofMonth: month, year: year)
            month += 1
        }
        return (month, rest + 1)
    }

    /// From 1 January of year 1 to 1 January 1970.
    private static let daysFromYearOne = 719_162

    private static func firstNumber(ofYear year: Int) -> Int {
        let before = year - 1
        return before * 365 + before.dividedDown(by: 4) - before.dividedDown(by: 100) + before.dividedDown(by: 400)
            - daysFromYearOne
    }

    private static func daysBefore(month: Int, year: Int) -> Int {
        (1..<month).reduce(0) { $0 + length(ofMonth: $1, year: year) }
    }
}

extension Day: CustomStringConvertible {
    /// As `2026-03-05`: for logs and stored lists, not for people.
    package var description: String {
        func padded(_ value: Int, _ width: Int) -> String {
            let digits = String(value.magnitude)
            return (value < 0 ? "-" : "") + String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        let (month, day) = monthAndDay
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }
}

/// A day of the week, named as in `bot.conf`.
package enum Weekday: String, Hashable, Sendable, CaseIterable {
    case monday = "mon"
    case tuesday = "tue"
    case wednesday = "wed"
    case thursday = "thu"
    case friday = "fri"
    case saturday = "sat"
    case sunday = "sun"
}

extension Int {
    /// Division that rounds towards minus infinity, as counts of days before 1970 need it.
    func dividedDown(by divisor: Int) -> Int {
        (self - remainderAboveZero(by: divisor)) / divisor
    }

    /// The remainder between 0 and `divisor - 1`, also for a negative number.
    func remainderAboveZero(by divisor: Int) -> Int {
        let remainder = self % divisor
        return remainder < 0 ? remainder + divisor : remainder
    }
}

// As the number that it is: how it is stored.
extension Day: Codable {
    package init(from decoder: any Decoder) throws {
        self.init(number: try decoder.singleValueContainer().decode(Int.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(number)
    }
}
