import Foundation
import GRDB
package import Groups
package import Identifiers

extension StoredBoard {
    package func criteria(of group: GroupID) throws -> CriteriaVersion? {
        try db.firstRow(
            #"SELECT * FROM criteria WHERE "group" = ? ORDER BY version DESC LIMIT 1"#,
            [group.rawValue]
        ).map(CriteriaVersion.init)
    }

    package func criteria(of group: GroupID, version: Int) throws -> CriteriaVersion? {
        try db.firstRow(
            #"SELECT * FROM criteria WHERE "group" = ? AND version = ?"#,
            [group.rawValue, version]
        ).map(CriteriaVersion.init)
    }

    package func criteriaVersion(of request: RequestID) throws -> Int? {
        try db.firstRow("SELECT version FROM requestCriteria WHERE request = ?", [request.rawValue])?["version"]
    }

    package func groupsWanted(by group: GroupID) throws -> [GroupID] {
        // At most as many rows as a set has criteria.
        try db.allRows(
            #"SELECT named FROM criteriaGroup WHERE "group" = ? AND isWanted = 1 ORDER BY named"#,
            [group.rawValue]
        ).map { GroupID(rawValue: $0["named"]) }
    }

    package func submissions(of person: UserID, to group: GroupID) throws -> [Submission] {
        // At most as many rows as the group ever had criteria.
        try db.allRows(
            #"SELECT * FROM submission WHERE person = ? AND "group" = ? ORDER BY number LIMIT ?"#,
            [person.rawValue, group.rawValue, CriteriaSet.numberAtMost]
        ).map(Submission.init)
    }

    package func submission(ofFile event: EventID) throws -> Submission? {
        try db.firstRow("SELECT * FROM submission WHERE fileEvent = ?", [event.rawValue]).map(Submission.init)
    }

    package func recheck(of group: GroupID) throws -> Recheck? {
        try db.firstRow(#"SELECT * FROM recheck WHERE "group" = ?"#, [group.rawValue]).map(Recheck.init)
    }

    package func lastRecheck(of group: GroupID) throws -> Timestamp? {
        try db.firstRow(
            #"SELECT recheckedMs FROM "group" WHERE id = ? AND recheckedMs IS NOT NULL"#,
            [group.rawValue]
        )?.moment("recheckedMs")
    }

    package func rechecksDue(by now: Timestamp, limit: Int) throws -> [Recheck] {
        try db.allRows(
            "SELECT * FROM recheck WHERE dueAtMs <= ? ORDER BY dueAtMs LIMIT ?",
            [now.rawValue, limit]
        ).map(Recheck.init)
    }

    package func members(of group: GroupID, after place: Recheck.Place?, limit: Int) throws -> [Member] {
        // The place is kept as it was: the member who stood there may have left since.
        try db.allRows(
            """
            SELECT m.person, m.sinceMs FROM membership m
            WHERE m."group" = ? AND (m.sinceMs, m.person) > (?, ?) ORDER BY m.sinceMs, m.person LIMIT ?
            """,
            [group.rawValue, place?.since.rawValue ?? .min, place?.person.rawValue ?? "", limit]
        ).map { Member(person: $0.user("person"), headline: "", since: $0.moment("sinceMs")) }
    }
}

extension Database {
}

extension CriteriaVersion {
    init(_ row: Row) throws {
        let content: String = row["content"]
        self.init(
            group: GroupID(rawValue: row["group"]),
            number: row["version"],
            set: try JSONDecoder().decode(CriteriaSet.self, from: Data(content.utf8)),
            changedBy: row.user("person"),
            since: row.moment("atMs")
        )
    }
}

extension Recheck {
    init(_ row: Row) {
        self.init(
            group: GroupID(rawValue: row["group"]),
            version: row["version"],
            startedBy: row.user("startedBy"),
            startedAt: row.moment("startedAtMs"),
            dueAt: row.moment("dueAtMs")
        )
        if let since: Int64 = row["afterSinceMs"] {
            place = Place(since: Timestamp(rawValue: since), person: row.user("afterPerson"))
        }
        until = (row["untilDay"] as Int?).map(Day.init(number:))
        since = row.moment("sinceMs")
        (checked, met, lost, open) = (row["checked"], row["met"], row["lost"], row["open"])
    }
}

extension Submission {
    init(_ row: Row) {
        self.init(
            group: GroupID(rawValue: row["group"]),
            person: row.user("person"),
            number: row["number"],
            asked: row["asked"],
            content: row["content"],
            until: (row["untilDay"] as Int?).map(Day.init(number:)),
            at: row.moment("atMs")
        )
        withdrawnAt = (row["withdrawnAtMs"] as Int64?).map(Timestamp.init(rawValue:))
        guard let event: String = row["fileEvent"] else { return }
        file = File(
            name: row["fileName"] ?? "",
            bytes: row["fileBytes"],
            event: EventID(rawValue: event),
            kind: row["fileKind"]
        )
    }
}
