import Bot
import Commands
import GRDB
import Groups
import Identifiers
import Testing

@testable import SQLiteStorage

/// Goal: one attempt that can't be read keeps nobody else's from coming to its end.
@Suite("Attempts that can't be read")
struct SkillTestHostileTests {
    private let hall: SkillTestHall
    private let fay = UserID(rawValue: "@fay:example.org")
    private let late = noon.later(seconds: 3000)

    init() throws { hall = try SkillTestHall(questions: 3) }

    /// What goes wrong at a tick.
    private func tick() async throws -> [HandledBatch.Fault] {
        let deciding = Deciding(
            frame: BoardFrame(hall: .unnamed, surroundings: .init(zone: { _ in .utc }, uptimeMs: { 0 })),
            manner: Manner(prefix: "!", botID: UserID(rawValue: "@guildhall:example.org"), botName: "Guildhall")
        )
        try await hall.storage.tick(at: late)
        return try await hall.storage.handleWaiting(
            limit: 1,
            now: late,
            in: deciding.frame,
            apology: { _ in [] },
            decide: { try deciding.decide($0, $1) }
        ).faults
    }

    /// The open question of both attempts was sent: without that, no time runs.
    private func sendQuestions() async throws {
        try await hall.storage.database.write { db in
            for subject in ["testQuestion:1/1", "testQuestion:2/0"] {
                try db.execute(
                    sql: """
                        INSERT INTO outbox (
                            key, kind, lane, room, subject, urgency, state, eventID, createdAtMs, settledAtMs
                        ) VALUES (?, 1, 'r', '!r', ?, 3, 2, ?, ?, ?)
                        """,
                    arguments: [subject, subject, "$\(subject)", noon.rawValue, noon.rawValue]
                )
            }
        }
    }

    private func outcome(of attempt: Attempt) throws -> Attempt.Outcome? {
        try hall.ask { try $0.attempt(attempt.id) }?.end?.outcome
    }

    @Test(
        "An attempt with a question, an answer or rules that can't be read ends as void, and the others as they should",
        arguments: [
            "UPDATE testQuestion SET content = '[]' WHERE id = 1",
            "UPDATE attemptItem SET response = '[]' WHERE attempt = 1 AND position = 0",
            "UPDATE skillTest SET rules = '[]' WHERE id = 1",
        ]
    )
    func hostile(_ sql: String) async throws {
        let broken = try hall.answer(hall.start(minutes: 10), points: 0)
        let other = SkillTestID(rawValue: 2)
        try hall.apply(
            .created(SkillTestHall.skillTest(2, "go-basics", name: "Go Basics")),
            .questionsAdded(other, SkillTestHall.questions(3))
        )
        var (attempt, items) = try hall.attempt(by: fay, questions: [4, 5, 6], minutes: 20)
        attempt.test = other
        try hall.apply(.started(attempt, items), by: fay)
        try await sendQuestions()
        try await hall.storage.database.write { try $0.execute(sql: sql) }
        let faults = try await tick()
        #expect(try outcome(of: broken) == .void)
        #expect(try outcome(of: attempt) == .timedOut)
        #expect(faults.count == 1)
        #expect(try hall.number("SELECT count(*) FROM outbox WHERE kind = 1 AND state = 0") == 2)
        #expect(try await hall.storage.nextDue().map { $0 > late } ?? true)
    }

    @Test("One from which the bot was away too long is void all the same")
    func abandoned() async throws {
        let broken = try hall.answer(hall.start(minutes: 10), points: 0)
        let other = try hall.start(by: fay, minutes: 10)
        try await hall.storage.database.write { db in
            try db.execute(sql: "UPDATE attempt SET awayTooLong = 1")
            try db.execute(sql: "UPDATE attemptItem SET response = '[]' WHERE attempt = 1 AND position = 0")
        }
        _ = try await tick()
        #expect(try outcome(of: broken) == .void && outcome(of: other) == .void)
    }
}
