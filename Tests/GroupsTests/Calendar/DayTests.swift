import Foundation
import Groups
import Testing

struct DayTests {
    @Test("Every day from 1583 to 2600 is what Foundation's calendar says it is")
    func againstFoundation() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
        let first = try #require(Day(year: 1583, month: 1, day: 1))
        let last = try #require(Day(year: 2600, month: 12, day: 31))
        // A stride that is prime to the weeks, months and years.
        for number in stride(from: first.number, through: last.number, by: 11) {
            let day = Day(number: number)
            let parts = calendar.dateComponents(
                [.year, .month, .day, .weekday],
                from: Date(timeIntervalSince1970: Double(number) * 86_400)
            )
            guard parts.year == day.year, parts.month == day.month, parts.day == day.dayOfMonth else {
                Issue.record("\(number) is \(parts), not \(day)")
                return
            }
            let weekdays: [Weekday] = [.sunday, .monday, .tuesday, .wednesday, .thursday, .friday, .saturday]
            guard let weekday = parts.weekday, weekdays[weekday - 1] == day.weekday else {
                Issue.record("\(day) is not a \(day.weekday)")
                return
            }
        }
    }

    @Test("Counting day by day through 1,600 years meets every date once and none that there is not")
    func dayByDay() throws {
        var number = try #require(Day(year: -400, month: 1, day: 1)).number
        for year in -400...1200 {
            for month in 1...12 {
                for date in 1...31 {
                    guard let day = Day(year: year, month: month, day: date) else {
                        #expect(date > 28)
                        continue
                    }
                    guard day.number == number, day.year == year, day.month == month, day.dayOfMonth == date else {
                        Issue.record("\(year)-\(month)-\(date) came out as \(day)")
                        return
                    }
                    number += 1
                }
            }
        }
    }

    @Test(
        "Leap days are in years divisible by 4, but not by 100 unless by 400",
        arguments: [(1900, false), (2000, true), (2023, false), (2024, true), (2100, false), (0, true), (-4, true)]
    )
    func leapDays(year: Int, leap: Bool) {
        #expect((Day(year: year, month: 2, day: 29) != nil) == leap)
        #expect(Day.isLeap(year: year) == leap)
    }

    @Test(
        "A date is read only as four, two and two digits",
        arguments: [
            ("2026-03-05", "2026-03-05"), ("2024-02-29", "2024-02-29"), ("0000-01-01", "0000-01-01"),
            ("2026-02-29", nil),
            ("2026-13-01", nil), ("2026-00-01", nil), ("2026-01-00", nil), ("2026-3-5", nil), ("26-03-005", nil),
            ("2026-03-0５", nil), ("2026/03/05", nil), ("", nil), ("----------", nil), ("2026-03-05 ", nil),
            ("-202-03-05", nil),
        ]
    )
    func parsing(text: String, expected: String?) {
        #expect(Day(parsing: text)?.description == expected)
    }

    @Test("Nothing overflows, however far away")
    func edges() {
        for number in [Int.min, Int.max, Day.range.lowerBound, Day.range.upperBound, 0, -1] {
            let day = Day(number: number)
            #expect(Day(year: day.year, month: day.month, day: day.dayOfMonth)?.number ?? day.number == day.number)
            #expect(Day.range.contains(day.advanced(by: .max).number))
            #expect(Day.range.contains(day.advanced(by: .min).number))
        }
        #expect(Day(year: .max, month: 1, day: 1) == nil)
        #expect(Day(year: 2026, month: .min, day: .max) == nil)
        #expect(Day(number: -1).description == "1969-12-31")
        #expect(Day(year: -1, month: 2, day: 3)?.description == "-0001-02-03")
    }
}
