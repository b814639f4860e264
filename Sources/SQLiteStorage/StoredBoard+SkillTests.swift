import GRDB
package import Groups
package import Identifiers

extension StoredBoard {
    package func skillTest(_ id: SkillTestID) throws -> SkillTest? {
        try db.firstRow("SELECT \(Self.testColumns) WHERE t.id = ?", [id.rawValue]).map(SkillTest.init)
    }

    package func skillTest(handle: String) throws -> SkillTest? {
        try db.firstRow("SELECT \(Self.testColumns) WHERE t.handle = ?", [handle]).map(SkillTest.init)
    }

    package func skillTest(skeleton: String) throws -> SkillTest? {
        try db.firstRow("SELECT \(Self.testColumns) WHERE t.skeleton = ?", [skeleton]).map(SkillTest.init)
    }

    package func skillTests(near text: String, limit: Int) throws -> [SkillTest] {
        let typed = text.lowercased()
        // The first letter may be wrong as well: then the second is more likely to be the first than any other.
        let letters = typed.prefix(2).map(String.init)
        var nearest: [(distance: Int, handle: String)] = []
        for letter in Set(letters).sorted() {
            nearest += try db.allRows(
                """
                SELECT handle FROM skillTest WHERE state = 'open' AND handle >= ? AND handle < ?
                ORDER BY handle LIMIT ?
                """,
                [letter, letter + "\u{10FFFF}", Self.candidatesAtMost / letters.count]
            ).compactMap { row in
                let handle: String = row["handle"]
                if handle.hasPrefix(typed) { return (0, handle) }
                let distance = editDistance(typed, handle)
                return distance <= max(1, typed.unicodeScalars.count / 3) ? (distance, handle) : nil
            }
        }
        let handles = nearest.sorted { ($0.distance, $0.handle) < ($1.distance, $1.handle) }.map(\.handle)
        return try handles.prefix(limit).compactMap { try skillTest(handle: $0) }
    }

    /// How many handles are compared with what was typed.
    private static let candidatesAtMost = 200

    package func skillTests(after handle: String?, limit: Int) throws -> [SkillTest] {
        // Named, lest SQLite walk over drafts and closed ones.
        try db.allRows(
            """
            SELECT t.*, \(Self.sponsorColumns)
            FROM skillTest t INDEXED BY skillTestOpen JOIN sponsor s ON s.id = t.sponsor
            WHERE t.state = 'open' AND t.handle > ? ORDER BY t.handle LIMIT ?
            """,
            [handle ?? "", limit]
        ).map(SkillTest.init)
    }

    package func skillTests(of sponsor: SponsorID, after handle: String?, limit: Int) throws -> [SkillTest] {
        try db.allRows(
            "SELECT \(Self.testColumns) WHERE t.sponsor = ? AND t.handle > ? ORDER BY t.handle LIMIT ?",
            [sponsor.rawValue, handle ?? "", limit]
        ).map(SkillTest.init)
    }

    package func skillTestCount(of sponsor: SponsorID) throws -> Int {
        // At most SkillTest.testsOfSponsorAtMost rows.
        try db.number("SELECT count(*) FROM skillTest WHERE sponsor = ?", [sponsor.rawValue])
    }

    package func runsTests(_ person: UserID, of sponsor: SponsorID) throws -> Bool {
        if try isOwner(person, of: sponsor) { return true }
        return try db.exists(
            """
            SELECT 1 FROM administrator a JOIN "group" g ON g.id = a."group"
            WHERE a.person = ? AND g.sponsor = ? AND g.state <> 'archived' LIMIT 1
            """,
            [person.rawValue, sponsor.rawValue]
        )
    }

    package func sponsorsWithTests(runBy person: UserID, limit: Int) throws -> [Sponsor] {
        var sponsors = try self.sponsors(ownedBy: person, limit: limit)
        let administered = try db.allRows(
            """
            SELECT s.* FROM administrator a JOIN "group" g ON g.id = a."group" JOIN sponsor s ON s.id = g.sponsor
            WHERE a.person = ? AND g.state <> 'archived' ORDER BY a."group" LIMIT ?
            """,
            [person.rawValue, Self.administeredAtMost]
        ).map(Sponsor.init)
        for sponsor in administered where !sponsors.contains(where: { $0.id == sponsor.id }) {
            sponsors.append(sponsor)
        }
        return Array(sponsors.prefix(limit))
    }

    /// How many groups of an administrator are looked at for their sponsors.
    private static let administeredAtMost = 500

    package func nextSkillTestID() throws -> SkillTestID {
        SkillTestID(rawValue: Int64(try db.number("SELECT value + 1 FROM tally WHERE name = 'lastSkillTest'")))
    }

    package func groups(askingFor test: SkillTestID, limit: Int) throws -> [Groups.Group] {
        try db.allRows(
            """
            SELECT \(Groups.Group.columns) JOIN criteriaTest c ON c."group" = g.id
            WHERE c.test = ? AND c.isWanted = 1 AND g.state <> 'archived' AND g.wasOpened = 1
            ORDER BY c.handle LIMIT ?
            """,
            [try db.handle(of: test), limit]
        ).map(Groups.Group.init)
    }

    package func groupCount(naming test: SkillTestID) throws -> Int {
        try db.number(
            """
            SELECT count(*) FROM criteriaTest c JOIN "group" g ON g.id = c."group"
            WHERE c.test = ? AND g.state <> 'archived'
            """,
            [try db.handle(of: test)]
        )
    }

