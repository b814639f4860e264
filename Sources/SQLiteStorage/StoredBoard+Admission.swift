import GRDB
package import Groups
package import Identifiers

extension StoredBoard {
    package func questions(about request: RequestID) throws -> [JoinRequest.Question] {
        try db.allRows("SELECT * FROM requestPause WHERE request = ? ORDER BY number", [request.rawValue])
            .map(JoinRequest.Question.init)
    }

    package func unanswered(by now: Timestamp, limit: Int) throws -> [UnansweredRequest] {
        try db.allRows(
            // Of a request that is closed nothing is due, whatever stands here: there would be no end of ticks.
            """
            SELECT p.* FROM requestPause p WHERE p.nextAtMs <= ? AND EXISTS (
                SELECT 1 FROM request r WHERE r.id = p.request AND r.state = 'pending')
            ORDER BY p.nextAtMs LIMIT ?
            """,
            [now.rawValue, limit]
        ).compactMap { row in
            try request(RequestID(rawValue: row["request"])).map { request in
                UnansweredRequest(
                    request: request,
                    question: JoinRequest.Question(row),
                    isReminded: row["isReminded"]
                )
            }
        }
    }

    package func claims(of person: UserID, in group: GroupID, limit: Int) throws -> [JoinRequest] {
        try db.allRows(
            #"SELECT * FROM request WHERE "group" = ? AND claimedBy = ? ORDER BY id LIMIT ?"#,
            [group.rawValue, person.rawValue, limit]
        ).map(JoinRequest.init)
    }

    package func cardRoundsDue(by now: Timestamp, limit: Int) throws -> [CardRound] {
        try db.allRows(
            #"SELECT "group", after FROM cardRound WHERE dueAtMs <= ? ORDER BY dueAtMs LIMIT ?"#,
            [now.rawValue, limit]
        ).map { CardRound(group: GroupID(rawValue: $0["group"]), after: RequestID(rawValue: $0["after"])) }
    }

    package func past(of person: UserID, in group: GroupID, before request: RequestID) throws -> Past {
        let earlier = try db.allRows(
            #"SELECT id, state FROM request WHERE person = ? AND "group" = ? AND id < ? ORDER BY id DESC LIMIT ?"#,
            [person.rawValue, group.rawValue, request.rawValue, Past.countedAtMost]
        ).map { row in (id: RequestID(rawValue: row["id"]), isRefused: row["state"] == "refused") }
        let removal = try db.firstRow(
            #"SELECT * FROM removal WHERE person = ? AND "group" = ? ORDER BY atMs DESC LIMIT 1"#,
            [person.rawValue, group.rawValue]
        ).map(Removal.init)
        let ended = try db.firstRow(
            #"SELECT atMs, how FROM endedMembership WHERE "group" = ? AND person = ?"#,
            [group.rawValue, person.rawValue]
        ).flatMap { row in
            PastMembership.End(rawValue: row["how"]).map { PastMembership(at: row.moment("atMs"), end: $0) }
        }
        return Past(
            requests: earlier.count,
            refusals: earlier.count(where: \.isRefused),
            lastRefusal: try earlier.first(where: \.isRefused).flatMap { try self.request($0.id) },
            removal: removal,
            ended: ended,
            ban: try ban(of: person, from: group)
        )
    }
}

// MARK: - Invitations

extension StoredBoard {
    package func invitation(_ id: InvitationID) throws -> Invitation? {
        try db.firstRow("SELECT * FROM invitation WHERE id = ?", [id.rawValue]).map(Invitation.init)
    }

    package func nextInvitationID() throws -> InvitationID {
        InvitationID(rawValue: Int64(try db.number("SELECT coalesce(max(id), 0) + 1 FROM invitation")))
    }

    package func openInvitation(of person: UserID, to group: GroupID, at now: Timestamp) throws -> Invitation? {
        try db.firstRow(
            """
            SELECT * FROM invitation WHERE person = ? AND "group" = ? AND state = 'open' AND endsAtMs > ?
            ORDER BY endsAtMs DESC LIMIT 1
            """,
            [person.rawValue, group.rawValue, now.rawValue]
        ).map(Invitation.init)
    }

