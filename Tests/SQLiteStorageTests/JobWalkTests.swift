import GRDB
import Groups
import Identifiers
import SeededTesting
import Testing

@testable import BotTesting
@testable import SQLiteStorage

/// Goal: jobs, responses, reports and what is kept beside them never drift apart, whoever does what in which order.
///
/// Method: as ``WalkTests``: random people give random commands to the real core, and after each of them every job and
/// every response is that of a small model; at the end SQL looks for rows that contradict one another.
@Suite("A random walk through the jobs", .timeLimit(.minutes(10)))
struct JobWalkTests {
    private static let steps = 4_000

    @Test("After 8,000 random commands every job, response and count is right, and everybody heard how it ended")
    func holds() async throws {
        let seed = WalkSeed.first
        print("random walk through the jobs: GUILDHALL_TEST_SEED=\(seed)")
        async let first = Self.walk(seed: seed)
        async let second = Self.walk(seed: seed &+ 1)
        let effects = try await first.merging(second) { $0 + $1 }
        for kind in [
            "post", "respond", "withdraw", "shortlisted", "sent", "declined", "hired", "keep", "bump", "close",
            "reopen",
            "report", "held", "clear", "remove", "expired", "heldToTheEnd",
        ] {
            #expect(effects[kind, default: 0] >= 10, "GUILDHALL_TEST_SEED=\(seed), \(kind): \(effects)")
        }
    }

    private static func walk(seed: UInt64) async throws -> [String: Int] {
        var walk = try await JobWalk(seed: seed)
        for step in 1...steps {
            try await walk.step()
            // Old jobs hardly change any more: they are looked at now and then.
            let isWhole = step % 500 == 0 || step == steps
            guard isWhole || walk.isNews else { continue }
            let first = isWhole ? 0 : max(0, walk.model.jobs.count - 40)
            let (expected, found) = (walk.model.lines(from: first), try walk.found(from: first))
            guard expected == found else {
                let wrong = Set(expected).symmetricDifference(found).sorted()
                Issue.record("GUILDHALL_TEST_SEED=\(seed), step \(step), after \(walk.last): \(wrong)")
                return walk.model.effects
            }
        }
        for (rule, sql) in contradictions {
            let rows = try walk.rows(sql)
            #expect(rows.isEmpty, "GUILDHALL_TEST_SEED=\(seed), \(rule): \(rows.prefix(3))")
        }
        return walk.model.effects
    }

    /// Queries that find nothing as long as a rule holds.
    private static let contradictions = [
        "responseCount": """
        SELECT id FROM job j WHERE responseCount <> (
            SELECT count(*) FROM response r WHERE r.job = j.id AND r.state <> 'withdrawn')
        """,
        "preferredCount": """
        SELECT id FROM job j WHERE preferredCount <> (
            SELECT count(*) FROM response r WHERE r.job = j.id AND r.state <> 'withdrawn' AND -r.standing >= j.preferredFrom
                AND EXISTS (SELECT 1 FROM jobGroup g WHERE g.job = j.id))
        """,
        "openJobs": """
        SELECT value FROM tally WHERE name = 'openJobs' AND value <> (SELECT count(*) FROM job WHERE state = 'open')
        """,
        "only open jobs are found by their groups and skills, and have an end": """
        SELECT id FROM job j WHERE state = 'open' AND (nextAtMs IS NULL OR expiresAtMs IS NULL)
            OR state <> 'open' AND (nextAtMs IS NOT NULL AND heldAtMs IS NULL OR EXISTS (SELECT 1 FROM jobSkill s WHERE s.job = j.id))
        UNION ALL
        SELECT j.id FROM job j JOIN jobGroup g ON g.job = j.id WHERE g.isOpen <> (j.state = 'open')
        """,
        "a held job has as many open reports as hold it and is looked at again, and what was taken away has none": """
        SELECT id FROM job j WHERE heldAtMs IS NOT NULL AND (nextAtMs IS NULL OR 3 <> (
                SELECT count(*) FROM jobReport r WHERE r.job = j.id AND r.isOpen = 1))
            OR outcome = 'removed' AND EXISTS (SELECT 1 FROM jobReport r WHERE r.job = j.id AND r.isOpen = 1)
        """,
        "whoever waits for an outcome when a job ends hears how it ended": """
        SELECT r.job, r.person FROM response r JOIN job j ON j.id = r.job
        WHERE j.outcome IS NOT NULL AND r.state NOT IN ('declined', 'withdrawn') AND r.atMs < j.closedAtMs AND NOT EXISTS (
            SELECT 1 FROM outbox o WHERE o.person = r.person AND o.key LIKE 'round/%/' || j.id || '@%')
        """,
        "whoever was hired or declined heard so": """
        SELECT r.job, r.person FROM response r WHERE r.state IN ('declined', 'hired') AND NOT EXISTS (
            SELECT 1 FROM outbox o WHERE o.person = r.person AND o.key LIKE 'outcome/' || r.job || '@%/' || r.person || '/%')
        """,
        "no round and nothing to send is left over": """
        SELECT number FROM jobRound UNION ALL SELECT id FROM outbox WHERE state NOT IN (2, 5, 6)
        """,
        "no event is left over or was given up": "SELECT eventID FROM inbox WHERE state <> 1",
        "nothing refers to what is not there": "PRAGMA foreign_key_check",
    ]
}

