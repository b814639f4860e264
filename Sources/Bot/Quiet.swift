import Commands
import Groups
import Identifiers
import SQLiteStorage

// What people have set about how they are told things.
extension Deciding {
    /// Whoever reads what is told to one person: dates are in the zone that they chose.
    func reader(for person: UserID, _ board: StoredBoard) throws -> Reader {
        var reader = reader
        guard let zone = try board.settings(of: person).zone.flatMap({ board.zone(named: $0) }) else { return reader }
        reader.zone = zone
        reader.ownZone = zone
        return reader
    }

    /// Keeps a notice for the end of its reader's quiet hours, unless their own command led to it.
    ///
    /// What they are to reply to or tap on comes at once, but rings nobody.
    func hush(_ draft: inout Draft, _ person: UserID, _ call: Call, _ board: StoredBoard) throws {
        guard person != call.sender, case .tell(var text, _) = draft.action else { return }
        let settings = try board.settings(of: person)
        guard let quiet = settings.quiet else { return }
        let zone = board.zone(named: settings.zone ?? frame.hall.calendar.zone) ?? .utc
        guard let end = quiet.end(at: call.receivedAt, in: zone) else { return }
        guard draft.subject == nil else {
            (text.rings, text.mentions) = (false, [])
            draft.action = .tell(text, person)
            return
        }
        draft.heldUntil = end
    }

    /// How many kept notices one tick tells, and how long a message of several may be, in bytes.
    private static let noticesAtMost = 200
    private static let bytesAtMost = 28_000

    /// The notices whose readers' quiet hours are over: one message each, with their number.
    ///
    /// Where the end passed while the bot was away and they are quiet again, their notices wait for the next end.
    func keptNotices(at now: Timestamp, _ board: StoredBoard) throws -> StoredDecision {
        let due = try board.noticesDue(by: now, limit: Self.noticesAtMost)
        var decision = StoredDecision()
        for person in Set(due.map(\.person)).sorted() {
            var rest = due.filter { $0.person == person }[...]
            if let first = rest.first, let end = try quietEnd(for: person, at: now, since: first.dueAt, board) {
                decision.kept[person] = end
                continue
            }
            decision.released += rest
            let header = text(ShellSaying.kept(rest.count), for: try reader(for: person, board))
            var isFirst = true
            while let first = rest.first {
                var body = isFirst ? [header.body] : []
                var html = isFirst ? [header.html ?? Merging.escaped(header.body)] : []
                var bytes = 0
                while let notice = rest.first {
                    let own = notice.html ?? Merging.escaped(notice.body)
                    bytes += notice.body.utf8.count + own.utf8.count
                    guard notice == first || bytes <= Self.bytesAtMost else { break }
                    body.append(notice.body)
                    html.append(own)
                    rest = rest.dropFirst()
                }
                let text = OutboxText(
                    body: body.joined(separator: "\n\n"),
                    html: html.joined(separator: "<hr>"),
                    rings: true,
                    mentions: [person]
                )
                decision.drafts.append(
                    Draft(key: "kept/\(person)/\(first.id)/\(now.rawValue)", .tell(text, person), urgency: .decision)
                )
                isFirst = false
            }
        }
        return decision
    }

    /// When the quiet hours end that lie over a moment, but not over the earlier one at which a notice came due.
    ///
    /// What comes due within them does so because the person is awake: they have just changed their settings.
    private func quietEnd(
        for person: UserID,
        at now: Timestamp,
        since dueAt: Timestamp,
        _ board: StoredBoard
    ) throws -> Timestamp? {
        let settings = try board.settings(of: person)
        guard let quiet = settings.quiet else { return nil }
        let zone = board.zone(named: settings.zone ?? frame.hall.calendar.zone) ?? .utc
        return quiet.end(at: dueAt, in: zone) == nil ? quiet.end(at: now, in: zone) : nil
    }
}
