import GRDB
package import Groups
package import Identifiers

extension StoredBoard {
    package func watchesDue(by now: Timestamp, limit: Int) throws -> [GroupWatch] {
        try db.allRows(
            """
            SELECT "group", toldAtMs, troubles FROM groupWatch
            WHERE dueAtMs IS NOT NULL AND dueAtMs <= ? ORDER BY dueAtMs LIMIT ?
            """,
            [now.rawValue, limit]
        ).map { row in
            GroupWatch(
                group: GroupID(rawValue: row["group"]),
                toldAt: (row["toldAtMs"] as Int64?).map(Timestamp.init(rawValue:)),
                troubles: Set(listed(row["troubles"], by: " ").compactMap(RoomTrouble.init(rawValue:)))
            )
        }
    }

    package func isAway(_ person: UserID) throws -> Bool {
        try db.exists("SELECT 1 FROM absence WHERE person = ?", [person.rawValue])
    }

    package func isVacant(_ group: GroupID) throws -> Bool {
        try !db.exists(
            """
            SELECT 1 FROM administrator a WHERE a."group" = ?
                AND NOT EXISTS (SELECT 1 FROM absence WHERE absence.person = a.person)
            LIMIT 1
            """,
            [group.rawValue]
        )
    }

    package func usableAdminRoom(of group: Groups.Group) throws -> RoomID? {
        guard let room = group.rooms.admin, try maySpeak(in: room), try hasAdministrator(of: group.id, in: room) else {
            return nil
        }
        return room
    }

    package func hasAdministrator(of group: GroupID, in room: RoomID) throws -> Bool {
        try db.exists(
            """
            SELECT 1 FROM administrator a WHERE a."group" = ? AND EXISTS (
                SELECT 1 FROM occupant o WHERE o.room = ? AND o.person = a.person AND o.presence = 2)
            LIMIT 1
            """,
            [group.rawValue, room.rawValue]
        )
    }

    package func isBotIn(_ room: RoomID) throws -> Bool {
        try db.exists("SELECT 1 FROM room WHERE id = ? AND membership = 2", [room.rawValue])
    }

    package func isPublic(_ room: RoomID) throws -> Bool {
        try db.exists("SELECT 1 FROM room WHERE id = ? AND joinRule = 'public'", [room.rawValue])
    }

    package func stirs(of group: GroupID, limit: Int) throws -> [RoomStir] {
        try db.allRows(
            #"SELECT person, kind FROM roomStir WHERE "group" = ? ORDER BY person LIMIT ?"#,
            [group.rawValue, limit]
        ).compactMap { row in
            RoomStir.Kind(rawValue: row["kind"]).map { RoomStir(person: row.user("person"), kind: $0) }
        }
    }
}