/// Random people who give random commands about jobs, and the model that follows them.
private struct JobWalk {
    let stage: Stage
    var model = JobWalkModel()
    /// The last command, for who has to find out what went wrong.
    var last = ""
    /// Whether the last step may have changed something.
    var isNews = false
    private var numbers: SeededNumbers

    private static let freelancers = ["olga", "ada", "abel", "finn", "fay"]
    private static let words = ["ferry", "mural", "timetable", "harbour", "seagull", "lantern", "bridge", "orchard"]

    init(seed: UInt64) async throws {
        numbers = SeededNumbers(seed: seed)
        stage = try Stage()
        let setting = [
            ("olga", "!sponsor add Acme @ada:example.org"), ("ada", "!groups create Swift Guild"),
            ("finn", "!freelancer"), ("finn", "!join swift-guild"), ("ada", "!approve 1"),
        ]
        for (person, words) in setting + Self.freelancers.map({ ($0, "!freelancer") }) {
            try await say(words, by: person)
        }
    }

    mutating func step() async throws {
        if numbers.number(in: 1...15) == 1 {
            let hours = Int64(numbers.number(in: 1...numbers.pick([6, 72, 800])))
            let isAwake = numbers.number(in: 1...2) == 1
            last = "\(hours) hours, \(isAwake ? "awake" : "away")"
            model.pass(to: stage.now.rawValue + hours * 3_600_000, awake: isAwake)
            _ = try await stage.pass(hours * 3_600_000, awake: isAwake)
            isNews = true
            return
        }
        let (command, person) = command()
        let now = stage.now.rawValue
        if case .post(let isForGroup) = command {
            isNews = model.mayPost(person, at: now)
            guard isNews else { return }
            last = "\(person) posts"
            // No two of them are nearly the same, which a client whose job is hidden could not post.
            let words = (0..<3).map { _ in numbers.pick(Self.words) }
            let title = (words + ["number\(model.jobs.count)"]).joined(separator: " ")
            let field = isForGroup ? "\nrequest: swift-guild, sqlite" : ""
            try await say("!postjob --anyway\ntitle: \(title)\(field)", by: person)
            model.pass(to: stage.now.rawValue, awake: true)
            model.obey(command, by: person, at: stage.now.rawValue)
            return try await say("!postjob confirm \(model.jobs.count)", by: person)
        }
        last = "\(person): \(words(of: command))"
        let before = model.effects
        try await say("!" + words(of: command), by: person)
        model.obey(command, by: person, at: now)
        model.pass(to: stage.now.rawValue, awake: true)
        isNews = before != model.effects
    }

