import Foundation
import GRDB
package import Groups
package import Identifiers

extension StoredBoard {
    package func holidays(of group: GroupID, in days: ClosedRange<Day>, limit: Int) throws -> [Holiday] {
        try db.allRows(
            #"SELECT day, name FROM holiday WHERE "group" = ? AND day BETWEEN ? AND ? ORDER BY day LIMIT ?"#,
            [group.rawValue, days.lowerBound.number, days.upperBound.number, limit]
        ).map { Holiday(day: Day(number: $0["day"]), name: $0["name"]) }
    }

    package func holidayCount(of group: GroupID) throws -> Int {
        // At most Holiday.daysAtMost rows.
        try db.number(#"SELECT count(*) FROM holiday WHERE "group" = ?"#, [group.rawValue])
    }

    package func redatingsDue(by now: Timestamp, limit: Int) throws -> [Redating] {
        try db.allRows(
            "SELECT * FROM redating WHERE dueAtMs <= ? ORDER BY dueAtMs LIMIT ?",
            [now.rawValue, limit]
        ).map { row in
            Redating(
                group: GroupID(rawValue: row["group"]),
                changedAt: row.moment("changedAtMs"),
                after: RequestID(rawValue: row["after"]),
                moved: row["moved"]
            )
        }
    }

    package func promises(of group: GroupID, after: RequestID?, limit: Int) throws -> [PromisedRequest] {
        try db.allRows(
            """
            SELECT * FROM request WHERE "group" = ? AND state = 'pending' AND incompleteSinceMs IS NULL AND id > ?
            ORDER BY id LIMIT ?
            """,
            [group.rawValue, after?.rawValue ?? 0, limit]
        ).map { row in
            PromisedRequest(
                request: try dated(row),
                promisedAt: row.moment("dueAtMs"),
                rung: (row["rung"] as Int?).flatMap(Rung.init(rawValue:))
            )
        }
    }

    /// A request as it is stored, due by the present calendar where that has changed since its date was stored.
    func dated(_ row: Row) throws -> JoinRequest {
        var request = JoinRequest(row)
        guard request.state == .pending else { return request }
        let sql = #"SELECT changedAtMs FROM redating WHERE "group" = ? AND after < ?"#
        guard let redating = try db.firstRow(sql, [request.group.rawValue, request.id.rawValue]),
            let group = try group(request.group)
        else { return request }
        let changedAt = redating.moment("changedAtMs")
        request.dueAt = request.dueAt(
            by: try calendar(of: group, at: changedAt),
            changedAt: changedAt,
            pauses: try questions(about: request.id).compactMap(\.pause)
        )
        return request
    }

    package func record(of group: GroupID, at now: Timestamp) throws -> GroupRecord {
        // One row a day, and at most 31 of a day's waits: however many requests there were.
        let first = Database.dayNumber(now) - GroupRecord.days + 1
        let key: StatementArguments = [group.rawValue, first]
        var waited: [Int: Int] = [:]
        for row in try db.allRows(#"SELECT waited, count FROM waitTally WHERE "group" = ? AND day >= ?"#, key) {
            waited[row["waited"], default: 0] += row["count"] as Int
        }
        var record = GroupRecord(waited: waited, kept: 0, missed: 0, lastDecidedAt: nil)
        let promises =
            #"SELECT kept, missed, decidedAtMs FROM promiseTally WHERE "group" = ? AND day >= ? ORDER BY day"#
        for row in try db.allRows(promises, key) {
            record.kept += row["kept"] as Int
            record.missed += row["missed"] as Int
            if let at: Int64 = row["decidedAtMs"] { record.lastDecidedAt = Timestamp(rawValue: at) }
        }
        return record
    }

    package func dueCount(of group: GroupID, in moments: ClosedRange<Timestamp>) throws -> Int {
        try db.number(
            """
            SELECT count(*) FROM request
            WHERE "group" = ? AND state = 'pending' AND heldAtMs IS NULL AND incompleteSinceMs IS NULL
                AND dueAtMs BETWEEN ? AND ?
            """,
            [group.rawValue, moments.lowerBound.rawValue, moments.upperBound.rawValue]
        )
    }

    package func nextRung(of request: RequestID) throws -> Rung? {
        try db.firstRow("SELECT rung FROM request WHERE id = ?", [request.rawValue])
            .flatMap { ($0["rung"] as Int?).flatMap(Rung.init(rawValue:)) }
    }

    package func lastReminder(of group: GroupID, by rung: Rung) throws -> Timestamp? {
        try db.firstRow(
            #"SELECT atMs FROM reminded WHERE "group" = ? AND rung = ?"#,
            [group.rawValue, rung.rawValue]
        )?.moment("atMs")
    }
}

// MARK: - People

extension StoredBoard {
    package func groupsWaitingCount(for administrator: UserID) throws -> Int {
        try db.number(
            """
            SELECT count(*) FROM administrator a JOIN "group" g ON g.id = a."group"
            WHERE a.person = ? AND g.pendingCount > 0
            """,
            [administrator.rawValue]
        )
    }

