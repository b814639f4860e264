import Groups
import Identifiers
import Testing

/// Goal: what those who run a test may do with it, and what becomes of attempts when a question was wrong.
struct RunningTestsTests {
    private static let acme = Sponsor(id: SponsorID(rawValue: 1), name: "Acme")

    private func test(_ draws: [(String?, Int)], _ state: SkillTest.State = .draft, count: Int = 0) -> SkillTest {
        SkillTest(
            id: SkillTestID(rawValue: 1),
            handle: "swift-basics",
            name: "Swift basics",
            sponsor: Self.acme,
            rules: SkillTest.Rules(draws: draws.map { .init(topic: $0.0, count: $0.1) }),
            state: state,
            questionCount: count
        )
    }

    private func topics(_ topics: [(String, Int)]) -> [SkillTest.TopicCount] {
        topics.map { .init(topic: $0.0, count: $0.1) }
    }

    private func question(_ number: Int, _ topic: String, _ state: TestQuestion.State = .active) -> TestQuestion {
        TestQuestion(
            id: TestQuestionID(rawValue: Int64(number)),
            test: SkillTestID(rawValue: 1),
            number: number,
            content: QuestionContent(topic: topic, text: "Is it?", kind: .trueFalse(isTrue: true)),
            state: state
        )
    }

    @Test("What is drawn of any topic comes from what the others leave")
    func shortages() {
        let pool = topics([("a", 3), ("b", 2)])
        #expect(test([("a", 3), (nil, 2)]).shortages(in: pool).isEmpty)
        #expect(test([("a", 3), (nil, 3)]).shortages(in: pool).map(\.has) == [2])
        #expect(test([("a", 4), ("c", 1)]).shortages(in: pool).map(\.has) == [3, 0])
        #expect(test([]).shortages(in: []).map(\.has) == [0])
        #expect(test([]).shortages(in: pool).isEmpty)
    }

    @Test("Three times as many as are drawn keep a second attempt from being a repetition")
    func repetitions() {
        #expect(test([("a", 3)]).repetitions(in: topics([("a", 8), ("b", 9)])).map(\.has) == [8])
        #expect(test([("a", 3)]).repetitions(in: topics([("a", 9)])).isEmpty)
        #expect(test([(nil, 3)]).repetitions(in: topics([("a", 8), ("b", 1)])).isEmpty)
    }