    private func say(_ words: String, by person: String) async throws {
        _ = try await stage.hear(.init(person: person, place: .direct, act: .says(words)))
        _ = try await stage.pass(0, awake: true)
    }

    /// Mostly about a job that is open, and by somebody who may.
    private mutating func command() -> (JobWalkModel.Command, by: String) {
        let open = model.jobs.indices.filter { model.jobs[$0].state == "open" }
        let lately = max(1, model.jobs.count - 30)...max(1, model.jobs.count + 1)
        let isOpen = !open.isEmpty && numbers.number(in: 1...5) > 1
        let number = isOpen ? numbers.pick(open) + 1 : numbers.number(in: lately)
        let job = model.jobs.indices.contains(number - 1) ? model.jobs[number - 1] : nil
        let somebody = numbers.pick(Self.freelancers + ["cleo"])
        let client = numbers.number(in: 1...5) > 1 ? job?.client ?? somebody : somebody
        let respondents = (job?.responses.keys.sorted() ?? []) + [somebody]
        switch numbers.number(in: 1...40) {
        case 1...4: return (.post(group: numbers.number(in: 1...2) == 1), numbers.pick(["cleo", "cleo", "fay"]))
        case 5...16: return (.respond(number), somebody)
        case 17, 18: return (.withdraw(number), numbers.pick(respondents))
        case 19...26:
            let state = numbers.pick(["shortlisted", "sent", "declined", "hired"])
            return (.decide(number, numbers.pick(respondents), to: state), client)
        case 27: return (.keep(number), client)
        case 28: return (.bump(number), client)
        case 29, 30: return (.close(number, outcome: numbers.pick(["hired", "filled", "cancelled"])), client)
        case 31: return (.reopen(number), client)
        case 32...37: return (.report(number), somebody)
        case 38, 39:
            let held = model.jobs.indices.filter { model.jobs[$0].openReports > 0 }
            return (.clear(held.isEmpty ? number : numbers.pick(held) + 1), "olga")
        default: return (.remove(number), numbers.pick(["olga", "olga", somebody]))
        }
    }

    private func words(of command: JobWalkModel.Command) -> String {
        switch command {
        case .post: "postjob"
        case .respond(let number): "respond \(number) I can do that"
        case .withdraw(let number): "respond withdraw \(number)"
        case .decide(let number, let person, "shortlisted"): "shortlist \(number) \(Stage.user(person))"
        case .decide(let number, let person, "sent"): "shortlist \(number) \(Stage.user(person)) off"
        case .decide(let number, let person, "declined"): "decline \(number) \(Stage.user(person)) Not now"
        case .decide(let number, let person, _): "hire \(number) \(Stage.user(person))"
        case .keep(let number): "job keep \(number)"
        case .bump(let number): "job bump \(number)"
        case .close(let number, let outcome): "job close \(number) \(outcome)"
        case .reopen(let number): "job reopen \(number)"
        case .report(let number): "report \(number) It asks for a fee"
        case .clear(let number): "job clear \(number)"
        case .remove(let number): "job remove \(number) It asks for a fee"
        }
    }

    /// What is stored, as the model tells it.
    func found(from first: Int) throws -> [String] {
        let sql = """
            SELECT j.id || ' ' || j.client || ' ' || iif(j.heldAtMs IS NULL, j.state, 'held') || ' '
                || coalesce(j.outcome, '-') || ' ' || j.responseCount || coalesce((
                    SELECT group_concat(' ' || person || ':' || state, '')
                    FROM (SELECT person, state FROM response r WHERE r.job = j.id ORDER BY person)
                ), '') AS line
            FROM job j WHERE j.id > ? ORDER BY j.id
            """
        let rows = try stage.storage.database.read { db in try Row.fetchAll(db, sql: sql, arguments: [first]) }
        return rows.map { row in
            let line: String = row[0]
            return line.replacing("@", with: "").replacing(":example.org", with: "")
        }
    }

    func rows(_ sql: String) throws -> [Row] {
        try stage.storage.database.read { db in try Row.fetchAll(db, sql: sql) }
    }
}
