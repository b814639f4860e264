import Foundation
import Groups
import SeededTesting
import Testing

/// The same calendar, done slowly: one day after the other, with no arithmetic that could be wrong.
private struct SlowCalendar {
    var zone: TestZone
    var workingDays: Set<Weekday>
    var closes: Int
    var holidays: Set<Int>

    func isWorking(_ number: Int) -> Bool {
        let thursdayFirst: [Weekday] = [.thursday, .friday, .saturday, .sunday, .monday, .tuesday, .wednesday]
        return workingDays.contains(thursdayFirst[((number % 7) + 7) % 7]) && !holidays.contains(number)
    }

    func closing(_ number: Int) -> Int { zone.slowMoment(wallMilliseconds: number * 86_400_000 + closes * 60_000) }

    func dueDay(_ count: Int, from moment: Int) -> Int {
        let second = Int((Double(moment) / 1000).rounded(.down))
        let offset = zone.stretches.first { $0.start <= second && second < $0.end }?.offset ?? 0
        var day = Int((Double(moment + offset * 1000) / 86_400_000).rounded(.down))
        if !isWorking(day) || moment >= closing(day) {
            repeat { day += 1 } while !isWorking(day)
        }
        for _ in 0..<count { repeat { day += 1 } while !isWorking(day) }
        return day
    }
}

struct BusinessCalendarProperties {
    @Test("In 120,000 cases the due moment is the one counted day by day", arguments: TestZone.all)
    func againstCounting(_ testZone: TestZone) throws {
        var numbers = SeededNumbers(seed: 3)
        let changes = testZone.stretches.map(\.start).filter { $0 != .min }
        var slow = SlowCalendar(zone: testZone, workingDays: [], closes: 0, holidays: [])
        var calendar = try BusinessCalendar(zone: testZone.zone)
        var center = 0
        for round in 0..<10_000 {
            if round.isMultiple(of: 20) {
                center =
                    round.isMultiple(of: 40) || changes.isEmpty
                    ? numbers.number(in: 0...4_000_000_000) : numbers.pick(changes)
                slow.workingDays = Set(Weekday.allCases.filter { _ in numbers.number(in: 0...9) < 7 })
                slow.workingDays.insert(numbers.pick(Weekday.allCases))
                slow.closes = numbers.pick([1440, 1440, 1020, 150, 1, 1439])
                slow.holidays = Set(
                    (0..<numbers.number(in: 0...12)).map { _ in center / 86_400 + numbers.number(in: -5...20) }
                )
                calendar = try BusinessCalendar(
                    zone: testZone.zone,
                    workingDays: slow.workingDays,
                    closes: slow.closes,
                    holidays: Set(slow.holidays.map(Day.init))
                )
            }
            let asked = (center + numbers.number(in: -300_000...300_000)) * 1000 + numbers.number(in: 0...999)
            let count = numbers.pick([0, 1, 2, 3, 3, 3, 5, 17])
            let moment = Timestamp(rawValue: Int64(asked))
            let expected = slow.dueDay(count, from: asked)
            let dueDay = calendar.dueDay(afterBusinessDays: count, from: moment)
            let due = calendar.due(afterBusinessDays: count, from: moment)
            guard dueDay.number == expected, due.rawValue == Int64(slow.closing(expected)) else {
                Issue.record("\(asked) + \(count): \(dueDay) instead of \(Day(number: expected))")
                return
            }
        }
    }

    @Test(
        "A term never ends on a day off, is n working days after receipt, and later requests are not due earlier",
        arguments: TestZone.all
    )
    func properties(_ testZone: TestZone) throws {
        var numbers = SeededNumbers(seed: 4)
        for _ in 0..<40 {
            let start = numbers.number(in: 0...4_000_000_000)
            let calendar = try BusinessCalendar(
                zone: testZone.zone,
                workingDays: [.sunday, .monday, numbers.pick(Weekday.allCases)],
                opens: 30,
                closes: numbers.pick([1440, 1020, 150]),
                holidays: Set((0..<10).map { _ in Day(number: start / 86_400 + numbers.number(in: 0...40)) })
            )
            var last = Int64.min
            for step in 0..<150 {
                let moment = Timestamp(rawValue: Int64(start + step * 9973) * 1000)
                let received = calendar.receiptDay(of: moment)
                let dueDay = calendar.dueDay(afterBusinessDays: 3, from: moment)
                let due = calendar.due(afterBusinessDays: 3, from: moment)
                #expect(calendar.isWorking(received) && calendar.isWorking(dueDay))
                #expect(calendar.businessDays(between: received, and: dueDay) == 3)
                #expect(calendar.businessDays(between: dueDay, and: received) == -3)
                #expect(due.rawValue >= last && due > moment)
                #expect(calendar.startOfBusinessDay(1, after: moment) < calendar.startOfBusinessDay(2, after: moment))
                last = due.rawValue
            }
        }
    }

    @Test("Foundation, adding days and skipping weekends, comes to the same moments for the whole of 2026")
    func foundationAgrees() throws {
        // Foundation counts the working days itself, in Berlin, through 2026.
        var foundation = Calendar(identifier: .gregorian)
        foundation.timeZone = try #require(TimeZone(identifier: "Europe/Berlin"))
        let calendar = try BusinessCalendar(zone: TestZone.named("Europe/Berlin"))
        for hour in stride(from: 0, to: 365 * 24, by: 7) {
            let asked = Date(timeIntervalSince1970: 1_767_222_000 + Double(hour) * 3600)
            var day = foundation.startOfDay(for: asked)
            func next() -> Date { foundation.date(byAdding: .day, value: 1, to: day) ?? day }
            while foundation.isDateInWeekend(day) { day = next() }
            for _ in 0..<3 { repeat { day = next() } while foundation.isDateInWeekend(day) }
            let due = calendar.due(
                afterBusinessDays: 3,
                from: Timestamp(rawValue: Int64(asked.timeIntervalSince1970) * 1000)
            )
            #expect(due.rawValue == Int64(next().timeIntervalSince1970) * 1000)
        }
    }
}
