import GRDB
import Groups
import Identifiers
import Testing

@testable import SQLiteStorage

@Suite("Attempts at skill tests, stored")
struct SkillTestAttemptTests {
    private let hall: SkillTestHall
    private let test = SkillTestHall.test
    private let fay = UserID(rawValue: "@fay:example.org")

    init() throws { hall = try SkillTestHall(questions: 9) }

    @Test("An attempt comes back as it was stored, at each step")
    func steps() throws {
        let (begun, items) = try hall.attempt(questionMs: 60_000)
        try hall.apply(.started(begun, items), by: finn)
        try hall.ask { (board: StoredBoard) throws in
            #expect(try board.attempt(begun.id) == begun && board.runningAttempt(of: finn) == begun)
            #expect(try board.items(of: begun.id) == items)
            #expect(try board.runningAttemptCount(at: test) == 1)
            #expect(try board.nextAttemptID().rawValue == begun.id.rawValue + 1)
        }
        let responses: [QuestionResponse] = [
            .options(indices: [2, 0]), .text("guard 🦜 \"'\\"), .number(-1.5e-9), .sides(indices: [1, 0]), .none,
        ]
        var attempt = begun
        for (place, response) in responses.prefix(3).enumerated() {
            attempt = try hall.answer(attempt, points: place * 100, response)
            #expect(try hall.ask { try $0.attempt(begun.id) } == attempt)
        }
        attempt.shownAt = attempt.shownAt.later(seconds: 5)
        try hall.apply(.delayed(attempt))
        #expect(try hall.ask { try $0.runningAttempt(of: finn) } == attempt)
        let found = try hall.ask { try $0.items(of: begun.id) }
        #expect(found.map(\.answer?.response) == responses.prefix(3).map { $0 })
        #expect(found.map(\.answer?.points) == [0, 100, 200])
        #expect(try hall.ask { try $0.item(answeredBy: EventID(rawValue: "$answer-1-1")) } == found[1])
        #expect(try hall.ask { try $0.item(2, of: begun.id) } == found[2])
        for response in responses.suffix(2) {
            attempt.position = 2
            attempt = try hall.answer(attempt, points: 0, response)
            #expect(try hall.ask { try $0.item(2, of: begun.id) }?.answer?.response == response)
        }
        let ended = try hall.end(attempt, .stopped)
        try hall.ask { (board: StoredBoard) throws in
            #expect(try board.attempt(begun.id) == ended)
            #expect(try board.runningAttempt(of: finn) == nil && board.runningAttemptCount(at: test) == 0)
            #expect(try board.attempts(of: finn, at: test, limit: 9) == [ended])
        }
        #expect(throws: StorageFault.attemptEndedTwice(begun.id)) { try hall.end(attempt) }
        // What was done is in the log, and never what was answered.
        #expect(try hall.audit().suffix(2) == ["attempt.started swift-basics", "attempt.ended swift-basics"])
    }

    @Test("A person is in the middle of one attempt at most, whatever decided otherwise")
    func one() throws {
        try hall.start()
        #expect(throws: DatabaseError.self) { try hall.start() }
        try hall.start(by: fay)
        #expect(try hall.ask { try $0.runningAttemptCount(at: test) } == 2)
    }

    @Test("Attempts are due when the whole time or that of the open question is over, with the grace, in that order")
    func due() throws {
        let whole = try hall.start(minutes: 20)
        let single = try hall.start(by: fay, minutes: nil, questionMs: 90_000)
        let both = try hall.start(by: ada, minutes: 1, questionMs: 90_000)
        let never = try hall.start(by: hall.jobs.client, minutes: nil)
        func due(_ seconds: Int64) throws -> [AttemptID] {
            try hall.ask { try $0.attemptsDue(by: noon.later(seconds: seconds), limit: 9).map(\.id) }
        }
        #expect(try due(64) == [] && due(65) == [both.id])
        #expect(try due(95) == [both.id, single.id])
        #expect(try due(100_000) == [both.id, single.id, whole.id])
        #expect(try hall.ask { try $0.db.nextDue() } == noon.later(seconds: 65))
        try hall.end(both, .timedOut)
        #expect(try hall.ask { try $0.db.nextDue() } == noon.later(seconds: 95))
        // Each question has its own time.
        try hall.answer(single, points: 0)
        #expect(try hall.ask { try $0.db.nextDue() } == noon.later(seconds: 105))
        try hall.end(never)
        #expect(try hall.ask { try $0.attemptsAbandoned(limit: 9) } == [])
    }

