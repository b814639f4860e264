import Foundation
import Groups
import SeededTesting
import Testing

struct LocalTimeTests {
    @Test("Calendar and clock show what Foundation says, at 4,000 moments in each zone", arguments: TestZone.all)
    func againstFoundation(_ testZone: TestZone) throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(identifier: testZone.name))
        var numbers = SeededNumbers(seed: 1)
        for _ in 0..<4000 {
            let second = numbers.number(in: 0...4_000_000_000)
            let shown = testZone.zone.local(Timestamp(rawValue: Int64(second) * 1000 + 999))
            let parts = calendar.dateComponents(
                [.year, .month, .day, .hour, .minute, .second],
                from: Date(timeIntervalSince1970: Double(second))
            )
            let pieces = [
                shown.day.year, shown.day.month, shown.day.dayOfMonth, shown.hour, shown.minute, shown.second,
            ]
            let expected = [parts.year, parts.month, parts.day, parts.hour, parts.minute, parts.second].compactMap(
                \.self
            )
            guard pieces == expected else {
                Issue.record("\(second): \(pieces) instead of \(expected)")
                return
            }
        }
    }

    @Test("The moment of a time is the first at which the wall shows it or a later one", arguments: TestZone.all)
    func moments(_ testZone: TestZone) {
        var numbers = SeededNumbers(seed: 2)
        let changes = testZone.stretches.map(\.start).filter { $0 != .min }
        for round in 0..<8000 {
            // Half of them within two days of a change of the offset, where there is one.
            let near = round.isMultiple(of: 2) && !changes.isEmpty
            let second =
                near
                ? numbers.pick(changes) + numbers.number(in: -172_800...172_800) : numbers.number(in: 0...4_000_000_000)
            let wall = second * 1000 + (round.isMultiple(of: 3) ? 0 : numbers.number(in: 0...999))
            let local = LocalTime(
                Day(number: Int((Double(wall) / 86_400_000).rounded(.down))),
                millisecondOfDay: (wall % 86_400_000 + 86_400_000) % 86_400_000
            )
            let moment = testZone.zone.moment(local)
            guard moment.rawValue == Int64(testZone.slowMoment(wallMilliseconds: wall)) else {
                Issue.record("\(local) came out as \(moment)")
                return
            }
        }
    }

    @Test(
        "A time that clocks jump over is the moment of the jump; one that comes twice is the first",
        arguments: [
            // Berlin, 29 March 2026: 02:00 becomes 03:00, at 01:00 UTC.
            ("Europe/Berlin", "2026-03-29", 150, "2026-03-29", 60),
            ("Europe/Berlin", "2026-03-29", 180, "2026-03-29", 60),
            ("Europe/Berlin", "2026-03-29", 119, "2026-03-29", 59),
            // 25 October 2026: 03:00 becomes 02:00, at 01:00 UTC.
            ("Europe/Berlin", "2026-10-25", 150, "2026-10-25", 30),
            ("Europe/Berlin", "2026-10-25", 180, "2026-10-25", 120),
            ("America/New_York", "2026-03-08", 150, "2026-03-08", 420),
            ("America/New_York", "2026-11-01", 90, "2026-11-01", 330),
            // Half an hour on Lord Howe Island: 02:00 becomes 02:30 on 4 October 2026.
            ("Australia/Lord_Howe", "2026-10-04", 135, "2026-10-03", 930),
            // São Paulo jumped over midnight itself on 4 November 2018.
            ("America/Sao_Paulo", "2018-11-04", 0, "2018-11-04", 180),
            // Samoa left out 30 December 2011.
            ("Pacific/Apia", "2011-12-30", 720, "2011-12-30", 600),
            ("Pacific/Apia", "2011-12-31", 0, "2011-12-30", 600),
            ("Asia/Kolkata", "2026-06-01", 0, "2026-05-31", 1110),
        ]
    )
    func namedDays(zone: String, day: String, minute: Int, utcDay: String, utcMinute: Int) throws {
        let local = LocalTime(try #require(Day(parsing: day)), minute: minute)
        let expected = LocalTime(try #require(Day(parsing: utcDay)), minute: utcMinute)
        #expect(TestZone.named(zone).moment(local) == Zone.utc.moment(expected))
    }

    @Test("The end of a day is shown as 24:00 of that day, also where midnight is jumped over")
    func ends() throws {
        let day = try #require(Day(parsing: "2026-03-05"))
        let berlin = TestZone.named("Europe/Berlin")
        let end = berlin.moment(LocalTime(day, minute: 1440))
        #expect(berlin.localEnd(end) == LocalTime(day, minute: 1440))
        #expect(berlin.localEnd(end).hour == 24)
        #expect(berlin.local(end) == LocalTime(day.advanced(by: 1)))
        #expect(berlin.localEnd(berlin.moment(LocalTime(day, minute: 1020))) == LocalTime(day, minute: 1020))

        let saturday = try #require(Day(parsing: "2018-11-03"))
        let saoPaulo = TestZone.named("America/Sao_Paulo")
        #expect(
            saoPaulo.localEnd(saoPaulo.moment(LocalTime(saturday, minute: 1440))) == LocalTime(saturday, minute: 1440)
        )
    }

    @Test("Nothing overflows at the ends of time or in a zone that makes no sense")
    func edges() {
        let wild = Zone(name: "Nowhere") { $0.isMultiple(of: 2) ? .max : .min }
        for zone in [Zone.utc, TestZone.named("Europe/Berlin"), wild] {
            for raw in [Int64.min, .min + 1, -1, 0, 1, .max - 1, .max] {
                let local = zone.local(Timestamp(rawValue: raw))
                #expect((0..<LocalTime.wholeDay).contains(local.millisecondOfDay))
                _ = zone.moment(local)
                _ = zone.localEnd(Timestamp(rawValue: raw))
            }
            _ = zone.moment(LocalTime(Day(number: .max), minute: .max))
            _ = zone.moment(LocalTime(Day(number: .min), minute: .min))
        }
        #expect(Zone.utc.local(Timestamp(rawValue: -1)).second == 59)
    }
}
