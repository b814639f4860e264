import Foundation
import GRDB
import Groups
import Identifiers

extension Database {
    func apply(_ change: CalendarChange, _ cause: Cause) throws {
        switch change {
        case .holidaysAdded, .holidaysRemoved, .changed, .redatingMoved, .redatingEnded:
            try applyToGroup(change, cause)
        case .redated, .postponed, .reminded, .decided, .promiseMissed: try applyToPromise(change, cause)
        case .settingsChanged(let person, let settings, let digestAt):
            try run(
                """
                INSERT INTO personSettings (person, zone, quietFrom, quietUntil, digest, digestAtMs, hints)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET zone = excluded.zone, quietFrom = excluded.quietFrom,
                    quietUntil = excluded.quietUntil, digest = excluded.digest, digestAtMs = excluded.digestAtMs,
                    hints = excluded.hints
                """,
                [
                    person.rawValue, settings.zone, settings.quiet?.from, settings.quiet?.until,
                    settings.digest.rawValue, digestAt?.rawValue, settings.wantsHints,
                ]
            )
            try noteWish(of: person, forHints: settings.wantsHints, at: cause.at)
            // Whoever changes this is awake: what was kept for them comes now.
            try run(
                "UPDATE heldNotice SET dueAtMs = ? WHERE person = ? AND dueAtMs IS NOT NULL",
                [cause.at.rawValue, person.rawValue]
            )
        case .digestSent(let person, let next):
            try run(
                "UPDATE personSettings SET digestAtMs = ?, digestSentAtMs = ? WHERE person = ?",
                [next?.rawValue, cause.at.rawValue, person.rawValue]
            )
        case .fileImport(let change): try apply(change, cause)
        }
    }

    private func applyToGroup(_ change: CalendarChange, _ cause: Cause) throws {
        switch change {
        case .holidaysAdded(let group, let holidays):
            for holiday in holidays {
                try run(
                    """
                    INSERT INTO holiday ("group", day, name) VALUES (?, ?, ?)
                    ON CONFLICT DO UPDATE SET name = excluded.name
                    """,
                    [group.rawValue, holiday.day.number, holiday.name]
                )
            }
            try audit("calendar.holidaysAdded \(holidays.count)", cause, group: group)
        case .holidaysRemoved(let group, let days):
            for day in days {
                try run(#"DELETE FROM holiday WHERE "group" = ? AND day = ?"#, [group.rawValue, day.number])
            }
            try audit("calendar.holidaysRemoved \(days.count)", cause, group: group)
        case .changed(let group, let at):
            // Begun anew where it is under way: what was dated already may move once more.
            try run(
                """
                INSERT INTO redating ("group", changedAtMs, dueAtMs)
                SELECT id, ?, ? FROM "group" WHERE id = ? AND pendingCount > 0
                ON CONFLICT DO UPDATE SET changedAtMs = excluded.changedAtMs, dueAtMs = excluded.dueAtMs, after = 0
                """,
                [at.rawValue, at.rawValue, group.rawValue]
            )
            try audit("calendar.changed", cause, group: group)
        case .redatingMoved(let group, let request, let moved):
            try run(
                #"UPDATE redating SET after = ?, moved = moved + ? WHERE "group" = ?"#,
                [request.rawValue, moved, group.rawValue]
            )
        case .redatingEnded(let group):
            try run(#"DELETE FROM redating WHERE "group" = ?"#, [group.rawValue])
        default: break
        }
    }

    private func applyToPromise(_ change: CalendarChange, _ cause: Cause) throws {
        switch change {
        case .redated(let request, let dueAt, let next):
            // Where no step is to come, none comes by this.
            try run(
                """
                UPDATE request SET dueAtMs = ?, rungAtMs = CASE WHEN rungAtMs IS NULL THEN NULL ELSE ? END
                WHERE id = ?
                """,
                [dueAt.rawValue, next?.rawValue, request.rawValue]
            )
            try audit("request.redated \(dueAt.rawValue)", cause, request: request)
        case .postponed(let request, let moment):
            try run(
                "UPDATE request SET rungAtMs = ? WHERE id = ? AND rungAtMs IS NOT NULL",
                [moment.rawValue, request.rawValue]
            )
        case .reminded(let group, let rung, let at):
            try run(
                """
                INSERT INTO reminded ("group", rung, atMs) VALUES (?, ?, ?)
                ON CONFLICT DO UPDATE SET atMs = excluded.atMs
                """,
                [group.rawValue, rung.rawValue, at.rawValue]
            )
        case .decided(let group, let waited, let promise, let at):
            try run(
                """
                INSERT INTO waitTally ("group", day, waited, count) VALUES (?, ?, ?, 1)
                ON CONFLICT DO UPDATE SET count = count + 1
                """,
                [
                    group.rawValue, Database.dayNumber(at),
                    min(max(waited, 0), GroupRecord.businessDaysAtMost),
                ]
            )
            let isCounted = promise == .counted
            try tally(group, kept: promise == .kept ? 1 : 0, missed: promise == .kept || isCounted ? 0 : 1, at, at)
        case .promiseMissed(let group, let at): try tally(group, kept: 0, missed: 1, at, nil)
        default: break
        }
    }

    private func tally(_ group: GroupID, kept: Int, missed: Int, _ at: Timestamp, _ decidedAt: Timestamp?) throws {
        try run(
            """
            INSERT INTO promiseTally ("group", day, kept, missed, decidedAtMs) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET kept = kept + excluded.kept, missed = missed + excluded.missed,
                decidedAtMs = coalesce(excluded.decidedAtMs, decidedAtMs)
            """,
            [group.rawValue, Database.dayNumber(at), kept, missed, decidedAt?.rawValue]
        )
    }

    private func apply(_ change: CalendarImportChange, _ cause: Cause) throws {
        switch change {
        case .asked(let asked):
            var content: Data?
            if case .text(let bytes) = asked.content { content = Data(bytes) }
            // A person has one at a time: a new one takes the place of the one before.
            try run("DELETE FROM calendarImport WHERE person = ?", [asked.person.rawValue])
            try run(
                """
                INSERT INTO calendarImport (id, person, "group", name, uri, askedAtMs, state, content, room)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    asked.id.rawValue, asked.person.rawValue, asked.group.rawValue, asked.name, asked.uri,
                    asked.askedAt.rawValue, content == nil ? 0 : 2, content,
                    asked.room?.rawValue,
                ]
            )
            try run("UPDATE tally SET value = ? WHERE name = 'lastCalendarImport'", [asked.id.rawValue])
        case .shown(let id): try run("UPDATE calendarImport SET state = 2 WHERE id = ?", [id.rawValue])
        case .closed(let id): try run("DELETE FROM calendarImport WHERE id = ?", [id.rawValue])
        }
    }

    func setHours(of group: Groups.Group) throws {
        try run(
            #"UPDATE "group" SET opens = ?, closes = ? WHERE id = ?"#,
            [group.calendar.hours.opens, group.calendar.hours.closes, group.id.rawValue]
        )
    }
}
