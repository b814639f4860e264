import Foundation
import GRDB
import Groups
import Identifiers

extension Database {
    func apply(_ change: SkillTestChange, _ cause: Cause) throws {
        switch change {
        case .created(let test): try insert(test, cause)
        case .edited(let test, let old): try update(test, from: old, cause)
        case .stateSet(let id, let state):
            try run("UPDATE skillTest SET state = ? WHERE id = ?", [state.rawValue, id.rawValue])
            try log("skillTest.\(state.rawValue)", id, cause)
        case .deleted(let id): try delete(id, cause)
        case .questionsAdded(let id, let questions): try add(questions, to: id, cause)
        case .questionRetired(let id): try take(id, out: .retired, cause)
        case .questionVoided(let id, let rescoring):
            try take(id, out: .void, cause)
            try store(rescoring)
        case .rescoring(let rescoring): try store(rescoring)
        case .rescoringEnded(let id):
            try run("DELETE FROM testRescoring WHERE question = ?", [id.rawValue])
            try log("skillTest.rescored", id, cause)
        case .questionsRead(let test, let person):
            try run(
                "INSERT OR IGNORE INTO testReader (test, person, sinceMs) VALUES (?, ?, ?)",
                [test.rawValue, person.rawValue, cause.at.rawValue]
            )
        case .timeExtended(let test, let person, let percent):
            try run(
                """
                INSERT INTO testAllowance (test, person, percent) VALUES (?, ?, ?)
                ON CONFLICT DO UPDATE SET percent = excluded.percent
                """,
                [test.rawValue, person.rawValue, percent]
            )
            try log("skillTest.timeExtended", test, about: person, particulars: String(percent), cause)
        case .started, .answered, .delayed, .tapped, .tapTakenBack, .ended, .rescored:
            try applyToAttempt(change, cause)
        case .passed, .passShown, .passEndTold, .followUpAsked, .followUpAnswered:
            try applyToPass(change, cause)
        case .fileImport(let change): try apply(change)
        }
    }

    // MARK: The log

    /// Adds what was done about a test to the log: whose attempt it was where that is not who did it, never an answer.
    func audit(_ word: String, _ test: SkillTestID, about person: UserID? = nil, _ cause: Cause) throws {
        let handle = try handle(of: test)
        guard let person, person != cause.person else { return try audit("\(word) \(handle)", cause) }
        // A user ID stands alone after the only space, where it is found when the person is erased.
        try audit("\(word)/\(handle) \(person)", cause)
    }

    /// The same for what those did who run the test, which they read in its own log: not who took it.
    private func log(
        _ word: String,
        _ test: SkillTestID,
        about person: UserID? = nil,
        particulars: String = "",
        _ cause: Cause
    ) throws {
        try audit(word, test, about: person, cause)
        try enterLastInLog(of: test, particulars)
    }

    /// The same for what was done about a question.
    private func log(_ word: String, _ question: TestQuestionID, _ cause: Cause) throws {
        let sql = """
            SELECT q.test, t.handle, q.number FROM testQuestion q JOIN skillTest t ON t.id = q.test WHERE q.id = ?
            """
        guard let row = try firstRow(sql, [question.rawValue]) else { return }
        try audit("\(word) \(row["handle"] as String) \(row["number"] as Int)", cause)
        try enterLastInLog(of: SkillTestID(rawValue: row["test"]), "")
    }

    /// Has the last entry of the audit stand in the log of a test.
    private func enterLastInLog(of test: SkillTestID, _ particulars: String) throws {
        try run(
            "INSERT INTO testLog (entry, test, particulars) VALUES (?, ?, ?)",
            [lastInsertedRowID, test.rawValue, particulars]
        )
    }

    func handle(of test: SkillTestID) throws -> String {
        try firstRow("SELECT handle FROM skillTest WHERE id = ?", [test.rawValue])?["handle"] ?? ""
    }

    // MARK: Tests

