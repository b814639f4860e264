extension Weekday {
    /// Reads days of the week as people write them: `mon tue wed`, `Sun-Thu`, `Mon–Wed, Friday`, `mon to fri`.
    ///
    /// A range may go over the end of the week. Nil where anything in it is no day.
    package static func days(parsing text: String) -> Set<Weekday>? {
        var text = text.lowercased()
        for dash in ["–", "—", "‑", "−", "‐", " to ", " until ", " through ", "..", "…"] {
            text = text.replacing(dash, with: "-")
        }
        for filler in [" and ", "&", "+"] { text = text.replacing(filler, with: ",") }
        var days: Set<Weekday> = []
        // White space around a dash does not part what it joins.
        let joined = text.split(separator: "-", omittingEmptySubsequences: false).map { part in
            part.split { $0 == "," || $0 == ";" || $0.isWhitespace }.map { Weekday(written: $0) }
        }
        for (index, names) in joined.enumerated() {
            // A dash has a day on either side.
            guard !names.isEmpty, !names.contains(nil) else { return nil }
            days.formUnion(names.compactMap { $0 })
            guard index > 0, let first = joined[index - 1].last.flatMap({ $0 }), let last = names[0] else { continue }
            // Of `mon-wed-fri` nobody knows what was meant.
            guard index == 1 || joined[index - 1].count > 1 else { return nil }
            days.formUnion(first.days(through: last))
        }
        return days
    }

    /// A day by its name, as `Monday`, `Mondays`, `mon.` or `thurs`.
    private init?(written text: some StringProtocol) {
        var name = text.hasSuffix(".") ? String(text.dropLast()) : String(text)
        if name == "weds" { name = "wed" }
        guard name.utf8.count >= 3, let day = Weekday(rawValue: String(name.prefix(3))),
            (day.name + "s").hasPrefix(name)
        else { return nil }
        self = day
    }

    private var name: String {
        switch self {
        case .monday: "monday"
        case .tuesday: "tuesday"
        case .wednesday: "wednesday"
        case .thursday: "thursday"
        case .friday: "friday"
        case .saturday: "saturday"
        case .sunday: "sunday"
        }
    }

    /// From this day to another, both included.
    private func days(through last: Weekday) -> Set<Weekday> {
        let week = Weekday.allCases
        guard let from = week.firstIndex(of: self), let to = week.firstIndex(of: last) else { return [] }
        return Set((0...(to - from).remainderAboveZero(by: 7)).map { week[(from + $0) % 7] })
    }
}
