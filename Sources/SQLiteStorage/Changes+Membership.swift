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
            try countPending(of: request.group, by: 1)
            try audit("request.asked", cause, group: request.group, request: request.id)
        case .approved(let id, let verdict): try close(id, "approved", verdict, cause)
        case .refused(let id, let verdict): try close(id, "refused", verdict, cause)
        case .withdrawn(let id, let at):
            try close(id, "withdrawn", at: at, by: nil, remark: "", cause)
        case .reminded(let id, let rung, let next):
            try run(
                "UPDATE request SET rung = ?, rungAtMs = ? WHERE id = ?",
                [rung.next?.rawValue, next?.rawValue, id.rawValue]
            )
            try audit("request.reminded \(rung.rawValue)", cause, request: id)
        }
    }

    private func close(_ id: RequestID, _ state: String, _ verdict: JoinRequest.Verdict, _ cause: Cause) throws {
        try close(id, state, at: verdict.at, by: verdict.administrator, remark: verdict.remark, cause)
    }

    private func close(
        _ id: RequestID,
        _ state: String,
        at: Timestamp,
        by person: UserID?,
        remark: String,
        _ cause: Cause
    ) throws {
        try run(
            """
            UPDATE request SET state = ?, decidedAtMs = ?, decidedBy = ?, remark = ?, rung = NULL, rungAtMs = NULL
            WHERE id = ? AND state = 'pending'
            """,
            [state, at.rawValue, person?.rawValue, remark, id.rawValue]
        )
        guard changesCount == 1, let row = try firstRow(#"SELECT "group" FROM request WHERE id = ?"#, [id.rawValue])
        else { throw StorageFault.decidedTwice(id) }
        let group = GroupID(rawValue: row[0])
        try countPending(of: group, by: -1)
        try audit("request.\(state)", cause, group: group, request: id)
    }

    private func countPending(of group: GroupID, by difference: Int) throws {
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
                [group.rawValue, person.rawValue, at.rawValue, request.rawValue]
            )
            try countMembers(of: group, by: 1)
            try rankResponses(of: person, in: group, isMember: true, at: at)
            try audit("membership.began \(person)", cause, group: group, request: request)
        case .left(let group, let person, let at):
            try end(group, person, at: at)
            try audit("membership.left \(person)", cause, group: group)
        case .disbanded(let group, let person, let at):
            try end(group, person, at: at)
            try audit("membership.disbanded \(person)", cause, group: group)
        }
    }

    private func end(_ group: GroupID, _ person: UserID, at: Timestamp) throws {
        try run(
            #"DELETE FROM membership WHERE "group" = ? AND person = ?"#,
            [group.rawValue, person.rawValue]
        )
        try forgetNotice(of: person, in: group)
        try countMembers(of: group, by: -1)
        try rankResponses(of: person, in: group, isMember: false, at: at)
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
    /// A job was opened or closed that was not waiting to be.
    case jobMovedTwice(JobID)
}
