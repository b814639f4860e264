import Bot
import BotTesting
import Commands
import GRDB
import Groups
import Identifiers
import Testing

@testable import SQLiteStorage

/// A new job reads only alerts that are kept under something that it has, a batch at a tick, and everybody once.
@Suite("Alerts")
struct AlertTests {
    private let hall: JobHall

    init() throws {
        hall = try JobHall()
    }

    private func watch(_ name: String, _ filter: JobFilter, _ pace: JobAlert.Pace = .atOnce) throws -> JobAlert {
        try hall.describe(name, skills: ["swift"])
        let person = JobHall.person(name)
        let alert = try hall.ask { board in
            JobAlert(
                id: try board.nextAlertID(),
                person: person,
                number: JobAlert.nextNumber(after: try board.alerts(of: person, limit: 99)),
                filter: filter,
                pace: pace
            )
        }
        try hall.apply([.alert(.made(alert))])
        return alert
    }

    private func keys(of alert: JobAlert) throws -> [String] {
        try hall.storage.database.read { db in
            try String.fetchAll(
                db,
                sql: "SELECT token FROM jobAlertToken WHERE alert = ? ORDER BY token",
                arguments: [alert.id.rawValue]
            )
        }
    }

    @Test("An alert is kept under the rarest of what it requires, and the same alert comes back")
    func rarest() throws {
        _ = try hall.post("Ferry", groups: [1], skills: ["swift"])
        _ = try hall.post("Ferry again", skills: ["swift"])
        let filter = JobFilter(
            words: ["ferry", "again"],
            skills: ["swift"],
            groups: [GroupID(rawValue: 1)],
            isRemote: true,
            pay: PayWish(basis: .hourly, currency: Currency(code: "EUR"), least: 6000)
        )
        let alert = try watch("finn", filter)
        #expect(try keys(of: alert) == ["group:1"])
        #expect(try hall.ask { try $0.alerts(of: alert.person, limit: 9) } == [alert])
        #expect(try keys(of: watch("finn", JobFilter(words: ["ferry", "again"], isRemote: true))) == ["word:again"])
        #expect(try keys(of: watch("finn", JobFilter(skills: ["sqlite", "swift"]))) == ["skill:sqlite"])
        #expect(try keys(of: watch("finn", JobFilter(place: ["kiel"], isRemote: true))) == ["place:kiel"])
        #expect(try keys(of: watch("finn", JobFilter(isRemote: true))) == ["remote"])
    }

    @Test("Alerts for own groups and skills are kept under each of them, as they change")
    func own() throws {
        let groups = try watch("finn", JobFilter(isRemote: true, isForOwnGroups: true))
        let skills = try watch("finn", JobFilter(isForOwnSkills: true))
        #expect(try keys(of: groups) == [] && keys(of: skills) == ["skill:swift"])
        try hall.admit("finn", to: 1)
        try hall.admit("finn", to: 2)
        #expect(try keys(of: groups) == ["group:1", "group:2"])
        try hall.leave("finn", from: 1)
        try hall.describe("finn", skills: ["c", "c++"])
        #expect(try keys(of: groups) == ["group:2"] && keys(of: skills) == ["skill:c", "skill:c++"])
        try hall.apply([.alert(.ended(groups.id))])
        #expect(try keys(of: groups) == [])
    }

    @Test("The alerts of a job are read in batches, none twice and none left out")
    func batches() throws {
        var expected: Set<AlertID> = []
        for number in 0..<25 {
            expected.insert(try watch("p\(number)", JobFilter(words: [["ferry", "line"][number % 2]])).id)
        }
        _ = try watch("other", JobFilter(words: ["train"]))
        let tokens = ["word:ferry", "word:line", "word:zebra"]
        var after: JobMatching.Place?
        var read: [AlertID] = []
        while true {
            let page = try hall.ask { try $0.alerts(keptUnder: tokens, after: after, limit: 7) }
            read += page.map(\.alert.id)
            after = page.last?.place
            if page.count < 7 { break }
        }
        #expect(read.count == 25 && Set(read) == expected)
    }

    @Test("Of two accounts everything is with one: numbers follow each other, and what was told stays told")
    func moved() throws {
        let finn = JobHall.person("finn")
        let new = JobHall.person("new")
        for _ in 0..<3 { _ = try watch("finn", JobFilter(words: ["ferry"])) }
        for _ in 0..<2 { _ = try watch("new", JobFilter(isForOwnGroups: true)) }
        try hall.admit("finn", to: 1)
        let jobs = try (0..<3).map { try hall.post("Ferry \($0)") }
        try hall.apply(
            zip([(nil, .daily), (.daily, nil), (.daily, .weekly)] as [(JobAlert.Pace?, JobAlert.Pace?)], jobs).flatMap {
                [
                    .alert(.found(JobFind(person: finn, job: $1, waitsFor: $0.0), listAt: noon)),
                    .alert(.found(JobFind(person: new, job: $1, waitsFor: $0.1), listAt: noon)),
                ]
            }
        )
        try hall.apply([.link(.moved(AccountMove(from: finn, to: new, at: noon, groups: [])))])
        try hall.ask { board throws in
            #expect(try board.alerts(of: new, limit: 9).map(\.number) == [1, 2, 3, 4, 5])
            #expect(try board.alerts(of: finn, limit: 9).isEmpty)
            #expect(try jobs.map { try board.find(of: $0, for: new)?.waitsFor } == [nil, nil, .daily])
            for job in jobs {
                #expect(try board.find(of: job, for: new) != nil)
                #expect(try board.find(of: job, for: finn) == nil)
            }
            #expect(try board.alerts(keptUnder: ["group:1"], after: nil, limit: 9).map(\.alert.number) == [1, 2])
        }
    }

