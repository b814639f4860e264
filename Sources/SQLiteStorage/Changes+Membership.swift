import GRDB
import Groups
import Identifiers

extension Database {
    func apply(_ change: RequestChange, _ cause: Cause) throws {
        switch change {
        case .asked(let request, let firstReminderAt):
            try run(
                """
                INSERT INTO request (id, "group", person, message, askedAtMs, dueAtMs, state, rung, rungAtMs)
                VALUES (?, ?, ?, ?, ?, ?, 'pending', ?, ?)
                """,
                [
                    request.id.rawValue, request.group.rawValue, request.person.rawValue, request.message,
                    request.askedAt.rawValue, request.dueAt.rawValue, Rung.firstReminder.rawValue,
                    firstReminderAt.rawValue,
                ]
            )
            try holdBack(request)
            try forgetHint(for: request.person, in: request.group)
            try audit("request.asked", cause, group: request.group, request: request.id)
        case .lookAgain(let id, let moment): try look(at: id, at: moment)
        case .completed(let id, let at, let ladder): try complete(id, at: at, ladder, cause)
        case .approved(let id, let verdict): try close(id, "approved", verdict, cause)
        case .admittedByRule(let id, let verdict):
            try close(id, "approved", verdict, cause)
            try run("UPDATE request SET isByRule = 1 WHERE id = ?", [id.rawValue])
        case .refused(let id, let verdict):
            try close(id, "refused", verdict, cause)
            try wantHint(afterRefusalOf: id)
        case .withdrawn(let id, let at): try close(id, "withdrawn", at: at, cause)
        case .lapsed(let id, let at): try close(id, "lapsed", at: at, cause)
        case .voided(let id, let reason, let at): try close(id, "void", at: at, remark: reason.rawValue, cause)
        case .questioned, .answered, .applicantReminded: try applyQuestion(change, cause)
        case .cardsOutdated(let group, let at): try beginCardRound(of: group, at: at)
        case .cardsShown(let group, let last): try goOnWithCards(of: group, after: last)
        case .claimed(let id, let claimer): try claim(id, claimer, cause)
        case .released(let id): try claim(id, nil, cause)
        case .reminded(let id, let rung, let next):
            try run(
                "UPDATE request SET rung = ?, rungAtMs = ? WHERE id = ?",
                [rung.next?.rawValue, next?.rawValue, id.rawValue]
            )
            try audit("request.reminded \(rung.rawValue)", cause, request: id)
        }
    }

    private func close(_ id: RequestID, _ state: String, _ verdict: JoinRequest.Verdict, _ cause: Cause) throws {
        try close(
            id,
            state,
            at: verdict.at,
            by: verdict.administrator,
            remark: verdict.remark,
            // Nobody approved it: the rule of that person did.
            as: verdict.isByRule ? "request.admittedByRule \(verdict.administrator)" : nil,
            cause
        )
        if verdict.againDays != nil || verdict.mayAskAt != nil {
            try run(
                "UPDATE request SET againDays = ?, mayAskAtMs = ? WHERE id = ?",
                [verdict.againDays, verdict.mayAskAt?.rawValue, id.rawValue]
            )
        }
    }

