/// Follows the components of a file and collects the days of its events.
struct ICalendarReader {
    let days: ClosedRange<Day>
    let zone: Zone
    var reading = ICalendarReading()
    private var found: [Day: String] = [:]
    /// The components that are open, the outermost first.
    private var open: [String] = []
    private var event: ICalendarEvent?
    private var hasCalendar = false
    private var isFull = false

    init(days: ClosedRange<Day>, zone: Zone) {
        self.days = days
        self.zone = zone
    }

    mutating func take(_ line: ICalendarLine) {
        let value = line.value.uppercased().filter { !$0.isWhitespace }
        switch line.name {
        case "BEGIN":
            guard open.count < 8 else { return }
            open.append(value)
            if value == "VCALENDAR" { hasCalendar = true }
            if value == "VEVENT", hasCalendar { event = ICalendarEvent(line: line.number) }
        case "END":
            if value == "VEVENT", let ended = event {
                event = nil
                close(ended)
            }
            if let index = open.lastIndex(of: value) { open.removeSubrange(index...) }
        default:
            // What stands within an alarm of an event is not the event's.
            if open.last == "VEVENT" { event?.take(line) }
        }
    }

    mutating func end(at line: Int) {
        if let event { report(event.line, .cutOff) }
        if !hasCalendar { reading.problems = [.init(line: 1, reason: .notACalendar)] }
        if hasCalendar, !isFull, event == nil, open.contains("VCALENDAR") { report(line, .cutOff) }
        reading.holidays = found.map { Holiday(day: $0.key, name: $0.value) }.sorted()
    }

    private mutating func close(_ event: ICalendarEvent) {
        guard !event.isCancelled, !isFull else { return }
        do throws(ICalendarProblem) {
            let span = try event.span(in: zone)
            let (starts, isRepeated) = try event.starts(span.first, within: days)
            reading.events += 1
            for start in starts {
                // Of what comes every year, only the years that matter were meant.
                let isFar = isRepeated && !days.contains(start)
                for offset in 0...(span.last.number - span.first.number) where !isFar {
                    add(start.advanced(by: offset), event)
                }
            }
        } catch {
            report(error.line, error.reason)
        }
    }

    private mutating func add(_ day: Day, _ event: ICalendarEvent) {
        guard days.contains(day) else {
            reading.outside += 1
            return
        }
        guard !isFull, found[day] == nil else { return }
        guard found.count < Holiday.daysAtMost else {
            isFull = true
            return report(event.line, .tooManyDays(Holiday.daysAtMost))
        }
        found[day] = event.name
    }

    private mutating func report(_ line: Int, _ reason: ICalendarProblem.Reason) {
        guard reading.problems.count < ICalendar.problemsAtMost else { return }
        reading.problems.append(.init(line: line, reason: reason))
    }
}

/// What an event says, as it was written.
struct ICalendarEvent {
    let line: Int
    private(set) var name = ""
    private(set) var isCancelled = false
    private var start: ICalendarLine?
    private var finish: ICalendarLine?
    private var duration: ICalendarLine?
    private var rule: ICalendarLine?
    private var exception: ICalendarLine?

    init(line: Int) {
        self.line = line
    }

    mutating func take(_ line: ICalendarLine) {
        switch line.name {
        case "SUMMARY": name = Self.unescaped(line.value)
        case "STATUS": isCancelled = line.value.uppercased().hasPrefix("CANCELLED")
        case "DTSTART": start = line
        case "DTEND": finish = line
        case "DURATION": duration = line
        case "RRULE": rule = line
        case "RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID": exception = exception ?? line
        default: break
        }
    }

    /// The first day of the event and its last.
    func span(in zone: Zone) throws(ICalendarProblem) -> (first: Day, last: Day) {
        guard let start else { throw ICalendarProblem(line: line, reason: .noStart) }
        if let exception { throw ICalendarProblem(line: exception.number, reason: .exception(exception.name)) }
        let begin = try ICalendarMoment(start, in: zone)
        var last = begin.day
        if let finish {
            let end = try ICalendarMoment(finish, in: zone)
            guard end.day >= begin.day else { throw ICalendarProblem(line: finish.number, reason: .endsBeforeStart) }
            // An end is the first day, or the first moment, that no longer belongs to it.
            last = end.isMidnight && end.day > begin.day ? end.day.advanced(by: -1) : end.day
        } else if let duration {
            last = begin.day.advanced(by: try Self.days(duration) - 1)
        }
        let count = last.number - begin.day.number + 1
        guard count <= Holiday.rangeDaysAtMost else {
            throw ICalendarProblem(line: line, reason: .tooLong(days: count))
        }
        return (begin.day, last)
    }

    /// The days on which the event begins, again every year where its rule says so, but none of a year before those
    /// days; and whether it begins more than once by their end.
    func starts(_ first: Day, within days: ClosedRange<Day>) throws(ICalendarProblem) -> ([Day], isRepeated: Bool) {
        guard let rule else { return ([first], false) }
        let plain = try ICalendarRule(rule, of: first)
        guard plain.count > 1 else { return ([first], false) }
        // A file may hold thousands of rules, and each may begin in the year 1.
        let skipped = max(0, (days.lowerBound.year - first.year + plain.interval - 1) / plain.interval)
        let before = plain.times(of: first, in: skipped)
        var starts: [Day] = []
        var year = first.year + skipped * plain.interval
        // A date that a year lacks, such as 29 February, does not count as a time.
        while year <= days.upperBound.year, before + starts.count < plain.count {
            if let day = Day(year: year, month: first.month, day: first.dayOfMonth) {
                if let until = plain.until, day > until { break }
                starts.append(day)
            }
            year += plain.interval
        }
        return (starts, before + starts.count > 1)
    }

