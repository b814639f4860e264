import Foundation
import GRDB
import Groups
package import SQLiteStorage

/// Adds an open skill test to a seeded database, and freelancers who have not taken it: 10 questions out of 40.
package struct SkillTestSeed: Sendable {
    package var takers: Int

    package init(takers: Int) {
        self.takers = takers
    }

    private static let pool = 40
    private static let drawn = 10

    /// Adds them to a storage that ``Seed`` has filled.
    package func fill(_ storage: Storage) async throws {
        try await storage.database.write { db in
            try insertTakers(db)
            try insertTest(db)
        }
        try await storage.database.write { try $0.execute(sql: "ANALYZE") }
    }

    private func insertTakers(_ db: Database) throws {
        try db.execute(
            sql: """
                WITH RECURSIVE n (k) AS (SELECT 0 UNION ALL SELECT k + 1 FROM n WHERE k < ?1 - 1)
                INSERT OR IGNORE INTO person (userID, isFreelancer, headline, skills)
                SELECT '@u' || k || ':stub', 1, 'Freelancer number ' || k, 'swift' FROM n;
                UPDATE tally SET value = (SELECT count(*) FROM person WHERE isFreelancer) WHERE name = 'freelancers'
                """,
            arguments: [takers]
        )
    }

    private func insertTest(_ db: Database) throws {
        let rules = SkillTest.Rules(draws: [.init(topic: nil, count: Self.drawn)])
        try db.execute(
            sql: """
                INSERT INTO skillTest (
                    id, handle, name, skeleton, sponsor, syllabus, rules, state, questionCount, lastNumber
                ) VALUES (1, 'sums', 'Sums', 'seededsums', 1, 'Adding up.', ?1, 'open', ?2, ?2)
                """,
            arguments: [try Self.json(rules), Self.pool]
        )
        let question = try db.makeStatement(
            sql: """
                INSERT INTO testQuestion (id, test, number, fingerprint, topic, content) VALUES (?1, 1, ?1, ?2, '', ?3)
                """
        )
        for number in 1...Self.pool {
            let options = (0..<4).map { QuestionContent.Option("\(2 * number + $0)", share: $0 == 0 ? 1000 : 0) }
            let text = "How much is \(number) + \(number)?"
            let content = QuestionContent(text: text, kind: .choice(options: options, isMultiple: false))
            try question.execute(arguments: [number, content.fingerprint, try Self.json(content)])
        }
        try db.execute(
            sql: """
                UPDATE tally SET value = 1 WHERE name = 'lastSkillTest';
                UPDATE tally SET value = ? WHERE name = 'lastTestQuestion'
                """,
            arguments: [Self.pool]
        )
    }

    private static func json(_ value: some Encodable) throws -> String {
        String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
    }
}
