import GRDB
import Groups
import Identifiers
import SQLiteStorage
import Testing

@Suite("Jobs in the storage")
struct JobStorageTests {
    @Test("A preview is seen by nothing, a posted job by everything, a closed one by its number alone")
    func life() throws {
        let hall = try JobHall()
        let id = try hall.draft("Ferry timetable", groups: [2, 1], skills: ["swift", "sqlite"])
        let sights = {
            try hall.ask { board in
                [
                    try board.openJobs(after: nil, limit: 9).count,
                    try board.search(JobQuery(JobFilter(words: ["ferry"])), limit: 9).jobs.count,
                    try board.search(JobQuery(JobFilter(words: ["group"])), limit: 9).jobs.count,
                    try board.search(JobQuery(JobFilter(skills: ["swift"])), limit: 9).jobs.count,
                    try board.search(JobQuery(JobFilter(groups: [GroupID(rawValue: 1)])), limit: 9).jobs.count,
                    try board.openJobCount(of: hall.client),
                    try board.status().openJobs,
                ]
            }
        }
        #expect(try sights() == [0, 0, 0, 0, 0, 0, 0])
        try hall.apply([.job(.opened(id, JobHall.life, at: noon))])
        #expect(try sights() == [1, 1, 1, 1, 1, 1, 1])
        let job = try hall.job(id)
        #expect(
            job.wanted == .init(skills: ["swift", "sqlite"], groups: [GroupID(rawValue: 2), GroupID(rawValue: 1)])
        )
        try hall.apply([.job(.closed(id, .hired, at: noon))])
        #expect(try sights() == [0, 0, 0, 0, 0, 0, 0])
        #expect(try hall.job(id).state == .closed(openedAt: noon, at: noon))
        #expect(try hall.job(id).wanted == job.wanted)
    }

    @Test("A group that is renamed in the meantime does not stay in the index of a job that is closed")
    func renamed() throws {
        let hall = try JobHall()
        let id = try hall.post("Ferry timetable", groups: [1])
        var group = try hall.ask { try $0.knownGroup(GroupID(rawValue: 1)) }
        group.name = "Sailors"
        try hall.apply([.group(.edited(group)), .job(.closed(id, .hired, at: noon))])
        let terms = try hall.storage.database.write { db in
            try db.execute(sql: "CREATE VIRTUAL TABLE terms USING fts5vocab('jobWords', 'row')")
            return try Int.fetchOne(db, sql: "SELECT count(*) FROM terms")
        }
        #expect(terms == 0)
    }

    @Test("The number of a dropped preview is never given again")
    func numbers() throws {
        let hall = try JobHall()
        let first = try hall.draft("First")
        try hall.apply([.job(.draftDropped(first))])
        #expect(try hall.ask { try $0.job(first) } == nil)
        #expect(try hall.draft("Second") == JobID(rawValue: first.rawValue + 1))
        #expect(try hall.ask { try $0.drafts(of: hall.client, limit: 9) }.map(\.title) == ["Second"])
    }

    @Test("A job is opened once and closed once; a second time is a fault, not a second job")
    func once() throws {
        let hall = try JobHall()
        let id = try hall.post("Ferry timetable")
        #expect(throws: (any Error).self) { try hall.apply([.job(.opened(id, JobHall.life, at: noon))]) }
        try hall.apply([.job(.closed(id, .hired, at: noon))])
        #expect(throws: (any Error).self) { try hall.apply([.job(.closed(id, .hired, at: noon))]) }
        #expect(try hall.ask { try $0.status().openJobs } == 0)
    }

    @Test("Open jobs come newest first, page by page, none twice and none left out")
    func pages() throws {
        let hall = try JobHall()
        let ids = try (1...7).map { try hall.post("Ferry \($0)", groups: [1], skills: ["swift"]) }
        try hall.apply([.job(.closed(ids[3], .hired, at: noon))])
        let expected = ids.reversed().filter { $0 != ids[3] }
        let queries = [
            JobQuery(JobFilter()), JobQuery(JobFilter(words: ["ferry"])), JobQuery(JobFilter(skills: ["swift"])),
            JobQuery(JobFilter(groups: [GroupID(rawValue: 1)])),
            JobQuery(JobFilter(words: ["fer"], skills: ["swift"], groups: [GroupID(rawValue: 1)])),
        ]
        for query in queries {
            var seen: [JobID] = []
            var query = query
            while true {
                let page = try hall.ask { board in
                    query.filter.words.isEmpty && query.filter.skills.isEmpty && query.filter.groups.isEmpty
                        ? try board.openJobs(after: query.after, limit: 2)
                        : try board.search(query, limit: 2).jobs
                }
                guard let last = page.last else { break }
                seen += page.map(\.id)
                query.after = last.id
            }
            #expect(seen == expected, "\(query)")
        }
    }

    @Test(
        "A hostile search gives an answer, never an error",
        arguments: ["\"", "\" OR 1", "NEAR(a b)", "title:ferry", "*", "a*", "^ferry", "{title}:x", "\u{0}", "ferry'--"]
    )
    func hostile(_ text: String) throws {
        let hall = try JobHall()
        _ = try hall.post("Ferry timetable")
        _ = try hall.ask { try $0.search(JobQuery(JobFilter(words: [text])), limit: 9) }
    }

    @Test("A mistyped word finds the jobs of the group that was meant")
    func spelling() throws {
        let hall = try JobHall()
        _ = try hall.post("Timetable", skills: ["swift"])
        let found = try hall.ask { try $0.search(JobQuery(JobFilter(words: ["swfit"])), limit: 9) }
        #expect(found.jobs.count == 1)
        #expect(found.corrected == ["swift"])
    }

    @Test("A job is announced in the rooms for all jobs and for its groups, each once, not where the bot is gone")
    func rooms() throws {
        let hall = try JobHall()
        func room(_ name: String) -> RoomID { RoomID(rawValue: "!\(name):example.org") }
        let groups = (1...3).map { GroupID(rawValue: Int64($0)) }
        try hall.apply([
            .room(.announcesJobs(room("all"), of: nil)), .room(.announcesJobs(room("one"), of: groups[0])),
            .room(.announcesJobs(room("two"), of: groups[1])), .room(.announcesJobs(room("gone"), of: nil)),
        ])
        try hall.storage.database.write { db in
            try db.execute(sql: "INSERT INTO room (id, membership) VALUES ('!gone:example.org', 0)")
            try db.execute(sql: "INSERT INTO room (id, membership, name) VALUES ('!all:example.org', 2, 'Jobs')")
        }
        let announced = { (wanted: [GroupID], limit: Int) in
            try hall.ask { try $0.jobsRooms(for: wanted, limit: limit) }
        }
        #expect(try announced([], 9) == [JobsRoom(id: room("all"), name: "Jobs")])
        #expect(try announced([groups[0], groups[2]], 9).map(\.id) == [room("all"), room("one")])
        #expect(try announced(groups, 9).map(\.id) == [room("all"), room("one"), room("two")])
        #expect(try announced(groups, 2).map(\.id) == [room("all"), room("one")])
    }
}
