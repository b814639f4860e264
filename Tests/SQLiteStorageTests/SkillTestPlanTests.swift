import GRDB
import Groups
import Identifiers
import Synchronization
import Testing

@testable import SQLiteStorage

/// Goal: no page about tests costs more because there are many tests, questions, attempts or passes.
@Suite("Query plans of skill tests")
struct SkillTestPlanTests {
    @Test("Every statement about skill tests finds its rows by an index, among tens of thousands")
    func plans() async throws {
        let hall = try SkillTestHall(questions: 6)
        try fill(hall)
        let seen = Mutex<Set<String>>([])
        try await hall.storage.database.writeWithoutTransaction { db in
            db.trace { event in seen.withLock { _ = $0.insert("\(event)") } }
        }
        try await exercise(hall)
        try await hall.storage.database.writeWithoutTransaction { db in db.trace(options: []) }
        let statements = seen.withLock { $0 }.filter { ["SELECT", "UPDATE", "DELETE"].contains($0.prefix(6)) }
        #expect(statements.count > 80)
        for sql in statements.sorted() where !sql.contains("quarantine") {
            for step in try plan(of: sql, hall) {
                // One row, or a handful that wait.
                let isSmall =
                    step.contains("SCAN session") || step.contains("inboxWaiting") || step == "SCAN CONSTANT ROW"
                    || step.contains("USING INDEX attemptAbandoned")
                    // The words of one text that was pasted.
                    || step.hasPrefix("SCAN leads VIRTUAL TABLE")
                let isWalk = step.hasPrefix("SCAN") || step.contains("TEMP B-TREE")
                #expect(!isWalk || isSmall, "\(step) in \(sql)")
            }
        }
    }

    @Test("The check itself finds a walk and a sort")
    func control() throws {
        let steps = try plan(of: "SELECT * FROM attempt WHERE points = 1 ORDER BY seed", SkillTestHall())
        #expect(steps.contains { $0.hasPrefix("SCAN attempt") } && steps.contains { $0.contains("TEMP B-TREE") })
    }

    private func plan(of sql: String, _ hall: SkillTestHall) throws -> [String] {
        try hall.storage.database.read { db in
            let statement = try db.makeStatement(sql: "EXPLAIN QUERY PLAN " + sql)
            statement.setUncheckedArguments([])
            return try Row.fetchAll(statement).map { $0["detail"] as String }
        }
    }

    private func fill(_ hall: SkillTestHall) throws {
        let numbers = "WITH RECURSIVE n (i) AS (SELECT 1001 UNION ALL SELECT i + 1 FROM n WHERE i < 6000)"
        try hall.storage.database.write { db in
            for sql in [
                "INSERT INTO sponsor (id, name, skeleton) SELECT i, 's' || i, 's' || i FROM n",
                """
                INSERT INTO "group" (id, handle, name, skeleton, sponsor, about, skills, criteria, badge, zone,
                    workingDays, reapplyDays)
                SELECT i, 'g' || i, 'g', 'g' || i, i, '', '', '', '🏅', 'UTC', 'mon', 30 FROM n
                """,
                """
                INSERT INTO skillTest (id, handle, name, skeleton, sponsor, syllabus, rules, state)
                SELECT i, 'test-' || i, 'Test', 's' || i, i, '', '{}', iif(i % 3, 'closed', 'open') FROM n
                """,
                """
                INSERT INTO testQuestion (id, test, number, fingerprint, topic, content)
                SELECT i, 1 + i % 5 * 1000 + i % 5, i, 'f' || i, 't' || i % 9,
                    '{"kind":{"trueFalse":{"isTrue":true}},"text":"x","title":"","topic":""}'
                FROM n
                """,
                """
                INSERT INTO attempt (id, test, person, number, seed, startedAtMs, questionCount, position, shownAtMs,
                    passPercent, outcome, endedAtMs, points, counted)
                SELECT i, 1 + i % 5 * 1000 + i % 5, '@u' || i % 500, 1, i, i, 1, 0, i, 60, 'failed', i, 0, 1 FROM n
                """,
                "INSERT INTO attemptItem (attempt, position, question, mark) SELECT i, 0, i, i % 5 FROM n",
                """
                INSERT INTO testPass (person, test, attempt, percent, atMs, untilDay, isShown, isLatest, noticeAtMs)
                SELECT '@v' || i % 700, i, i, 60, i, 30000, 1, 1, 2592000000000 FROM n
                """,
                "INSERT INTO testReader (test, person, sinceMs) SELECT i, '@u' || i % 500, 5 FROM n",
                """
                INSERT INTO audit (id, atMs, event, change) SELECT i, i, 'e', 'skillTest.created test-' || i FROM n
                """,
                "INSERT INTO testLog (entry, test) SELECT i, 1 + i % 5 * 1000 + i % 5 FROM n",
                "INSERT INTO testAllowance (test, person, percent) SELECT i, '@u' || i % 500, 5 FROM n",
                """
                INSERT INTO criteriaTest ("group", test, isWanted, handle)
                SELECT i, 'x' || i % 900, 1, 'g' || i FROM n
                """,
            ] {
                try db.execute(sql: "\(numbers) \(sql)")
            }
            try db.execute(sql: "ANALYZE")
        }
    }