    /// `P1D`, `P2W`: whole days.
    private static func days(_ line: ICalendarLine) throws(ICalendarProblem) -> Int {
        let text = line.value.uppercased().filter { !$0.isWhitespace }
        let weeks = text.hasSuffix("W")
        guard text.hasPrefix("P"), weeks || text.hasSuffix("D"), let number = Int(text.dropFirst().dropLast()),
            (1...400).contains(number)
        else { throw ICalendarProblem(line: line.number, reason: .unreadableDuration(excerpt(line.value))) }
        return number * (weeks ? 7 : 1)
    }

    /// `\,`, `\;`, `\\` and `\n`, and no longer than a name may be.
    private static func unescaped(_ text: String) -> String {
        var name = ""
        var isEscaped = false
        for scalar in text.unicodeScalars {
            if !isEscaped, scalar == "\\" {
                isEscaped = true
                continue
            }
            let isBreak = (isEscaped && (scalar == "n" || scalar == "N")) || scalar.value < 0x20
            let next: Unicode.Scalar = isBreak ? " " : scalar
            guard name.utf8.count + UTF8.width(next) <= Holiday.nameBytesAtMost else { break }
            name.unicodeScalars.append(next)
            isEscaped = false
        }
        return name
    }

    static func excerpt(_ text: String) -> String { String(text.unicodeScalars.prefix(60)) }
}

/// A date, or a date with a time: `20261224`, `20261224T090000`, `20261224T090000Z`.
struct ICalendarMoment {
    let day: Day
    /// Whether it is a date without a time, or the first moment of one.
    let isMidnight: Bool

    init(_ line: ICalendarLine, in zone: Zone) throws(ICalendarProblem) {
        let text = line.value.uppercased().filter { !$0.isWhitespace }
        let digits = Array(text.utf8.prefix(8))
        let rest = Array(text.utf8.dropFirst(8))
        let time = Array(rest.dropFirst().prefix(6))
        let isUTC = rest.count == 8 && rest[7] == UInt8(ascii: "Z")
        let hasTime = (rest.count == 7 || isUTC) && rest[0] == UInt8(ascii: "T") && time.allSatisfy(Self.isDigit)
        guard digits.count == 8, digits.allSatisfy(Self.isDigit), rest.isEmpty || hasTime else {
            throw ICalendarProblem(line: line.number, reason: .unreadableDate(ICalendarEvent.excerpt(line.value)))
        }
        guard
            let day = Day(
                year: Self.number(digits[0..<4]),
                month: Self.number(digits[4..<6]),
                day: Self.number(digits[6..<8])
            )
        else { throw ICalendarProblem(line: line.number, reason: .noSuchDay(ICalendarEvent.excerpt(line.value))) }
        guard hasTime else {
            self.day = day
            isMidnight = true
            return
        }
        let (hour, minute) = (Self.number(time[0..<2]), Self.number(time[2..<4]))
        guard hour < 24, minute < 60 else {
            throw ICalendarProblem(line: line.number, reason: .unreadableDate(ICalendarEvent.excerpt(line.value)))
        }
        // A time with a zone of its own is taken as it stands: the day is what its calendar shows.
        let local = LocalTime(day, minute: hour * 60 + minute)
        let shown = isUTC ? zone.local(Zone.utc.moment(local)) : local
        self.day = shown.day
        isMidnight = shown.millisecondOfDay == 0
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int {
        digits.reduce(0) { $0 * 10 + Int($1 - 48) }
    }
}

/// Every year, or every few years, so many times or until a day.
struct ICalendarRule {
    var interval = 1
    var count = Int.max
    var until: Day?

    /// How often a date comes in the first so many years of the rule, without going through them all.
    func times(of first: Day, in years: Int) -> Int {
        guard first.month == 2, first.dayOfMonth == 29 else { return years }
        func times(_ years: Int) -> Int {
            (0..<years).count { Day(year: first.year + $0 * interval, month: 2, day: 29) != nil }
        }
        // Leap years come again after 400 years.
        return years < 400 ? times(years) : years / 400 * times(400) + times(years % 400)
    }

    /// Reads a rule that repeats nothing but the date itself.
    init(_ line: ICalendarLine, of first: Day) throws(ICalendarProblem) {
        let text = line.value.uppercased().filter { !$0.isWhitespace }
        let problem = ICalendarProblem(line: line.number, reason: .rule(ICalendarEvent.excerpt(line.value)))
        var isYearly = false
        for part in text.split(separator: ";") {
            let pair = part.split(separator: "=", maxSplits: 1).map(String.init)
            guard pair.count == 2 else { throw problem }
            let number = Int(pair[1]) ?? 0
            switch pair[0] {
            case "FREQ" where pair[1] == "YEARLY": isYearly = true
            case "INTERVAL" where (1...1000).contains(number): interval = number
            case "COUNT" where number > 0: count = number
            case "UNTIL":
                var date = line
                date.value = pair[1]
                until = try ICalendarMoment(date, in: .utc).day
            case "WKST": break
            // Many programs repeat the date of the event in the rule.
            case "BYMONTH" where number == first.month: break
            case "BYMONTHDAY" where number == first.dayOfMonth: break
            default: throw problem
            }
        }
        guard isYearly else { throw problem }
    }
}
