/// What a calendar and a clock on the wall show somewhere: the pieces from which a date is worded.
package struct LocalTime: Hashable, Comparable, Sendable {
    package let day: Day
    /// Since midnight; as many as a whole day has means 24:00, the end of ``day``.
    package let millisecondOfDay: Int

    /// A day's 24 hours on the clock, in milliseconds.
    package static let wholeDay = 86_400_000

    /// A time on a day; what lies before 00:00 or after 24:00 is moved there.
    package init(_ day: Day, millisecondOfDay: Int = 0) {
        self.day = day
        self.millisecondOfDay = min(max(millisecondOfDay, 0), Self.wholeDay)
    }

    /// A time in minutes since midnight; what lies before 00:00 or after 24:00 is moved there.
    package init(_ day: Day, minute: Int) {
        self.init(day, millisecondOfDay: min(max(minute, 0), 1440) * 60_000)
    }

    /// The hour, 0 to 23, or 24 at the end of the day.
    package var hour: Int { millisecondOfDay / 3_600_000 }

    /// The minute of the hour, 0 to 59.
    package var minute: Int { millisecondOfDay / 60_000 % 60 }

    /// The second of the minute, 0 to 59.
    package var second: Int { millisecondOfDay / 1000 % 60 }

    package static func < (left: LocalTime, right: LocalTime) -> Bool {
        (left.day, left.millisecondOfDay) < (right.day, right.millisecondOfDay)
    }

    /// The same reading taken in UTC, in milliseconds since 1970.
    fileprivate var asIfUTC: Int { day.number * Self.wholeDay + millisecondOfDay }
}

extension Zone {
    /// What calendar and clock show in this zone at a moment.
    package func local(_ moment: Timestamp) -> LocalTime {
        // Inside what days can count, so that no addition below overflows.
        let limit = Int64(Day.range.upperBound) * Int64(LocalTime.wholeDay)
        let milliseconds = Int(min(max(moment.rawValue, -limit), limit))
        let shown = milliseconds + shift(at: milliseconds)
        return LocalTime(
            Day(number: shown.dividedDown(by: LocalTime.wholeDay)),
            millisecondOfDay: shown.remainderAboveZero(by: LocalTime.wholeDay)
        )
    }

    /// As ``local(_:)``, with the first moment of a day shown as 24:00 of the day before, as the end of a term is said.
    package func localEnd(_ moment: Timestamp) -> LocalTime {
        let shown = local(moment)
        guard self.moment(LocalTime(shown.day)) == moment else { return shown }
        return LocalTime(shown.day.advanced(by: -1), minute: 1440)
    }

    /// The first moment at which this zone shows a time, or a later one.
    ///
    /// So where clocks are put forward, a time that is left out is the moment at which they jump over it; where they are put
    /// back, a time that comes twice is the first of the two; and what is later on the clock is never earlier in the world.
    /// A zone must not change its offset twice within two days; none in the time zone database does since 1970.
    package func moment(_ local: LocalTime) -> Timestamp {
        let wall = local.asIfUTC
        let before = shift(at: wall - LocalTime.wholeDay)
        let after = shift(at: wall + LocalTime.wholeDay)
        // The larger shift gives the earlier moment.
        for candidate in [wall - max(before, after), wall - min(before, after)]
        where candidate + shift(at: candidate) == wall {
            return Timestamp(rawValue: Int64(candidate))
        }
        // In a gap: the jump lies between the two, and before it the zone shows less than `wall`, after it more.
        var early = wall - max(before, after)
        var late = wall - min(before, after)
        while late - early > 1 {
            let middle = early + (late - early) / 2
            if middle + shift(at: middle) < wall { early = middle } else { late = middle }
        }
        return Timestamp(rawValue: Int64(late))
    }

    /// The first moment of a day here: from then on somebody may do what they may "from that day".
    package func start(of day: Day) -> Timestamp { moment(LocalTime(day)) }

    /// The moment at which a day is over here: until then holds what holds "until that day".
    package func end(of day: Day) -> Timestamp { start(of: day.advanced(by: 1)) }

    /// The first moment of the day that is so many days after that of a moment, however long the days between are.
    package func startOfDay(_ days: Int, after moment: Timestamp) -> Timestamp {
        start(of: local(moment).day.advanced(by: days))
    }

    /// The moment at which the day is over that is so many days after that of a moment.
    package func endOfDay(_ days: Int, after moment: Timestamp) -> Timestamp {
        end(of: local(moment).day.advanced(by: days))
    }

    /// The offset in milliseconds; bounded by a day, whatever the function behind the zone says.
    private func shift(at milliseconds: Int) -> Int {
        min(max(offset(at: Timestamp(rawValue: Int64(milliseconds))), -86_400), 86_400) * 1000
    }
}