    private func exercise(_ hall: SkillTestHall) async throws {
        let test = SkillTestHall.test
        let question = TestQuestionID(rawValue: 1)
        try hall.apply(.edited(SkillTestHall.skillTest(), from: SkillTestHall.skillTest()), .stateSet(test, .open))
        try hall.apply(.questionsAdded(test, SkillTestHall.questions(1)), .questionRetired(TestQuestionID(rawValue: 2)))
        let rescoring = Rescoring(question: question, voidedBy: ada, dueAt: noon)
        try hall.apply(.questionVoided(question, rescoring), .rescoring(rescoring))
        try hall.apply(.timeExtended(test, finn, percent: 50), .questionsRead(test, by: ada))
        var attempt = try hall.start()
        let tap = QuestionTap(attempt: attempt.id, position: 0, option: 0, event: EventID(rawValue: "$tap"))
        try hall.apply(.tapped(tap), .tapTakenBack(tap.event), .delayed(attempt))
        try hall.ask { (board: StoredBoard) throws in
            _ = try board.taps(on: 0, of: attempt.id)
            _ = try board.tap(by: tap.event)
            _ = try board.db.nextDue()
        }
        try await hall.storage.noteAway()
        _ = try await hall.storage.giveBack(from: noon, to: noon.later(seconds: 5))
        attempt = try hall.answer(attempt, points: 900)
        attempt = try hall.end(attempt)
        let pass = Pass(
            test: test,
            person: finn,
            attempt: attempt.id,
            percent: 90,
            at: noon,
            until: Day(number: 20_000)
        )
        try hall.apply(.passed(pass), .passed(pass), .passShown(finn, test, true), .passEndTold(attempt.id))
        try hall.apply(.followUpAsked(FollowUp(attempt: attempt.id, position: 0, askedAt: noon)))
        try hall.apply(
            .followUpAnswered(attempt.id, "x", by: EventID(rawValue: "$1")),
            .rescored(attempt, old: try #require(attempt.end))
        )
        try hall.apply(.rescoringEnded(question))
        let file = TestImport(
            id: TestImportID(rawValue: 1),
            test: test,
            person: ada,
            name: "",
            uri: "mxc://a/b",
            askedAt: noon,
            content: .wanted
        )
        try hall.apply(.fileImport(.asked(file)))
        _ = try await hall.storage.wantedFiles(at: noon, limit: 4)
        try await hall.storage.putOffFetching(.testImport(file.id), until: noon)
        try await hall.storage.noteFetched(.testImport(file.id), .text([]), at: noon)
        try hall.ask { try ask($0, attempt) }
        try hall.apply(.fileImport(.shown(file.id)), .fileImport(.closed(file.id)))
        try hall.jobs.admit("finn", to: 1)
        _ = try await hall.storage.sweep(before: noon)
        try await hall.storage.pseudonymise(finn)
        try hall.apply(.deleted(test))
    }

    private func ask(_ board: StoredBoard, _ attempt: Attempt) throws {
        let (test, acme, question) = (attempt.test, SponsorID(rawValue: 1), TestQuestionID(rawValue: 1))
        _ = try board.skillTest(test)
        _ = try board.skillTest(handle: "a")
        _ = try board.skillTest(skeleton: "a")
        _ = try board.skillTests(near: "swift", limit: 3)
        _ = try (board.skillTests(after: nil, limit: 1), board.skillTests(of: acme, after: "a", limit: 0))
        _ = try (board.skillTestCount(of: acme), board.runsTests(finn, of: acme), board.nextSkillTestID())
        _ = try board.sponsorsWithTests(runBy: ada, limit: 9)
        _ = try (board.groups(askingFor: test, limit: 9), board.groupCount(naming: test), board.tally(of: test))
        _ = try (board.topics(of: test), board.drawable(of: test, topic: nil), board.drawable(of: test, topic: "a"))
        _ = try (board.questions(of: test, after: 1, limit: 2), board.question(1, of: test), board.question(question))
        _ = try board.question(fingerprint: "f", in: test)
        _ = try (board.nextAttemptID(), board.attempt(attempt.id), board.runningAttempt(of: finn))
        _ = try (board.runningAttemptCount(at: test), board.attempts(of: finn, at: test, limit: 9))
        _ = try board.attempts(of: finn, endedAfter: noon)
        _ = try (board.items(of: attempt.id), board.item(0, of: attempt.id))
        _ = try board.item(answeredBy: EventID(rawValue: "$1"))
        _ = try (board.attemptsDue(by: noon, limit: 9), board.attemptsAbandoned(limit: 9))
        _ = try (board.extraTime(of: finn, at: test), board.sent("a"), board.chance(for: EventID(rawValue: "$1")))
        _ = try (board.ranking(of: 5, at: test), board.attempts(reading: question, mark: 1, limit: 9))
        _ = try (board.rescoringsDue(by: noon, limit: 9), board.attempts(with: question, after: nil, limit: 9))
        _ = try (board.passes(of: finn, at: test), board.latestPasses(of: finn, limit: 9))
        _ = try (board.followUp(of: attempt.id), board.followUps(of: finn, at: test))
        _ = try (board.isMember(finn, whereAskedFor: test), board.runningAttemptCount(with: question))
        _ = try (board.passesEnding(by: noon, limit: 9), board.nextTestImportID(), board.openTestImport(of: ada))
        _ = try (board.testImport(TestImportID(rawValue: 1)), board.testImportsFetched(limit: 9))
        _ = try (board.hasReadQuestions(ada, of: test), board.extraTimes(at: test, after: finn, limit: 9))
        _ = try (board.log(of: test, before: 9, limit: 9), board.drafts(askingFor: test, limit: 9))
        _ = try board.noticeCount(of: [1], in: GroupID(rawValue: 1), limit: 9)
        _ = try (board.questionsBySuspicion(of: test, from: 3, limit: 9), board.suspiciousCount(of: test))
        _ = try board.questions(beginningIn: LeakedText("a b c d e f"), of: test, limit: 9)
        _ = try (board.followUp(answeredBy: EventID(rawValue: "$1")), board.room(of: "a"))
        _ = try (board.db.nextDue(), board.db.wantsFiles())
    }
}
