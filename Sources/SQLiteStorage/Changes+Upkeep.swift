import GRDB
import Groups
import Identifiers

extension Database {
    func apply(_ change: UpkeepChange, _ cause: Cause) throws {
        switch change {
        case .watched(let upkeep): try store(upkeep)
        case .settled(let group, let person): try forgetUpkeep(of: person, in: group)
        case .warned(let upkeep):
            try store(upkeep)
            try audit("criteria.warned \(upkeep.person)", cause, group: upkeep.group)
        case .noticed(let upkeep):
            try store(upkeep)
            try audit("criteria.noticeGiven \(upkeep.person)", cause, group: upkeep.group)
        case .extended(let upkeep):
            try store(upkeep)
            try audit("criteria.noticeExtended \(upkeep.person)", cause, group: upkeep.group)
        case .lifted(let group, let person, let upkeep):
            if let upkeep { try store(upkeep) } else { try forgetUpkeep(of: person, in: group) }
            try audit("criteria.noticeLifted \(person)", cause, group: group)
        case .calledOff(let group, let person, let upkeep):
            if let upkeep { try store(upkeep) } else { try forgetUpkeep(of: person, in: group) }
            try audit("criteria.noticeCalledOff \(person)", cause, group: group)
        case .kept(let keeping): try store(keeping, cause)
        case .membersHeld(let group, let version):
            try run(
                """
                UPDATE "group" SET membersVersionBefore = membersVersion, membersVersion = ?1 \
                WHERE id = ?2 AND membersVersion IS NOT ?1
                """,
                [version, group.rawValue]
            )
        }
    }

