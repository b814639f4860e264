import Groups
import Identifiers

/// What the bot says about calendars, dates, and how somebody wants to be told things.
enum CalendarSaying: Saying {
    case holidays(Group, [Holiday], hasMore: Bool, mayChange: Bool)
    /// Days were added; so many open requests may get new dates.
    case added(Group, [Holiday], open: Int)
    /// Days that were holidays already are called something else now.
    case renamed(Group, [Holiday])
    case removed(Group, [Holiday], open: Int)
    case mistakes([DayRangeError])
    /// To an applicant: the promise has a new date.
    case dateMoved(JoinRequest, Group, before: Timestamp)
    /// To administrators: how many open requests have new dates.
    case datesMoved(Group, Int)
    case settings(PersonSettings, hallZone: String, isChanged: Bool)
    /// A file came without a word.
    case fileSeen(name: String, runsTests: Bool)
    case fetching(CalendarImport, Group)
    case notFetched(CalendarImport, Group, CalendarImport.Failure)
    case importPage(ImportPage)
    case importDropped(Group)

    func message(for reader: Reader) -> Message {
        switch reader.language {
        case .english: english(reader)
        }
    }

    /// What an iCalendar file would add.
    struct ImportPage: Sendable {
        /// Of the file; empty for a text that was pasted.
        var name: String
        var group: Group
        var reading: ICalendarReading
        /// The days that are holidays of the group already.
        var known: Set<Day>

        var added: [Holiday] { reading.holidays.filter { !known.contains($0.day) } }
    }
}
