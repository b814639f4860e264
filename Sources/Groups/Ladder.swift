/// When a request is due, and when its reminders are: the promise, as moments.
///
/// The one place where due dates are computed.
package struct Ladder: Hashable, Sendable {
    /// The end of the third business day after receipt.
    package var dueAt: Timestamp
    package var firstReminderAt: Timestamp
    package var dueDayAt: Timestamp
    package var overdueAt: Timestamp
    /// By when an applicant whose request is late is told to expect a decision: the end of the seventh business day.
    package var expectedAt: Timestamp
    /// When the operator is told that nobody answers.
    package var unansweredAt: Timestamp

    /// Reminders come in the morning, not at the midnight at which a business day without hours begins.
    package static let hourOfReminders = 9
    /// After how many business days a group counts as not answering.
    package static let businessDaysToAnswer = 7

    /// Climbs the calendar for a request that came in at `moment`.
    ///
    /// The first reminder is in the morning after one whole business day, the second on the morning of the due day, the
    /// next on the first business morning after the promise was missed, the last after seven business days.
    ///
    /// - `pauses`: When the clock stood still, because the applicant was asked something and had not answered yet.
    package init(from moment: Timestamp, by calendar: BusinessCalendar, pauses: [Pause] = []) {
        self.init(dueAt: Self.due(from: moment, by: calendar, pauses: pauses), by: calendar)
    }

    /// The steps before and after a due moment that stands.
    package init(dueAt: Timestamp, by calendar: BusinessCalendar) {
        let dueDay = calendar.zone.localEnd(dueAt).day
        let late = Self.businessDaysToAnswer - JoinRequest.businessDaysToDecide
        self.dueAt = dueAt
        firstReminderAt = calendar.morning(of: calendar.businessDay(before: dueDay))
        dueDayAt = calendar.morning(of: dueDay)
        overdueAt = calendar.morning(of: calendar.businessDay(1, after: dueDay))
        expectedAt = calendar.closing(of: calendar.businessDay(late, after: dueDay))
        unansweredAt = calendar.morning(of: calendar.businessDay(late + 1, after: dueDay))
    }

    /// Counts the business days that are left when a pause begins from the day on which it ends.
    ///
    /// So a holiday within a pause is not counted twice, a pause within one day costs nothing, and none makes a request
    /// due earlier. What was due before a pause began stays due. Where the due day itself was used up by a pause, another
    /// one follows: nobody is to decide within minutes.
    private static func due(
        from moment: Timestamp,
        by calendar: BusinessCalendar,
        pauses: [Pause]
    ) -> Timestamp {
        var day = calendar.receiptDay(of: moment)
        var left = JoinRequest.businessDaysToDecide
        // On the due day: how much of it there was when the clock stopped, and the day that is given for it.
        var had: Int64 = 0
        var given = 0
        var last = moment
        for pause in pauses.sorted(by: { $0.from < $1.from }) {
            guard pause.from < calendar.closing(of: calendar.businessDay(left + given, after: day)) else { break }
            let spent = max(0, calendar.businessDays(between: day, and: calendar.receiptDay(of: pause.from)))
            let rest = calendar.rest(after: pause.from)
            let passed = calendar.rest(after: last) - rest
            if spent > 0 {
                left += given - spent
                had = rest
            } else if given > 0 {
                had -= passed
            } else {
                // Two pauses without time between them are one.
                had = passed > 0 ? rest : min(had, rest)
            }
            day = max(day, calendar.receiptDay(of: pause.to))
            last = pause.to
            given = left == 0 && calendar.rest(after: last) < min(had, calendar.half(of: day)) ? 1 : 0
        }
        return calendar.closing(of: calendar.businessDay(left + given, after: day))
    }

    /// When a step of the ladder comes.
    package func moment(of rung: Rung) -> Timestamp {
        switch rung {
        case .firstReminder: firstReminderAt
        case .dueDay: dueDayAt
        case .overdue: overdueAt
        case .unanswered: unansweredAt
        }
    }

    /// By when an applicant is told to expect a decision who hears only now that it is late: no day that is over.
    package func expected(at now: Timestamp, by calendar: BusinessCalendar) -> Timestamp {
        let days = Self.businessDaysToAnswer - JoinRequest.businessDaysToDecide
        return expectedAt > now ? expectedAt : calendar.due(afterBusinessDays: days, from: now)
    }

    /// The last step that has come by `now`, starting from one that has.
    package func climb(from rung: Rung, by now: Timestamp) -> Rung {
        guard let next = rung.next, moment(of: next) <= now else { return rung }
        return climb(from: next, by: now)
    }
}

/// A time in which the clock of a request stood, because its applicant had a question to answer.
package struct Pause: Hashable, Sendable {
    package var from: Timestamp
    package var to: Timestamp

    package init(from: Timestamp, to: Timestamp) {
        self.from = from
        self.to = to
    }
}

extension BusinessCalendar {
    /// When reminders of a day are sent: at opening, or at nine where no hours are given.
    package func morning(of day: Day) -> Timestamp {
        let isWholeDay = opens == 0 && closes == 1440
        return zone.moment(LocalTime(day, minute: isWholeDay ? Ladder.hourOfReminders * 60 : opens))
    }

    /// How much of the day of receipt is left at a moment, in milliseconds.
    fileprivate func rest(after moment: Timestamp) -> Int64 {
        let day = receiptDay(of: moment)
        return closing(of: day).rawValue - max(opening(of: day), moment).rawValue
    }

    /// Half of a day's hours, in milliseconds.
    fileprivate func half(of day: Day) -> Int64 { (closing(of: day).rawValue - opening(of: day).rawValue) / 2 }

    /// The last business day before a day; the day before it where the holidays leave none.
    func businessDay(before day: Day) -> Day {
        // Two thousand holidays in a row, with one working day a week, end within this.
        for back in 1...20_000 where isWorking(day.advanced(by: -back)) { return day.advanced(by: -back) }
        return day.advanced(by: -1)
    }
}

extension JoinRequest {
    /// When the request is due by a calendar that changed at a moment.
    ///
    /// What was due before the change stays: nobody gets rid of a missed promise by a holiday. A date that would come
    /// earlier than promised leaves the administrators one whole business day, so that nothing is late overnight.
    package func dueAt(
        by calendar: BusinessCalendar,
        changedAt: Timestamp,
        pauses: [Pause] = []
    ) -> Timestamp {
        guard dueAt > changedAt else { return dueAt }
        let counted = Ladder(from: countsFrom, by: calendar, pauses: pauses).dueAt
        guard counted < dueAt else { return counted }
        let fair = calendar.due(afterBusinessDays: 1, from: changedAt)
        let isWorking = calendar.isWorking(calendar.zone.localEnd(dueAt).day)
        return max(counted, isWorking ? min(dueAt, fair) : fair)
    }
}
