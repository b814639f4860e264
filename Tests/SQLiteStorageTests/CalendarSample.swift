import Groups
import Identifiers
import Testing

@testable import SQLiteStorage

/// What Samples/calendar-1.sql says.
enum CalendarSample {
    private static let group = GroupID(rawValue: 1)

    static func expect(_ board: StoredBoard) throws {
        let found = try #require(try board.group(group))
        #expect(found.calendar.hours == OpeningHours(opens: 540, closes: 1020))
        let days = Day(number: 20_000)...Day(number: 21_000)
        #expect(try board.holidays(of: group, in: days, limit: 9).map(\.name) == ["Christmas Eve"])
        let now = Timestamp(rawValue: 1_700_000_000_000)
        #expect(try board.redatingsDue(by: now, limit: 9).map(\.moved) == [3])
        #expect(try board.record(of: group, at: now).keptInHundred == 66)
        #expect(try board.record(of: group, at: now).medianDays == 2)
        #expect(try board.lastReminder(of: group, by: .firstReminder) == Timestamp(rawValue: 1_699_990_000_000))
        let settings = try board.settings(of: finn)
        #expect(settings.zone == "Europe/Paris" && settings.quiet?.text == "22:00-08:00" && settings.digest == .daily)
        #expect(try board.noticesDue(by: now, limit: 9).map(\.body) == ["Welcome"])
        #expect(try board.attachment(of: EventID(rawValue: "$file"), in: hallRoom)?.name == "days.ics")
        #expect(try board.openImport(of: finn)?.content == .text(Array("BEGIN:VCALENDAR".utf8)))
    }
}
