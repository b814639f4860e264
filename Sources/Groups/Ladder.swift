/// When a request is due, and when its reminders are: the promise, as moments.
package struct Ladder: Hashable, Sendable {
    /// The end of the third business day after receipt.
    package var dueAt: Timestamp
    package var firstReminderAt: Timestamp
    package var dueDayAt: Timestamp
    package var overdueAt: Timestamp

    /// Reminders come in the morning, not at the midnight at which a business day begins.
    package static let hourOfReminders = 9

    /// Climbs the calendar for a request that came in at `moment`.
    ///
    /// The first reminder is in the morning after one whole business day, the second on the morning of the due day,
    /// the last on the first business morning after the promise was missed.
    package init(from moment: Timestamp, by calendar: BusinessCalendar) {
        func morning(of businessDay: Int) -> Timestamp {
            calendar.moment(
                calendar.businessDay(businessDay, after: calendar.receiptDay(of: moment)),
                atHour: Self.hourOfReminders
            )
        }
        let days = JoinRequest.businessDaysToDecide
        dueAt = calendar.due(afterBusinessDays: days, from: moment)
        firstReminderAt = morning(of: days - 1)
        dueDayAt = morning(of: days)
        overdueAt = morning(of: days + 1)
    }

    /// When a step of the ladder comes.
    package func moment(of rung: Rung) -> Timestamp {
        switch rung {
        case .firstReminder: firstReminderAt
        case .dueDay: dueDayAt
        case .overdue: overdueAt
        }
    }

    /// The last step that has come by `now`, starting from one that has.
    package func climb(from rung: Rung, by now: Timestamp) -> Rung {
        guard let next = rung.next, moment(of: next) <= now else { return rung }
        return climb(from: next, by: now)
    }
}

extension BusinessCalendar {
    /// A moment on a day, at an hour of the calendar's zone.
    func moment(_ day: Day, atHour hour: Int) -> Timestamp {
        zone.moment(LocalTime(day, minute: hour * 60))
    }
}