    private func store(_ upkeep: Upkeep) throws {
        let key: StatementArguments = [upkeep.group.rawValue, upkeep.person.rawValue]
        let hadNotice = try exists(
            #"SELECT 1 FROM upkeep WHERE "group" = ? AND person = ? AND noticeAtMs IS NOT NULL"#,
            key
        )
        let notice = upkeep.notice
        try run(
            """
            INSERT OR REPLACE INTO upkeep (
                "group", person, dueAtMs, warnedOfDay, warnedDays, noticeVersion, noticeAtMs, noticeLastDay, noticeNumbers,
                noticeUntilDay, noticeRecheckMs
            ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                upkeep.group.rawValue, upkeep.person.rawValue, upkeep.dueAt.rawValue, upkeep.warning?.until.number,
                upkeep.warning?.days, notice?.version, notice?.since.rawValue, notice?.lastDay.number,
                notice.map { $0.numbers.map(String.init).joined(separator: " ") }, notice?.until?.number,
                notice?.recheck?.rawValue,
            ]
        )
        try countNotices(of: upkeep.group, by: (notice == nil ? 0 : 1) - (hadNotice ? 1 : 0))
    }

    private func countNotices(of group: GroupID, by difference: Int) throws {
        guard difference != 0 else { return }
        try run(
            #"UPDATE "group" SET noticeCount = noticeCount + ? WHERE id = ?"#,
            [difference, group.rawValue]
        )
    }

    private func store(_ keeping: Keeping, _ cause: Cause) throws {
        for kept in keeping.criteria {
            try run(
                """
                INSERT OR REPLACE INTO keptCriterion ("group", person, number, asked, keptBy, atMs, reason)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    keeping.group.rawValue, keeping.person.rawValue, kept.number, kept.asked, keeping.by.rawValue,
                    keeping.at.rawValue, keeping.reason,
                ]
            )
        }
        try lookAgain(at: keeping.person, in: keeping.group, from: keeping.at)
        if !keeping.isWaived { try audit("criteria.kept \(keeping.person)", cause, group: keeping.group) }
    }

    /// What there is to see to goes with the membership it is about.
    func forgetUpkeep(of person: UserID, in group: GroupID) throws {
        let sql = #"DELETE FROM upkeep WHERE "group" = ? AND person = ? RETURNING noticeAtMs"#
        guard let row = try firstRow(sql, [group.rawValue, person.rawValue]) else { return }
        if (row[0] as Int64?) != nil { try countNotices(of: group, by: -1) }
    }

    /// What was not held against a member goes with the membership, too.
    func forgetKept(of person: UserID, in group: GroupID) throws {
        try run(
            #"DELETE FROM keptCriterion WHERE "group" = ? AND person = ?"#,
            [group.rawValue, person.rawValue]
        )
    }

    // MARK: What makes the bot look

    /// A re-check was called off: whoever has notice is held against what they are bound to without it.
    ///
    /// Also those who had notice before, because the re-check may have held them to more.
    func lookAgainWithoutRecheck(of group: GroupID, from now: Timestamp) throws {
        try run(
            #"UPDATE upkeep SET noticeVersion = ?, dueAtMs = ? WHERE "group" = ? AND noticeAtMs IS NOT NULL"#,
            [Upkeep.Notice.calledOff, now.rawValue, group.rawValue]
        )
    }

    /// Something about a member is new.
    func lookAgain(at person: UserID, in group: GroupID, from now: Timestamp) throws {
        try run(
            """
            INSERT INTO upkeep ("group", person, dueAtMs)
            SELECT "group", person, ?1 FROM membership WHERE "group" = ?2 AND person = ?3
            ON CONFLICT DO UPDATE SET dueAtMs = min(dueAtMs, excluded.dueAtMs)
            """,
            [now.rawValue, group.rawValue, person.rawValue]
        )
    }

    /// A new member may have given evidence that runs out.
    func lookIfDated(_ person: UserID, in group: GroupID, from now: Timestamp) throws {
        let dated = #"SELECT 1 FROM submission WHERE person = ? AND "group" = ? AND untilDay IS NOT NULL"#
        if try exists(dated, [person.rawValue, group.rawValue]) { try lookAgain(at: person, in: group, from: now) }
    }

    /// Somebody came into a group or is no longer in it: other groups may ask for that.
    func lookWhereNamed(_ named: GroupID, about person: UserID, from now: Timestamp) throws {
        try run(
            """
            INSERT INTO upkeep ("group", person, dueAtMs)
            SELECT m."group", m.person, ?1 FROM membership m
            WHERE m.person = ?2 AND EXISTS (SELECT 1 FROM criteriaGroup c WHERE c."group" = m."group" AND c.named = ?3)
            ON CONFLICT DO UPDATE SET dueAtMs = min(dueAtMs, excluded.dueAtMs)
            """,
            [now.rawValue, person.rawValue, named.rawValue]
        )
    }

    /// Somebody came into a room or is no longer in it.
    func lookWhereNamed(_ room: RoomID, about person: UserID, from now: Timestamp) throws {
        guard try exists("SELECT 1 FROM criteriaRoom WHERE room = ?", [room.rawValue]) else { return }
        try run(
            """
            INSERT INTO upkeep ("group", person, dueAtMs)
            SELECT m."group", m.person, ?1 FROM membership m
            WHERE m.person = ?2 AND EXISTS (SELECT 1 FROM criteriaRoom c WHERE c."group" = m."group" AND c.room = ?3)
            ON CONFLICT DO UPDATE SET dueAtMs = min(dueAtMs, excluded.dueAtMs)
            """,
            [now.rawValue, person.rawValue, room.rawValue]
        )
    }

    /// Somebody is a freelancer now, or none any more.
    func lookEverywhere(at person: UserID, from now: Timestamp) throws {
        try run(
            """
            INSERT INTO upkeep ("group", person, dueAtMs)
            SELECT m."group", m.person, ?1 FROM membership m
            WHERE m.person = ?2 AND EXISTS (SELECT 1 FROM criteria c WHERE c."group" = m."group")
            ON CONFLICT DO UPDATE SET dueAtMs = min(dueAtMs, excluded.dueAtMs)
            """,
            [now.rawValue, person.rawValue]
        )
    }

    /// The criteria are others now: who has notice may meet them.
    func lookAtNotices(in group: GroupID, from now: Timestamp) throws {
        guard try number(#"SELECT noticeCount FROM "group" WHERE id = ?"#, [group.rawValue]) > 0 else { return }
        try run(
            #"UPDATE upkeep SET dueAtMs = min(dueAtMs, ?) WHERE "group" = ? AND noticeAtMs IS NOT NULL"#,
            [now.rawValue, group.rawValue]
        )
    }
}
