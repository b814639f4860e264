package import Identifiers

/// Calendars, promises, and how people want to be told things.
package protocol CalendarBoard {
    /// The group's holidays within some days, in order.
    func holidays(of group: GroupID, in days: ClosedRange<Day>, limit: Int) throws -> [Holiday]
    func holidayCount(of group: GroupID) throws -> Int
    /// The groups whose open requests are still to be dated anew.
    func redatingsDue(by now: Timestamp, limit: Int) throws -> [Redating]
    /// The group's open requests with the date that was promised last, in order, after that one.
    func promises(of group: GroupID, after: RequestID?, limit: Int) throws -> [PromisedRequest]
    func record(of group: GroupID, at now: Timestamp) throws -> GroupRecord
    /// How many of the group's requests that are to be decided are due within a time.
    func dueCount(of group: GroupID, in moments: ClosedRange<Timestamp>) throws -> Int
    /// The step of the ladder that comes next for a request, or nil where there is none.
    func nextRung(of request: RequestID) throws -> Rung?
    /// When the group's administrators were last reminded by a step of the ladder.
    func lastReminder(of group: GroupID, by rung: Rung) throws -> Timestamp?

    func settings(of person: UserID) throws -> PersonSettings
    /// When a person's list of all that waits was sent last, and when the next one comes.
    func digestMoments(of person: UserID) throws -> DigestMoments
    /// Whose list of all that waits is due.
    func digestsDue(by now: Timestamp, limit: Int) throws -> [UserID]
    /// The groups for which a person decides and in which something waits, the oldest first.
    func groupsWaiting(for administrator: UserID, limit: Int) throws -> [Group]
    func groupsWaitingCount(for administrator: UserID) throws -> Int

    /// The file that a message holds, in a direct room or by an administrator in the administrators' room.
    func attachment(of event: EventID, in room: RoomID) throws -> Attachment?
    func nextCalendarImportID() throws -> CalendarImportID
    func calendarImport(_ id: CalendarImportID) throws -> CalendarImport?
    /// The import that waits for a person's word.
    func openImport(of person: UserID) throws -> CalendarImport?
    /// Imports that were fetched and not shown yet.
    func importsFetched(limit: Int) throws -> [CalendarImport]
}

/// When somebody who wants a list of all that waits gets it.
package struct DigestMoments: Hashable, Sendable {
    package var sent: Timestamp?
    package var next: Timestamp?

    package init(sent: Timestamp? = nil, next: Timestamp? = nil) {
        self.sent = sent
        self.next = next
    }

    /// Whether a list tells the person of what waits on the day of a moment: it came on that day, or is still to come.
    package func tell(onDayOf now: Timestamp, in zone: Zone) -> Bool {
        let today = zone.local(now).day
        return sent.map { zone.local($0).day == today } ?? false || next.map { zone.local($0).day <= today } ?? false
    }
}

/// That the open requests of a group are being dated anew, batch by batch.
package struct Redating: Hashable, Sendable {
    package var group: GroupID
    /// When the calendar changed.
    package var changedAt: Timestamp
    /// The last request that was looked at.
    package var after: RequestID?
    /// How many dates have moved.
    package var moved: Int

    package init(group: GroupID, changedAt: Timestamp, after: RequestID?, moved: Int) {
        self.group = group
        self.changedAt = changedAt
        self.after = after
        self.moved = moved
    }
}

/// An open request, due by the present calendar, and what its applicant was promised.
package struct PromisedRequest: Hashable, Sendable {
    package var request: JoinRequest
    package var promisedAt: Timestamp
    /// The step of the ladder that comes next.
    package var rung: Rung?

    package init(request: JoinRequest, promisedAt: Timestamp, rung: Rung?) {
        self.request = request
        self.promisedAt = promisedAt
        self.rung = rung
    }
}

extension Board {
    /// The zone in which a group's days begin and end.
    ///
    /// It was checked when the group was made. Should this machine no longer know it, promises are kept in UTC rather than
    /// not at all.
    package func zone(of group: Group) -> Zone { zone(named: group.calendar.zone) ?? .utc }

    /// The zone of what belongs to no group, such as the days of skill tests.
    package var hallZone: Zone { zone(named: hall.calendar.zone) ?? .utc }

    /// The calendar by which a group keeps its promise, with the holidays that can matter at a moment.
    ///
    /// The working days were checked when the group was made.
    package func calendar(of group: Group, at now: Timestamp) throws -> BusinessCalendar {
        let zone = zone(of: group)
        let days = Holiday.relevant(to: now, in: zone)
        let holidays = try holidays(of: group.id, in: days, limit: Holiday.daysAtMost)
        return try BusinessCalendar(
            zone: zone,
            workingDays: group.calendar.workingDays,
            opens: group.calendar.hours.opens,
            closes: group.calendar.hours.closes,
            holidays: Set(holidays.map(\.day))
        )
    }
}