    package func invitationsOver(by now: Timestamp, limit: Int) throws -> [Invitation] {
        try db.allRows(
            "SELECT * FROM invitation WHERE overAtMs <= ? ORDER BY overAtMs LIMIT ?",
            [now.rawValue, limit]
        ).map(Invitation.init)
    }

    package func openInvitationCount(of group: GroupID, at now: Timestamp) throws -> Int {
        // At most Invitation.openAtMost rows.
        try db.number(
            #"SELECT count(*) FROM invitation WHERE "group" = ? AND state = 'open' AND endsAtMs > ?"#,
            [group.rawValue, now.rawValue]
        )
    }

    package func openInvitations(of group: GroupID, at now: Timestamp, limit: Int) throws -> [Invitation] {
        try db.allRows(
            """
            SELECT * FROM invitation WHERE "group" = ? AND state = 'open' AND endsAtMs > ? ORDER BY endsAtMs LIMIT ?
            """,
            [group.rawValue, now.rawValue, limit]
        ).map(Invitation.init)
    }

    package func openInvitations(to person: UserID, at now: Timestamp, limit: Int) throws -> [Invitation] {
        try db.allRows(
            """
            SELECT * FROM invitation WHERE person = ? AND state = 'open' AND endsAtMs > ?
            ORDER BY "group", endsAtMs LIMIT ?
            """,
            [person.rawValue, now.rawValue, limit]
        ).map(Invitation.init)
    }
}

// MARK: - Bans

extension StoredBoard {
    package func ban(of person: UserID, from group: GroupID) throws -> Ban? {
        try db.firstRow(
            #"SELECT * FROM ban WHERE "group" = ? AND person = ?"#,
            [group.rawValue, person.rawValue]
        ).map(Ban.init)
    }

    package func banCount(of group: GroupID, at now: Timestamp) throws -> Int {
        // Those that hold are Ban.bansAtMost at most.
        try db.number(
            #"SELECT count(*) FROM ban WHERE "group" = ? AND (untilMs IS NULL OR untilMs > ?)"#,
            [group.rawValue, now.rawValue]
        )
    }

    package func bans(of group: GroupID, at now: Timestamp, after: UserID?, limit: Int) throws -> [Ban] {
        try db.allRows(
            """
            SELECT * FROM ban WHERE "group" = ? AND person > ? AND (untilMs IS NULL OR untilMs > ?)
            ORDER BY person LIMIT ?
            """,
            [group.rawValue, after?.rawValue ?? "", now.rawValue, limit]
        ).map(Ban.init)
    }
}

// MARK: - Rows

extension JoinRequest.Question {
    fileprivate init(_ row: Row) {
        self.init(
            number: row["number"],
            askedBy: row.user("askedBy"),
            text: row["question"],
            askedAt: row.moment("fromMs"),
            lapsesAt: row.moment("lapsesAtMs"),
            answer: row["answer"],
            endedAt: (row["toMs"] as Int64?).map(Timestamp.init(rawValue:)),
            criterion: row["criterion"]
        )
    }
}

extension Invitation {
    fileprivate init(_ row: Row) {
        self.init(
            id: InvitationID(rawValue: row["id"]),
            group: GroupID(rawValue: row["group"]),
            person: row.user("person"),
            invitedBy: row.user("invitedBy"),
            note: row["note"],
            sentAt: row.moment("sentAtMs"),
            endsAt: row.moment("endsAtMs"),
            // The table's CHECK promises one of these.
            state: State(rawValue: row["state"]) ?? .void
        )
    }
}

extension Removal {
    fileprivate init(_ row: Row) {
        self.init(
            group: GroupID(rawValue: row["group"]),
            person: row.user("person"),
            removedBy: row.user("removedBy"),
            at: row.moment("atMs"),
            reason: row["reason"]
        )
    }
}

extension Ban {
    fileprivate init(_ row: Row) {
        self.init(
            group: GroupID(rawValue: row["group"]),
            person: row.user("person"),
            bannedBy: row.user("bannedBy"),
            at: row.moment("atMs"),
            until: (row["untilMs"] as Int64?).map(Timestamp.init(rawValue:)),
            reason: row["reason"],
            isTold: row["isTold"]
        )
    }
}
