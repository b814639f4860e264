package import Identifiers

/// A fact about calendars and what follows from them.
package enum CalendarChange: Hashable, Sendable {
    case holidaysAdded(GroupID, [Holiday])
    case holidaysRemoved(GroupID, [Day])
    /// The open requests of the group are to be dated anew, as of that moment.
    case changed(GroupID, at: Timestamp)
    /// A request is due at another moment; the next step of its ladder comes then.
    case redated(RequestID, dueAt: Timestamp, next: Timestamp?)
    /// The dating anew has come to that request, and moved so many dates on its way.
    case redatingMoved(GroupID, to: RequestID, moved: Int)
    case redatingEnded(GroupID)
    /// The ladder has come for a request whose date had moved meanwhile: its step comes then.
    case postponed(RequestID, to: Timestamp)
    /// The administrators of a group were reminded of all that waits.
    case reminded(GroupID, Rung, at: Timestamp)
    /// A request was decided after so many business days; whether it counts as kept, missed or as counted before.
    case decided(GroupID, waited: Int, Promise, at: Timestamp)
    case promiseMissed(GroupID, at: Timestamp)
    case settingsChanged(UserID, PersonSettings, digestAt: Timestamp?)
    case digestSent(UserID, next: Timestamp?)
    case fileImport(CalendarImportChange)

    /// What became of the promise when a request was decided.
    package enum Promise: Hashable, Sendable {
        case kept
        case missed
        /// The miss was counted when the time passed.
        case counted
    }
}

/// A fact about an iCalendar file that somebody wants imported.
package enum CalendarImportChange: Hashable, Sendable {
    /// To be fetched first where there is no content yet.
    case asked(CalendarImport)
    /// It was read, and its owner was shown what is in it.
    case shown(CalendarImportID)
    /// It was taken over or dropped.
    case closed(CalendarImportID)
}

/// Why the answer about a calendar is no.
package enum CalendarRefusal: Hashable, Sendable {
    case tooManyHolidays(Group, limit: Int)
    /// None of those days is a holiday of the group.
    case noSuchHolidays(Group)
    /// A file can only be given alone with the bot, or in the administrators' room of the group.
    case importElsewhere(Group)
    /// The message that was replied to is no file that the bot knows of, and no text followed.
    ///
    /// Among others only those of the group's administrators are known.
    case noFile(Group, amongOthers: Bool)
    case fileTooLarge(name: String, bytes: Int)
    case noImport(Group?)
    /// How somebody wants to be told things is theirs alone.
    case settingsElsewhere
}