    private func insert(_ test: SkillTest, _ cause: Cause) throws {
        try run(
            """
            INSERT INTO skillTest (id, handle, name, skeleton, sponsor, syllabus, rules, state)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                test.id.rawValue, test.handle, test.name, Skeleton(of: test.name).text, test.sponsor.id.rawValue,
                test.syllabus, try json(test.rules), test.state.rawValue,
            ]
        )
        try run("UPDATE tally SET value = ? WHERE name = 'lastSkillTest'", [test.id.rawValue])
        try log("skillTest.created", test.id, cause)
    }

    private func update(_ test: SkillTest, from old: SkillTest, _ cause: Cause) throws {
        try run(
            "UPDATE skillTest SET name = ?, skeleton = ?, syllabus = ?, rules = ? WHERE id = ?",
            [test.name, Skeleton(of: test.name).text, test.syllabus, try json(test.rules), test.id.rawValue]
        )
        try log("skillTest.edited", test.id, particulars: old.changes(to: test).joined(separator: ","), cause)
    }

    private func delete(_ id: SkillTestID, _ cause: Cause) throws {
        let handle = try handle(of: id)
        // Nobody's attempt counts, but there may be some that were void.
        let attempts = try allRows(
            """
            SELECT i.attempt FROM testQuestion q JOIN attemptItem i ON i.question = q.id
            WHERE q.test = ? AND i.position = 0
            """,
            [id.rawValue]
        )
        for row in attempts { try forgetAttempt(AttemptID(rawValue: row["attempt"])) }
        try run(
            "DELETE FROM testRescoring WHERE question IN (SELECT id FROM testQuestion WHERE test = ?)",
            [id.rawValue]
        )
        for table in ["testQuestion", "testAllowance", "testImport", "testScore", "testReader", "testLog"] {
            try run("DELETE FROM \(table) WHERE test = ?", [id.rawValue])
        }
        try run("DELETE FROM skillTest WHERE id = ?", [id.rawValue])
        try audit("skillTest.deleted \(handle)", cause)
    }

    // MARK: Questions

    private func add(_ questions: [QuestionContent], to test: SkillTestID, _ cause: Cause) throws {
        var number = try number("SELECT lastNumber FROM skillTest WHERE id = ?", [test.rawValue])
        var id = try self.number("SELECT value FROM tally WHERE name = 'lastTestQuestion'")
        let first = number + 1
        for question in questions {
            (number, id) = (number + 1, id + 1)
            try run(
                """
                INSERT INTO testQuestion (id, test, number, fingerprint, topic, lead, content)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    id, test.rawValue, number, question.fingerprint, question.topic, question.lead, try json(question),
                ]
            )
        }
        try run(
            "UPDATE skillTest SET lastNumber = ?, questionCount = questionCount + ? WHERE id = ?",
            [number, questions.count, test.rawValue]
        )
        try run("UPDATE tally SET value = ? WHERE name = 'lastTestQuestion'", [id])
        try audit("skillTest.questionsAdded \(handle(of: test)) \(questions.count)", cause)
        try enterLastInLog(of: test, "\(first) \(number)")
    }

    /// Has a question drawn no more.
    private func take(_ id: TestQuestionID, out state: TestQuestion.State, _ cause: Cause) throws {
        try run(
            """
            UPDATE skillTest SET questionCount = questionCount - 1
            WHERE id = (SELECT test FROM testQuestion WHERE id = ? AND state = 'active')
            """,
            [id.rawValue]
        )
        try run("UPDATE testQuestion SET state = ? WHERE id = ?", [state.rawValue, id.rawValue])
        try log(state == .void ? "skillTest.questionVoided" : "skillTest.questionRetired", id, cause)
    }

    private func store(_ rescoring: Rescoring) throws {
        try run(
            """
            INSERT INTO testRescoring (question, voidedBy, dueAtMs, after, looked, passed) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET voidedBy = excluded.voidedBy, dueAtMs = excluded.dueAtMs, after = excluded.after,
                looked = excluded.looked, passed = excluded.passed
            """,
            [
                rescoring.question.rawValue, rescoring.voidedBy.rawValue, rescoring.dueAt.rawValue,
                rescoring.after?.rawValue, rescoring.looked, rescoring.passed,
            ]
        )
    }

    /// A value as JSON, the same bytes whenever it is the same.
    func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf",
            negativeInfinity: "-inf",
            nan: "nan"
        )
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}

extension Row {
    /// What a column has as JSON.
    func json<Value: Decodable>(_ column: String, as type: Value.Type) throws -> Value {
        let text: String = self[column]
        let decoder = JSONDecoder()
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "inf",
            negativeInfinity: "-inf",
            nan: "nan"
        )
        return try decoder.decode(type, from: Data(text.utf8))
    }
}
