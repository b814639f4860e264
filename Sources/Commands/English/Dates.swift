import Groups

/// Dates in English, in the zone of whoever reads them or of the group that they are about.
enum EnglishDate {
    /// Such as `Thu 5 March 2026`.
    static func day(_ moment: Timestamp, in zone: Zone) -> String {
        written(zone.local(moment).day)
    }

    /// Such as `Thu 5 March 2026, 14:05 (Europe/Berlin)`.
    static func moment(_ moment: Timestamp, in zone: Zone) -> String {
        "\(bareMoment(moment, in: zone)) (\(zone.name))"
    }

    /// The same where the zone is said already.
    static func bareMoment(_ moment: Timestamp, in zone: Zone) -> String {
        let local = zone.local(moment)
        return "\(written(local.day)), \(padded(local.hour)):\(padded(local.minute))"
    }

    /// When something ends, such as `the end of Thu 5 March 2026 (Europe/Berlin)`.
    ///
    /// A day that closes at midnight is named by itself, not by the first moment of the day after.
    static func end(_ moment: Timestamp, in zone: Zone) -> String {
        let local = zone.localEnd(moment)
        guard local.millisecondOfDay < LocalTime.wholeDay else {
            return "the end of \(written(local.day)) (\(zone.name))"
        }
        return "\(written(local.day)), \(padded(local.hour)):\(padded(local.minute)) (\(zone.name))"
    }

    /// When something begins, such as `Thu 5 March 2026`: a day by itself where it begins with the day.
    static func start(_ moment: Timestamp, in zone: Zone) -> String {
        zone.startOfDay(0, after: moment) == moment ? day(moment, in: zone) : self.moment(moment, in: zone)
    }

    /// Such as `Thu 5 March 2026`.
    static func written(_ day: Day) -> String {
        "\(weekdays[day.weekday] ?? "") \(day.dayOfMonth) \(months[day.month - 1]) \(day.year)"
    }

    /// Such as `Mon`.
    static func name(of day: Weekday) -> String { weekdays[day] ?? "" }

    private static func padded(_ number: Int) -> String {
        number < 10 ? "0\(number)" : String(number)
    }

    private static let weekdays: [Weekday: String] = [
        .monday: "Mon", .tuesday: "Tue", .wednesday: "Wed", .thursday: "Thu", .friday: "Fri", .saturday: "Sat",
        .sunday: "Sun",
    ]
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ]
}

extension Reader {
    /// The zone that the reader chose, or else the group's own, in which its promise is kept.
    ///
    /// The zone's name was checked when the group was made; were it unknown now, the reader's zone is named instead.
    func zone(of group: Group) -> Zone {
        ownZone ?? zoneNamed(group.calendar.zone) ?? zone
    }

    /// A command as it can be typed here, such as `!join swift-guild`.
    func command(_ text: String) -> Phrase {
        "\(code: prefix + text)"
    }
}
