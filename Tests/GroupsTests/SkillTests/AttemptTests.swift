import Groups
import Identifiers
import Testing

private let minute: Int64 = 60_000
private let start = Timestamp(rawValue: 1_772_442_000_000)
private let finn = Person(id: UserID(rawValue: "@finn:example.org"), isFreelancer: true)

private func test(_ rules: SkillTest.Rules = .init()) -> SkillTest {
    SkillTest(
        id: SkillTestID(rawValue: 1),
        handle: "swift-basics",
        name: "Swift Basics",
        sponsor: Sponsor(id: SponsorID(rawValue: 1), name: "Acme"),
        rules: rules,
        state: .open,
        questionCount: 3
    )
}

private func begin(
    _ test: SkillTest,
    after earlier: [Attempt] = [],
    extraPercent: Int = 0,
    at now: Timestamp = start
) throws(Refusal) -> Attempt {
    try test.start(
        AttemptID(rawValue: Int64(earlier.count) + 1),
        by: finn,
        seed: 7,
        drawing: [TestQuestionID(rawValue: 1), TestQuestionID(rawValue: 2), TestQuestionID(rawValue: 3)],
        after: earlier,
        extraPercent: extraPercent,
        in: .utc,
        at: now
    ).0
}

private func ended(_ outcome: Attempt.Outcome, daysAgo days: Int, from now: Timestamp = start) throws -> Attempt {
    var attempt = try begin(test(), at: now.later(days: -days))
    attempt.breakOff(outcome, points: 0, counted: 3, at: now.later(days: -days))
    return attempt
}

@Suite("Taking a test")
struct AttemptTests {
    private func refusal(_ body: () throws -> Void) -> SkillTestRefusal? {
        do {
            try body()
            return nil
        } catch Refusal.skillTest(let refusal) {
            return refusal
        } catch {
            return nil
        }
    }