    /// Ends a request, and with it the claim, the pause and the reminders.
    private func close(
        _ id: RequestID,
        _ state: String,
        at: Timestamp,
        by person: UserID? = nil,
        remark: String = "",
        as change: String? = nil,
        _ cause: Cause
    ) throws {
        let open = "SELECT incompleteSinceMs FROM request WHERE id = ?"
        let wasIncomplete = try firstRow(open, [id.rawValue]).map { ($0[0] as Int64?) != nil } ?? false
        try run(
            """
            UPDATE request SET state = ?, decidedAtMs = ?, decidedBy = ?, remark = ?, claimedBy = NULL,
                heldAtMs = NULL, rung = NULL, rungAtMs = NULL, incompleteSinceMs = NULL, lookAtMs = NULL
            WHERE id = ? AND state = 'pending'
            """,
            [state, at.rawValue, person?.rawValue, remark, id.rawValue]
        )
        guard changesCount == 1, let row = try firstRow(#"SELECT "group" FROM request WHERE id = ?"#, [id.rawValue])
        else { throw StorageFault.decidedTwice(id) }
        try run(
            "UPDATE requestPause SET toMs = ?, nextAtMs = NULL WHERE request = ? AND toMs IS NULL",
            [at.rawValue, id.rawValue]
        )
        let group = GroupID(rawValue: row[0])
        try countEnd(of: group, wasIncomplete: wasIncomplete)
        try audit(change ?? "request.\(state)", cause, group: group, request: id)
    }

    func countPending(of group: GroupID, by difference: Int) throws {
        try run(
            #"UPDATE "group" SET pendingCount = pendingCount + ? WHERE id = ?"#,
            [difference, group.rawValue]
        )
        try count("pending", by: difference)
    }

    func apply(_ change: MembershipChange, _ cause: Cause) throws {
        switch change {
        case .began(let group, let person, let request, let at):
            try run(
                #"INSERT INTO membership ("group", person, sinceMs, request) VALUES (?, ?, ?, ?)"#,
                [group.rawValue, person.rawValue, at.rawValue, request?.rawValue]
            )
            try countMembers(of: group, by: 1)
            try listForClients(person)
            try lookIfDated(person, in: group, from: at)
            try lookIfTested(person, in: group, from: at)
            try lookWhereNamed(group, about: person, from: at)
            try lookAtRequests(of: person, at: at)
            try forgetHint(for: person, in: group)
            try rankResponses(of: person, in: group, isMember: true, at: at)
            try keepOwnAlerts(of: person)
            try audit("membership.began \(person)", cause, group: group, request: request)
        case .left(let group, let person, let at):
            try endMembership(of: person, in: group, at: at, .left)
            try audit("membership.left \(person)", cause, group: group)
        case .disbanded(let group, let person, let at):
            try endMembership(of: person, in: group, at: at, nil)
            try audit("membership.disbanded \(person)", cause, group: group)
        case .ended(let group, let person, let lapse, let at):
            try endMembership(of: person, in: group, at: at, lapse == .expired ? .expired : .revoked)
            try audit("membership.\(lapse.rawValue) \(person)", cause, group: group)
        case .removed(let removal):
            try endMembership(of: removal.person, in: removal.group, at: removal.at, .removed)
            try note(removal)
            try audit("membership.removed \(removal.person)", cause, group: removal.group)
        case .banned(let ban):
            try note(ban)
            try audit("membership.banned \(ban.person)", cause, group: ban.group)
        case .unbanned(let group, let person):
            try run(#"DELETE FROM ban WHERE "group" = ? AND person = ?"#, [group.rawValue, person.rawValue])
            try audit("membership.unbanned \(person)", cause, group: group)
        }
    }

    /// Ends a membership; `how` it ended is kept, unless the group ended with it.
    private func endMembership(
        of person: UserID,
        in group: GroupID,
        at: Timestamp,
        _ how: PastMembership.End?
    ) throws {
        if let how {
            try run(
                #"INSERT OR REPLACE INTO endedMembership ("group", person, atMs, how) VALUES (?, ?, ?, ?)"#,
                [group.rawValue, person.rawValue, at.rawValue, how.rawValue]
            )
        }
        try run(#"DELETE FROM membership WHERE "group" = ? AND person = ?"#, [group.rawValue, person.rawValue])
        try listForClients(person)
        try keepOwnAlerts(of: person)
        try forgetUpkeep(of: person, in: group)
        try forgetKept(of: person, in: group)
        try lookWhereNamed(group, about: person, from: at)
        try countMembers(of: group, by: -1)
        try lookAtRequests(of: person, at: at)
        try rankResponses(of: person, in: group, isMember: false, at: at)
        try lookAtQueue(of: group, from: at)
    }

    private func countMembers(of group: GroupID, by difference: Int) throws {
        try run(
            #"UPDATE "group" SET memberCount = memberCount + ? WHERE id = ?"#,
            [difference, group.rawValue]
        )
        try count("memberships", by: difference)
    }
}

/// A decision that the rules of the domain exclude reached the database: a fault of ours.
enum StorageFault: Error, Hashable {
    case decidedTwice(RequestID)
    /// A request was asked about, answered or claimed that was not in the state for it.
    case requestMovedTwice(RequestID)
    /// An invitation was answered that was not open.
    case invitationMovedTwice(InvitationID)
    /// A job was opened or closed that was not waiting to be.
    case jobMovedTwice(JobID)
    case attemptEndedTwice(AttemptID)
    /// An attempt was to be counted that has not come out.
    case attemptNotOver(AttemptID)
    /// Somebody came off a waiting list who was not on it.
    case queuePlaceGone(GroupID)
}
