import GRDB
package import Groups
package import Identifiers

extension StoredBoard {
    package func isKnocking(_ person: UserID, on room: RoomID) throws -> Bool {
        try db.exists(
            "SELECT 1 FROM occupant WHERE room = ? AND person = ? AND presence = 3",
            [room.rawValue, person.rawValue]
        )
    }

    package func hasDoorsToServe(in room: RoomID) throws -> Bool {
        try db.exists("SELECT 1 FROM outbox WHERE room = ? AND kind IN (5, 6) AND state = 0", [room.rawValue])
    }

    package func walksDue(by now: Timestamp, limit: Int) throws -> [Walk] {
        try db.allRows(
            "SELECT * FROM walk WHERE dueAtMs <= ? ORDER BY dueAtMs LIMIT ?",
            [now.rawValue, limit]
        ).compactMap(Walk.init)
    }

    package func walk(of group: GroupID, _ task: Walk.Task) throws -> Walk? {
        try db.firstRow(#"SELECT * FROM walk WHERE "group" = ? AND task = ?"#, [group.rawValue, task.rawValue])
            .flatMap(Walk.init)
    }

    package func members(of group: GroupID, beyond place: Walk.Place?, limit: Int) throws -> [Member] {
        try db.allRows(
            """
            SELECT person, sinceMs FROM membership
            WHERE "group" = ? AND (sinceMs, person) > (?, ?)
            ORDER BY sinceMs, person LIMIT ?
            """,
            [group.rawValue, place?.since.rawValue ?? .min, place?.person.rawValue ?? "", limit]
        ).map { Member(person: $0.user("person"), headline: "", since: $0.moment("sinceMs")) }
    }

    package func log(of group: GroupID, before number: Int64?, limit: Int) throws -> [LogEntry] {
        try db.allRows(
            """
            SELECT a.id, a.atMs, a.person, a.event, a.room, a.change, a.request, r.person AS applicant, r.remark,
                w.reason
            FROM audit a LEFT JOIN request r ON r.id = a.request LEFT JOIN waiver w ON w.request = a.request
            WHERE a."group" = ? AND a.id < ? ORDER BY a.id DESC LIMIT ?
            """,
            [group.rawValue, number ?? .max, limit]
        ).map { row in
            let parts = (row["change"] as String).split(separator: " ", maxSplits: 1)
            return LogEntry(
                number: row["id"],
                at: row.moment("atMs"),
                person: row["person"],
                event: EventID(rawValue: row["event"]),
                room: row.room("room"),
                change: parts.first.map(String.init) ?? "",
                detail: parts.count > 1 ? String(parts[1]) : "",
                request: (row["request"] as Int64?).map(RequestID.init),
                applicant: row["applicant"],
                waivedBecause: row["reason"],
                remark: row["remark"] ?? ""
            )
        }
    }
}

extension Walk {
    fileprivate init?(_ row: Row) {
        guard let task = Task(rawValue: row["task"]) else { return nil }
        self.init(
            group: GroupID(rawValue: row["group"]),
            task: task,
            beganAt: row.moment("beganAtMs"),
            after: (row["afterPerson"] as String?).map { person in
                Place(since: row.moment("afterSinceMs"), person: UserID(rawValue: person))
            },
            done: row["done"],
            dueAt: row.moment("dueAtMs")
        )
    }
}

extension Database {
    func apply(_ change: WalkChange) throws {
        switch change {
        case .goesOn(let walk): try store(walk)
        case .ended(let group, let task):
            try run(#"DELETE FROM walk WHERE "group" = ? AND task = ?"#, [group.rawValue, task.rawValue])
        }
    }

    private func store(_ walk: Walk) throws {
        try run(
            """
            INSERT OR REPLACE INTO walk ("group", task, beganAtMs, afterSinceMs, afterPerson, done, dueAtMs)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [
                walk.group.rawValue, walk.task.rawValue, walk.beganAt.rawValue, walk.after?.since.rawValue,
                walk.after?.person.rawValue, walk.done, walk.dueAt.rawValue,
            ]
        )
    }

    /// Invites the members of the group whose members' room this is by now, as far as they are not there.
    func walkToInvite(to room: RoomID, at now: Timestamp) throws {
        guard let row = try firstRow(#"SELECT id FROM "group" WHERE membersRoom = ?"#, [room.rawValue]) else { return }
        try store(Walk(group: GroupID(rawValue: row[0]), task: .inviting, beganAt: now, dueAt: now))
    }

    // MARK: Knocks

    /// Notes who knocks on a room; where it is the members' room of a group that people may know of, the core decides what to do about it.
    func noteKnock(of person: UserID, on room: RoomID, _ event: EventID, saying reason: String, at now: Timestamp)
        throws
    {
        try run(
            """
            INSERT INTO knock (room, person, eventID, reason) VALUES (?, ?, ?, ?)
            ON CONFLICT (room, person) DO UPDATE SET eventID = excluded.eventID, reason = excluded.reason
            """,
            [room.rawValue, person.rawValue, event.rawValue, reason]
        )
        guard try isMembersRoom(room) else { return }
        var heard = InboxEvent(.knock, event: event, room: room, sender: person, receivedAt: now)
        heard.body = reason
        var batch = ReceivedBatch()
        batch.events = [heard]
        _ = try receive(batch, at: now)
    }

    /// Notes that somebody who knocked went away again by themselves.
    func noteKnockTakenBack(by person: UserID, from room: RoomID, _ event: EventID, at now: Timestamp) throws {
        let isKnocking = "SELECT 1 FROM occupant WHERE room = ? AND person = ? AND presence = 3"
        guard try exists(isKnocking, [room.rawValue, person.rawValue]), try isMembersRoom(room) else { return }
        var batch = ReceivedBatch()
        batch.events = [InboxEvent(.knockTakenBack, event: event, room: room, sender: person, receivedAt: now)]
        _ = try receive(batch, at: now)
    }

    /// Forgets that somebody waits at the door of a room.
    func forgetKnock(of person: UserID, on room: RoomID) throws {
        try run("DELETE FROM knock WHERE room = ? AND person = ?", [room.rawValue, person.rawValue])
    }

    /// Puts the knocks on a room before the core, now that it is the members' room of a group that people may know of.
    func hearKnocks(on room: RoomID, of group: GroupID, at now: Timestamp) throws {
        guard try exists(#"SELECT 1 FROM "group" WHERE id = ? AND wasOpened = 1"#, [group.rawValue]) else { return }
        try run(
            """
            INSERT OR IGNORE INTO inbox (eventID, kind, room, sender, body, receivedAtMs)
            SELECT eventID, ?, room, person, reason, ? FROM knock WHERE room = ?
            """,
            [InboxEvent.Kind.knock.rawValue, now.rawValue, room.rawValue]
        )
    }

    private func isMembersRoom(_ room: RoomID) throws -> Bool {
        try exists(#"SELECT 1 FROM "group" WHERE membersRoom = ? AND wasOpened = 1"#, [room.rawValue])
    }
}

extension Storage {
    /// Tries again what rooms did not let the bot do, at most so many: the bot may not have heard that they do now.
    ///
    /// - Returns: whether there was anything.
    package func retryBarred(limit: Int) async throws -> Bool {
        try await database.write { db in
            try db.retryBarred(limit: limit)
            return db.changesCount > 0
        }
    }

    /// Takes a person's name out of the log: every entry stays, by and about `erased-user-1` or the like.
    ///
    /// What they answered in tests is gone with it, which accounts they linked, their alerts, what opens their encrypted files,
    /// and what they said that could not be read yet; what was counted of it stays.
    ///
    /// - Returns: the name that stands there instead.
    @discardableResult
    package func pseudonymise(_ person: UserID) async throws -> String {
        try await database.write { db in
            try db.run("INSERT INTO erasedPerson (person) VALUES (?)", [person.rawValue])
            let number = db.lastInsertedRowID
            let name = "erased-user-\(number)"
            try db.run("UPDATE audit SET person = ? WHERE person = ?", [name, person.rawValue])
            try db.run(
                """
                UPDATE audit SET subject = ?1, change = substr(change, 1, length(change) - length(subject)) || ?1
                WHERE subject = ?2
                """,
                [name, person.rawValue]
            )
            try db.run("UPDATE erasedPerson SET person = NULL WHERE number = ?", [number])
            try db.forgetAttempts(of: person)
            try db.forgetLinks(of: person)
            for table in ["guidedAnswer", "guidedForm", "findToken", "jobInvitation", "jobReport", "fileKey"] {
                try db.run("DELETE FROM \(table) WHERE person = ?", [person.rawValue])
            }
            try db.run("DELETE FROM undecryptedEvent WHERE sender = ?", [person.rawValue])
            try db.forgetAlerts(of: person)
            return name
        }
    }
}
