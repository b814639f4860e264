import Groups
import Testing

struct BusinessCalendarTests {
    @Test(
        "Three business days end at midnight of the third working day after the day of receipt",
        arguments: [
            ("a Monday morning", "2026-03-02", 540, 3, "2026-03-05"),
            ("a Thursday: over the weekend", "2026-03-05", 540, 3, "2026-03-10"),
            ("a Friday, one minute to midnight", "2026-03-06", 1439, 3, "2026-03-11"),
            ("a Saturday counts as Monday", "2026-03-07", 0, 3, "2026-03-12"),
            ("a Sunday night counts as Monday", "2026-03-08", 1439, 3, "2026-03-12"),
            ("over the start of summer time", "2026-03-27", 600, 3, "2026-04-01"),
            ("over the end of summer time", "2026-10-23", 600, 3, "2026-10-28"),
            ("over a month's end", "2026-04-29", 600, 3, "2026-05-04"),
            ("over a leap day", "2024-02-28", 600, 2, "2024-03-01"),
            ("over a February without one", "2026-02-27", 600, 1, "2026-03-02"),
            ("over New Year", "2025-12-31", 600, 3, "2026-01-05"),
            ("the same day", "2026-03-02", 540, 0, "2026-03-02"),
            ("the same day, from a Saturday", "2026-03-07", 540, 0, "2026-03-09"),
        ]
    )
    func wholeDays(name: String, day: String, minute: Int, count: Int, due: String) throws {
        let calendar = try BusinessCalendar(zone: TestZone.named("Europe/Berlin"))
        let asked = calendar.zone.moment(LocalTime(try #require(Day(parsing: day)), minute: minute))
        let expected = LocalTime(try #require(Day(parsing: due)), minute: 1440)
        #expect(calendar.localDue(count, from: asked) == expected, "\(name)")
    }

    @Test(
        "What comes after closing counts as received at the next opening",
        arguments: [
            ("before opening", "2026-03-02", 0, "2026-03-02"),
            ("the last minute", "2026-03-02", 1019, "2026-03-02"),
            ("at closing itself", "2026-03-02", 1020, "2026-03-03"),
            ("Friday evening", "2026-03-06", 1200, "2026-03-09"),
            ("before a holiday", "2026-12-24", 1100, "2026-12-28"),
            ("on a holiday", "2026-12-25", 600, "2026-12-28"),
        ]
    )
    func hours(name: String, day: String, minute: Int, received: String) throws {
        let holiday = try #require(Day(parsing: "2026-12-25"))
        let calendar = try BusinessCalendar(
            zone: TestZone.named("America/New_York"),
            opens: 540,
            closes: 1020,
            holidays: [holiday]
        )
        let asked = calendar.zone.moment(LocalTime(try #require(Day(parsing: day)), minute: minute))
        #expect(calendar.receiptDay(of: asked).description == received, "\(name)")
        let next = LocalTime(calendar.businessDay(1, after: calendar.receiptDay(of: asked)), minute: 540)
        #expect(calendar.startOfBusinessDay(1, after: asked) == calendar.zone.moment(next))
    }

    @Test("A week may have any days", arguments: [Weekday.sunday, .wednesday])
    func oneDayWeek(_ weekday: Weekday) throws {
        let calendar = try BusinessCalendar(zone: .utc, workingDays: [weekday])
        let asked = Timestamp(rawValue: 1_772_000_000_000)
        let received = calendar.receiptDay(of: asked)
        #expect(received.weekday == weekday)
        #expect(calendar.dueDay(afterBusinessDays: 3, from: asked) == received.advanced(by: 21))
    }

    @Test("A calendar without a working day, or with hours out of order, is refused")
    func refused() {
        #expect(throws: BusinessCalendarError.noWorkingDays) { try BusinessCalendar(zone: .utc, workingDays: []) }
        for (opens, closes) in [(600, 600), (601, 600), (-1, 600), (0, 1441), (.min, .max), (.max, .min)] {
            #expect(throws: BusinessCalendarError.hoursOutOfOrder) {
                try BusinessCalendar(zone: .utc, opens: opens, closes: closes)
            }
        }
    }

    @Test("Thirty years of holidays only move the term, and no input stops the program")
    func total() throws {
        let first = try #require(Day(parsing: "2026-01-01"))
        let holidays = Set((0..<11_000).map { first.advanced(by: $0) })
        let calendar = try BusinessCalendar(zone: TestZone.named("Europe/Berlin"), holidays: holidays)
        let asked = calendar.zone.moment(LocalTime(first, minute: 600))
        // 13 February 2056, the first day after them, is a Sunday.
        #expect(calendar.receiptDay(of: asked).description == "2056-02-14")
        for raw in [Int64.min, -1, 0, 1, asked.rawValue, .max] {
            for count in [Int.min, -1, 0, 1, 3, 1_000_000, .max] {
                let due = calendar.due(afterBusinessDays: count, from: Timestamp(rawValue: raw))
                _ = calendar.startOfBusinessDay(count, after: due)
                _ = calendar.businessDays(between: Timestamp(rawValue: raw), and: due)
            }
        }
        #expect(calendar.businessDays(between: Day(number: .min), and: Day(number: .max)) > 0)
    }

    @Test("A request made before the clocks are put back over midnight is not due before an earlier one")
    func midnightTwice() throws {
        // St. John's, 29 October 2006: one minute past midnight became 23:01 of Saturday again.
        let calendar = try BusinessCalendar(
            zone: TestZone.named("America/St_Johns"),
            workingDays: Set(Weekday.allCases)
        )
        let change = try #require(
            TestZone("America/St_Johns")?.stretches.first { $0.start > 1_162_000_000 && $0.start < 1_162_200_000 }
        )
        let sundayForAMoment = Timestamp(rawValue: Int64(change.start - 30) * 1000)
        let saturdayAgain = Timestamp(rawValue: Int64(change.start + 30) * 1000)
        #expect(calendar.zone.local(sundayForAMoment).day.weekday == .sunday)
        #expect(calendar.zone.local(saturdayAgain).day.weekday == .saturday)
        #expect(calendar.receiptDay(of: saturdayAgain) == calendar.receiptDay(of: sundayForAMoment))
    }
}

extension BusinessCalendar {
    fileprivate func localDue(_ count: Int, from moment: Timestamp) -> LocalTime {
        zone.localEnd(due(afterBusinessDays: count, from: moment))
    }
}
