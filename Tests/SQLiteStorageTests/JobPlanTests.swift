import Commands
import GRDB
import Groups
import Identifiers
import Synchronization
import Testing

@testable import SQLiteStorage

/// Goal: no page about jobs costs more because there are many jobs, closed ones above all.
@Suite("Query plans of jobs")
struct JobPlanTests {
    @Test("Every statement about jobs finds its rows by an index, among thousands of closed jobs")
    func plans() throws {
        let hall = try JobHall()
        try fill(hall)
        let seen = Mutex<Set<String>>([])
        hall.storage.database.writeWithoutTransaction { db in
            db.trace { event in seen.withLock { _ = $0.insert("\(event)") } }
        }
        try exercise(hall)
        hall.storage.database.writeWithoutTransaction { db in db.trace(options: []) }
        let statements = seen.withLock { $0 }.filter { ["SELECT", "UPDATE", "DELETE"].contains($0.prefix(6)) }
        #expect(statements.count > 30)
        for sql in statements.sorted() {
            for step in try plan(of: sql, hall) where !sql.contains("coalesce(max(id), 0) + 1") {
                // The settings of a full-text index are a handful of rows that SQLite itself looks at.
                let isSmall =
                    step.contains("VIRTUAL TABLE INDEX") || step.hasPrefix("SCAN tally")
                    || sql.hasSuffix("Words_config'")
                    // The hall has one sponsor.
                    || step == "SCAN s" || step == "SCAN CONSTANT ROW"
                let isWalk = step.hasPrefix("SCAN") || step.contains("TEMP B-TREE")
                #expect(!isWalk || isSmall, "\(step) in \(sql)")
            }
        }
    }

    @Test("The check itself finds a walk and a sort")
    func control() throws {
        let hall = try JobHall()
        let steps = try plan(of: "SELECT * FROM job WHERE budget = 'x' ORDER BY title", hall)
        #expect(steps.contains { $0.hasPrefix("SCAN job") } && steps.contains { $0.contains("TEMP B-TREE") })
    }

    private func plan(of sql: String, _ hall: JobHall) throws -> [String] {
        try hall.storage.database.read { db in
            let statement = try db.makeStatement(sql: "EXPLAIN QUERY PLAN " + sql)
            statement.setUncheckedArguments([])
            return try Row.fetchAll(statement).map { $0["detail"] as String }
        }
    }

    private func fill(_ hall: JobHall) throws {
        try hall.storage.database.write { db in
            try db.execute(
                sql: """
                    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
                    INSERT INTO job (id, client, title, about, skills, budget, state, draftedAtMs, openedAtMs, closedAtMs)
                    SELECT i, '@c' || (i % 50), 'x', '', '', '', 'closed', 1, 1, 1 FROM n
                    """
            )
            try db.execute(
                sql: #"INSERT INTO jobGroup (job, position, "group") SELECT id, 0, 1 + id % 3 FROM job"#
            )
            try db.execute(
                sql: """
                    INSERT INTO response (job, person, pitch, price, atMs, standing)
                    SELECT id, '@p' || (id % 70), '', '', id, 0 FROM job
                    """
            )
            try db.execute(sql: "UPDATE tally SET value = 5000 WHERE name = 'lastJob'")
            try db.execute(sql: "ANALYZE")
        }
    }

    private func exerciseAlerts(_ hall: JobHall, _ id: JobID) throws {
        let finn = JobHall.person("finn")
        let digest = JobDigest(person: finn, pace: .daily)
        let filter = JobFilter(words: ["x"], skills: ["swift"], groups: [GroupID(rawValue: 1)], place: ["x"])
        for (number, filter) in [filter, JobFilter(isForOwnGroups: true), JobFilter(isForOwnSkills: true)].enumerated()
        {
            let alert = JobAlert(
                id: AlertID(rawValue: Int64(number)),
                person: finn,
                number: number,
                filter: filter,
                pace: .daily
            )
            try hall.apply([.alert(.made(alert)), .alert(.paceSet(alert.id, .weekly))])
        }
        try hall.leave("finn", from: 1)
        let place = JobMatching.Place(token: "word:x", alert: AlertID(rawValue: 0))
        let announcing = JobAnnouncing(job: id, occasion: "", groups: [nil], after: nil)
        try hall.apply([
            .alert(.matchingGoesOn(JobMatching(job: id, after: place), at: noon)),
            .alert(.found(JobFind(person: finn, job: id, waitsFor: .daily), listAt: noon)),
            .alert(.announcingGoesOn(announcing, at: noon)), .alert(.listPutOff(digest, until: noon)),
        ])
        try hall.ask { board in
            _ = try board.nextAlertID()
            _ = try board.alert(AlertID(rawValue: 0))
            _ = try board.alerts(of: finn, limit: 9)
            _ = try board.alerts(keptUnder: ["word:x"], after: place, limit: 9)
            _ = try board.jobMatchingsDue(by: noon, limit: 9)
            _ = try board.find(of: id, for: finn)
            _ = try board.jobDigestsDue(by: noon, limit: 9)
            _ = try board.jobs(waitingFor: digest, limit: 9)
            _ = try board.jobAnnouncing(of: id)
            _ = try board.jobAnnouncingsDue(by: noon, limit: 9)
            _ = try board.db.nextDue()
        }
        try hall.apply([
            .alert(.lost(id, for: finn)), .alert(.listed(digest)), .alert(.matchingEnded(id)),
            .alert(.announcingEnded(id)), .alert(.ended(AlertID(rawValue: 0))),
        ])
        try hall.storage.database.write { db in
            try db.forgetAlerts(of: finn)
            try db.sweepFinds(before: noon)
        }
    }

