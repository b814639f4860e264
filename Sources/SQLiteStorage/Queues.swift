import GRDB
package import Groups
package import Identifiers

extension StoredBoard {
    package func queue(of group: GroupID, limit: Int) throws -> [QueuePlace] {
        let rows = try db.allRows(
            #"SELECT * FROM queuePlace WHERE "group" = ? ORDER BY id LIMIT ?"#,
            [group.rawValue, limit]
        )
        return rows.enumerated().map { index, row in QueuePlace(row, number: index + 1) }
    }

    package func queuePlaces(of person: UserID, limit: Int) throws -> [QueuePlace] {
        try db.allRows(
            #"SELECT * FROM queuePlace WHERE person = ? ORDER BY "group" LIMIT ?"#,
            [person.rawValue, limit]
        ).map { QueuePlace($0, number: try number($0)) }
    }

    package func queuesDue(by now: Timestamp, limit: Int) throws -> [Groups.Group] {
        let ids = try db.allRows(
            #"SELECT id FROM "group" WHERE queueDueAtMs IS NOT NULL AND queueDueAtMs <= ? ORDER BY queueDueAtMs LIMIT ?"#,
            [now.rawValue, limit]
        )
        return try ids.compactMap { try group(GroupID(rawValue: $0["id"])) }
    }

    func queuePlace(of person: UserID, in group: GroupID) throws -> QueuePlace? {
        try db.firstRow(
            #"SELECT * FROM queuePlace WHERE person = ? AND "group" = ?"#,
            [person.rawValue, group.rawValue]
        ).map { QueuePlace($0, number: try number($0)) }
    }

    /// How many come in before, and the person themselves: no more are counted than anybody wants to know.
    private func number(_ row: Row) throws -> Int {
        try db.allRows(
            #"SELECT id FROM queuePlace WHERE "group" = ? AND id <= ? LIMIT ?"#,
            [row["group"] as Int64, row["id"] as Int64, QueuePlace.countedAtMost]
        ).count
    }
}

extension QueuePlace {
    fileprivate init(_ row: Row, number: Int) {
        let ticket: Ticket =
            if let request = (row["request"] as Int64?).map(RequestID.init(rawValue:)) {
                row["isByRule"] ? .rule(request) : .approval(of: request)
            } else {
                .invitation(InvitationID(rawValue: row["invitation"] ?? 0))
            }
        self.init(
            group: GroupID(rawValue: row["group"]),
            person: row.user("person"),
            since: row.moment("sinceMs"),
            ticket: ticket,
            letInBy: row.user("letInBy"),
            number: number
        )
    }
}

extension Database {
    func apply(_ change: QueueChange, _ cause: Cause) throws {
        switch change {
        case .joined(let place):
            var (invitation, isByRule): (InvitationID?, Bool) = (nil, false)
            if case .invitation(let id) = place.ticket { invitation = id }
            if case .rule = place.ticket { isByRule = true }
            try run(
                """
                INSERT INTO queuePlace ("group", person, sinceMs, request, invitation, isByRule, letInBy)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    place.group.rawValue, place.person.rawValue, place.since.rawValue, place.ticket.request?.rawValue,
                    invitation?.rawValue, isByRule, place.letInBy.rawValue,
                ]
            )
            try countQueue(of: place.group, by: 1)
            try audit("queue.joined \(place.person)", cause, group: place.group, request: place.ticket.request)
        case .admitted(let place, let at):
            try leaveQueue(place)
            // What was lost while they waited nobody has waived: it is looked at now.
            if try exists(#"SELECT 1 FROM criteria WHERE "group" = ? LIMIT 1"#, [place.group.rawValue]) {
                try lookAgain(at: place.person, in: place.group, from: at)
            }
            var change = "queue.admitted"
            if case .rule = place.ticket { change += "ByRule" }
            try audit("\(change) \(place.letInBy)", cause, group: place.group, request: place.ticket.request)
        case .left(let place, _):
            try leaveQueue(place)
            try forgetKept(of: place.person, in: place.group)
            try audit("queue.left \(place.person)", cause, group: place.group, request: place.ticket.request)
        case .voided(let place, let reason, _):
            try leaveQueue(place)
            try forgetKept(of: place.person, in: place.group)
            let change = "queue.\(reason.rawValue) \(place.person)"
            try audit(change, cause, group: place.group, request: place.ticket.request)
        case .looked(let group):
            try run(#"UPDATE "group" SET queueDueAtMs = NULL WHERE id = ?"#, [group.rawValue])
        }
    }

    private func leaveQueue(_ place: QueuePlace) throws {
        try run(
            #"DELETE FROM queuePlace WHERE person = ? AND "group" = ?"#,
            [place.person.rawValue, place.group.rawValue]
        )
        guard changesCount == 1 else { throw StorageFault.queuePlaceGone(place.group) }
        try countQueue(of: place.group, by: -1)
    }

    private func countQueue(of group: GroupID, by difference: Int) throws {
        try run(#"UPDATE "group" SET queueCount = queueCount + ? WHERE id = ?"#, [difference, group.rawValue])
    }

    /// There may be room for those who wait.
    func lookAtQueue(of group: GroupID, from now: Timestamp) throws {
        try run(
            #"UPDATE "group" SET queueDueAtMs = ? WHERE id = ? AND queueCount > 0"#,
            [now.rawValue, group.rawValue]
        )
    }

    /// The same for every group of a sponsor.
    func lookAtQueues(ofSponsor sponsor: SponsorID, from now: Timestamp) throws {
        try run(
            #"UPDATE "group" SET queueDueAtMs = ? WHERE sponsor = ? AND queueCount > 0"#,
            [now.rawValue, sponsor.rawValue]
        )
    }
}
