import GRDB
import Groups
import Identifiers
import Testing

@testable import SQLiteStorage

/// A hall with a sponsor's test, which is written and taken by changes alone.
struct SkillTestHall {
    let jobs: JobHall
    var storage: Storage { jobs.storage }

    static let test = SkillTestID(rawValue: 1)
    static let kinds: [QuestionContent.Kind] = [
        .choice(
            options: [.init("let", share: 500), .init("var", share: 500), .init("val", share: -500)],
            isMultiple: true
        ),
        .trueFalse(isTrue: true), .short(accepted: [.init("gu*rd"), .init("if", share: 300)]),
        .number(accepted: [.init(from: -0.1, through: 1e300, share: 250), .init(from: -.infinity, through: 3)]),
        .matching(pairs: [.init("struct", "value"), .init("class", "reference")], others: ["heap \"\\ 🦜"]),
    ]

    /// Every kind in turn, under the topics `a`, `b` and none.
    static func questions(_ count: Int) -> [QuestionContent] {
        (0..<count).map { place in
            QuestionContent(
                title: place == 0 ? "first" : "",
                topic: ["a", "b", ""][place % 3],
                text: "Question \(place)?",
                kind: kinds[place % kinds.count]
            )
        }
    }

    init(questions: Int = 0) throws {
        jobs = try JobHall()
        try apply(.created(Self.skillTest()))
        if questions > 0 { try apply(.questionsAdded(Self.test, Self.questions(questions))) }
    }

    static func skillTest(
        _ id: Int64 = 1,
        _ handle: String = "swift-basics",
        name: String = "Swift Basics",
        sponsor: Int64 = 1
    ) -> SkillTest {
        SkillTest(
            id: SkillTestID(rawValue: id),
            handle: handle,
            name: name,
            sponsor: Sponsor(id: SponsorID(rawValue: sponsor), name: "Acme")
        )
    }

    func apply(_ changes: SkillTestChange..., at moment: Timestamp = noon, by person: UserID? = ada) throws {
        try storage.database.write { db in
            for change in changes {
                try db.apply(
                    .skillTest(change),
                    cause: Cause(at: moment, person: person, event: EventID(rawValue: "$1"))
                )
            }
        }
    }

    func ask<Answer>(_ question: (StoredBoard) throws -> Answer) throws -> Answer { try jobs.ask(question) }

    func number(_ sql: String) throws -> Int {
        try storage.database.read { try Int.fetchOne($0, sql: sql) ?? 0 }
    }

    func audit() throws -> [String] {
        try storage.database.read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT change FROM audit
                    WHERE change LIKE 'skillTest.%' OR change LIKE 'attempt%' OR change LIKE 'pass.%' ORDER BY id
                    """
            )
        }
    }

    /// An attempt at the test, not stored yet: the questions with these numbers.
    func attempt(
        by person: UserID = finn,
        number: Int = 1,
        questions: [Int64] = [1, 2, 3],
        at start: Timestamp = noon,
        minutes: Int64? = 20,
        questionMs: Int64? = nil
    ) throws -> (Attempt, [AttemptItem]) {
        var attempt = Attempt(
            id: try ask { try $0.nextAttemptID() },
            test: Self.test,
            person: person,
            number: number,
            seed: 0xFEDC_BA98_7654_3210,
            startedAt: start,
            questionCount: questions.count,
            passPercent: 60
        )
        attempt.endsAt = minutes.map { start.later(seconds: $0 * 60) }
        attempt.questionMs = questionMs
        let items = questions.enumerated().map { place, question in
            AttemptItem(
                attempt: attempt.id,
                position: place,
                question: TestQuestionID(rawValue: question),
                mark: place + 1
            )
        }
        return (attempt, items)
    }

    @discardableResult
    func start(
        by person: UserID = finn,
        number: Int = 1,
        questions: [Int64] = [1, 2, 3],
        at start: Timestamp = noon,
        minutes: Int64? = 20,
        questionMs: Int64? = nil
    ) throws -> Attempt {
        let (attempt, items) = try attempt(
            by: person,
            number: number,
            questions: questions,
            at: start,
            minutes: minutes,
            questionMs: questionMs
        )
        try apply(.started(attempt, items), at: start, by: person)
        return attempt
    }

    /// Answers the open question, ten seconds after it was shown, and shows the next.
    @discardableResult
    func answer(_ attempt: Attempt, points: Int, _ response: QuestionResponse = .truth(isTrue: true)) throws -> Attempt
    {
        var item = try #require(try ask { try $0.item(attempt.position, of: attempt.id) })
        let now = attempt.shownAt.later(seconds: 10)
        let event = EventID(rawValue: "$answer-\(attempt.id.rawValue)-\(attempt.position)")
        item.answer = .init(response: response, event: event, at: now, tookMs: 10_000, points: points)
        var next = attempt
        if next.position + 1 < next.questionCount { next.position += 1 }
        next.shownAt = now
        try apply(.answered(item, next), at: now, by: attempt.person)
        return next
    }

    /// Ends an attempt as it stands, with all its questions counted.
    @discardableResult
    func end(_ attempt: Attempt, _ outcome: Attempt.Outcome? = nil, at moment: Timestamp? = nil) throws -> Attempt {
        let points = try ask { try $0.items(of: attempt.id) }.reduce(0) { $0 + ($1.answer?.points ?? 0) }
        var ended = attempt
        var end = Attempt.End(
            outcome: .failed,
            at: moment ?? attempt.shownAt,
            points: points,
            counted: attempt.questionCount
        )
        end.outcome = outcome ?? (end.percent >= attempt.passPercent ? .passed : .failed)
        ended.end = end
        try apply(.ended(ended), at: end.at, by: attempt.person)
        return ended
    }

    /// Takes the test as a whole, with so many points for each question.
    @discardableResult
    func take(
        by person: UserID,
        number: Int = 1,
        questions: [Int64] = [1, 2, 3],
        points: [Int],
        at moment: Timestamp = noon
    ) throws -> Attempt {
        var attempt = try start(by: person, number: number, questions: questions, at: moment)
        for points in points { attempt = try answer(attempt, points: points) }
        return try end(attempt)
    }
}
