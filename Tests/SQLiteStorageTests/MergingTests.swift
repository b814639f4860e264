import GRDB
import Groups
import Identifiers
import Testing

@testable import SQLiteStorage

/// What both accounts of a person have becomes one.
@Suite("Merging two accounts")
struct MergingTests {
    private let old = JobHall.person("old")
    private let new = JobHall.person("new")
    private let hall: JobHall

    init() throws { hall = try JobHall() }

    private func sql(_ sql: String) throws {
        try hall.storage.database.write { db in
            try db.execute(
                sql: sql.replacing("OLD", with: "'\(old)'").replacing("NEW", with: "'\(new)'")
            )
        }
    }

    private func move() throws {
        try hall.apply([.link(.moved(AccountMove(from: old, to: new, at: noon)))])
        let dangling = try hall.storage.database.read { try Row.fetchAll($0, sql: "PRAGMA foreign_key_check") }
        #expect(dangling == [])
    }

    private func values(_ sql: String) throws -> [String] {
        try hall.storage.database.read { try String.fetchAll($0, sql: sql) }
    }

    @Test(
        "A freelancer is one since the earlier moment, and says of themselves what the new account says",
        arguments: [
            ("1, 'Old', 'swift', 5", "1, 'New', 'go', 9", "1 New go 5"),
            ("1, 'Old', 'swift', 5", "1, '', '', 2", "1 Old swift 2"),
            ("1, 'Old', 'swift', NULL", "1, 'New', '', 2", "1 New swift long"),
            ("1, 'Old', '', 5", "0, 'New', '', NULL", "1 New  5"),
            ("0, 'Old', '', NULL", "1, '', '', 7", "1 Old  7"),
        ]
    )
    func profiles(_ ofOld: String, _ ofNew: String, _ merged: String) throws {
        try sql("INSERT INTO person (userID, isFreelancer, headline, skills, freelancerSinceMs) VALUES (OLD, \(ofOld))")
        try sql("INSERT INTO person (userID, isFreelancer, headline, skills, freelancerSinceMs) VALUES (NEW, \(ofNew))")
        try sql("UPDATE tally SET value = (SELECT sum(isFreelancer) FROM person) WHERE name = 'freelancers'")
        try move()
        let found = try values(
            """
            SELECT isFreelancer || ' ' || headline || ' ' || skills || ' ' || coalesce(freelancerSinceMs, 'long') FROM person
            """
        )
        #expect(found == [merged])
        #expect(try values("SELECT CAST(value AS TEXT) FROM tally WHERE name = 'freelancers'") == ["1"])
    }

    @Test(
        "Of two bans the longer one holds",
        arguments: [("NULL", "5", "null"), ("5", "NULL", "null"), ("5", "9", "9"), ("9", "5", "9"), ("5", "5", "5")]
    )
    func bans(_ ofOld: String, _ ofNew: String, _ longer: String) throws {
        for (person, until) in [("OLD", ofOld), ("NEW", ofNew)] {
            try sql(
                """
                INSERT INTO ban ("group", person, bannedBy, atMs, untilMs, reason, isTold)
                VALUES (1, \(person), '@ada:example.org', 0, \(until), 'x', 1)
                """
            )
        }
        try move()
        #expect(try values("SELECT person || coalesce(untilMs, 'null') FROM ban") == ["\(new)\(longer)"])
    }

    @Test(
        "Of two proofs that of the account which is in the group stays, else the later; the other one's message goes, too"
    )
    func submissions() throws {
        try hall.admit("old", to: 1)
        try hall.admit("new", to: 2)
        for group in 1...3 {
            for (person, moment) in [("OLD", 100 - group), ("NEW", 90 + 3 * group)] {
                try sql(
                    """
                    INSERT INTO submission (person, "group", number, asked, content, atMs)
                    VALUES (\(person), \(group), 1, 'a', \(person), \(moment))
                    """
                )
                try sql(
                    """
                    INSERT INTO answerEvent (event, person, "group", number)
                    VALUES (\(person) || \(group), \(person), \(group), 1)
                    """
                )
            }
        }
        try sql(
            #"INSERT INTO submission (person, "group", number, asked, content, atMs) VALUES (OLD, 3, 2, 'b', 'only', 1)"#
        )
        try move()
        let kept = try values(#"SELECT content FROM submission WHERE person = '\#(new)' ORDER BY "group", number"#)
        #expect(kept == [old.rawValue, new.rawValue, new.rawValue, "only"])
        #expect(
            try values("SELECT event FROM answerEvent ORDER BY event") == ["\(new)2", "\(new)3", "\(old)1"].sorted()
        )
    }

