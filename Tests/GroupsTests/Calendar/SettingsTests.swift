import Groups
import SeededTesting
import Testing

@Suite("Hours, days and settings as people type them")
struct SettingsTests {
    @Test(
        "Opening hours are read as people write them",
        arguments: [
            ("09:00-17:00", 540, 1020), ("9-17", 540, 1020), ("9 to 17:30", 540, 1050), ("09.00 – 24:00", 540, 1440),
            ("all day", 0, 1440), (" 0:00-0:01 ", 0, 1),
        ]
    )
    func hours(_ text: String, _ opens: Int, _ closes: Int) throws {
        let hours = try OpeningHours(parsing: text)
        #expect(hours.opens == opens && hours.closes == closes)
    }

    @Test(
        "What are no hours says why",
        arguments: [
            ("17:00-09:00", OpeningHoursError.closesFirst), ("9-9", .closesFirst), ("9", .unreadable),
            ("", .unreadable),
            ("25:00-26:00", .unreadable), ("9:60-10:00", .unreadable), ("9-17-18", .unreadable), ("-", .unreadable),
            ("9:00:00-10", .unreadable), ("９-17", .unreadable), ("24:01-24:02", .unreadable),
        ]
    )
    func noHours(_ text: String, _ reason: OpeningHoursError) {
        #expect(throws: reason) { try OpeningHours(parsing: text) }
    }

    @Test(
        "Days of the week are read one by one and as ranges, whatever dash or word joins them",
        arguments: [
            ("mon tue wed", "mon tue wed"), ("Mon, Wed; fri", "mon wed fri"), ("Sun-Thu", "mon tue wed thu sun"),
            ("Mon–Fri", "mon tue wed thu fri"), ("mon — wed", "mon tue wed"), ("Mon -Wed", "mon tue wed"),
            ("monday to friday", "mon tue wed thu fri"), ("Mon-Wed, Fri", "mon tue wed fri"),
            ("Mon-Tue Thu-Fri", "mon tue thu fri"), ("sat-mon", "mon sat sun"),
            ("fri-thu", "mon tue wed thu fri sat sun"),
            ("Mon-Mon", "mon"), ("Tues and Thurs", "tue thu"), ("Mondays & weds.", "mon wed"),
            ("Mon‑Wed", "mon tue wed"),
            ("tue until thu", "tue wed thu"), ("mon..wed", "mon tue wed"),
            ("Mon-Fri Mon-Sun", "mon tue wed thu fri sat sun"),
        ]
    )
    func weekdays(_ text: String, _ days: String) throws {
        let found = try #require(Weekday.days(parsing: text))
        #expect(Weekday.allCases.filter(found.contains).map(\.rawValue).joined(separator: " ") == days)
    }