    /// As the export does.
    private func publish(_ board: StoredBoard) throws {
        let reader = Reader(language: .english, zone: .utc, prefix: "!", zoneNamed: { _ in .utc }, now: noon)
        let bot = UserID(rawValue: "@bot:example.org")
        let group = try #require(try PublicJob.Selection(handle: "group-1", board))
        let sponsor = try #require(try PublicJob.Selection(sponsor: "Acme", board))
        for selection in [.all, group, sponsor] {
            let page = try PublicJob.Page(of: selection, after: nil, limit: 1, board, through: bot, to: reader)
            #expect(page.jobs.count == 1)
            let next = try PublicJob.Page(of: selection, after: page.after, limit: 1, board, through: bot, to: reader)
            #expect(next.jobs.isEmpty && next.after == nil)
        }
    }

    private func exercise(_ hall: JobHall) throws {
        try hall.describe("finn", skills: ["swift", "c"])
        try hall.admit("finn", to: 1)
        let id = try hall.post("Ferry", groups: [1, 2], skills: ["swift"])
        try hall.respond("finn", to: id, at: 1)
        try hall.respond("fay", to: id, at: 2)
        try hall.leave("finn", from: 1)
        try hall.ask { board in
            _ = try board.drafts(of: hall.client, limit: 5)
            _ = try board.openJobCount(of: hall.client)
            _ = try board.openJobs(of: hall.client, limit: 9)
            _ = try board.job(writtenIn: JobHall.form)
            _ = try board.jobsDue(by: noon, limit: 9)
            _ = try board.jobRoundsDue(by: noon, limit: 9)
            _ = try board.openJobs(after: nil, limit: 9)
            _ = try board.openJobs(after: id, limit: 9)
            try publish(board)
            _ = try board.isSkillOfGroups("swift")
            _ = try board.jobsRooms(for: [GroupID(rawValue: 1)], limit: 9)
            _ = try board.jobsRooms(of: nil, after: RoomID(rawValue: "!a"), limit: 9)
            _ = try board.responses(to: id, ResponseQuery(after: JobHall.person("finn")), limit: 9)
            for order in [ResponseQuery.Order.ranked, .coming] {
                for state in [nil, Response.State.shortlisted] {
                    let query = ResponseQuery(words: ["x"], state: state, order: order)
                    _ = try board.responses(to: id, query, limit: 9)
                }
            }
            _ = try board.responses(of: JobHall.person("finn"), after: id, limit: 9)
            _ = try board.hiredCount(for: id)
            _ = try board.respondents(to: id, after: hall.client, limit: 9)
            let group = GroupID(rawValue: 1)
            let euros = PayWish(basis: .hourly, currency: Currency(code: "EUR"), least: 1)
            for filter in [
                JobFilter(words: ["ferry"]), JobFilter(skills: ["swift"]), JobFilter(groups: [group]),
                JobFilter(words: ["ferry"], skills: ["swift", "c"], groups: [group], place: ["x"], pay: euros),
                JobFilter(skills: ["swift"], groups: [group, group]), JobFilter(isRemote: true), JobFilter(pay: euros),
                JobFilter(place: ["x"]), JobFilter(isForOwnGroups: true, isForOwnSkills: true),
            ] {
                for after in [nil, id] {
                    _ = try board.search(JobQuery(filter, by: JobHall.person("finn"), after: after), limit: 9)
                }
            }
        }
        var job = try hall.job(id)
        job.wanted.groups = [GroupID(rawValue: 2)]
        try hall.apply([
            .job(.edited(job, at: noon)), .job(.kept(id, JobHall.life)), .job(.bumped(id, JobHall.life, at: noon)),
            .job(.warned(id)), .job(.roundBegan(id, .changed([.groups]), at: noon)),
        ])
        try hall.apply([
            .job(.responseDecided(.init(job: id, person: JobHall.person("finn"), state: .hired, reason: "", at: noon))),
            .job(.responseNoted(id, JobHall.person("finn"), "x")),
        ])
        let round = try #require(try hall.ask { try $0.jobRoundsDue(by: noon, limit: 1) }.first)
        try hall.apply([.job(.roundTold(round, through: hall.client)), .job(.roundTold(round, through: nil))])
        try exerciseAlerts(hall, id)
        try hall.apply([.job(.closed(id, .filled, at: noon)), .job(.reopened(id, JobHall.life, deadline: nil))])
        try hall.apply([.job(.closed(id, .hired, at: noon)), .job(.draftDropped(hall.draft("Train", groups: [1])))])
    }
}
