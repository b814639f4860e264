import Groups

extension Board {
    /// The calendar by which a group keeps its promise.
    ///
    /// The zone and the working days were checked when the group was made. Should this machine no longer know the
    /// zone, the promise is kept in UTC rather than not at all.
    func calendar(of group: Group) throws -> BusinessCalendar {
        try BusinessCalendar(
            zone: zone(named: group.calendar.zone) ?? .utc,
            workingDays: group.calendar.workingDays
        )
    }
}