    @Test(
        "What is no day is none, and what could be two ranges neither",
        arguments: [
            "", "-", "mon-", "-fri", "mon--fri", "mo", "Someday", "sunflower", "mon-fir", "mon-wed-fri", "1-5",
            "mon/tue",
            "mon, x", "–", "monn",
        ]
    )
    func noWeekdays(_ text: String) { #expect(Weekday.days(parsing: text) == nil) }

    private let enterable = Day(number: 20_000)...Day(number: 22_000)

    @Test("A day and a range of days are read, whatever dash or dots stand between them")
    func days() throws {
        let day = try #require(Day(year: 2026, month: 12, day: 24))
        #expect(try DayRange(parsing: "2026-12-24", within: enterable).days == [day])
        for text in ["2026-12-24..2026-12-26", "2026-12-24…2026-12-26", "2026-12-24–2026-12-26"] {
            #expect(try DayRange(parsing: text, within: enterable).days.count == 3)
        }
    }

    @Test(
        "What are no days says why",
        arguments: [
            ("2026-02-30", DayRangeError.noSuchDay("2026-02-30")), ("2026-13-01", .noSuchDay("2026-13-01")),
            ("24.12.2026", .unreadable("24.12.2026")), ("Christmas", .unreadable("Christmas")), ("", .unreadable("")),
            ("2026-12-24..", .unreadable("")),
        ]
    )
    func noDays(_ text: String, _ reason: DayRangeError) {
        #expect(throws: reason) { try DayRange(parsing: text, within: enterable) }
    }

    @Test("A range may not run backwards, be longer than a year, or lie out of reach")
    func ranges() throws {
        let (first, last) = (try #require(Day(parsing: "2026-12-24")), try #require(Day(parsing: "2026-12-20")))
        #expect(throws: DayRangeError.reversed(first, last)) {
            try DayRange(parsing: "2026-12-24..2026-12-20", within: enterable)
        }
        #expect(throws: DayRangeError.tooLong(367)) {
            try DayRange(parsing: "2026-01-01..2027-01-02", within: enterable)
        }
        #expect(throws: DayRangeError.outOfReach(Day(number: 0), enterable)) {
            try DayRange(parsing: "1970-01-01", within: enterable)
        }
    }

    @Test("Quiet hours may go past midnight, and end on the day on which clocks change when the wall says so")
    func quiet() throws {
        let zone = TestZone.named("Europe/Berlin")
        let night = try #require(QuietHours(from: 22 * 60, until: 8 * 60))
        let day = try #require(Day(parsing: "2026-03-29"))
        func moment(_ day: Day, _ hour: Int) -> Timestamp { zone.moment(LocalTime(day, minute: hour * 60)) }
        let before = day.advanced(by: -1)
        #expect(night.end(at: moment(before, 21), in: zone) == nil)
        #expect(night.end(at: moment(before, 22), in: zone) == moment(day, 8))
        #expect(night.end(at: moment(day, 4), in: zone) == moment(day, 8))
        #expect(night.end(at: moment(day, 8), in: zone) == nil)
        // That night is an hour shorter.
        #expect(moment(day, 8).rawValue - moment(before, 22).rawValue == 9 * 3_600_000)
        let noon = try #require(QuietHours(from: 12 * 60, until: 13 * 60))
        #expect(noon.end(at: moment(day, 12), in: zone) == moment(day, 13))
        #expect(noon.end(at: moment(day, 14), in: zone) == nil)
        #expect(QuietHours(from: 60, until: 60) == nil && QuietHours(from: 0, until: 1440) == nil)
    }

    @Test("Quiet hours always end later than they are asked about, in every zone and at every hour")
    func quietEnds() throws {
        var numbers = SeededNumbers(seed: 12)
        for _ in 0..<5000 {
            let zone = numbers.pick(TestZone.all).zone
            let hours = QuietHours(from: numbers.number(in: 0...1439), until: numbers.number(in: 1...1440))
            let moment = Timestamp(rawValue: Int64(numbers.number(in: 1_200_000_000...1_900_000_000)) * 1000)
            guard let end = hours?.end(at: moment, in: zone) else { continue }
            #expect(end > moment && end.rawValue - moment.rawValue <= 26 * 3_600_000)
            #expect(hours?.end(at: end, in: zone) == nil)
        }
    }

    @Test("The next list comes at nine of a business day, or of a Monday, and always later")
    func digests() throws {
        let zone = TestZone.named("Europe/Berlin")
        let week: Set<Weekday> = [.monday, .tuesday, .wednesday, .thursday, .friday]
        func next(_ digest: PersonSettings.Digest, _ day: String, _ hour: Int) throws -> String? {
            let moment = zone.moment(LocalTime(try #require(Day(parsing: day)), minute: hour * 60))
            let settings = PersonSettings(digest: digest)
            return settings.nextDigest(after: moment, in: zone, workingDays: week).map {
                "\(zone.local($0).day) \(zone.local($0).hour)"
            }
        }
        #expect(try next(.off, "2026-03-02", 8) == nil)
        #expect(try next(.daily, "2026-03-02", 8) == "2026-03-02 9")
        #expect(try next(.daily, "2026-03-02", 9) == "2026-03-03 9")
        #expect(try next(.daily, "2026-03-27", 10) == "2026-03-30 9")
        #expect(try next(.weekly, "2026-03-02", 9) == "2026-03-09 9")
    }

    @Test("Of a record, the median is what half of the requests waited at most, and a hundred means all")
    func record() {
        let record = GroupRecord(waited: [0: 1, 2: 1, 5: 1], kept: 199, missed: 1, lastDecidedAt: nil)
        #expect(record.medianDays == 2 && record.keptInHundred == 99 && record.decided == 3)
        #expect(GroupRecord(waited: [1: 1, 4: 1], kept: 2, missed: 0, lastDecidedAt: nil).medianDays == 1)
        #expect(GroupRecord.none.medianDays == nil && GroupRecord.none.keptInHundred == nil)
    }
}
