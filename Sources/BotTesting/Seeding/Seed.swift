import GRDB
package import SQLiteStorage

/// Fills a database with a hall of any size: sponsors, groups, people, requests and memberships.
///
/// The same sizes give the same rows, so that a figure measured on one machine can be measured again on another.
package struct Seed: Sendable {
    package var groups: Int
    package var memberships: Int
    /// Requests that wait, beside those that became memberships.
    package var pending: Int

    package init(groups: Int, memberships: Int, pending: Int = 0) {
        self.groups = groups
        self.memberships = memberships
        self.pending = pending
    }

    /// Monday 2 March 2026, 10:00 in Berlin.
    static let start: Int64 = 1_772_442_000_000

    /// When the first of the waiting requests comes to the first step of its ladder; the others follow, one a millisecond.
    static let firstStepAt = start + 172_800_000

    /// Adds the rows to a storage that has none of them, in one transaction.
    package func fill(_ storage: Storage) async throws {
        try await storage.database.write { db in
            try insertSponsors(db)
            try insertGroups(db)
            try insertMemberships(db)
            try insertPending(db)
            try count(db)
        }
        // Without figures about the tables SQLite may choose a plan that only suits small ones.
        try await storage.database.write { try $0.execute(sql: "ANALYZE") }
    }

    private var sponsors: Int { max(1, groups / 200) }
    private var people: Int { max(1, memberships / 5) }

    private func insertSponsors(_ db: Database) throws {
        let sponsor = try db.makeStatement(sql: "INSERT INTO sponsor (id, name, skeleton) VALUES (?, ?, ?)")
        let owner = try db.makeStatement(sql: "INSERT INTO sponsorOwner (sponsor, person) VALUES (?, ?)")
        for id in 1...sponsors {
            let name = SeedWords.name(id) + " Works"
            try sponsor.execute(arguments: [id, name, "seed\(id)"])
            try owner.execute(arguments: [id, "@owner\(id):stub"])
        }
    }

    private func insertGroups(_ db: Database) throws {
        guard groups > 0 else { return }
        let group = try db.makeStatement(
            sql: """
                INSERT INTO "group" (
                    id, handle, name, skeleton, sponsor, about, skills, criteria, badge, zone, workingDays, reapplyDays
                ) VALUES (?, ?, ?, ?, ?, ?, ?, 'Two samples of your work', '🏅', 'Europe/Berlin', 'mon tue wed thu fri', 30)
                """
        )
        let words = try db.makeStatement(
            sql: "INSERT INTO groupWords (rowid, name, skills, sponsor, about) VALUES (?, ?, ?, ?, ?)"
        )
        let skill = try db.makeStatement(sql: #"INSERT OR IGNORE INTO groupSkill (skill, "group") VALUES (?, ?)"#)
        let administrator = try db.makeStatement(sql: #"INSERT INTO administrator ("group", person) VALUES (?, ?)"#)
        for id in 1...groups {
            let name = SeedWords.name(id)
            let handle = "g\(id)"
            let sponsor = 1 + id % sponsors
            let skills = [SeedWords.skill(id), SeedWords.skill(id / 7 + 3)]
            let about = SeedWords.about(id)
            try group.execute(
                arguments: [
                    id, handle, name, "seed\(id)", sponsor, about, skills.joined(separator: ","),
                ]
            )
            try words.execute(
                arguments: [
                    id, "\(name) \(handle)", skills.joined(separator: " "), SeedWords.name(sponsor) + " Works", about,
                ]
            )
            for name in skills { try skill.execute(arguments: [name, id]) }
            try administrator.execute(arguments: [id, "@admin\(id % 1000):stub"])
        }
        try SeedWords.insertTerms(db)
    }

    private func insertMemberships(_ db: Database) throws {
        guard memberships > 0, groups > 0 else { return }
        let arguments: StatementArguments = [memberships, groups, people, Self.start]
        // 1,000,003 is a prime: the pairs of group and person wander through all there are before one comes again.
        let numbers = """
            WITH RECURSIVE n (k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM n WHERE k < ?1),
            pair (k, g, p, at) AS (
                SELECT k, 1 + (k * 7919 + k / ?2) % ?2, '@u' || ((k * 1000003) % ?3) || ':stub', ?4 - 86400000 + k FROM n
            )
            """
        try db.execute(
            sql: """
                \(numbers)
                INSERT INTO request (id, "group", person, message, askedAtMs, dueAtMs, state, decidedAtMs, decidedBy)
                SELECT k, g, p, '', at, at + 259200000, 'approved', at, '@admin' || (g % 1000) || ':stub' FROM pair
                """,
            arguments: arguments
        )
        try db.execute(
            sql: """
                INSERT OR IGNORE INTO membership ("group", person, sinceMs, request)
                SELECT "group", person, decidedAtMs, id FROM request WHERE state = 'approved'
                """
        )
        try db.execute(
            sql: """
                WITH RECURSIVE n (k) AS (SELECT 0 UNION ALL SELECT k + 1 FROM n WHERE k < ?1 - 1)
                INSERT INTO person (userID, isFreelancer, headline, skills)
                SELECT '@u' || k || ':stub', 1, 'Freelancer number ' || k, 'swift' FROM n
                """,
            arguments: [people]
        )
    }

    private func insertPending(_ db: Database) throws {
        guard pending > 0, groups > 0 else { return }
        try db.execute(
            sql: """
                WITH RECURSIVE n (k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM n WHERE k < ?1)
                INSERT INTO request (
                    id, "group", person, message, askedAtMs, dueAtMs, state, rung, rungAtMs
                )
                SELECT ?2 + k, 1 + k % ?3, '@waiting' || k || ':stub', '', ?4, ?4 + 259200000, 'pending', 1,
                    ?4 + 172800000 + k
                FROM n
                """,
            arguments: [pending, memberships, groups, Self.start]
        )
    }

    private func count(_ db: Database) throws {
        try db.execute(
            sql: """
                UPDATE "group" SET
                    memberCount = (SELECT count(*) FROM membership m WHERE m."group" = "group".id),
                    pendingCount = (
                        SELECT count(*) FROM request r WHERE r."group" = "group".id AND r.state = 'pending'
                    );
                UPDATE sponsor SET groupCount = (SELECT count(*) FROM "group" g WHERE g.sponsor = sponsor.id);
                UPDATE tally SET value = (SELECT count(*) FROM "group") WHERE name = 'groups';
                UPDATE tally SET value = (SELECT count(*) FROM membership) WHERE name = 'memberships';
                UPDATE tally SET value = (SELECT count(*) FROM person WHERE isFreelancer) WHERE name = 'freelancers';
                UPDATE tally SET value = (SELECT count(*) FROM request WHERE state = 'pending') WHERE name = 'pending';
                """
        )
    }
}