    package func tally(of test: SkillTestID) throws -> SkillTestTally {
        try db.tally(of: test)
    }
}

// MARK: - Questions

extension StoredBoard {
    package func topics(of test: SkillTestID) throws -> [SkillTest.TopicCount] {
        // At most SkillTest.poolAtMost rows, in the order of their index.
        try db.allRows(
            """
            SELECT topic, count(*) AS count FROM testQuestion WHERE test = ? AND state = 'active'
            GROUP BY topic ORDER BY topic
            """,
            [test.rawValue]
        ).map { SkillTest.TopicCount(topic: $0["topic"], count: $0["count"]) }
    }

    package func questions(of test: SkillTestID, after number: Int?, limit: Int) throws -> [TestQuestion] {
        try db.allRows(
            "SELECT * FROM testQuestion WHERE test = ? AND number > ? ORDER BY number LIMIT ?",
            [test.rawValue, number ?? 0, limit]
        ).map(TestQuestion.init)
    }

    package func question(_ number: Int, of test: SkillTestID) throws -> TestQuestion? {
        try db.firstRow("SELECT * FROM testQuestion WHERE test = ? AND number = ?", [test.rawValue, number])
            .map(TestQuestion.init)
    }

    package func question(_ id: TestQuestionID) throws -> TestQuestion? {
        try db.firstRow("SELECT * FROM testQuestion WHERE id = ?", [id.rawValue]).map(TestQuestion.init)
    }

    package func drawable(of test: SkillTestID, topic: String?) throws -> [TestQuestionID] {
        let rows =
            if let topic {
                try db.allRows(
                    """
                    SELECT id FROM testQuestion WHERE test = ? AND topic = ? AND state = 'active'
                    ORDER BY number LIMIT ?
                    """,
                    [test.rawValue, topic, SkillTest.poolAtMost]
                )
            } else {
                try db.allRows(
                    """
                    SELECT id FROM testQuestion INDEXED BY testQuestionActive WHERE test = ? AND state = 'active'
                    ORDER BY number LIMIT ?
                    """,
                    [test.rawValue, SkillTest.poolAtMost]
                )
            }
        return rows.map { TestQuestionID(rawValue: $0["id"]) }
    }

    package func question(fingerprint: String, in test: SkillTestID) throws -> Int? {
        try db.firstRow(
            """
            SELECT number FROM testQuestion INDEXED BY testQuestionByFingerprint
            WHERE test = ? AND fingerprint = ? AND state = 'active' LIMIT 1
            """,
            [test.rawValue, fingerprint]
        )?["number"]
    }
}

// MARK: - Rows

extension StoredBoard {
    fileprivate static let sponsorColumns = """
        s.name AS sponsorName, s.proof AS sponsorProof, s.domain AS sponsorDomain, s.suspendedFor AS sponsorSuspendedFor
        """

    /// The columns that a test is read from.
    fileprivate static let testColumns =
        "t.*, \(Self.sponsorColumns) FROM skillTest t JOIN sponsor s ON s.id = t.sponsor"
}

extension SkillTest {
    fileprivate init(_ row: Row) throws {
        var sponsor = Sponsor(id: SponsorID(rawValue: row["sponsor"]), name: row["sponsorName"])
        sponsor.proof = Sponsor.Proof(kind: row["sponsorProof"], domain: row["sponsorDomain"])
        sponsor.suspendedFor = row["sponsorSuspendedFor"]
        self.init(
            id: SkillTestID(rawValue: row["id"]),
            handle: row["handle"],
            name: row["name"],
            sponsor: sponsor,
            syllabus: row["syllabus"],
            rules: try row.json("rules", as: Rules.self),
            state: State(rawValue: row["state"]) ?? .closed,
            questionCount: row["questionCount"]
        )
    }
}

extension TestQuestion {
    init(_ row: Row) throws {
        self.init(
            id: TestQuestionID(rawValue: row["id"]),
            test: SkillTestID(rawValue: row["test"]),
            number: row["number"],
            content: try row.json("content", as: QuestionContent.self),
            state: State(rawValue: row["state"]) ?? .retired,
            tally: QuestionTally(questionRow: row)
        )
        let sum: Int = row["suspicions"]
        suspicions = Set(Suspicion.allCases.filter { sum & $0.rawValue != 0 })
    }
}

extension Database {
    func tally(of test: SkillTestID) throws -> SkillTestTally {
        try firstRow(
            "SELECT attempts, takers, passes, percents, answers, milliseconds FROM skillTest WHERE id = ?",
            [test.rawValue]
        ).map { row in
            SkillTestTally(
                attempts: row["attempts"],
                takers: row["takers"],
                passes: row["passes"],
                percents: row["percents"],
                answers: row["answers"],
                milliseconds: row["milliseconds"]
            )
        } ?? SkillTestTally()
    }
}

extension QuestionTally {
    /// The sums in a row of a question.
    init(questionRow row: Row) {
        self.init(
            answers: row["answers"],
            points: row["points"],
            milliseconds: row["milliseconds"],
            scores: row["scores"],
            pointsSquared: row["pointsSquared"],
            scoresSquared: row["scoresSquared"],
            pointsByScores: row["pointsByScores"]
        )
    }
}
