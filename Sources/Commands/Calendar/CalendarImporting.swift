import Groups
import Identifiers

/// Taking an iCalendar file into a group's calendar: asked for, fetched, shown, and confirmed.
enum CalendarImporting: Importing {
    static let name = "import"

    static func subject(of id: CalendarImportID) -> Subject { .calendarImport(id) }
    static func shown(_ id: CalendarImportID) -> Change { .calendar(.fileImport(.shown(id))) }
    static func closed(_ id: CalendarImportID) -> Change { .calendar(.fileImport(.closed(id))) }

    /// Somebody wants a file or a pasted text imported: alone with the bot, or in the administrators' room of the group.
    static func ask(for group: Group, pasted: String, _ call: Call, _ board: some Board) throws -> Decision {
        let isAmongAdministrators = call.place == .shared && group.rooms.admin == call.room
        guard call.place == .direct || isAmongAdministrators else { throw Refusal.calendar(.importElsewhere(group)) }
        var asked = CalendarImport(
            id: try board.nextCalendarImportID(),
            group: group.id,
            person: call.sender,
            name: "",
            uri: nil,
            askedAt: call.receivedAt,
            content: .wanted,
            room: isAmongAdministrators ? call.room : nil
        )
        guard pasted.isEmpty else {
            asked.content = .text(Array(pasted.utf8))
            var decision = try show(asked, call, board) { Outgoing(.answer($0)) }
            decision.changes.insert(.calendar(.fileImport(.asked(asked))), at: 0)
            return decision
        }
        guard let file = try file(for: call, board) else {
            throw Refusal.calendar(.noFile(group, amongOthers: isAmongAdministrators))
        }
        if let bytes = file.bytes, bytes > ICalendar.bytesAtMost {
            throw Refusal.calendar(.fileTooLarge(name: file.name, bytes: bytes))
        }
        (asked.name, asked.uri) = (file.name, file.uri)
        return Decision(
            changes: [.calendar(.fileImport(.asked(asked)))],
            outgoing: [Outgoing(.answer(CalendarSaying.fetching(asked, group)))]
        )
    }

    /// The files that were fetched since: what is in each is shown where it was asked for.
    static func showFetched(_ call: Call, _ board: some Board) throws -> Decision {
        try board.importsFetched(limit: 4).reduce(Decision()) { decision, fetched in
            let room = try board.usableAdminRoom(of: board.knownGroup(fetched.group))
            let shown = try show(fetched, call, board) { saying in
                Outgoing(
                    room != nil && room == fetched.room
                        ? .say(saying, in: fetched.room ?? call.room) : .tell(saying, fetched.person),
                    key: key(of: fetched.id, askedAt: fetched.askedAt),
                    urgency: .decision
                )
            }
            return decision + shown
        }
    }

    /// Shows what a calendar would add, and takes it no further where that is nothing.
    private static func show(
        _ found: CalendarImport,
        _ call: Call,
        _ board: some Board,
        _ say: (any Saying) -> Outgoing
    ) throws -> Decision {
        let group = try board.knownGroup(found.group)
        let bytes: [UInt8]
        do throws(CalendarImport.Failure) {
            bytes = try found.content.bytes()
        } catch {
            let saying = CalendarSaying.notFetched(found, group, error)
            return show(saying, of: found.id, askedAt: found.askedAt, isOffered: false, say)
        }
        let reading = read(bytes, found, group, board)
        let page = CalendarSaying.ImportPage(
            name: found.name,
            group: group,
            reading: reading,
            known: try known(reading, in: group, board)
        )
        let saying = CalendarSaying.importPage(page)
        return show(saying, of: found.id, askedAt: found.askedAt, isOffered: !page.added.isEmpty, say)
    }

    /// The same reading whenever it is done: what was shown is what is taken over.
    private static func read(
        _ bytes: [UInt8],
        _ found: CalendarImport,
        _ group: Group,
        _ board: some Board
    ) -> ICalendarReading {
        let zone = board.zone(of: group)
        return ICalendar.read(bytes, within: Holiday.enterable(at: found.askedAt, in: zone), zone: zone)
    }

    private static func known(_ reading: ICalendarReading, in group: Group, _ board: some Board) throws -> Set<Day> {
        guard let first = reading.holidays.first, let last = reading.holidays.last else { return [] }
        let known = try board.holidays(of: group.id, in: first.day...last.day, limit: Holiday.daysAtMost)
        return Set(known.map(\.day))
    }

    // MARK: The word of whoever wanted it

    static func confirmed(
        _ id: CalendarImportID?,
        _ call: Call,
        _ board: some Board,
        _ say: (any Saying) -> Outgoing
    ) throws -> Decision {
        let (found, group, bytes) = try waiting(id, call, board)
        try board.checkRuns(group, call.sender)
        try group.checkMayChange()
        let reading = read(bytes, found, group, board)
        let days = try known(reading, in: group, board)
        let holidays = reading.holidays.filter { !days.contains($0.day) }
        var decision = try CalendarEditing.add(holidays, to: group, call, board, say)
        decision.changes.append(closed(found.id))
        return decision
    }

    static func cancelled(
        _ id: CalendarImportID?,
        _ call: Call,
        _ board: some Board,
        _ say: (any Saying) -> Outgoing
    ) throws -> Decision {
        let (found, group, _) = try waiting(id, call, board)
        if found.person != call.sender { try board.checkRuns(group, call.sender) }
        return Decision(
            changes: [closed(found.id)],
            outgoing: [say(CalendarSaying.importDropped(group))]
        )
    }

    private static func waiting(
        _ id: CalendarImportID?,
        _ call: Call,
        _ board: some Board
    ) throws -> (CalendarImport, Group, [UInt8]) {
        let found = try id.map { try board.calendarImport($0) } ?? board.openImport(of: call.sender)
        // What was shown to all administrators, each of them can answer.
        guard let found, found.person == call.sender || found.room == call.room else {
            throw Refusal.calendar(.noImport(nil))
        }
        let group = try board.knownGroup(found.group)
        let age = call.receivedAt.rawValue - found.askedAt.rawValue
        guard case .text(let bytes) = found.content, age < Int64(CalendarImport.hours) * 3_600_000 else {
            throw Refusal.calendar(.noImport(group))
        }
        return (found, group, bytes)
    }
}