    @Test("It is for freelancers, and while it is open")
    func whoAndWhen() throws {
        var closed = test()
        closed.state = .closed
        #expect(refusal { _ = try begin(closed) } == .notOpen(closed))
        closed.state = .draft
        #expect(refusal { _ = try begin(closed) } == .notOpen(closed))
        var suspended = test()
        suspended.sponsor.suspendedFor = "Abuse"
        #expect(refusal { _ = try begin(suspended) } == .notOpen(suspended))
        let client = Person(id: finn.id)
        #expect(
            refusal { try test().checkMayStart(client, after: [], in: .utc, at: start) } == .freelancersOnly(test())
        )
        _ = try begin(test())
    }

    @Test("After its last day nobody begins, and who began just before has until its end")
    func lastDay() throws {
        let today = Zone.utc.local(start).day
        let rules = SkillTest.Rules(limit: .whole(minutes: 240), closesAfter: today)
        let late = Timestamp(rawValue: Zone.utc.end(of: today).rawValue - 10 * minute)
        let attempt = try begin(test(rules), at: late)
        #expect(attempt.endsAt == Zone.utc.end(of: today))
        #expect(refusal { _ = try begin(test(rules), at: Zone.utc.end(of: today)) } == .notOpen(test(rules)))
    }

    @Test(
        "The wait counts in days from the end of the last attempt, and a void one counts for nothing",
        arguments: [
            ([13], nil, 14, false), ([14], nil, 14, true), ([1], 1, 14, true), ([0], 1, 14, false),
            ([13, 40], 1, 14, false), ([14, 40], 1, 14, true), ([0], 0, 14, true), ([0], nil, 0, true),
        ] as [([Int], Int?, Int, Bool)]
    )
    func waits(_ days: [Int], _ first: Int?, _ wait: Int, _ isFree: Bool) throws {
        let rules = SkillTest.Rules(waitDays: wait, firstWaitDays: first)
        let earlier = try days.map { try ended(.failed, daysAgo: $0) }
        #expect((refusal { _ = try begin(test(rules), after: earlier) } == nil) == isFree)
        let void = try ended(.void, daysAgo: 0)
        #expect((refusal { _ = try begin(test(rules), after: [void] + earlier) } == nil) == isFree)
    }

    @Test("So many attempts within 365 days, and no more")
    func attemptsPerYear() throws {
        let rules = SkillTest.Rules(waitDays: 0, attemptsPerYear: 2)
        let two = [try ended(.failed, daysAgo: 3), try ended(.timedOut, daysAgo: 364)]
        let free = Zone.utc.startOfDay(365, after: two[1].startedAt)
        let wait = test(rules).wait(after: two, in: .utc, at: start)
        #expect(wait == SkillTest.Wait(until: free, attemptsPerYear: 2))
        #expect(test(rules).wait(after: two, in: .utc, at: free) == nil)
        // Where the wait between two attempts is longer, it is that which is named.
        let longer = SkillTest.Rules(waitDays: 300, attemptsPerYear: 2)
        #expect(test(longer).wait(after: two, in: .utc, at: start)?.attemptsPerYear == nil)
        #expect(refusal { _ = try begin(test(rules), after: two) } != nil)
        let old = [try ended(.failed, daysAgo: 3), try ended(.timedOut, daysAgo: 366)]
        _ = try begin(test(rules), after: old)
        #expect(try begin(test(rules), after: old).number == 3)
    }

    @Test("The limit is for all of it or for each question, and longer for whoever has more time")
    func limits() throws {
        let whole = try begin(test(.init(limit: .whole(minutes: 20))))
        #expect(whole.left(at: start) == 20 * minute)
        #expect(try begin(test(.init(limit: .whole(minutes: 20))), extraPercent: 25).left(at: start) == 25 * minute)
        let each = try begin(test(.init(limit: .perQuestion(seconds: 90))), extraPercent: 100)
        #expect(each.endsAt == nil)
        #expect(each.left(at: start) == 3 * minute)
    }

    @Test("An answer may come 5 seconds late, and no later")
    func grace() throws {
        let attempt = try begin(test(.init(limit: .whole(minutes: 1))))
        let end = start.rawValue + minute
        #expect(!attempt.isOver(at: Timestamp(rawValue: end + 5000)))
        #expect(attempt.isOver(at: Timestamp(rawValue: end + 5001)))
        #expect(attempt.isWhollyOver(at: Timestamp(rawValue: end + 5001)))
        let each = try begin(test(.init(limit: .perQuestion(seconds: 60))))
        #expect(each.isOver(at: Timestamp(rawValue: end + 5001)))
        #expect(!each.isWhollyOver(at: Timestamp(rawValue: end + 5001)))
    }

    @Test("What the homeserver kept waiting is nobody's time, once")
    func delays() throws {
        var attempt = try begin(test(.init(limit: .whole(minutes: 1))))
        let sent = Timestamp(rawValue: start.rawValue + 30_000)
        attempt.countFrom(sent)
        attempt.countFrom(sent)
        attempt.countFrom(start)
        #expect(attempt.endsAt?.rawValue == start.rawValue + minute + 30_000)
        #expect(attempt.shownAt == sent)
    }

    @Test(
        "Points of 59.9 percent are not 60",
        arguments: [
            (1800, 3, 60, true), (1799, 3, 60, false), (0, 3, 1, false), (3000, 3, 100, true), (0, 0, 1, false),
        ]
    )
    func passMark(_ points: Int, _ counted: Int, _ percent: Int, _ isPassed: Bool) throws {
        var attempt = try begin(test(.init(passPercent: percent)))
        attempt.finish(points: points, counted: counted, ranking: .init(better: 0, equal: 0, total: 0), at: start)
        #expect(attempt.end?.outcome == (isPassed ? .passed : counted == 0 ? .void : .failed))
        #expect(attempt.end?.percentile == nil)
    }

    @Test("A first attempt counts itself among the others; below twenty nobody is ranked")
    func ranking() throws {
        var attempt = try begin(test())
        attempt.finish(points: 3000, counted: 3, ranking: .init(better: 0, equal: 0, total: 18), at: start)
        #expect(attempt.end?.percentile == nil)
        attempt.finish(points: 3000, counted: 3, ranking: .init(better: 0, equal: 0, total: 19), at: start)
        #expect(attempt.end?.percentile == .init(top: 5, takers: 20))
        attempt.number = 2
        attempt.finish(points: 3000, counted: 3, ranking: .init(better: 9, equal: 1, total: 20), at: start)
        #expect(attempt.end?.percentile == .init(top: 50, takers: 20))
    }

    @Test("Questions follow one another until there are no more")
    func proceeding() throws {
        var attempt = try begin(test())
        for place in 1...3 {
            #expect(!attempt.isThrough)
            attempt.proceed(at: Timestamp(rawValue: start.rawValue + Int64(place)))
        }
        #expect(attempt.isThrough)
        #expect(attempt.shownAt.rawValue == start.rawValue + 3)
    }
}

@Suite("What counts in the place of a criterion")
struct AcceptedInsteadTests {
    @Test(
        "Wherever the one stands, either will do",
        arguments: [0b000, 0b001, 0b010, 0b011, 0b100, 0b101, 0b110, 0b111]
    )
    func either(_ bits: Int) {
        let rules: [CriteriaRule] = [
            .criterion(number: 1), .all(of: [.criterion(number: 1), .criterion(number: 2)]),
            .any(of: [.criterion(number: 1), .criterion(number: 2)]), .not(rule: .criterion(number: 1)),
            .atLeast(count: 1, of: [.criterion(number: 1), .not(rule: .criterion(number: 2))]),
            .any(of: [.criterion(number: 1), .all(of: [.criterion(number: 1), .criterion(number: 2)])]),
        ]
        let (first, second, third) = (bits & 1 != 0, bits & 2 != 0, bits & 4 != 0)
        for rule in rules {
            let before = rule.verdict([1: first || third, 2: second])
            let after = rule.accepting(3, insteadOf: 1).verdict([1: first, 2: second, 3: third])
            #expect(before == after, "\(rule)")
        }
    }
}