    package func settings(of person: UserID) throws -> PersonSettings {
        try db.firstRow("SELECT * FROM personSettings WHERE person = ?", [person.rawValue]).map { row in
            let from: Int? = row["quietFrom"]
            let until: Int? = row["quietUntil"]
            return PersonSettings(
                zone: row["zone"],
                quiet: from.flatMap { from in until.flatMap { QuietHours(from: from, until: $0) } },
                digest: PersonSettings.Digest(rawValue: row["digest"]) ?? .off,
                wantsHints: row["hints"]
            )
        } ?? PersonSettings()
    }

    package func digestMoments(of person: UserID) throws -> DigestMoments {
        try db.firstRow("SELECT digestSentAtMs, digestAtMs FROM personSettings WHERE person = ?", [person.rawValue])
            .map { row in
                DigestMoments(
                    sent: (row["digestSentAtMs"] as Int64?).map(Timestamp.init(rawValue:)),
                    next: (row["digestAtMs"] as Int64?).map(Timestamp.init(rawValue:))
                )
            } ?? DigestMoments()
    }

    package func digestsDue(by now: Timestamp, limit: Int) throws -> [UserID] {
        try db.allRows(
            "SELECT person FROM personSettings WHERE digestAtMs <= ? ORDER BY digestAtMs LIMIT ?",
            [now.rawValue, limit]
        ).map { $0.user("person") }
    }

    package func groupsWaiting(for administrator: UserID, limit: Int) throws -> [Groups.Group] {
        try db.allRows(
            """
            SELECT \(Groups.Group.columns) JOIN administrator a ON a."group" = g.id
            WHERE a.person = ? AND g.pendingCount > 0 ORDER BY a."group" LIMIT ?
            """,
            [administrator.rawValue, limit]
        ).map(Groups.Group.init)
    }

    /// Notices whose readers' quiet hours have ended, the longest due first.
    package func noticesDue(by now: Timestamp, limit: Int) throws -> [HeldNotice] {
        try db.allRows(
            "SELECT id, person, body, html, dueAtMs FROM heldNotice WHERE dueAtMs <= ? ORDER BY dueAtMs, id LIMIT ?",
            [now.rawValue, limit]
        ).map { row in
            HeldNotice(
                id: row["id"],
                person: row.user("person"),
                body: row["body"] ?? "",
                html: row["html"],
                dueAt: row.moment("dueAtMs")
            )
        }
    }
}

// MARK: - Files

extension StoredBoard {
    package func attachment(of event: EventID, in room: RoomID) throws -> Attachment? {
        try db.firstRow(
            "SELECT name, uri, bytes, isEncrypted, kind FROM attachment WHERE event = ? AND room = ?",
            [event.rawValue, room.rawValue]
        ).map { row in
            Attachment(
                name: row["name"],
                uri: row["uri"],
                bytes: row["bytes"],
                isEncrypted: row["isEncrypted"],
                kind: row["kind"]
            )
        }
    }

    package func nextCalendarImportID() throws -> CalendarImportID {
        let last = try db.number("SELECT value FROM tally WHERE name = 'lastCalendarImport'")
        return CalendarImportID(rawValue: Int64(last + 1))
    }

    package func calendarImport(_ id: CalendarImportID) throws -> CalendarImport? {
        try db.firstRow("SELECT * FROM calendarImport WHERE id = ?", [id.rawValue]).map(CalendarImport.init)
    }

    package func openImport(of person: UserID) throws -> CalendarImport? {
        try db.firstRow("SELECT * FROM calendarImport WHERE person = ?", [person.rawValue]).map(CalendarImport.init)
    }

    package func importsFetched(limit: Int) throws -> [CalendarImport] {
        try db.allRows(
            "SELECT * FROM calendarImport WHERE state = 1 AND askedAtMs > 0 ORDER BY askedAtMs LIMIT ?",
            [limit]
        )
        .map(CalendarImport.init)
    }
}

extension CalendarImport {
    init(_ row: Row) {
        self.init(
            id: CalendarImportID(rawValue: row["id"]),
            group: GroupID(rawValue: row["group"]),
            person: row.user("person"),
            name: row["name"],
            uri: row["uri"],
            askedAt: row.moment("askedAtMs"),
            content: Content(row),
            room: row.room("room")
        )
    }
}

extension Database {
    /// The day of a moment in UTC, as the tallies count.
    static func dayNumber(_ moment: Timestamp) -> Int { Int(moment.rawValue / 86_400_000) }
}