    @Test("Of two responses to a job that of the new account stays, and all stand where the groups of both put them")
    func responses() throws {
        try hall.admit("old", to: 1)
        try hall.admit("new", to: 2)
        let both = try hall.post("Ferry", groups: [1, 2])
        let ofOld = try hall.post("Train", groups: [1, 2])
        let ofNew = try hall.post("Tram", groups: [1])
        for (second, name) in ["other", "old", "new"].enumerated() {
            try hall.respond(name, to: both, at: Int64(second))
        }
        try hall.respond("old", to: ofOld, at: 5)
        try hall.respond("new", to: ofNew, at: 5)
        try move()
        #expect(try hall.ranking(of: both) == ["new", "other"])
        func counts() throws -> [[Int]] {
            try [both, ofOld, ofNew].map { id in
                let job = try hall.job(id)
                return [job.responseCount, job.preferredCount]
            }
        }
        #expect(try counts() == [[2, 1], [1, 1], [1, 1]])
        #expect(
            try values("SELECT CAST(standing AS TEXT) FROM response ORDER BY job, standing") == ["-2", "0", "-2", "-1"]
        )
        // What is kept with a response is in which groups somebody was when they responded.
        let kept = try hall.ask { try $0.response(of: new, to: ofOld)?.memberships.map(\.group.rawValue) }
        #expect(kept == [1])
        // And leaving counts as ever.
        try hall.leave("new", from: 1)
        #expect(try counts() == [[2, 1], [1, 1], [1, 0]])
    }

    @Test("Settings are those of the new account where it has some; the last end of a membership is the later one")
    func others() throws {
        try sql("INSERT INTO personSettings (person, zone) VALUES (OLD, 'Europe/Paris'), (NEW, 'UTC')")
        try sql("INSERT INTO joinPace (person, lastMs) VALUES (OLD, 1), (NEW, 2)")
        try sql(
            """
            INSERT INTO endedMembership ("group", person, atMs, how) VALUES
                (1, OLD, 5, 'left'), (1, NEW, 3, 'removed'), (2, OLD, 1, 'left'), (2, NEW, 2, 'expired'), (3, OLD, 1, 'left')
            """
        )
        try move()
        #expect(try values("SELECT person || zone FROM personSettings") == ["\(new)UTC"])
        #expect(try values("SELECT person || lastMs FROM joinPace") == ["\(new)2"])
        #expect(try values(#"SELECT how FROM endedMembership ORDER BY "group""#) == ["left", "expired", "left"])
    }

    @Test(
        "Whoever passed a test with both has passed it once: passes that another covers go, and hidden ones stay hidden"
    )
    func passes() throws {
        let hall = try SkillTestHall(questions: 3)
        let (old, new, test) = (finn, JobHall.person("new"), SkillTestHall.test)
        func pass(_ person: UserID, _ percent: Int, at seconds: Int64) throws -> AttemptID {
            let attempt = try hall.take(by: person, points: [1000, 1000, 1000], at: noon.later(seconds: seconds)).id
            let moment = noon.later(seconds: seconds)
            let pass = Pass(test: test, person: person, attempt: attempt, percent: percent, at: moment, until: nil)
            try hall.apply(.passed(pass), by: person)
            return attempt
        }
        _ = try pass(new, 70, at: 0)
        let best = try pass(old, 90, at: 100)
        let latest = try pass(new, 80, at: 200)
        try hall.apply(.timeExtended(test, old, percent: 50), .timeExtended(test, new, percent: 25))
        try hall.apply(.passShown(old, test, false), by: old)
        #expect(try hall.ask { try $0.tally(of: test).passes } == 2)
        try hall.jobs.apply([.link(.moved(AccountMove(from: old, to: new, at: noon)))])
        let kept = try hall.ask { try $0.passes(of: new, at: test) }
        #expect(Set(kept.map(\.attempt)) == [best, latest] && kept.allSatisfy { !$0.isShown })
        #expect(try hall.ask { try $0.latestPasses(of: new, limit: 9) }.map(\.attempt) == [latest])
        #expect(try hall.ask { try $0.tally(of: test).passes } == 1)
        // As many attempts as both had count for the wait, and for how many there may be in a year.
        #expect(try hall.ask { try $0.attempts(of: new, at: test, limit: 9) }.count == 3)
        #expect(try hall.ask { try $0.extraTime(of: new, at: test) } == 50)
    }
}