extension Database {
    func apply(_ change: WatchChange) throws {
        switch change {
        case .looked(let watch):
            try run(
                #"UPDATE groupWatch SET dueAtMs = NULL, toldAtMs = ?, troubles = ? WHERE "group" = ?"#,
                [
                    watch.toldAt?.rawValue, watch.troubles.map(\.rawValue).sorted().joined(separator: " "),
                    watch.group.rawValue,
                ]
            )
            try run(#"DELETE FROM roomStir WHERE "group" = ?"#, [watch.group.rawValue])
        case .putOff(let group, let moment):
            try run(#"UPDATE groupWatch SET dueAtMs = ? WHERE "group" = ?"#, [moment.rawValue, group.rawValue])
        case .sightShown(let person): try forgetSight(of: person)
        }
    }

    /// Has the bot look at a group, then or before.
    func watch(_ group: GroupID, at moment: Timestamp) throws {
        try run(
            """
            INSERT INTO groupWatch ("group", dueAtMs) VALUES (?, ?)
            ON CONFLICT DO UPDATE SET dueAtMs = min(coalesce(dueAtMs, excluded.dueAtMs), excluded.dueAtMs)
            """,
            [group.rawValue, moment.rawValue]
        )
    }

    /// The same for a group with another room, of whose troubles nobody was told.
    func watchAnew(_ group: GroupID, _ role: RoomRole, at now: Timestamp) throws {
        try watch(group, at: Timestamp(rawValue: now.rawValue + GroupWatch.patienceMs))
        let kept = RoomTrouble.allCases.filter { $0.role != role }
        let row = try firstRow(#"SELECT troubles FROM groupWatch WHERE "group" = ?"#, [group.rawValue])
        let told = listed(row?["troubles"] ?? "", by: " ").filter { name in kept.contains { $0.rawValue == name } }
        try run(
            #"UPDATE groupWatch SET troubles = ? WHERE "group" = ?"#,
            [told.joined(separator: " "), group.rawValue]
        )
        if role == .members { try run(#"DELETE FROM roomStir WHERE "group" = ?"#, [group.rawValue]) }
    }

    /// Has the bot look at the group whose room that is, if it is one's.
    func watchGroup(using room: RoomID, at now: Timestamp) throws {
        for group in try groupsUsing(room) {
            try watch(group, at: Timestamp(rawValue: now.rawValue + GroupWatch.patienceMs))
        }
    }

    private func groupsUsing(_ room: RoomID) throws -> [GroupID] {
        try [#"SELECT id FROM "group" WHERE adminRoom = ?"#, #"SELECT id FROM "group" WHERE membersRoom = ?"#]
            .compactMap { try firstRow($0, [room.rawValue]).map { GroupID(rawValue: $0["id"]) } }
    }

    // MARK: Comings and goings

    /// How the person is in the room, as far as that was noted.
    func presenceNoted(of person: UserID, in room: RoomID) throws -> RoomFact.Presence? {
        let sql = "SELECT presence FROM occupant WHERE room = ? AND person = ?"
        return try firstRow(sql, [room.rawValue, person.rawValue]).flatMap { RoomFact.Presence(rawValue: $0[0]) }
    }

    /// Notes that somebody came into a room or went out of it, where that matters to a group.
    func noteMove(
        of person: UserID,
        in room: RoomID,
        from before: RoomFact.Presence?,
        to presence: RoomFact.Presence?,
        isOwnWill: Bool,
        at now: Timestamp
    ) throws {
        try noteSight(of: person, from: before, isThere: presence == .joined, at: now)
        if presence == nil || presence == .joined,
            try exists(
                #"SELECT 1 FROM administrator a JOIN "group" g ON g.id = a."group" WHERE a.person = ? AND g.adminRoom = ?"#,
                [person.rawValue, room.rawValue]
            )
        {
            try watchGroup(using: room, at: now)
        }
        let sql = #"SELECT id FROM "group" WHERE membersRoom = ?"#
        guard let group = try firstRow(sql, [room.rawValue]).map({ GroupID(rawValue: $0["id"]) }) else { return }
        let isMember = try exists(
            #"SELECT 1 FROM membership WHERE "group" = ? AND person = ?"#,
            [group.rawValue, person.rawValue]
        )
        if presence == nil, before != .knocking, before != nil, !isOwnWill, isMember {
            try stir(person, .takenOut, in: group, at: now)
        } else if presence == .joined, !isMember, try hears(room, of: group, at: now) {
            try stir(person, .cameIn, in: group, at: now)
        }
    }

    /// Whether who comes into the room comes now, and was not found there by a bot that has come itself.
    private func hears(_ room: RoomID, of group: GroupID, at now: Timestamp) throws -> Bool {
        guard try exists("SELECT 1 FROM room WHERE id = ? AND membership = 2", [room.rawValue]) else { return false }
        let sql = #"SELECT 1 FROM groupWatch WHERE "group" = ? AND deafUntilMs > ?"#
        return try !exists(sql, [group.rawValue, now.rawValue])
    }

    /// Has the bot look at the group into whose room it came, or out of whose room it went.
    func watchGroup(using room: RoomID, isComing: Bool, at now: Timestamp) throws {
        try watchGroup(using: room, at: now)
        guard isComing else { return }
        let until = now.rawValue + GroupWatch.patienceMs
        for group in try groupsUsing(room) {
            try run(#"UPDATE groupWatch SET deafUntilMs = ? WHERE "group" = ?"#, [until, group.rawValue])
        }
    }

    private func stir(_ person: UserID, _ kind: RoomStir.Kind, in group: GroupID, at now: Timestamp) throws {
        try run(
            #"INSERT OR REPLACE INTO roomStir ("group", person, kind) VALUES (?, ?, ?)"#,
            [group.rawValue, person.rawValue, kind.rawValue]
        )
        try watch(group, at: Timestamp(rawValue: now.rawValue + GroupWatch.patienceMs))
    }

    /// Notes whether the bot still shares a room with somebody who decides for a group or waits for one.
    private func noteSight(
        of person: UserID,
        from before: RoomFact.Presence?,
        isThere: Bool,
        at now: Timestamp
    ) throws {
        let id = [person.rawValue] as StatementArguments
        if isThere {
            try run("DELETE FROM absence WHERE person = ?", id)
            guard changesCount > 0 else { return }
            try noteInSight(person, at: now)
            try watchGroups(decidedBy: person, at: now)
            return
        }
        guard before == .joined, try isMissed(person),
            try !exists("SELECT 1 FROM occupant WHERE person = ? AND presence = 2 LIMIT 1", id)
        else { return }
        try run("INSERT OR IGNORE INTO absence (person, sinceMs) VALUES (?, ?)", [person.rawValue, now.rawValue])
        try noteOutOfSight(person, at: now)
        try watchGroups(decidedBy: person, at: Timestamp(rawValue: now.rawValue + GroupWatch.patienceMs))
    }

    private func watchGroups(decidedBy person: UserID, at moment: Timestamp) throws {
        for row in try allRows(#"SELECT "group" FROM administrator WHERE person = ?"#, [person.rawValue]) {
            try watch(GroupID(rawValue: row["group"]), at: moment)
        }
    }
}

extension RoomTrouble {
    /// Of which room it is a trouble.
    fileprivate var role: RoomRole {
        switch self {
        case .adminSilent, .adminDeserted: .admin
        case .membersGone, .membersWeak, .membersPublic: .members
        }
    }
}