    @Test("Nothing says what somebody looked for who is erased, nor who was told of a job that is closed for good")
    func forgotten() async throws {
        let alert = try watch("finn", JobFilter(words: ["ferry"]))
        let id = try hall.post("Ferry")
        for name in ["finn", "fay"] {
            let find = JobFind(person: JobHall.person(name), job: id, waitsFor: .daily)
            try hall.apply([.alert(.found(find, listAt: noon))])
        }
        try await hall.storage.pseudonymise(alert.person)
        let rest = try await hall.storage.database.read { db in
            try ["jobAlert", "jobAlertToken", "jobFind", "jobDigest"].map {
                try Int.fetchOne(db, sql: "SELECT count(*) FROM \($0)")
            }
        }
        #expect(rest == [0, 0, 1, 1])
        try hall.apply([.job(.closed(id, .filled, at: noon))])
        _ = try await hall.storage.sweep(before: noon)
        #expect(try hall.ask { try $0.find(of: id, for: JobHall.person("fay")) } != nil)
        _ = try await hall.storage.sweep(before: noon.later(days: 1))
        #expect(try hall.ask { try $0.find(of: id, for: JobHall.person("fay")) } == nil)
    }
}

/// What a popular job comes to, at one tick after the other.
@Suite("Alerts of many")
struct PopularJobTests {
    @Test("A job that fits very many alerts is told in portions, and everybody hears of it once, also after an edit")
    func portions() async throws {
        let hall = try await MembersHall(Storage.inMemory())
        let people = 2 * JobMatching.batch + 50
        try await hall.storage.database.write { db in
            for number in 1...people {
                let person = Person(id: UserID(rawValue: "@p\(number):example.org"), isFreelancer: true)
                let alert = JobAlert(
                    id: AlertID(rawValue: Int64(number)),
                    person: person.id,
                    number: 1,
                    filter: JobFilter(words: ["ferry"]),
                    pace: .atOnce
                )
                for change in [Change.person(.described(person)), .alert(.made(alert))] {
                    try db.apply(change, cause: Cause(at: noon, person: person.id, event: EventID(rawValue: "$1")))
                }
            }
        }
        try await hall.hear("!postjob\ntitle: Timetable of a ferry")
        try await hall.hear("!postjob confirm 1")
        // The decision itself stores one row.
        #expect(try await told(hall) == 0)
        #expect(try await hall.count("SELECT count(*) FROM jobMatching") == 1)
        var counts: [Int] = []
        for _ in 0..<4 {
            try await hall.tick()
            counts.append(try await told(hall))
            hall.wait(seconds: JobMatching.pauseMs / 1000)
        }
        #expect(counts == [200, 400, people, people])
        #expect(try await hall.count("SELECT count(*) FROM jobMatching") == 0)
        try await hall.hear("!job edit 1\nabout: With a page for the harbour")
        #expect(try await hall.count("SELECT count(*) FROM jobMatching") == 1)
        for _ in 0..<4 { try await hall.tick() }
        #expect(try await told(hall) == people)
        #expect(try await hall.count("SELECT count(*) FROM jobMatching") == 0)
    }

    private func told(_ hall: MembersHall) async throws -> Int {
        try await hall.count("SELECT count(*) FROM outbox WHERE subject LIKE 'jobAlert:%'")
    }

    @Test("A job is announced in very many rooms in portions, in each once")
    func rooms() async throws {
        let hall = try await MembersHall(Storage.inMemory())
        let rooms = 2 * JobAnnouncing.batch + 5
        try await hall.storage.database.write { db in
            for number in 1...rooms {
                try db.execute(sql: "INSERT INTO jobsRoom (room, \"group\") VALUES ('!j\(number):example.org', NULL)")
            }
        }
        try await hall.hear("!postjob\ntitle: Timetable of a ferry")
        try await hall.hear("!postjob confirm 1")
        var counts = [try await announced(hall)]
        for _ in 0..<3 {
            hall.wait(seconds: JobAnnouncing.pauseMs / 1000)
            try await hall.tick()
            counts.append(try await announced(hall))
        }
        #expect(counts == [20, 40, 45, 45])
        #expect(try await hall.count("SELECT count(*) FROM jobAnnouncing") == 0)
    }

    @Test("A job that is closed while it is being announced is announced no further, and nobody more is alerted")
    func closed() async throws {
        let hall = try await MembersHall(Storage.inMemory())
        try await hall.storage.database.write { db in
            for number in 1...30 {
                try db.execute(sql: "INSERT INTO jobsRoom (room, \"group\") VALUES ('!j\(number):example.org', NULL)")
            }
        }
        try await hall.hear("!postjob\ntitle: Timetable of a ferry")
        try await hall.hear("!postjob confirm 1")
        try await hall.hear("!job close 1 filled")
        hall.wait(seconds: JobAnnouncing.pauseMs / 1000)
        for _ in 0..<2 { try await hall.tick() }
        #expect(try await announced(hall) == 20)
        let left = "SELECT (SELECT count(*) FROM jobAnnouncing) + (SELECT count(*) FROM jobMatching)"
        #expect(try await hall.count(left) == 0)
    }

    private func announced(_ hall: MembersHall) async throws -> Int {
        try await hall.count("SELECT count(*) FROM outbox WHERE key LIKE 'announce/%'")
    }
}
