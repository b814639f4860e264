import GRDB
import Groups
import Identifiers

extension Database {
    /// The changes by which the clock of a request stands and runs again.
    func applyQuestion(_ change: RequestChange, _ cause: Cause) throws {
        switch change {
        case .questioned(let id, let question, let remindAt):
            try run(
                "UPDATE request SET heldAtMs = ?, rungAtMs = NULL WHERE id = ? AND state = 'pending' AND heldAtMs IS NULL",
                [question.askedAt.rawValue, id.rawValue]
            )
            guard changesCount == 1 else { throw StorageFault.requestMovedTwice(id) }
            try run(
                """
                INSERT INTO requestPause (
                    request, number, fromMs, askedBy, question, nextAtMs, lapsesAtMs, criterion
                ) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    id.rawValue, question.number, question.askedAt.rawValue, question.askedBy.rawValue, question.text,
                    remindAt.rawValue, question.lapsesAt.rawValue, question.criterion,
                ]
            )
            try audit("request.questioned", cause, group: group(ofRequest: id), request: id)
        case .answered(let id, let text, let at, let ladder): try resume(id, text, at, ladder, cause)
        case .applicantReminded(let id, let lapsesAt):
            try run(
                """
                UPDATE requestPause SET isReminded = 1, nextAtMs = ?, lapsesAtMs = ? WHERE request = ? AND toMs IS NULL
                """,
                [lapsesAt.rawValue, lapsesAt.rawValue, id.rawValue]
            )
            try audit("request.applicantReminded", cause, request: id)
        default: break
        }
    }

    private func resume(
        _ id: RequestID,
        _ answer: String,
        _ at: Timestamp,
        _ ladder: Ladder,
        _ cause: Cause
    ) throws {
        try run(
            """
            UPDATE requestPause SET toMs = ?, answer = ?, answerEvent = ?, nextAtMs = NULL
            WHERE request = ? AND toMs IS NULL
            """,
            [at.rawValue, answer, cause.event.rawValue, id.rawValue]
        )
        guard changesCount == 1 else { throw StorageFault.requestMovedTwice(id) }
        let rung = try firstRow("SELECT rung FROM request WHERE id = ?", [id.rawValue])
            .flatMap { $0["rung"] as Int? }.flatMap(Rung.init(rawValue:))
        try run(
            "UPDATE request SET heldAtMs = NULL, dueAtMs = ?, rungAtMs = ? WHERE id = ?",
            [ladder.dueAt.rawValue, rung.map { ladder.moment(of: $0).rawValue }, id.rawValue]
        )
        try audit("request.answered", cause, group: group(ofRequest: id), request: id)
    }

    /// Gives an open request to an administrator, or to nobody.
    func claim(_ id: RequestID, _ claimer: UserID?, _ cause: Cause) throws {
        try run(
            "UPDATE request SET claimedBy = ? WHERE id = ? AND state = 'pending'",
            [claimer?.rawValue, id.rawValue]
        )
        guard changesCount == 1 else { throw StorageFault.requestMovedTwice(id) }
        let change = claimer.map { "request.claimed \($0)" } ?? "request.released"
        try audit(change, cause, group: group(ofRequest: id), request: id)
    }

    /// The group that a request is to.
    func group(ofRequest id: RequestID) throws -> GroupID? {
        try firstRow(#"SELECT "group" FROM request WHERE id = ?"#, [id.rawValue]).map { GroupID(rawValue: $0[0]) }
    }

    /// Begun anew where it is under way: what was shown already is out of date once more, and groups that began before come
    /// first.
    func beginCardRound(of group: GroupID, at moment: Timestamp) throws {
        try run(
            """
            INSERT INTO cardRound ("group", dueAtMs) SELECT id, ? FROM "group" WHERE id = ? AND pendingCount > 0
            ON CONFLICT DO UPDATE SET dueAtMs = excluded.dueAtMs, after = 0
            """,
            [moment.rawValue, group.rawValue]
        )
    }

    /// The same for every group of a sponsor in which somebody waits.
    func beginCardRounds(ofSponsor sponsor: SponsorID, at moment: Timestamp) throws {
        try run(
            """
            INSERT INTO cardRound ("group", dueAtMs) SELECT id, ? FROM "group" WHERE sponsor = ? AND pendingCount > 0
            ON CONFLICT DO UPDATE SET dueAtMs = excluded.dueAtMs, after = 0
            """,
            [moment.rawValue, sponsor.rawValue]
        )
    }

    func goOnWithCards(of group: GroupID, after last: RequestID?) throws {
        guard let last else { return try run(#"DELETE FROM cardRound WHERE "group" = ?"#, [group.rawValue]) }
        try run(#"UPDATE cardRound SET after = ? WHERE "group" = ?"#, [last.rawValue, group.rawValue])
    }

    func apply(_ change: InvitationChange, _ cause: Cause) throws {
        switch change {
        case .sent(let invitation):
            try run(
                """
                INSERT INTO invitation (id, "group", person, invitedBy, note, sentAtMs, endsAtMs, overAtMs, state)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'open')
                """,
                [
                    invitation.id.rawValue, invitation.group.rawValue, invitation.person.rawValue,
                    invitation.invitedBy.rawValue, invitation.note, invitation.sentAt.rawValue,
                    invitation.endsAt.rawValue, invitation.endsAt.rawValue,
                ]
            )
            try audit("invitation.sent \(invitation.person)", cause, group: invitation.group)
        case .accepted(let id, let at): try end(id, .accepted, at, cause)
        case .declined(let id, let at): try end(id, .declined, at, cause)
        case .voided(let id, let at): try end(id, .void, at, cause)
        case .overtaken(let id, let at): try end(id, .void, at, as: "overtaken", cause)
        case .ranOut(let id):
            // It stays open, and counts as none by its date.
            try run("UPDATE invitation SET overAtMs = NULL WHERE id = ?", [id.rawValue])
            guard let row = try firstRow(#"SELECT "group", person FROM invitation WHERE id = ?"#, [id.rawValue]) else {
                return
            }
            try audit("invitation.ranOut \(row[1] as String)", cause, group: GroupID(rawValue: row[0]))
        }
    }

    private func end(
        _ id: InvitationID,
        _ state: Invitation.State,
        _ at: Timestamp,
        as change: String? = nil,
        _ cause: Cause
    ) throws {
        try run(
            "UPDATE invitation SET state = ?, endedAtMs = ?, overAtMs = NULL WHERE id = ? AND state = 'open'",
            [state.rawValue, at.rawValue, id.rawValue]
        )
        guard changesCount == 1,
            let row = try firstRow(#"SELECT "group", person FROM invitation WHERE id = ?"#, [id.rawValue])
        else { throw StorageFault.invitationMovedTwice(id) }
        let word = change ?? state.rawValue
        try audit("invitation.\(word) \(row[1] as String)", cause, group: GroupID(rawValue: row[0]))
    }

    func note(_ removal: Removal) throws {
        try run(
            #"INSERT INTO removal ("group", person, removedBy, atMs, reason) VALUES (?, ?, ?, ?, ?)"#,
            [
                removal.group.rawValue, removal.person.rawValue, removal.removedBy.rawValue, removal.at.rawValue,
                removal.reason,
            ]
        )
    }

    func note(_ ban: Ban) throws {
        try run(
            """
            INSERT INTO ban ("group", person, bannedBy, atMs, untilMs, reason, isTold) VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET bannedBy = excluded.bannedBy, atMs = excluded.atMs, untilMs = excluded.untilMs,
                reason = excluded.reason, isTold = excluded.isTold
            """,
            [
                ban.group.rawValue, ban.person.rawValue, ban.bannedBy.rawValue, ban.at.rawValue, ban.until?.rawValue,
                ban.reason, ban.isTold,
            ]
        )
    }
}
