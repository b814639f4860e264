import GRDB
import Groups
import Identifiers
import Testing

@testable import SQLiteStorage

/// Goal: nobody loses time in a test because the bot was away, and nobody gains any otherwise.
@Suite("Outages during skill tests")
struct SkillTestOutageTests {
    private let hall: SkillTestHall
    private let test = SkillTestHall.test
    private let fay = UserID(rawValue: "@fay:example.org")
    private var storage: Storage { hall.storage }

    init() throws { hall = try SkillTestHall(questions: 3) }

    private func running(_ person: UserID = finn) throws -> Attempt {
        try #require(try hall.ask { try $0.runningAttempt(of: person) })
    }

    private func due(_ seconds: Int64) throws -> [UserID] {
        try hall.ask { try $0.attemptsDue(by: noon.later(seconds: seconds), limit: 9).map(\.person) }
    }

    @Test("What the bot missed is added to the time of all attempts under way, to the millisecond")
    func given() async throws {
        let whole = try hall.start(minutes: 20)
        let single = try hall.start(by: fay, minutes: nil, questionMs: 60_000)
        let ended = try hall.take(by: ada, points: [0])
        #expect(try await storage.giveBack(from: noon.later(seconds: 10), to: noon.later(seconds: 310)) == 2)
        #expect(try running().endsAt == noon.later(seconds: 1200 + 300))
        #expect(try running().shownAt == whole.shownAt.later(seconds: 300))
        #expect(try running(fay).shownAt == single.shownAt.later(seconds: 300) && running(fay).endsAt == nil)
        #expect(try hall.ask { try $0.attempt(ended.id) } == ended)
        try await storage.receive(batch([], position: "s1"), at: noon.later(seconds: 2000))
        #expect(try due(364) == [] && due(365) == [fay])
        #expect(try due(1504) == [fay] && due(1505) == [fay, finn])
        #expect(try await storage.nextDue() == noon.later(seconds: 365))
        #expect(try hall.audit().last == "attempts.timeGivenBack 2 300000")
    }

    @Test("What began during the outage gets the rest of it, and no question counts from a moment to come")
    func during() async throws {
        try hall.start(at: noon.later(seconds: 30), minutes: 20)
        var attempt = try hall.start(by: fay, minutes: 20, questionMs: 60_000)
        attempt.shownAt = noon.later(seconds: 40)
        try hall.apply(.delayed(attempt))
        #expect(try await storage.giveBack(from: noon.later(seconds: 20), to: noon.later(seconds: 80)) == 2)
        #expect(try running().endsAt == noon.later(seconds: 30 + 1200 + 50))
        #expect(try running().shownAt == noon.later(seconds: 80))
        #expect(try running(fay).endsAt == noon.later(seconds: 1200 + 60))
        #expect(try running(fay).shownAt == noon.later(seconds: 80))
        // Whoever begins after it gets nothing.
        try hall.start(by: ada, at: noon.later(seconds: 80), minutes: 1)
        #expect(try await storage.giveBack(from: noon.later(seconds: 20), to: noon.later(seconds: 80)) == 2)
        #expect(try running(ada).endsAt == noon.later(seconds: 140))
    }

    @Test("A clock that went back, a moment, and a time that was over before give nothing")
    func nothing() async throws {
        let attempt = try hall.start(minutes: 20)
        for (from, to) in [(100, 40), (100, 100), (100, 101)] as [(Int64, Int64)] {
            let given = try await storage.giveBack(from: noon.later(seconds: from), to: noon.later(seconds: to))
            #expect(given == 0)
        }
        #expect(try await storage.giveBack(from: noon.later(seconds: 1205), to: noon.later(seconds: 1300)) == 0)
        #expect(try running() == attempt)
        #expect(try due(1205) == [finn])
        #expect(try await storage.giveBack(from: noon.later(seconds: 1204), to: noon.later(seconds: 1206)) == 1)
        #expect(try running().endsAt == noon.later(seconds: 1202))
    }

    @Test("An attempt from which the bot was away for more than an hour is void, at once and before what was said")
    func abandoned() async throws {
        let attempt = try hall.start(minutes: 20)
        let hour = Attempt.outageMsAtMost / 1000
        #expect(try await storage.giveBack(from: noon, to: noon.later(seconds: hour)) == 1)
        #expect(try hall.ask { try $0.attemptsAbandoned(limit: 9) } == [])
        let late = noon.later(seconds: 2 * hour + 1)
        #expect(try await storage.giveBack(from: noon.later(seconds: hour), to: late) == 1)
        try await storage.receive(batch([said("a", "$late")], position: "s"), at: late)
        let kinds = try await storage.database.read { db in
            try Int.fetchAll(db, sql: "SELECT kind FROM inbox ORDER BY id")
        }
        #expect(kinds == [InboxEvent.Kind.tick.rawValue, InboxEvent.Kind.message.rawValue])
        #expect(try hall.ask { try $0.attemptsAbandoned(limit: 9).map(\.id) } == [attempt.id])
        #expect(try await storage.nextDue() == late)
        // It has not run out: it is void.
        #expect(try due(100_000) == [])
        #expect(try await storage.giveBack(from: late, to: late.later(seconds: 60)) == 0)
        try hall.end(running(), .void)
        #expect(try hall.ask { try $0.attemptsAbandoned(limit: 9) } == [])
        #expect(try await storage.nextDue() == nil)
    }

    @Test("What falls due is over only once the homeserver was heard after it")
    func heard() async throws {
        try await storage.receive(batch([], position: "s1"), at: noon)
        try hall.start(minutes: 1)
        #expect(try due(1000) == [])
        #expect(try await storage.nextDue() == nil)
        try await storage.receive(batch([], position: "s2"), at: noon.later(seconds: 64))
        #expect(try due(1000) == [])
        #expect(try await storage.nextDue() == nil)
        try await storage.receive(batch([], position: "s3"), at: noon.later(seconds: 65))
        #expect(try due(64) == [] && due(1000) == [finn])
        #expect(try await storage.nextDue() == noon.later(seconds: 65))
    }

    @Test("While nothing is heard, only what was over before is over; afterwards a crash gives nothing twice")
    func away() async throws {
        try await storage.receive(batch([], position: "s1"), at: noon.later(seconds: 70))
        try hall.start(minutes: 1)
        try hall.start(by: fay, minutes: 2)
        #expect(try due(1000) == [finn])
        try await storage.noteAway()
        try await storage.noteAway()
        #expect(try due(1000) == [finn])
        #expect(try await storage.nextDue() == noon.later(seconds: 65))
        try hall.end(running(), .timedOut)
        #expect(try await storage.nextDue() == nil)

        // The bot ends; the next one has not heard anything either.
        let from = try #require(try await storage.session().syncedAt)
        #expect(from == noon.later(seconds: 70))
        _ = try await storage.beginRun()
        #expect(try due(1000) == [])
        #expect(try await storage.giveBack(from: from, to: noon.later(seconds: 370)) == 1)
        #expect(try running(fay).endsAt == noon.later(seconds: 420))
        #expect(try due(1000) == [])
        // It crashes before it has stored what it heard.
        _ = try await storage.beginRun()
        let again = try #require(try await storage.session().syncedAt)
        #expect(try await storage.giveBack(from: again, to: noon.later(seconds: 373)) == 1)
        #expect(try running(fay).endsAt == noon.later(seconds: 423))
    }
}