    @Test("Taps are kept in the order in which they came, until they are taken back or the question is answered")
    func taps() throws {
        let attempt = try hall.start()
        func tap(_ option: Int, at position: Int = 0) -> QuestionTap {
            let event = EventID(rawValue: "$tap-\(position)-\(option)")
            return QuestionTap(attempt: attempt.id, position: position, option: option, event: event)
        }
        try hall.apply(.tapped(tap(2)), .tapped(tap(0)), .tapped(tap(1)), .tapped(tap(0)), .tapped(tap(1, at: 1)))
        #expect(try hall.ask { try $0.taps(on: 0, of: attempt.id) } == [tap(2), tap(0), tap(1)])
        #expect(try hall.ask { try $0.tap(by: tap(0).event) } == tap(0))
        try hall.apply(.tapTakenBack(tap(0).event))
        #expect(try hall.ask { try $0.taps(on: 0, of: attempt.id) } == [tap(2), tap(1)])
        let next = try hall.answer(attempt, points: 0)
        #expect(try hall.ask { try $0.taps(on: 0, of: attempt.id) } == [])
        #expect(try hall.ask { try $0.taps(on: 1, of: attempt.id) } == [tap(1, at: 1)])
        try hall.end(next, .stopped)
        #expect(try hall.number("SELECT count(*) FROM attemptTap") == 0)
    }

    @Test("Attempts are found by the wording that was read, and by a question, void and running ones left out")
    func reading() throws {
        let first = try hall.take(by: finn, questions: [1, 2], points: [1000, 0])
        try hall.end(hall.start(by: finn, questions: [2, 1]), .void)
        let second = try hall.take(by: fay, questions: [1, 3], points: [0, 0])
        try hall.start(by: ada, questions: [1])
        let question = TestQuestionID(rawValue: 1)
        try hall.ask { (board: StoredBoard) throws in
            #expect(try board.attempts(reading: question, mark: 1, limit: 2).map(\.attempt.rawValue) == [4, 3])
            #expect(try board.attempts(reading: question, mark: 2, limit: 9).map(\.attempt.rawValue) == [2])
            #expect(try board.attempts(with: question, after: nil, limit: 9) == [first, second])
            #expect(try board.attempts(with: question, after: first.id, limit: 9) == [second])
            #expect(try board.attempts(of: finn, at: test, limit: 9).map(\.end?.outcome) == [.void, .failed])
        }
    }

    @Test("When a message was sent is known once it is; chance belongs to an event and to the file")
    func surroundings() async throws {
        let message = Draft(key: "q", .tell(OutboxText(body: "1 of 3"), finn), subject: "attempt:1/0")
        try await hall.storage.queue([message], now: noon)
        #expect(try hall.ask { try $0.sent("attempt:1/0") } == nil)
        try await hall.storage.database.write { db in
            try db.settle(1, .sent(EventID(rawValue: "$q")), now: noon.later(seconds: 7))
        }
        #expect(try hall.ask { try $0.sent("attempt:1/0") } == noon.later(seconds: 7))
        let (one, two) = (EventID(rawValue: "$1"), EventID(rawValue: "$2"))
        let chance = try hall.ask { try $0.chance(for: one) }
        #expect(try hall.ask { try $0.chance(for: one) } == chance)
        #expect(try hall.ask { try $0.chance(for: two) } != chance)
        #expect(try SkillTestHall().ask { try $0.chance(for: one) } != chance)
    }

    @Test("More time for somebody is kept, and the log names them so that they can be erased")
    func allowance() throws {
        try hall.apply(.timeExtended(test, finn, percent: 50), .timeExtended(test, finn, percent: 25))
        #expect(try hall.ask { try $0.extraTime(of: finn, at: test) } == 25)
        #expect(try hall.ask { try $0.extraTime(of: fay, at: test) } == 0)
        #expect(try hall.audit().last == "skillTest.timeExtended/swift-basics @finn:example.org")
        #expect(try hall.number("SELECT count(*) FROM audit WHERE subject = '@finn:example.org'") == 2)
    }
}
