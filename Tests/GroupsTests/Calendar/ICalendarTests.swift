import Groups
import SeededTesting
import Testing

@Suite("iCalendar files")
struct ICalendarTests {
    private let days = Day(number: 19_723)...Day(number: 23_375)

    private func read(_ lines: String, zone: Zone = .utc) -> ICalendarReading {
        ICalendar.read(Array("BEGIN:VCALENDAR\n\(lines)\nEND:VCALENDAR\n".utf8), within: days, zone: zone)
    }

    private func event(_ lines: String...) -> String { "BEGIN:VEVENT\n\(lines.joined(separator: "\n"))\nEND:VEVENT" }

    private func found(_ reading: ICalendarReading) -> [String] { reading.holidays.map { "\($0.day) \($0.name)" } }

    @Test(
        "Days, ranges, times, weeks and repetitions every year",
        arguments: [
            ("DTSTART;VALUE=DATE:20261224", ["2026-12-24 "]),
            ("DTSTART;VALUE=DATE:20261224\nDTEND;VALUE=DATE:20261226", ["2026-12-24 ", "2026-12-25 "]),
            ("DTSTART:20261224T090000\nDTEND:20261225T000000", ["2026-12-24 "]),
            ("DTSTART:20261224T090000\nDTEND:20261225T000100", ["2026-12-24 ", "2026-12-25 "]),
            ("DTSTART;TZID=\"America/New_York:x\":20261224T230000", ["2026-12-24 "]),
            ("DTSTART:20261224\nDURATION:P2D", ["2026-12-24 ", "2026-12-25 "]),
            ("DTSTART:20241224\nRRULE:FREQ=YEARLY;COUNT=2", ["2024-12-24 ", "2025-12-24 "]),
            ("DTSTART:20241224\nRRULE:FREQ=YEARLY;INTERVAL=2;UNTIL=20271231T000000Z", ["2024-12-24 ", "2026-12-24 "]),
            ("DTSTART:20261224\nRRULE:FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24;COUNT=1;WKST=MO", ["2026-12-24 "]),
            ("DTSTART:20280229\nRRULE:FREQ=YEARLY;COUNT=2", ["2028-02-29 ", "2032-02-29 "]),
            ("DTSTART:20200101\nRRULE:FREQ=YEARLY;INTERVAL=3;COUNT=3", ["2026-01-01 "]),
            ("DTSTART:20200101\nRRULE:FREQ=YEARLY;INTERVAL=3;COUNT=2", []),
            ("DTSTART:20000229\nRRULE:FREQ=YEARLY;COUNT=8", ["2024-02-29 ", "2028-02-29 "]),
            // There was none in 1900.
            ("DTSTART:18960229\nRRULE:FREQ=YEARLY;COUNT=32", ["2024-02-29 "]),
            ("DTSTART:16000229\nRRULE:FREQ=YEARLY;INTERVAL=3;COUNT=36", ["2032-02-29 "]),
            ("DTSTART:16000229\nRRULE:FREQ=YEARLY;INTERVAL=3;COUNT=35", []),
            ("DTSTART:00000229\nRRULE:FREQ=YEARLY;COUNT=492", ["2024-02-29 "]),
            ("DTSTART:20261224\nSTATUS:CANCELLED", []),
        ]
    )
    func events(_ lines: String, _ expected: [String]) {
        let reading = read(event(lines))
        #expect(found(reading) == expected)
        #expect(reading.problems.isEmpty)
    }

    @Test("Rules that began two thousand years ago cost no more than others")
    func oldRules() {
        for rule in ["DTSTART:00000101\nRRULE:FREQ=YEARLY", "DTSTART:00000229\nRRULE:FREQ=YEARLY"] {
            let one = event(rule)
            let count = (ICalendar.bytesAtMost - 100) / (one.utf8.count + 1)
            let start = ContinuousClock.now
            let reading = read(Array(repeating: one, count: count).joined(separator: "\n"))
            #expect(reading.events == count && reading.problems.isEmpty)
            // Year by year it would be more than ten million dates, and minutes.
            #expect(ContinuousClock.now - start < .seconds(20))
        }
    }

    @Test(
        "What is not read is told with its line",
        arguments: [
            ("SUMMARY:x", 2, ICalendarProblem.Reason.noStart),
            ("DTSTART:20260230", 3, .noSuchDay("20260230")),
            ("DTSTART:tomorrow", 3, .unreadableDate("tomorrow")),
            ("DTSTART:2026122", 3, .unreadableDate("2026122")),
            ("DTSTART:20261224T250000", 3, .unreadableDate("20261224T250000")),
            ("DTSTART:20261224\nDTEND:20261223", 4, .endsBeforeStart),
            ("DTSTART:20261224\nDURATION:PT5H", 4, .unreadableDuration("PT5H")),
            ("DTSTART:20260101\nDTEND:20280101", 2, .tooLong(days: 730)),
            ("DTSTART:20261224\nRRULE:FREQ=WEEKLY", 4, .rule("FREQ=WEEKLY")),
            ("DTSTART:20261224\nRRULE:FREQ=YEARLY;BYDAY=1MO", 4, .rule("FREQ=YEARLY;BYDAY=1MO")),
            ("DTSTART:20261224\nRRULE:FREQ=YEARLY;INTERVAL=0", 4, .rule("FREQ=YEARLY;INTERVAL=0")),
            ("DTSTART:20261224\nRRULE:FREQ=YEARLY\nEXDATE:20271224", 5, .exception("EXDATE")),
        ]
    )
    func problems(_ lines: String, _ line: Int, _ reason: ICalendarProblem.Reason) {
        let reading = read(event(lines))
        #expect(reading.problems == [ICalendarProblem(line: line, reason: reason)])
        #expect(reading.holidays.isEmpty)
    }

