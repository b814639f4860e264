import Groups
import Identifiers
import SeededTesting
import Testing

/// Days on which clocks change, by name: where a rule about days is most easily broken.
private let changeDays: [(zone: String, day: String)] = [
    ("Europe/Berlin", "2026-03-29"), ("Europe/Berlin", "2026-10-25"), ("America/New_York", "2026-03-08"),
    ("America/New_York", "2026-11-01"), ("Australia/Lord_Howe", "2026-04-05"), ("Australia/Lord_Howe", "2026-10-04"),
    // At midnight, so that the day begins at 01:00.
    ("America/Sao_Paulo", "2018-11-04"), ("Asia/Beirut", "2023-03-30"), ("Asia/Tehran", "2022-03-22"),
    // The day that Samoa left out, and the month in which Morocco changes twice.
    ("Pacific/Apia", "2011-12-30"), ("Africa/Casablanca", "2026-02-15"), ("Africa/Casablanca", "2026-03-22"),
    ("America/St_Johns", "2011-03-13"), ("Asia/Kolkata", "2026-06-01"), ("Pacific/Kiritimati", "1995-01-01"),
    ("UTC", "2028-02-29"),
]

@Suite("The clock of a request")
struct LadderProperties {
    private struct Case {
        var calendar: BusinessCalendar
        var moment: Timestamp
        var pauses: [Pause]
    }

    /// A random calendar and moment near a day, with up to three pauses after it.
    private func random(_ numbers: inout SeededNumbers, _ zone: Zone, near day: Int) throws -> Case {
        var days = Set(Weekday.allCases.filter { _ in numbers.number(in: 0...9) < 7 })
        days.insert(numbers.pick(Weekday.allCases))
        let opens = numbers.pick([0, 0, 30, 480, 540])
        let calendar = try BusinessCalendar(
            zone: zone,
            workingDays: days,
            opens: opens,
            closes: numbers.pick([1440, 1440, 1020, opens + 1, 1439]),
            holidays: Set((0..<numbers.number(in: 0...20)).map { _ in Day(number: day + numbers.number(in: -10...40)) })
        )
        let start = (day * 86_400 + numbers.number(in: -400_000...400_000)) * 1000 + numbers.number(in: 0...999)
        var pauses: [Pause] = []
        var last = start
        for _ in 0..<numbers.number(in: 0...3) {
            let from = last + numbers.number(in: 0...300_000_000)
            last =
                from + numbers.pick([0, 1, numbers.number(in: 0...90_000_000), numbers.number(in: 0...2_000_000_000)])
            pauses.append(
                Pause(from: Timestamp(rawValue: Int64(from)), to: Timestamp(rawValue: Int64(last)))
            )
        }
        return Case(calendar: calendar, moment: Timestamp(rawValue: Int64(start)), pauses: pauses)
    }

    private func cases(seed: UInt64, count: Int, _ check: (Case, inout SeededNumbers) throws -> Void) throws {
        var numbers = SeededNumbers(seed: seed)
        for round in 0..<count {
            let named = changeDays[round % changeDays.count]
            let day =
                round.isMultiple(of: 3)
                ? numbers.number(in: 0...40_000) : try #require(Day(parsing: named.day)).number
            try check(try random(&numbers, TestZone.named(named.zone), near: day), &numbers)
        }
    }

    private func isLeftOut(_ day: Day, _ zone: Zone) -> Bool {
        zone.moment(LocalTime(day)) == zone.moment(LocalTime(day.advanced(by: 1)))
    }

    @Test("It never ends on a day on which nobody works, and its steps come in their order")
    func workingDays() throws {
        try cases(seed: 21, count: 12_000) { item, _ in
            let ladder = Ladder(from: item.moment, by: item.calendar, pauses: item.pauses)
            for moment in [ladder.dueAt, ladder.expectedAt] {
                let day = item.calendar.zone.localEnd(moment).day
                // A date that a zone left out counts as any other, and has no moment of its own.
                #expect(item.calendar.isWorking(day) || isLeftOut(day, item.calendar.zone))
            }
            // Where clocks jump over opening and closing, both are one moment.
            let steps = Rung.allCases.map { ladder.moment(of: $0) }
            #expect(steps == steps.sorted())
            #expect(ladder.dueDayAt <= ladder.dueAt && ladder.dueAt <= ladder.overdueAt)
            #expect(Ladder(dueAt: ladder.dueAt, by: item.calendar) == ladder)
        }
    }

    @Test("A pause never shortens it, a longer pause never less than a shorter, and an empty one costs nothing")
    func pausing() throws {
        try cases(seed: 22, count: 12_000) { item, numbers in
            let plain = Ladder(from: item.moment, by: item.calendar).dueAt
            var due = plain
            for count in item.pauses.indices {
                let next = Ladder(from: item.moment, by: item.calendar, pauses: Array(item.pauses[...count])).dueAt
                #expect(next >= due)
                due = next
            }
            guard var pause = item.pauses.last else { return }
            let others = Array(item.pauses.dropLast())
            let before = Ladder(from: item.moment, by: item.calendar, pauses: others).dueAt
            let empty = [Pause(from: pause.from, to: pause.from)]
            #expect(Ladder(from: item.moment, by: item.calendar, pauses: others + empty).dueAt == before)
            pause.to = Timestamp(rawValue: pause.to.rawValue + Int64(numbers.number(in: 0...500_000_000)))
            #expect(Ladder(from: item.moment, by: item.calendar, pauses: others + [pause]).dueAt >= due)
        }
    }

