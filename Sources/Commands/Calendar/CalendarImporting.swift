import Groups
import Identifiers

/// Taking an iCalendar file into a group's calendar: asked for, fetched, shown, and confirmed.
enum CalendarImporting {
    static let confirm = "✅"
    static let cancel = "❌"

    /// Somebody wants a file or a pasted text imported.
    static func ask(for group: Group, pasted: String, _ call: Call, _ board: some Board) throws -> Decision {
        guard call.place == .direct else { throw Refusal.calendar(.importElsewhere(group)) }
        var asked = CalendarImport(
            id: try board.nextCalendarImportID(),
            group: group.id,
            person: call.sender,
            name: "",
            uri: nil,
            askedAt: call.receivedAt,
            content: .wanted
        )
        guard pasted.isEmpty else {
            asked.content = .text(Array(pasted.utf8))
            var decision = try show(asked, call, board) { Outgoing(.answer($0)) }
            decision.changes.insert(.calendar(.fileImport(.asked(asked))), at: 0)
            return decision
        }
        guard let file = try call.replyTo.flatMap({ try board.attachment(of: $0, in: call.room) }) else {
            throw Refusal.calendar(.noFile(group))
        }
        guard !file.isEncrypted else { throw Refusal.criteria(.fileEncrypted(name: file.name)) }
        if let bytes = file.bytes, bytes > ICalendar.bytesAtMost {
            throw Refusal.calendar(.fileTooLarge(name: file.name, bytes: bytes))
        }
        (asked.name, asked.uri) = (file.name, file.uri)
        return Decision(
            changes: [.calendar(.fileImport(.asked(asked)))],
            outgoing: [Outgoing(.answer(CalendarSaying.fetching(asked, group)))]
        )
    }

    /// The files that were fetched since: what is in each is shown to whoever sent it.
    static func showFetched(_ call: Call, _ board: some Board) throws -> Decision {
        var decision = Decision()
        for fetched in try board.importsFetched(limit: 4) {
            let key = "import/\(fetched.id.rawValue)@\(fetched.askedAt.rawValue)"
            let shown = try show(fetched, call, board) { saying in
                Outgoing(.tell(saying, fetched.person), key: key, urgency: .decision)
            }
            decision.changes += shown.changes
            decision.outgoing += shown.outgoing
        }
        return decision
    }

    /// Shows what a calendar would add, and takes it no further where that is nothing.
    private static func show(
        _ found: CalendarImport,
        _ call: Call,
        _ board: some Board,
        _ say: (any Saying) -> Outgoing
    ) throws -> Decision {
        let group = try board.knownGroup(found.group)
        guard case .text(let bytes) = found.content else {
            var failure = CalendarImport.Failure.missing
            if case .failed(let why) = found.content { failure = why }
            return Decision(
                changes: [.calendar(.fileImport(.closed(found.id)))],
                outgoing: [say(CalendarSaying.notFetched(found, group, failure))]
            )
        }
        let reading = read(bytes, found, group, board)
        let page = CalendarSaying.ImportPage(
            name: found.name,
            group: group,
            reading: reading,
            known: try known(reading, in: group, board)
        )
        var outgoing = say(CalendarSaying.importPage(page))
        guard !page.added.isEmpty else {
            return Decision(changes: [.calendar(.fileImport(.closed(found.id)))], outgoing: [outgoing])
        }
        let subject = Subject.calendarImport(found.id)
        outgoing.subject = subject
        let offer = Outgoing(
            .offer(reactions: [confirm, cancel], subject: subject),
            key: "offer/import/\(found.id.rawValue)@\(found.askedAt.rawValue)",
            urgency: .chatter
        )
        return Decision(changes: [.calendar(.fileImport(.shown(found.id)))], outgoing: [outgoing, offer])
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

    // MARK: The word of whoever sent it

    static func tapped(_ key: String, on id: CalendarImportID, _ call: Call, _ board: some Board) throws -> Decision? {
        let word = CardReply.plain(key)
        let say = { (saying: any Saying) in
            Outgoing(.say(saying, in: call.room), key: "import/\(id.rawValue)/\(word)/\(call.minute)")
        }
        do {
            switch word {
            case CardReply.plain(confirm): return try confirmed(id, call, board, say)
            case CardReply.plain(cancel): return try cancelled(id, call, board, say)
            default: return nil
            }
        } catch let refusal as Refusal {
            return Decision(outgoing: [say(RefusalSaying(refusal: refusal))])
        }
    }

    static func replied(_ text: String, to id: CalendarImportID, _ call: Call, _ board: some Board) throws -> Decision?
    {
        switch text.lowercased().trimmingSpace() {
        case "confirm", "yes", "ok", confirm: try confirmed(id, call, board) { Outgoing(.answer($0)) }
        case "cancel", "no", cancel: try cancelled(id, call, board) { Outgoing(.answer($0)) }
        default: nil
        }
    }

    /// Takes over what was shown: the import with that number, or the one that waits for the caller.
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
        decision.changes.append(.calendar(.fileImport(.closed(found.id))))
        return decision
    }

    static func cancelled(
        _ id: CalendarImportID?,
        _ call: Call,
        _ board: some Board,
        _ say: (any Saying) -> Outgoing
    ) throws -> Decision {
        let (found, group, _) = try waiting(id, call, board)
        return Decision(
            changes: [.calendar(.fileImport(.closed(found.id)))],
            outgoing: [say(CalendarSaying.importDropped(group))]
        )
    }

    private static func waiting(
        _ id: CalendarImportID?,
        _ call: Call,
        _ board: some Board
    ) throws -> (CalendarImport, Group, [UInt8]) {
        let found = try id.map { try board.calendarImport($0) } ?? board.openImport(of: call.sender)
        guard let found, found.person == call.sender else { throw Refusal.calendar(.noImport(nil)) }
        let group = try board.knownGroup(found.group)
        let age = call.receivedAt.rawValue - found.askedAt.rawValue
        guard case .text(let bytes) = found.content, age < Int64(CalendarImport.hours) * 3_600_000 else {
            throw Refusal.calendar(.noImport(group))
        }
        return (found, group, bytes)
    }
}
