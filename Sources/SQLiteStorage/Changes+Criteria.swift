import Foundation
import GRDB
import Groups
import Identifiers

extension Database {
    func apply(_ change: CriteriaChange, _ cause: Cause) throws {
        switch change {
        case .changed(let version): try insert(version, cause)
        case .requestAsked(let request, let version):
            try run("INSERT INTO requestCriteria (request, version) VALUES (?, ?)", [request.rawValue, version])
        case .submitted(let submission): try insert(submission, cause)
        case .submissionWithdrawn(let group, let person, let number, let at):
            try withdraw(number, of: person, from: group, at, cause)
        case .aliasesWanted(let aliases): try want(aliases, cause)
        case .requestRejudged, .judged, .verdictOutdated, .verdictTakenBack, .waived: try applyVerdict(change, cause)
        case .recheck(let recheck):
            try store(recheck)
            if recheck.checked == 0, cause.person != nil {
                try audit("criteria.recheck \(recheck.version)", cause, group: recheck.group)
            }
        case .recheckEnded(let recheck):
            try run(#"DELETE FROM recheck WHERE "group" = ?"#, [recheck.group.rawValue])
            try run(
                #"UPDATE "group" SET recheckedMs = ? WHERE id = ?"#,
                [recheck.since.rawValue, recheck.group.rawValue]
            )
            try audit(
                "criteria.recheckEnded \(recheck.version): \(recheck.met) met, \(recheck.lost) lost, \(recheck.open) open",
                cause,
                group: recheck.group
            )
        case .recheckCancelled(let recheck, let at):
            try run(#"DELETE FROM recheck WHERE "group" = ?"#, [recheck.group.rawValue])
            try lookAgainWithoutRecheck(of: recheck.group, from: at)
            try audit("criteria.recheckCancelled \(recheck.version)", cause, group: recheck.group)
        case .recheckUndone(let group, let at):
            try run(
                #"UPDATE "group" SET membersVersion = membersVersionBefore, recheckedMs = NULL WHERE id = ?"#,
                [group.rawValue]
            )
            try lookAgainWithoutRecheck(of: group, from: at)
            try audit("criteria.recheckUndone", cause, group: group)
        }
    }

    private func insert(_ version: CriteriaVersion, _ cause: Cause) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let content = String(decoding: try encoder.encode(version.set), as: UTF8.self)
        try run(
            #"INSERT INTO criteria ("group", version, atMs, person, content) VALUES (?, ?, ?, ?, ?)"#,
            [
                version.group.rawValue, version.number, version.since.rawValue, version.changedBy.rawValue, content,
            ]
        )
        try run(#"DELETE FROM criteriaGroup WHERE "group" = ?"#, [version.group.rawValue])
        let wanted = version.set.groupsWanted
        for named in version.set.groupsNamed.sorted(by: { $0.rawValue < $1.rawValue }) {
            try run(
                #"INSERT INTO criteriaGroup ("group", named, isWanted) VALUES (?, ?, ?)"#,
                [version.group.rawValue, named.rawValue, wanted.contains(named)]
            )
        }
        try run(#"DELETE FROM criteriaRoom WHERE "group" = ?"#, [version.group.rawValue])
        for room in version.set.roomsNamed.sorted() {
            try run(
                #"INSERT OR IGNORE INTO criteriaRoom ("group", room) VALUES (?, ?)"#,
                [version.group.rawValue, room.rawValue]
            )
            try run(
                #"INSERT OR IGNORE INTO criteriaRoom ("group", room) SELECT ?, replacement FROM roomMove WHERE room = ?"#,
                [version.group.rawValue, room.rawValue]
            )
        }
        try name(version.set, of: version.group)
        try lookAtNotices(in: version.group, from: cause.at)
        try beginHintRound(of: version)
        try beginCompletionRound(of: version.group, at: version.since)
        try audit("criteria.changed \(version.number)", cause, group: version.group)
    }

    private func insert(_ submission: Submission, _ cause: Cause) throws {
        try run(
            """
            INSERT INTO submission (
                person, "group", number, asked, content, untilDay, atMs, fileName, fileBytes, fileEvent, fileKind
            ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET
                asked = excluded.asked, content = excluded.content, untilDay = excluded.untilDay, atMs = excluded.atMs,
                fileName = excluded.fileName, fileBytes = excluded.fileBytes, fileEvent = excluded.fileEvent,
                fileKind = excluded.fileKind, withdrawnAtMs = NULL
            """,
            [
                submission.person.rawValue, submission.group.rawValue, submission.number, submission.asked,
                submission.content, submission.until?.number, submission.at.rawValue, submission.file?.name,
                submission.file?.bytes, submission.file?.event.rawValue, submission.file?.kind,
            ]
        )
        try lookAgain(at: submission.person, in: submission.group, from: submission.at)
        // That something was given, not what: the audit outlives the answers.
        try audit("criteria.submitted \(submission.number)", cause, group: submission.group)
    }

    /// Keeps that something was given and taken back, and nothing of what it was.
    private func withdraw(
        _ number: Int,
        of person: UserID,
        from group: GroupID,
        _ at: Timestamp,
        _ cause: Cause
    ) throws {
        let key: StatementArguments = [person.rawValue, group.rawValue, number]
        try run(
            """
            UPDATE submission SET content = '', untilDay = NULL, fileName = NULL, fileBytes = NULL, fileEvent = NULL,
                fileKind = NULL, withdrawnAtMs = ?
            WHERE person = ? AND "group" = ? AND number = ?
            """,
            [at.rawValue] + key
        )
        try run(#"DELETE FROM answerEvent WHERE person = ? AND "group" = ? AND number = ?"#, key)
        try lookAgain(at: person, in: group, from: at)
        try audit("criteria.withdrawn \(number)", cause, group: group)
    }

    private func store(_ recheck: Recheck) throws {
        try run(
            """
            INSERT INTO recheck (
                "group", version, startedBy, startedAtMs, dueAtMs, afterSinceMs, afterPerson, checked, met, lost, open,
                untilDay, sinceMs
            ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET
                version = excluded.version, startedBy = excluded.startedBy, startedAtMs = excluded.startedAtMs,
                dueAtMs = excluded.dueAtMs, afterSinceMs = excluded.afterSinceMs, afterPerson = excluded.afterPerson,
                checked = excluded.checked, met = excluded.met, lost = excluded.lost, open = excluded.open,
                untilDay = excluded.untilDay, sinceMs = excluded.sinceMs
            """,
            [
                recheck.group.rawValue, recheck.version, recheck.startedBy.rawValue, recheck.startedAt.rawValue,
                recheck.dueAt.rawValue, recheck.place?.since.rawValue, recheck.place?.person.rawValue,
                recheck.checked, recheck.met, recheck.lost, recheck.open, recheck.until?.number,
                recheck.since.rawValue,
            ]
        )
    }
}
