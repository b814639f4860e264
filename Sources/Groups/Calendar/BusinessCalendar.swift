/// When somebody works: the calendar by which the promise "decided within 3 business days" is kept.
///
/// Counts local days, not blocks of 24 hours, so that a change of the clocks moves no term. The day of receipt is day 0; what
/// arrives after closing time, at a weekend or on a holiday counts as received at the next opening. A date that a zone left
/// out (30 December 2011 in Samoa) counts as any other.
package struct BusinessCalendar: Sendable {
    package let zone: Zone
    package let workingDays: Set<Weekday>
    /// Minutes since midnight, before ``closes``.
    package let opens: Int
    /// Minutes since midnight, at most 1440: 24:00, closing at midnight.
    package let closes: Int
    package let holidays: Set<Day>

    /// Working days before each day of the week, Monday first, that day included.
    private let workedThrough: [Int]
    /// Which days of the week are worked, as days after Monday.
    private let worked: [Int]
    /// Numbers of the holidays on which there would be work, in order.
    private let daysOff: [Int]

    /// Creates a calendar; open the whole day unless hours are given, in minutes since midnight.
    package init(
        zone: Zone,
        workingDays: Set<Weekday> = [.monday, .tuesday, .wednesday, .thursday, .friday],
        opens: Int = 0,
        closes: Int = 1440,
        holidays: Set<Day> = []
    ) throws(BusinessCalendarError) {
        guard !workingDays.isEmpty else { throw .noWorkingDays }
        guard 0 <= opens, opens < closes, closes <= 1440 else { throw .hoursOutOfOrder }
        self.zone = zone
        self.workingDays = workingDays
        self.opens = opens
        self.closes = closes
        self.holidays = holidays
        worked = Weekday.allCases.indices.filter { workingDays.contains(Weekday.allCases[$0]) }
        workedThrough = Weekday.allCases.indices.map { [worked] last in worked.count { $0 <= last } }
        daysOff = holidays.filter { workingDays.contains($0.weekday) }.map(\.number).sorted()
    }

    /// Whether there is work on a day.
    package func isWorking(_ day: Day) -> Bool {
        workingDays.contains(day.weekday) && !holidays.contains(day)
    }

    /// The business day on which something that came in at a moment counts as received.
    package func receiptDay(of moment: Timestamp) -> Day {
        let day = zone.local(moment).day
        return isWorking(day) && moment < closing(of: day) ? day : businessDay(1, after: day)
    }

    /// The n-th business day after a day; the day itself for 0 or less.
    package func businessDay(_ n: Int, after day: Day) -> Day {
        guard n > 0 else { return day }
        // The n-th day by the week alone, then further on by the holidays on the way, until there are no new ones.
        let wanted = countThrough(day.number) + min(n, Day.range.upperBound)
        var found = day.number
        while true {
            let next = dayNumber(ofWorkedDay: wanted + daysOffThrough(found))
            if next == found || next > Day.range.upperBound { return Day(number: next) }
            found = next
        }
    }

    /// The day by whose end something is due that came in at a moment and has n business days.
    package func dueDay(afterBusinessDays n: Int, from moment: Timestamp) -> Day {
        businessDay(n, after: receiptDay(of: moment))
    }

    /// By when something is due: closing time of the n-th business day after the day of receipt, in this calendar's zone.
    package func due(afterBusinessDays n: Int, from moment: Timestamp) -> Timestamp {
        closing(of: dueDay(afterBusinessDays: n, from: moment))
    }

    /// Opening time of the n-th business day after the day of receipt: when a reminder of that day is sent.
    ///
    /// For 0, the opening of the day of receipt, which may be before the moment.
    package func startOfBusinessDay(_ n: Int, after moment: Timestamp) -> Timestamp {
        opening(of: businessDay(n, after: receiptDay(of: moment)))
    }

    /// How many business days lie after one day and up to another, that one included; negative if it is the earlier one.
    package func businessDays(between first: Day, and last: Day) -> Int {
        countThrough(last.number) - countThrough(first.number)
    }

    /// How many business days something that came in at a moment has waited by another.
    package func businessDays(between first: Timestamp, and last: Timestamp) -> Int {
        businessDays(between: receiptDay(of: first), and: receiptDay(of: last))
    }

    /// The moment of opening on a day, whether there is work on it or not.
    package func opening(of day: Day) -> Timestamp { zone.moment(LocalTime(day, minute: opens)) }

    /// The moment of closing on a day, whether there is work on it or not.
    package func closing(of day: Day) -> Timestamp { zone.moment(LocalTime(day, minute: closes)) }

    /// Business days up to a day, that one included, from an arbitrary start.
    private func countThrough(_ number: Int) -> Int {
        let sinceMonday = number + 3
        return sinceMonday.dividedDown(by: 7) * worked.count + workedThrough[sinceMonday.remainderAboveZero(by: 7)]
            - daysOffThrough(number)
    }

    /// The first day by which, holidays aside, so many days were worked from that same start.
    private func dayNumber(ofWorkedDay count: Int) -> Int {
        (count - 1).dividedDown(by: worked.count) * 7 + worked[(count - 1).remainderAboveZero(by: worked.count)] - 3
    }

    /// How many holidays on which there would be work lie at or before a day.
    private func daysOffThrough(_ number: Int) -> Int {
        var low = 0
        var high = daysOff.count
        while low < high {
            let middle = (low + high) / 2
            if daysOff[middle] <= number { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// Why there can be no such calendar.
package enum BusinessCalendarError: Error, Hashable {
    /// Nobody would ever decide.
    case noWorkingDays
    /// Opening and closing must be minutes of one day, opening first.
    case hoursOutOfOrder
}