    @Test("A holiday within a pause is not counted twice")
    func holidayInPause() throws {
        // Monday 2 March 2026; paused from Tuesday to Thursday, of which Wednesday is a holiday.
        let holidays: Set<Day> = [try #require(Day(year: 2026, month: 3, day: 4))]
        let calendar = try BusinessCalendar(zone: .utc, holidays: holidays)
        let hour: Int64 = 3_600_000
        let monday = Timestamp(rawValue: 1_772_442_000_000)
        let pause = Pause(
            from: Timestamp(rawValue: monday.rawValue + 24 * hour),
            to: Timestamp(rawValue: monday.rawValue + 72 * hour)
        )
        let due = Ladder(from: monday, by: calendar, pauses: [pause]).dueAt
        // One day was used up on Tuesday; from Thursday two are left: Friday and Monday.
        #expect(calendar.zone.localEnd(due).day == Day(year: 2026, month: 3, day: 9))
    }

    @Test(
        "Who gets an answer on the due day has time to decide: what the day had left at the question, half of it, or a day",
        arguments: [
            // Asked on Monday 2 March 2026, due on Thursday; the question at nine of that day.
            (Int64(5), "2026-03-05"), (120, "2026-03-05"), (240, "2026-03-06"), (898, "2026-03-06"),
            (2338, "2026-03-09"), (1440, "2026-03-06"),
        ]
    )
    func dueDay(_ minutes: Int64, _ due: String) throws {
        let calendar = try BusinessCalendar(zone: .utc)
        let thursday = try Timestamp(rawValue: Int64(#require(Day(parsing: "2026-03-05")).number) * 86_400_000)
        let asked = Timestamp(rawValue: thursday.rawValue + 9 * 3_600_000)
        let pause = Pause(from: asked, to: Timestamp(rawValue: asked.rawValue + minutes * 60_000))
        let monday = Timestamp(rawValue: asked.rawValue - 3 * 86_400_000)
        let ladder = Ladder(from: monday, by: calendar, pauses: [pause])
        #expect("\(calendar.zone.localEnd(ladder.dueAt).day)" == due)
    }

    @Test("After a pause there is as much time as before it, or half a day")
    func timeAfterPauses() throws {
        try cases(seed: 25, count: 12_000) { item, _ in
            guard let pause = item.pauses.first else { return }
            let before = Ladder(from: item.moment, by: item.calendar).dueAt
            let after = Ladder(from: item.moment, by: item.calendar, pauses: [pause]).dueAt
            // What was due stays so, and a date that a zone left out has no time in it.
            guard pause.from < before, !isLeftOut(item.calendar.zone.localEnd(after).day, item.calendar.zone),
                item.calendar.zone.localEnd(before).day == item.calendar.receiptDay(of: pause.from)
            else { return }
            // Where clocks change, a day is up to an hour shorter.
            let half = Int64(max(0, (item.calendar.closes - item.calendar.opens) / 2 - 60)) * 60_000
            let left =
                before.rawValue
                - max(pause.from, item.calendar.opening(of: item.calendar.receiptDay(of: pause.from))).rawValue
            #expect(after.rawValue - pause.to.rawValue >= min(half, left))
        }
    }

    @Test("Whoever asks later is not due earlier")
    func monotone() throws {
        try cases(seed: 23, count: 12_000) { item, numbers in
            let later = Timestamp(rawValue: item.moment.rawValue + Int64(numbers.number(in: 0...200_000_000)))
            #expect(Ladder(from: later, by: item.calendar).dueAt >= Ladder(from: item.moment, by: item.calendar).dueAt)
        }
    }

    @Test("A calendar that changes makes nothing late at once, keeps what is late, and says the same when asked again")
    func redating() throws {
        try cases(seed: 24, count: 12_000) { old, numbers in
            let new = try random(&numbers, old.calendar.zone, near: Int(old.moment.rawValue / 86_400_000))
            var request = JoinRequest(
                id: RequestID(rawValue: 1),
                group: GroupID(rawValue: 1),
                person: UserID(rawValue: "@finn:example.org"),
                message: "",
                askedAt: old.moment,
                dueAt: Ladder(from: old.moment, by: old.calendar).dueAt
            )
            let changedAt = Timestamp(rawValue: old.moment.rawValue + Int64(numbers.number(in: 0...900_000_000)))
            let promised = request.dueAt
            let due = request.dueAt(by: new.calendar, changedAt: changedAt)
            guard promised > changedAt else {
                #expect(due == promised)
                return
            }
            #expect(due > changedAt)
            let fair = new.calendar.due(afterBusinessDays: 1, from: changedAt)
            #expect(due >= min(promised, fair))
            request.dueAt = due
            #expect(request.dueAt(by: new.calendar, changedAt: changedAt) == due)
        }
    }
}
