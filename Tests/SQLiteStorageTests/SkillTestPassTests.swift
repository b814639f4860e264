import Foundation
import GRDB
import Groups
import Identifiers
import Testing

@testable import SQLiteStorage

@Suite("Passes of skill tests, stored")
struct SkillTestPassTests {
    private let hall: SkillTestHall
    private let test = SkillTestHall.test
    private let today = Int(noon.rawValue / 86_400_000)

    init() throws { hall = try SkillTestHall(questions: 3) }

    private func pass(
        _ attempt: Attempt,
        percent: Int = 80,
        days: Int? = nil,
        seconds: Int64 = 0
    ) -> Pass {
        Pass(
            test: test,
            person: attempt.person,
            attempt: attempt.id,
            percent: percent,
            percentile: .init(top: 5, takers: 40),
            at: noon.later(seconds: seconds),
            until: days.map { Day(number: today + $0) }
        )
    }

    private func passes() throws -> [Pass] { try hall.ask { try $0.passes(of: finn, at: test) } }

    @Test("A pass comes back, a better one takes its place, and what its holder chose to show stays")
    func upsert() throws {
        let first = pass(try hall.take(by: finn, points: [1000, 1000, 400]))
        try hall.apply(.passed(first), by: finn)
        #expect(try passes() == [first])
        try hall.apply(.passShown(finn, test, false), by: finn)
        var second = pass(try hall.take(by: finn, number: 2, points: [1000, 1000, 1000]), percent: 100, seconds: 60)
        try hall.apply(.passed(second), by: finn)
        second.isShown = false
        #expect(try passes() == [second])
        // A person passes a test once.
        #expect(try hall.ask { try $0.tally(of: test).passes } == 1)
        try hall.apply(.created(SkillTestHall.skillTest(2, "other", name: "Other")))
        let other = SkillTestID(rawValue: 2)
        var older = second
        (older.test, older.at, older.isShown) = (other, noon.later(seconds: 30), true)
        older.attempt = try hall.take(by: finn, number: 3, points: []).id
        try hall.apply(.passed(older), by: finn)
        #expect(try hall.ask { try $0.latestPasses(of: finn, limit: 9) } == [second, older])
        #expect(try hall.ask { try $0.latestPasses(of: finn, limit: 1) } == [second])
        #expect(try hall.audit().last == "pass.given other")
    }

    @Test("A pass stays unless another one is as good, as late and holds as long")
    func covered() throws {
        func given(_ number: Int, _ percent: Int, _ days: Int?, _ seconds: Int64) throws -> Pass {
            let attempt = try hall.take(by: finn, number: number, points: [])
            let pass = pass(attempt, percent: percent, days: days, seconds: seconds)
            try hall.apply(.passed(pass), by: finn)
            return pass
        }
        let best = try given(1, 100, 30, 0)
        let worse = try given(2, 66, 60, 10)
        #expect(try passes() == [worse, best])
        #expect(try hall.ask { try $0.latestPasses(of: finn, limit: 9) } == [worse])
        // Earlier than the others: by a question that was declared void.
        let ever = try given(3, 70, nil, -10)
        #expect(try passes() == [worse, best, ever])
        let good = try given(4, 80, 60, 20)
        #expect(try passes() == [good, best, ever])
        // One that is raised covers those that it had not covered, keeps its date, and is never lowered.
        var raised = good
        raised.percent = 100
        try hall.apply(.passed(raised))
        #expect(try hall.audit().last == "pass.raised/swift-basics @finn:example.org")
        #expect(try passes() == [raised, ever])
        try hall.apply(.passed(good))
        #expect(try passes() == [raised, ever])
        let same = try given(5, 100, nil, 20)
        #expect(try passes() == [same])
        #expect(try hall.ask { try $0.tally(of: test).passes } == 1)
    }