    @Test("A test is opened with enough questions, and closed once it is open")
    func states() throws {
        let pool = topics([("a", 2)])
        #expect(try test([("a", 2)]).open(topics: pool) == .skillTest(.stateSet(SkillTestID(rawValue: 1), .open)))
        let small = test([("a", 3)])
        #expect(throws: Refusal.skillTest(.poolTooSmall(small, topic: "a", has: 2, wants: 3))) {
            try small.open(topics: pool)
        }
        #expect(throws: Refusal.skillTest(.isSo(test([], .open)))) { try test([], .open).open(topics: pool) }
        #expect(throws: Refusal.skillTest(.notOpen(test([])))) { try test([]).close() }
        #expect(throws: Refusal.skillTest(.isSo(test([], .closed)))) { try test([], .closed).close() }
        var suspended = test([])
        suspended.sponsor.suspendedFor = "Spam"
        #expect(throws: Refusal.sponsor(.suspended(suspended.sponsor))) { try suspended.open(topics: pool) }
    }

    @Test("What is taken, under way, or asked for is not deleted")
    func deleting() throws {
        let test = test([])
        func delete(_ naming: Int, _ running: Int, _ attempts: Int) throws -> Change {
            try test.delete(
                naming: naming,
                askedForBy: [],
                isDraft: naming > 1,
                running: running,
                tally: SkillTestTally(attempts: attempts)
            )
        }
        #expect(try delete(0, 0, 0) == .skillTest(.deleted(test.id)))
        #expect(throws: Refusal.skillTest(.inUse(test, by: [], isDraft: false))) { try delete(1, 0, 0) }
        #expect(throws: Refusal.skillTest(.inUse(test, by: [], isDraft: true))) { try delete(2, 0, 0) }
        #expect(throws: Refusal.skillTest(.underWay(test, 1))) { try delete(0, 1, 0) }
        #expect(throws: Refusal.skillTest(.taken(test))) { try delete(0, 0, 1) }
    }

    @Test("An edit is told by the fields that it changes, the pass mark with both numbers")
    func changes() {
        let old = test([("a", 2)])
        #expect(old.changes(to: old).isEmpty)
        var new = old
        new.name = "Other"
        new.syllabus = "Other"
        new.rules = SkillTest.Rules(
            limit: .perQuestion(seconds: 30),
            passPercent: 70,
            waitDays: 1,
            firstWaitDays: 0,
            attemptsPerYear: 3,
            validDays: 30,
            visibility: .score,
            isMarked: false,
            asksFollowUp: true,
            closesAfter: Day(number: 20_000)
        )
        let fields = [
            "name", "syllabus", "draw", "time", "pass 60 70", "wait", "first wait", "attempts", "valid", "scores",
            "mark",
            "follow-up", "closes",
        ]
        #expect(old.changes(to: new) == fields)
    }

    @Test("An open test keeps as many questions as it draws, unless one was wrong")
    func retiring() throws {
        let open = test([("a", 2)], .open, count: 2)
        let pool = topics([("a", 2)])
        #expect(throws: Refusal.skillTest(.poolTooSmall(open, topic: "a", has: 1, wants: 2))) {
            try open.retire([question(1, "a")], topics: pool)
        }
        let other = question(9, "a").content
        #expect(try open.retire([question(1, "a")], topics: pool, adding: other).count == 1)
        #expect(throws: Refusal.self) {
            try open.retire([question(1, "a")], topics: pool, adding: question(9, "b").content)
        }
        let ada = UserID(rawValue: "@ada:example.org")
        #expect(throws: Never.self) { try open.void(question(1, "a"), by: ada, at: Timestamp(rawValue: 0)) }
        #expect(throws: Refusal.skillTest(.questionGone(open, 1, .void))) {
            try open.void(question(1, "a", .void), by: ada, at: Timestamp(rawValue: 0))
        }
        #expect(try test([("a", 2)]).retire([question(1, "a"), question(2, "a")], topics: pool).count == 2)
    }

    private func attempt(_ outcome: Groups.Attempt.Outcome, points: Int, counted: Int) -> Groups.Attempt {
        var attempt = Groups.Attempt(
            id: AttemptID(rawValue: 1),
            test: SkillTestID(rawValue: 1),
            person: UserID(rawValue: "@finn:example.org"),
            number: 1,
            seed: 1,
            startedAt: Timestamp(rawValue: 0),
            questionCount: counted,
            passPercent: 60
        )
        attempt.end = .init(outcome: outcome, at: Timestamp(rawValue: 1000), points: points, counted: counted)
        return attempt
    }

    private func items(_ points: [Int]) -> [AttemptItem] {
        points.enumerated().map { position, points in
            AttemptItem(
                attempt: AttemptID(rawValue: 1),
                position: position,
                question: TestQuestionID(rawValue: Int64(position)),
                mark: 0,
                answer: .init(response: .none, event: nil, at: Timestamp(rawValue: 0), tookMs: 0, points: points)
            )
        }
    }

    // By hand: 3 of 6 is 50 %, and 3 of 5 is 60 %; 4 of 6 is 66 %, and 4 of 5 is 80 %.
    @Test(
        "Without a void question whoever failed for too few points may pass, a pass is raised, none is left of no question",
        arguments: [
            ([1000, 1000, 1000, 0, 0, 0], [5], .failed, .passed, 60),
            ([1000, 1000, 0, 0, 0, 0], [5], .failed, .failed, 40),
            ([1000, 1000, 1000, 1000, 0, 0], [5], .passed, .passed, 80),
            ([1000, 1000, 1000, 0, 0, 0], [5], .timedOut, .timedOut, 60),
            ([1000, 1000, 1000, 0, 0, 0], [5], .stopped, .stopped, 60),
            ([0, 0], [0, 1], .failed, .void, 0),
        ] as [([Int], [Int64], Groups.Attempt.Outcome, Groups.Attempt.Outcome, Int)]
    )
    func recounting(
        _ points: [Int],
        _ void: [Int64],
        _ old: Groups.Attempt.Outcome,
        _ new: Groups.Attempt.Outcome,
        _ percent: Int
    ) throws {
        let attempt = attempt(old, points: points.reduce(0, +), counted: points.count)
        let void = Set(void.map { TestQuestionID(rawValue: $0) })
        let end = try #require(attempt.recounted(items(points), void: void)?.end)
        #expect(end.outcome == new)
        #expect(end.percent == percent)
        #expect(end.counted == points.count - void.count)
    }

    @Test("What counts for nothing is not counted anew, nor what comes out as before")
    func sameAgain() {
        let void: Set = [TestQuestionID(rawValue: 0)]
        #expect(attempt(.void, points: 0, counted: 2).recounted(items([0, 0]), void: void) == nil)
        // Nobody loses what a wrong question gave them: 4 of 6 stays 66 %, though 2 of 4 is 50 %.
        let half = attempt(.passed, points: 4000, counted: 6)
        #expect(half.recounted(items([1000, 1000, 1000, 1000, 0, 0]), void: void.union([.init(rawValue: 1)])) == nil)
        #expect(attempt(.passed, points: 2000, counted: 2).recounted(items([1000]), void: void) == nil)
        #expect(attempt(.failed, points: 0, counted: 1).recounted(items([1000, 0]), void: void) == nil)
    }
}
