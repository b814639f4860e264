import BotTesting
import Commands
import Groups
import Identifiers
import SQLiteStorage
import Synchronization
import Testing

/// Goal: the time in which the bot hears nothing is given back to whoever takes a test, and no other.
@Suite("Time that people miss in tests", .timeLimit(.minutes(2)))
struct MissedTimeTests {
    private let rehearsal: Rehearsal
    private let ada = Homeserver.user("ada")
    private let finn = Homeserver.user("finn")
    private let room: RoomID
    /// When finn began.
    private let start: Timestamp

    /// Finn takes a test of twenty minutes.
    init() async throws {
        rehearsal = try Rehearsal()
        try await Furniture(at: rehearsal.clock.now).place(in: rehearsal.storage, admitting: true)
        room = rehearsal.homeserver.makeRoom("Guildhall", by: ada, inviting: [rehearsal.bot], isDirect: true)
        rehearsal.start()
        try await rehearsal.settle()
        start = rehearsal.clock.now
        let test = SkillTest(
            id: SkillTestID(rawValue: 1),
            handle: "swift-basics",
            name: "Swift Basics",
            sponsor: Sponsor(id: SponsorID(rawValue: 1), name: "Acme")
        )
        var attempt = Attempt(
            id: AttemptID(rawValue: 1),
            test: test.id,
            person: finn,
            number: 1,
            seed: 1,
            startedAt: rehearsal.clock.now,
            questionCount: 1,
            passPercent: 60
        )
        attempt.endsAt = rehearsal.clock.now.later(minutes: 20)
        let question = QuestionContent(text: "Is it?", kind: .trueFalse(isTrue: true))
        let item = AttemptItem(attempt: attempt.id, position: 0, question: TestQuestionID(rawValue: 1), mark: 0)
        let changes: [SkillTestChange] = [
            .created(test), .questionsAdded(test.id, [question]), .started(attempt, [item]),
        ]
        try await decide(changes.map { .skillTest($0) })
    }

    /// Sends the question, without which no time runs.
    private func ask() async throws {
        let text = OutboxText(body: "Is it?", html: "Is it?")
        let subject = Subject.testQuestion(AttemptID(rawValue: 1), 0).text
        rehearsal.clock.advance(seconds: 1)
        try await decide([], [Draft(key: "question", .say(text, in: room), subject: subject)])
        try await speak()
    }

    private func decide(_ changes: [Change], _ drafts: [Draft] = []) async throws {
        try await rehearsal.storage.tick(at: rehearsal.clock.now)
        let frame = BoardFrame(hall: .unnamed, surroundings: .init(zone: { _ in .utc }, uptimeMs: { 0 }))
        _ = try await rehearsal.storage.handleWaiting(
            limit: 1,
            now: rehearsal.clock.now,
            in: frame,
            apology: { _ in [] },
            decide: { _, _ in StoredDecision(changes: changes, drafts: drafts) }
        )
    }

    private func running() async throws -> Attempt? {
        let found = Mutex<Attempt?>(nil)
        let finn = finn
        try await rehearsal.storage.tick(at: rehearsal.clock.now)
        let frame = BoardFrame(hall: .unnamed, surroundings: .init(zone: { _ in .utc }, uptimeMs: { 0 }))
        _ = try await rehearsal.storage.handleWaiting(
            limit: 1,
            now: rehearsal.clock.now,
            in: frame,
            apology: { _ in [] },
            decide: { _, board in
                let attempt = try board.runningAttempt(of: finn)
                found.withLock { $0 = attempt }
                return nil
            }
        )
        return found.withLock { $0 }
    }

    /// How many seconds are left.
    private func left() async throws -> Int64 {
        let end = try #require(try await running()?.endsAt)
        return (end.rawValue - rehearsal.clock.now.rawValue) / 1000
    }

