import Groups
import Identifiers

/// `!holidays <group> […]`: the days on which a group does not work.
struct Holidays: Command {
    static let usage = Usage(
        name: "holidays",
        parameters: "<group> [add/remove <days> [name] | import | confirm | cancel]",
        summary: "See or change the days on which a group does not work, also from an iCalendar file.",
        example: "holidays swift-guild add 2026-12-24..2027-01-01 Winter break",
        section: .administration
    )

    /// How many holidays a list shows.
    static let linesAtMost = 20
    /// How many days or ranges one command may name.
    private static let rangesAtMost = 20

    let group: GroupReference
    /// The lines after the command: a calendar that was pasted.
    let pasted: String

    init(_ text: inout CommandText) throws(UsageError) {
        group = try GroupReference(&text.words)
        pasted = text.lines.joined(separator: "\n")
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let (group, rest) = try group.resolve(for: call.sender, board)
        var words = Words(rest)
        let hasFile = try call.replyTo.map { try board.attachment(of: $0, in: call.room) != nil } ?? false
        // A calendar that comes with the command needs no further word.
        let isImport = words.isAtEnd && (hasFile || pasted.uppercased().contains("BEGIN:VCALENDAR"))
        let verb = isImport ? "import" : words.isAtEnd ? "list" : try words.next("add").lowercased()
        if verb == "list" { return try list(group, after: nil, call, board) }
        if verb == "after" { return try list(group, after: try words.next("day"), call, board) }
        try board.checkRuns(group, call.sender)
        try group.checkMayChange()
        switch verb {
        case "add": return try add(&words, to: group, call, board)
        case "remove", "delete": return try remove(&words, from: group, call, board)
        case "import": return try CalendarImporting.ask(for: group, pasted: pasted, call, board)
        default:
            guard let word = ImportWord(verb) else { throw UsageError.unexpected(verb) }
            return try CalendarImporting.said(word, call, board)
        }
    }

    private func list(_ group: Group, after: String?, _ call: Call, _ board: some Board) throws -> Decision {
        let zone = board.zone(of: group)
        var first = zone.local(call.receivedAt).day
        if let after {
            guard let day = Day(parsing: after) else { return .answer(CalendarSaying.mistakes([.unreadable(after)])) }
            first = day.advanced(by: 1)
        }
        let last = Holiday.enterable(at: call.receivedAt, in: zone).upperBound
        let found =
            first > last ? [] : try board.holidays(of: group.id, in: first...last, limit: Self.linesAtMost + 1)
        return .answer(
            CalendarSaying.holidays(
                group,
                Array(found.prefix(Self.linesAtMost)),
                hasMore: found.count > Self.linesAtMost,
                mayChange: try board.runs(group, call.sender)
            )
        )
    }

    private func add(
        _ words: inout Words,
        to group: Group,
        _ call: Call,
        _ board: some Board
    ) throws -> Decision {
        let ranges = try days(&words, group, call, board)
        let name = words.rest
        guard name.utf8.count <= Holiday.nameBytesAtMost else {
            throw UsageError.tooLong(field: "name", limitBytes: Holiday.nameBytesAtMost)
        }
        guard case .days(let days) = ranges else { return ranges.answer }
        return try CalendarEditing.add(days.map { Holiday(day: $0, name: name) }, to: group, call, board) {
            Outgoing(.answer($0))
        }
    }

    private func remove(
        _ words: inout Words,
        from group: Group,
        _ call: Call,
        _ board: some Board
    ) throws -> Decision {
        let ranges = try days(&words, group, call, board)
        guard case .days(let days) = ranges, let first = days.min(), let last = days.max() else { return ranges.answer }
        if !words.isAtEnd { throw UsageError.unexpected(words.rest) }
        let found = try board.holidays(of: group.id, in: first...last, limit: Holiday.daysAtMost)
            .filter { days.contains($0.day) }
        guard !found.isEmpty else { throw Refusal.calendar(.noSuchHolidays(group)) }
        return Decision(
            changes: [
                .calendar(.holidaysRemoved(group.id, found.map(\.day))),
                .calendar(.changed(group.id, at: call.receivedAt)),
            ],
            outgoing: [
                Outgoing(
                    .answer(CalendarSaying.removed(group, found, open: try board.pendingRequestCount(of: group.id)))
                )
            ]
        )
    }

    /// The days that a command names, or what is wrong with any of them.
    private enum Days {
        case days([Day])
        case mistakes([DayRangeError])

        var answer: Decision {
            switch self {
            case .days: Decision()
            case .mistakes(let mistakes): .answer(CalendarSaying.mistakes(mistakes))
            }
        }
    }

    private func days(_ words: inout Words, _ group: Group, _ call: Call, _ board: some Board) throws -> Days {
        let zone = board.zone(of: group)
        let enterable = Holiday.enterable(at: call.receivedAt, in: zone)
        var days: Set<Day> = []
        var mistakes: [DayRangeError] = []
        var count = 0
        // The first word has to be a day; after it, what looks like none begins the name.
        while count < Self.rangesAtMost {
            var further = words
            guard let word = try? further.next("day"), count == 0 || DayRange.isMeant(by: word) else { break }
            words = further
            count += 1
            do throws(DayRangeError) {
                let trimmed = word.hasSuffix(",") ? String(word.dropLast()) : word
                days.formUnion(try DayRange(parsing: trimmed, within: enterable).days)
            } catch {
                mistakes.append(error)
            }
        }
        guard count > 0 else { throw UsageError.missing("day (such as 2026-12-24)") }
        return mistakes.isEmpty ? .days(days.sorted()) : .mistakes(mistakes)
    }
}

/// What follows from a change of a group's calendar, however it was made.
enum CalendarEditing {
    /// Adds holidays to a group, those that it has already left out.
    static func add(
        _ holidays: [Holiday],
        to group: Group,
        _ call: Call,
        _ board: some Board,
        _ say: (any Saying) -> Outgoing
    ) throws -> Decision {
        guard let first = holidays.map(\.day).min(), let last = holidays.map(\.day).max() else {
            return Decision(outgoing: [say(CalendarSaying.added(group, [], open: 0))])
        }
        let known = Set(try board.holidays(of: group.id, in: first...last, limit: Holiday.daysAtMost))
        let knownDays = Set(known.map(\.day))
        let changed = holidays.filter { !known.contains($0) }
        let fresh = changed.filter { !knownDays.contains($0.day) }
        guard try board.holidayCount(of: group.id) + fresh.count <= Holiday.daysAtMost else {
            throw Refusal.calendar(.tooManyHolidays(group, limit: Holiday.daysAtMost))
        }
        var changes: [Change] = []
        if !changed.isEmpty { changes.append(.calendar(.holidaysAdded(group.id, changed))) }
        // A new name moves no date.
        if !fresh.isEmpty { changes.append(.calendar(.changed(group.id, at: call.receivedAt))) }
        guard changed.isEmpty || !fresh.isEmpty else {
            return Decision(changes: changes, outgoing: [say(CalendarSaying.renamed(group, changed))])
        }
        let open = fresh.isEmpty ? 0 : try board.pendingRequestCount(of: group.id)
        return Decision(changes: changes, outgoing: [say(CalendarSaying.added(group, fresh, open: open))])
    }
}
