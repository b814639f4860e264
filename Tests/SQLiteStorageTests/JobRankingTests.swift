import Groups
import Identifiers
import SQLiteStorage
import Testing

@Suite("The order of responses")
struct JobRankingTests {
    @Test("More requested groups come first, then the earlier response; other groups count for nothing")
    func order() throws {
        let hall = try JobHall()
        try hall.admit("both", to: 1)
        try hall.admit("both", to: 2)
        try hall.admit("one", to: 2)
        try hall.admit("early", to: 1)
        try hall.admit("elsewhere", to: 3)
        let id = try hall.post("Ferry", groups: [1, 2])
        for (second, name) in ["nobody", "elsewhere", "early", "one", "both"].enumerated() {
            try hall.respond(name, to: id, at: Int64(second))
        }
        #expect(try hall.ranking(of: id) == ["both", "early", "one", "nobody", "elsewhere"])
        let job = try hall.job(id)
        #expect(job.responseCount == 5 && job.preferredCount == 3)
    }

    @Test("Pages follow one another, none twice and none left out, with ties in everything but the name")
    func pages() throws {
        let hall = try JobHall()
        let names = (0..<25).map { "p" + ($0 < 10 ? "0" : "") + "\($0)" }
        for name in names.prefix(7) { try hall.admit(name, to: 1) }
        let id = try hall.post("Ferry", groups: [1])
        for name in names.reversed() { try hall.respond(name, to: id, at: 5) }
        var seen: [String] = []
        while true {
            let page = try hall.ranking(of: id, after: seen.last, limit: 4)
            if page.isEmpty { break }
            seen += page
        }
        #expect(seen == names)
        #expect(try hall.ranking(of: id, after: "stranger") == [])
    }

    @Test("Who is admitted after responding moves up, who leaves moves down, and the counts follow")
    func moves() throws {
        let hall = try JobHall()
        try hall.admit("leaver", to: 1)
        let id = try hall.post("Ferry", groups: [1, 2])
        let other = try hall.post("Train", groups: [3])
        for (second, name) in ["comer", "leaver"].enumerated() {
            try hall.respond(name, to: id, at: Int64(second))
            try hall.respond(name, to: other, at: Int64(second))
        }
        #expect(try hall.ranking(of: id) == ["leaver", "comer"])
        try hall.admit("comer", to: 2)
        #expect(try hall.ranking(of: id) == ["comer", "leaver"])
        #expect(try hall.job(id).preferredCount == 2)
        let leftAt = noon.later(seconds: 60)
        try hall.leave("leaver", from: 1, at: leftAt)
        try hall.admit("comer", to: 1)
        #expect(try hall.job(id).preferredCount == 1)
        try hall.leave("comer", from: 2)
        #expect(try hall.job(id).preferredCount == 1)
        #expect(try hall.job(other).preferredCount == 0)
        let response = try hall.ask { try $0.response(of: JobHall.person("leaver"), to: id) }
        #expect(response?.memberships == [.init(group: GroupID(rawValue: 1), since: noon, leftAt: leftAt)])
        let comer = try hall.ask { try $0.response(of: JobHall.person("comer"), to: id) }
        #expect(comer?.memberships == [])
    }

    @Test("A second response takes the place of the first and keeps its rank; it counts once")
    func again() throws {
        let hall = try JobHall()
        let id = try hall.post("Ferry", groups: [1])
        for (second, name) in ["first", "second"].enumerated() { try hall.respond(name, to: id, at: Int64(second)) }
        try hall.respond("first", to: id, at: 99)
        #expect(try hall.ranking(of: id) == ["first", "second"])
        let response = try hall.ask { try $0.response(of: JobHall.person("first"), to: id) }
        #expect(response?.revision == 2 && response?.at == noon)
        #expect(try hall.job(id).responseCount == 2)
        try hall.admit("second", to: 1)
        try hall.respond("second", to: id, at: 100)
        try hall.respond("second", to: id, at: 101)
        #expect(try hall.job(id).preferredCount == 1)
        #expect(try hall.ranking(of: id) == ["second", "first"])
    }

    @Test("After any mix of changes the stored rank and counts are those that the rows themselves give")
    func model() throws {
        let hall = try JobHall(groups: 4)
        var numbers = LinearNumbers(seed: 7)
        let names = (0..<6).map { "p\($0)" }
        let jobs = try [[1], [1, 2], [2, 3, 4], []].map { try hall.post("Ferry", groups: $0) }
        var members: Set<String> = []
        for step in 0..<300 {
            let name = names[numbers.next(below: names.count)]
            let group = 1 + numbers.next(below: 4)
            switch numbers.next(below: 3) {
            case 0: try hall.respond(name, to: jobs[numbers.next(below: jobs.count)], at: Int64(step))
            case 1 where members.insert("\(name) \(group)").inserted: try hall.admit(name, to: group)
            case 2 where members.remove("\(name) \(group)") != nil: try hall.leave(name, from: group)
            default: break
            }
        }
        for id in jobs {
            let job = try hall.job(id)
            let rows = try hall.ask { try $0.responses(to: id, ResponseQuery(), limit: 100) }
            let held = rows.map { response in
                job.wanted.groups.count { members.contains("\(response.person.localpart) \($0.rawValue)") }
            }
            #expect(held == held.sorted(by: >))
            #expect(job.preferredCount == held.count { $0 > 0 })
            #expect(job.responseCount == rows.count)
        }
    }
}

/// Numbers that look random and are the same every time.
private struct LinearNumbers {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next(below limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % limit
    }
}