    @Test("An attempt that is void by a recount is counted no more, and may be begun anew")
    func voidByRecount() throws {
        var before = try hall.ask { try $0.tally(of: test) }
        let attempt = try hall.take(by: finn, points: [0, 0, 0])
        var void = attempt
        void.end = .init(outcome: .void, at: noon, points: 0, counted: 0)
        try hall.apply(.rescored(void, old: try #require(attempt.end)))
        // What its taker made of the questions stays with these.
        (before.answers, before.milliseconds) = (before.answers + 3, before.milliseconds + 30_000)
        #expect(try hall.ask { try $0.tally(of: test) } == before)
        #expect(try hall.ask { try $0.ranking(of: 50, at: test).total } == 0)
    }

    @Test("Whether somebody is a member where a test is asked for is found, however many groups ask for it")
    func membership() throws {
        let set = CriteriaSet(criteria: [
            Criterion(number: 1, kind: .test(name: "swift-basics", minimumPercent: nil, daysAtMost: nil))
        ])
        for group in 1...3 as ClosedRange<Int64> {
            let id = GroupID(rawValue: group)
            let version = CriteriaVersion(group: id, number: 1, set: set, changedBy: ada, since: noon)
            try hall.jobs.apply([.criteria(.changed(version))])
        }
        try hall.jobs.admit("finn", to: 3)
        #expect(try hall.ask { try $0.isMember(finn, whereAskedFor: test) })
        #expect(try hall.ask { try !$0.isMember(ada, whereAskedFor: test) })
    }

    @Test("Those in the middle of an attempt with a question are counted, and nobody else")
    func running() throws {
        let question = TestQuestionID(rawValue: 1)
        _ = try hall.take(by: ada, points: [0])
        #expect(try hall.ask { try $0.runningAttemptCount(with: question) } == 0)
        _ = try hall.start(by: finn)
        #expect(try hall.ask { try $0.runningAttemptCount(with: question) } == 1)
    }

    @Test("Holders are told that a pass runs out two weeks before, or at half time of a short one, and once")
    func notices() throws {
        let (ever, year, short) = (pass(try hall.take(by: ada, points: [])), 365, 10)
        let long = pass(try hall.take(by: finn, points: []), days: year)
        let brief = pass(try hall.take(by: hall.jobs.client, points: []), days: short)
        try hall.apply(.passed(ever), .passed(long), .passed(brief))
        let half = noon.rawValue + (Int64(today + short) * 86_400_000 - noon.rawValue) / 2
        #expect(try hall.ask { try $0.db.nextDue() } == Timestamp(rawValue: half))
        #expect(try hall.ask { try $0.passesEnding(by: Timestamp(rawValue: half - 1), limit: 9) } == [])
        #expect(try hall.ask { try $0.passesEnding(by: Timestamp(rawValue: half), limit: 9) } == [brief])
        try hall.apply(.passEndTold(brief.attempt))
        let due = Timestamp(rawValue: Int64(today + year - 14) * 86_400_000)
        #expect(try hall.ask { try $0.db.nextDue() } == due)
        #expect(try hall.ask { try $0.passesEnding(by: due, limit: 9) } == [long])
        try hall.apply(.passEndTold(long.attempt))
        #expect(try hall.ask { try $0.db.nextDue() } == nil)
        // A new pass runs out anew.
        let again = pass(try hall.take(by: finn, number: 2, points: []), days: year, seconds: 1)
        try hall.apply(.passed(again))
        #expect(try hall.ask { try $0.db.nextDue() } == due)
    }

    @Test("A pass has requests that wait for it looked at, and memberships in groups that name the test, no others")
    func looks() throws {
        for (group, name) in [(1, "swift-basics"), (2, "other")] as [(Int64, String)] {
            let set = CriteriaSet(criteria: [
                Criterion(number: 1, kind: .test(name: name, minimumPercent: nil, daysAtMost: nil))
            ])
            let version = CriteriaVersion(
                group: GroupID(rawValue: group),
                number: 1,
                set: set,
                changedBy: ada,
                since: noon
            )
            try hall.jobs.apply([.criteria(.changed(version))])
        }
        for group in 1...3 {
            try hall.jobs.admit("finn", to: group)
            try hall.jobs.admit("fay", to: group)
        }
        try hall.storage.database.write { db in
            try db.execute(
                sql: """
                    INSERT INTO request (id, "group", person, message, askedAtMs, dueAtMs, state, incompleteSinceMs)
                    VALUES (90, 1, '@finn:example.org', '', 0, 0, 'pending', 1),
                        (91, 1, '@fred:example.org', '', 0, 0, 'pending', 1)
                    """
            )
        }
        #expect(try hall.number("SELECT count(*) FROM upkeep") == 0)
        let attempt = try hall.take(by: finn, points: [1000, 1000, 1000], at: noon.later(seconds: 5))
        #expect(try hall.number("SELECT count(*) FROM upkeep") == 0)
        try hall.apply(.passed(pass(attempt, days: 30)), at: noon.later(seconds: 5), by: finn)
        try hall.ask { (board: StoredBoard) throws in
            let due = noon.later(seconds: 5)
            #expect(try board.requestsToLookAt(by: due, limit: 9).map(\.id.rawValue) == [90])
            let looks = try board.upkeepDue(by: due, limit: 9)
            #expect(looks.map(\.group.rawValue) == [1] && looks.map(\.person) == [finn] && looks[0].dueAt == due)
        }
        // Whoever comes in with a pass is looked at as well.
        try hall.storage.database.write { try $0.execute(sql: "DELETE FROM upkeep; DELETE FROM request WHERE id > 89") }
        try hall.jobs.leave("finn", from: 1)
        try hall.jobs.admit("finn", to: 1)
        #expect(try hall.number("SELECT count(*) FROM upkeep") == 1)
        // And whoever's attempt is counted anew.
        try hall.storage.database.write { try $0.execute(sql: "DELETE FROM upkeep") }
        var again = attempt
        again.end?.points = 2000
        try hall.apply(.rescored(again, old: try #require(attempt.end)), by: nil)
        #expect(try hall.number("SELECT count(*) FROM upkeep") == 1)
    }

    @Test("A follow-up comes back, first asked and then answered")
    func followUp() throws {
        let attempt = try hall.take(by: finn, points: [1000])
        var followUp = FollowUp(attempt: attempt.id, position: 1, askedAt: noon)
        try hall.apply(.followUpAsked(followUp))
        #expect(try hall.ask { try $0.followUp(of: attempt.id) } == followUp)
        try hall.apply(.followUpAnswered(attempt.id, "Because", by: EventID(rawValue: "$because")))
        followUp.answer = "Because"
        #expect(try hall.ask { try $0.followUp(of: attempt.id) } == followUp)
        #expect(try hall.ask { try $0.followUp(of: AttemptID(rawValue: 99)) } == nil)
        let later = FollowUp(attempt: try hall.take(by: finn, number: 2, points: []).id, position: 0, askedAt: noon)
        try hall.apply(.followUpAsked(later))
        #expect(try hall.ask { try $0.followUps(of: finn, at: test) } == [later, followUp])
    }

    @Test("A person who is erased leaves counts and statistics, and no answer, pass or allowance")
    func erased() async throws {
        let attempt = try hall.take(by: finn, points: [1000, 1000, 400])
        try hall.apply(
            .passed(pass(attempt)),
            .followUpAsked(FollowUp(attempt: attempt.id, position: 0, askedAt: noon))
        )
        try hall.apply(.timeExtended(test, finn, percent: 50))
        let running = try hall.start(by: finn, number: 2)
        let tap = QuestionTap(attempt: running.id, position: 0, option: 1, event: EventID(rawValue: "$tap"))
        try hall.apply(.tapped(tap))
        let kept = try hall.take(by: ada, points: [0, 0, 0])
        let before = try hall.ask { board in
            (try board.tally(of: test), try board.questions(of: test, after: nil, limit: 9))
        }
        try await hall.storage.pseudonymise(finn)
        for table in ["attempt", "testPass", "testAllowance"] {
            #expect(
                try hall.number("SELECT count(*) FROM \(table) WHERE person = '@finn:example.org'") == 0,
                "\(table)"
            )
        }
        #expect(try hall.number("SELECT count(*) FROM attemptItem WHERE attempt <> \(kept.id.rawValue)") == 0)
        #expect(try hall.number("SELECT count(*) FROM attemptTap") == 0)
        #expect(try hall.number("SELECT count(*) FROM followUp") == 0)
        let after = try hall.ask { board in
            (try board.tally(of: test), try board.questions(of: test, after: nil, limit: 9))
        }
        #expect(after.0 == before.0 && after.1 == before.1)
        #expect(after.0.passes == 1 && after.0.takers == 2)
        #expect(try hall.ask { try $0.runningAttemptCount(at: test) } == 0)
        #expect(try hall.ask { try $0.items(of: kept.id).count } == 3)
        #expect(try hall.audit().allSatisfy { !$0.contains("@finn") })
    }
}
