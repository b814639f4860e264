import GRDB
package import Groups
package import Identifiers

extension StoredBoard {
    package func sponsor(named name: String) throws -> Sponsor? {
        try db.firstRow("SELECT * FROM sponsor WHERE skeleton = ?", [Skeleton(of: name).text]).map(Sponsor.init)
    }

    package func sponsors(ownedBy person: UserID, limit: Int) throws -> [Sponsor] {
        try db.allRows(
            """
            SELECT s.* FROM sponsorOwner o JOIN sponsor s ON s.id = o.sponsor
            WHERE o.person = ? ORDER BY o.sponsor LIMIT ?
            """,
            [person.rawValue, limit]
        ).map(Sponsor.init)
    }

    package func owners(of sponsor: SponsorID, limit: Int) throws -> [UserID] {
        try db.allRows(
            "SELECT person FROM sponsorOwner WHERE sponsor = ? ORDER BY person LIMIT ?",
            [sponsor.rawValue, limit]
        ).map { $0.user("person") }
    }

    package func isOwner(_ person: UserID, of sponsor: SponsorID) throws -> Bool {
        try db.exists(
            "SELECT 1 FROM sponsorOwner WHERE sponsor = ? AND person = ?",
            [sponsor.rawValue, person.rawValue]
        )
    }

    package func groupCount(of sponsor: SponsorID) throws -> Int {
        try db.number("SELECT groupCount FROM sponsor WHERE id = ?", [sponsor.rawValue])
    }

    package func nextSponsorID() throws -> SponsorID {
        SponsorID(rawValue: Int64(try db.number("SELECT coalesce(max(id), 0) + 1 FROM sponsor")))
    }

    package func nextGroupID() throws -> GroupID {
        GroupID(rawValue: Int64(try db.number(#"SELECT coalesce(max(id), 0) + 1 FROM "group""#)))
    }

    package func group(_ id: GroupID) throws -> Groups.Group? {
        try db.firstRow("SELECT \(Groups.Group.columns) WHERE g.id = ?", [id.rawValue]).map(Groups.Group.init)
    }

    package func group(handle: String) throws -> Groups.Group? {
        try db.firstRow("SELECT \(Groups.Group.columns) WHERE g.handle = ?", [handle]).map(Groups.Group.init)
    }

    package func group(skeleton: String) throws -> Groups.Group? {
        try db.firstRow("SELECT \(Groups.Group.columns) WHERE g.skeleton = ?", [skeleton]).map(Groups.Group.init)
    }

    package func group(badge: String, besides own: GroupID) throws -> Groups.Group? {
        // As groupByBadge has them. One may be the group's own, from before badges were kept apart another's as well.
        let ids = try db.allRows(
            """
            SELECT id FROM "group"
            WHERE replace(badge, char(65039), '') = replace(?, char(65039), '') AND badge <> '🏅' LIMIT 2
            """,
            [badge]
        )
        let other = ids.map { GroupID(rawValue: $0["id"]) }.first { $0 != own }
        return try other.flatMap { try group($0) }
    }

    package func groups(after handle: String?, limit: Int) throws -> [Groups.Group] {
        try db.allRows(
            """
            SELECT \(Groups.Group.columns)
            WHERE g.handle > ? AND g.state <> 'archived' AND g.wasOpened = 1 ORDER BY g.handle LIMIT ?
            """,
            [handle ?? "", limit]
        ).map(Groups.Group.init)
    }
}

extension Sponsor {
    init(_ row: Row) {
        self.init(id: SponsorID(rawValue: row["id"]), name: row["name"])
        proof = Proof(kind: row["proof"], domain: row["domain"])
        suspendedFor = row["suspendedFor"]
        since = (row["addedAtMs"] as Int64?).map(Timestamp.init)
    }
}

extension StoredBoard {
    package func groups(of sponsor: SponsorID, limit: Int) throws -> [Groups.Group] {
        try groups(of: sponsor, opened: true, limit: limit)
    }

    package func drafts(of sponsor: SponsorID, limit: Int) throws -> [Groups.Group] {
        try groups(of: sponsor, opened: false, limit: limit)
    }

    private func groups(of sponsor: SponsorID, opened wasOpened: Bool, limit: Int) throws -> [Groups.Group] {
        try db.allRows(
            """
            SELECT \(Groups.Group.columns)
            WHERE g.sponsor = ? AND g.state <> 'archived' AND g.wasOpened = ? ORDER BY g.handle LIMIT ?
            """,
            [sponsor.rawValue, wasOpened, limit]
        ).map(Groups.Group.init)
    }
}

extension Sponsor.Proof {
    /// As stored: what kind it is, and the domain where it is one.
    init(kind: String, domain: String?) {
        switch (kind, domain) {
        case ("domain", let domain?): self = .domain(domain)
        case ("word", _): self = .operatorsWord
        default: self = .missing
        }
    }

    var stored: (kind: String, domain: String?) {
        switch self {
        case .missing: ("none", nil)
        case .domain(let domain): ("domain", domain)
        case .operatorsWord: ("word", nil)
        }
    }
}