    /// How many seconds may be left after all that has passed, of which the bot has missed so many.
    ///
    /// However loaded the machine is on which this runs: what passes beside, while everybody waits for it, may be taken for
    /// missed or not.
    private func leftAfter(missing missed: Int64) -> ClosedRange<Int64> {
        let beside = (rehearsal.clock.now.rawValue - start.rawValue) / 1000 - missed
        return (1199 - beside)...1200
    }

    /// Something is said, so that the homeserver answers.
    private func speak() async throws {
        rehearsal.homeserver.say("help", in: room, by: ada)
        try await rehearsal.settle()
    }

    @Test("A bot that hears the homeserver gives nothing back, however long nobody speaks")
    func healthy() async throws {
        for _ in 0..<3 {
            rehearsal.clock.advance(seconds: 60)
            try await speak()
        }
        #expect(try await running()?.endsAt == start.later(minutes: 20))
        await rehearsal.kill()
    }

    @Test("A bot that was down gives back what lies between what it heard last and what it hears first")
    func down() async throws {
        try await speak()
        await rehearsal.kill()
        rehearsal.clock.advance(seconds: 600)
        // Over, if it were not for this.
        rehearsal.start()
        try await speak()
        #expect(leftAfter(missing: 600).contains(try await left()))
        await rehearsal.kill()
        rehearsal.clock.advance(seconds: 1300)
        rehearsal.start()
        try await speak()
        #expect(leftAfter(missing: 1900).contains(try await left()))
        await rehearsal.kill()
    }

    @Test("A connection that was lost without a word ends no attempt, and is given back once something is heard")
    func silence() async throws {
        try await ask()
        // Longer than the test, and the bot has not been told of any failure.
        rehearsal.clock.advance(seconds: 1300)
        try await rehearsal.settle()
        try await speak()
        rehearsal.clock.advance(seconds: 1)
        #expect((1195...1200).contains(try await left()))
        await rehearsal.kill()
    }

    @Test("An attempt ends with the first answer of the homeserver after its time")
    func over() async throws {
        try await ask()
        for _ in 0..<25 {
            rehearsal.clock.advance(seconds: 60)
            try await speak()
        }
        rehearsal.clock.advance(seconds: 1)
        #expect(try await running() == nil)
        await rehearsal.kill()
    }

    @Test(
        "The homeserver is asked to answer by the end of somebody's time, so that it is over then and no long poll later"
    )
    func inTime() async throws {
        try await ask()
        #expect(rehearsal.homeserver.patience == 30_000)
        for _ in 0..<19 {
            rehearsal.clock.advance(seconds: 60)
            try await speak()
        }
        rehearsal.clock.advance(seconds: 52)
        try await speak()
        let end = Timestamp(rawValue: start.later(minutes: 20).rawValue + Attempt.graceMs)
        let left = end.rawValue - rehearsal.clock.now.rawValue
        #expect((1...12_000).contains(left))
        // What the bot looked at may be a little earlier.
        #expect((Int(left)...Int(left) + 1000).contains(rehearsal.homeserver.patience))
        // Once it is over nothing is asked in haste.
        rehearsal.clock.advance(seconds: left / 1000 + 2)
        try await speak()
        #expect(try await running() == nil)
        try await speak()
        #expect(rehearsal.homeserver.patience == 30_000)
        await rehearsal.kill()
    }

    @Test("Failures of the homeserver are given back from what was heard last, and no attempt runs out meanwhile")
    func failures() async throws {
        try await speak()
        rehearsal.homeserver.failSyncs(40)
        rehearsal.homeserver.say("help", in: room, by: ada)
        let before = rehearsal.clock.now
        try await rehearsal.settle()
        // Forty tries, half a minute apart at last: longer than the test.
        let missed = (rehearsal.clock.now.rawValue - before.rawValue) / 1000
        try #require(missed > 900)
        #expect((1190...1200).contains(try await left()))
        await rehearsal.kill()
    }
}

extension Timestamp {
    fileprivate func later(minutes: Int64) -> Timestamp { Timestamp(rawValue: rawValue + minutes * 60_000) }
}