    @Test("All problems are told at once, and what is sound is read all the same")
    func together() {
        let reading = read(
            [event("DTSTART:20260230"), event("DTSTART:20261224"), event("SUMMARY:x")].joined(separator: "\n")
        )
        #expect(found(reading) == ["2026-12-24 "])
        #expect(reading.problems.map(\.line) == [3, 8])
    }

    @Test("Folded lines, both ends of lines, a mark at the beginning, escapes and alarms are read as they are meant")
    func grammar() {
        let text = """
            BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:2026\r\n 1224\r\nSUMMARY:Eve\\, or \r\n\tthe day\\nbefore\r
            BEGIN:VALARM\r\nSUMMARY:Ring\r\nDURATION:PT15M\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n
            """
        let reading = ICalendar.read([0xEF, 0xBB, 0xBF] + Array(text.utf8), within: days, zone: .utc)
        #expect(found(reading) == ["2026-12-24 Eve, or the day before"])
        #expect(reading.problems.isEmpty)
    }

    @Test("A moment in UTC is the day that it is in the group's zone")
    func zones() {
        let lines = event("DTSTART:20261223T230000Z", "DTEND:20261224T230000Z")
        #expect(found(read(lines, zone: TestZone.named("Europe/Berlin"))) == ["2026-12-24 "])
        #expect(found(read(lines)) == ["2026-12-23 ", "2026-12-24 "])
    }

    @Test(
        "What is no calendar, or not all of one, is told",
        arguments: [
            ("", ICalendarProblem.Reason.notACalendar), ("Buy milk", .notACalendar), ("BEGIN:VEVENT", .notACalendar),
            ("BEGIN:VCALENDAR", .cutOff), ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261224", .cutOff),
        ]
    )
    func broken(_ text: String, _ reason: ICalendarProblem.Reason) {
        let reading = ICalendar.read(Array(text.utf8), within: days, zone: .utc)
        #expect(reading.problems.map(\.reason).contains(reason) && reading.holidays.isEmpty)
    }

    @Test("A huge file, days without end and days far away are bounded")
    func bounds() {
        let huge = [UInt8](repeating: 0x41, count: ICalendar.bytesAtMost + 1)
        #expect(ICalendar.read(huge, within: days, zone: .utc).problems.map(\.reason) == [.tooLarge])
        // 366 days of each of eight years and more.
        let years = (2025...2034).map { event("DTSTART:\($0)0101", "DTEND:\($0)1231") }.joined(separator: "\n")
        let many = read(years)
        #expect(many.holidays.count == Holiday.daysAtMost)
        #expect(many.problems.map(\.reason) == [.tooManyDays(Holiday.daysAtMost)])
        let far = read(event("DTSTART:19000101") + "\n" + event("DTSTART:00010101", "RRULE:FREQ=YEARLY"))
        #expect(far.outside == 1 && far.holidays.count == 10)
        let bad = read([String](repeating: event("SUMMARY:x"), count: 200).joined(separator: "\n"))
        #expect(bad.problems.count == 50)
    }

    @Test("Random bytes and random lines never stop the reader")
    func noise() {
        var numbers = SeededNumbers(seed: 9)
        let pieces = [
            "BEGIN:", "END:", "VCALENDAR", "VEVENT", "\n", "\r\n", " ", "DTSTART:", "RRULE:FREQ=YEARLY", "2026", "1224",
            ";",
            ":", "\"", "T000000Z", "DTEND:", "\\", "DURATION:P", "W", "99999999999999999999", "é",
        ]
        for round in 0..<3000 {
            var bytes: [UInt8] = round.isMultiple(of: 2) ? [] : Array("BEGIN:VCALENDAR\nBEGIN:VEVENT\n".utf8)
            for _ in 0..<60 {
                bytes +=
                    numbers.number(in: 0...9) == 0
                    ? [UInt8(numbers.number(in: 0...255))] : Array(numbers.pick(pieces).utf8)
            }
            let reading = ICalendar.read(bytes, within: days, zone: .utc)
            #expect(reading.holidays.allSatisfy { days.contains($0.day) && $0.name.utf8.count <= 100 })
        }
    }
}
