import Groups
import Testing

@testable import Commands

/// Goal: what people write of a test's rules is read as they mean it, and what can't be meant is told.
struct TestFormTests {
    private static let today = Day(number: 20_000)

    private func fill(_ text: String, _ test: SkillTest? = nil) -> (test: SkillTest, mistakes: [FormMistake]) {
        var test = test ?? Self.test
        var mistakes: [FormMistake] = []
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        TestForm.fill(&test, from: Form(lines: lines, fields: TestForm.fields), today: Self.today, &mistakes)
        return (test, mistakes)
    }

    private static let test = SkillTest(
        id: SkillTestID(rawValue: 1),
        handle: "swift-basics",
        name: "Swift basics",
        sponsor: Sponsor(id: SponsorID(rawValue: 1), name: "Acme")
    )

    @Test(
        "Draws are topics with numbers, or a number alone",
        arguments: [
            ("concurrency 4, optionals 3", [("concurrency", 4), ("optionals", 3)]),
            ("4 concurrency; 3 Optionals", [("concurrency", 4), ("optionals", 3)]),
            ("concurrency: 4\noptionals = 3", [("concurrency", 4), ("optionals", 3)]),
            ("value types 2, any 5", [("value types", 2), (nil, 5)]), ("10", [(nil, 10)]),
            ("10 questions", [(nil, 10)]), ("swift 6 4", [("swift 6", 4)]), ("all", []), ("", []),
        ] as [(String, [(String?, Int)])]
    )
    func draws(_ text: String, _ draws: [(String?, Int)]) {
        let found = fill("draw: \(text)")
        #expect(found.mistakes.isEmpty)
        #expect(found.test.rules.draws == draws.map { SkillTest.TopicDraw(topic: $0.0, count: $0.1) })
    }

    @Test(
        "What draws nothing, twice, or too much is told",
        arguments: [
            ("concurrency", [.draw("concurrency")]), ("concurrency 0", [.draw("concurrency 0")]),
            ("a 1, a 2", [.drawTwice("a")]), ("a 30, b 30", [.tooManyDrawn(60)]), ("51", [.tooManyDrawn(51)]),
            ("-3", [.draw("-3")]), ("a 1, , b, c 9999", [.draw("b"), .draw("c 9999")]),
        ] as [(String, [TestMistake])]
    )
    func wrongDraws(_ text: String, _ mistakes: [TestMistake]) {
        let found = fill("draw: \(text)")
        #expect(found.mistakes == mistakes.map(FormMistake.test))
        #expect(found.test.rules.draws.isEmpty)
    }

    @Test(
        "Time is for all of it or for each question",
        arguments: [
            ("20 minutes", .whole(minutes: 20)), ("20", .whole(minutes: 20)), ("20min", .whole(minutes: 20)),
            ("1 hour", .whole(minutes: 60)), ("60 seconds a question", .perQuestion(seconds: 60)),
            ("60 s per question", .perQuestion(seconds: 60)), ("2 minutes each", .perQuestion(seconds: 120)),
            ("90 sec/question", .perQuestion(seconds: 90)), ("45 per question", .perQuestion(seconds: 45)),
        ] as [(String, SkillTest.TimeLimit)]
    )
    func time(_ text: String, _ limit: SkillTest.TimeLimit) {
        let found = fill("time: \(text)")
        #expect(found.mistakes.isEmpty)
        #expect(found.test.rules.limit == limit)
    }

    @Test(
        "A time that is none, or out of bounds, is told",
        arguments: [
            ("a while", .time("a while")), ("90 seconds", .time("90 seconds")), ("5 hours", .minutes("5 hours")),
            ("5 seconds a question", .seconds("5 seconds a question")), ("-5 minutes", .time("-5 minutes")),
            ("99999999999 minutes", .time("99999999999 minutes")), ("0", .time("0")),
        ] as [(String, TestMistake)]
    )
    func wrongTime(_ text: String, _ mistake: TestMistake) {
        #expect(fill("time: \(text)").mistakes == [.test(mistake)])
    }

    @Test("All other rules are read, and can be taken back")
    func rules() {
        let set = fill(
            """
            pass: 75 %
            wait: 2 weeks
            first wait: none
            attempts: 3 a year
            valid: 1 year
            scores: percentile
            mark: off
            follow-up: yes
            closes: \(Self.today.advanced(by: 10))
            """
        )
        #expect(set.mistakes.isEmpty)
        let rules = set.test.rules
        #expect((rules.passPercent, rules.waitDays, rules.firstWaitDays, rules.attemptsPerYear) == (75, 14, 0, 3))
        #expect(rules.validDays == 365)
        #expect(rules.visibility == .percentile)
        #expect(!rules.isMarked)
        #expect(rules.asksFollowUp)
        #expect(rules.closesAfter == Self.today.advanced(by: 10))
        let unset = fill(
            "first wait: same\nattempts: none\nvalid: For ever\ncloses: never\nwait: none\nmark: on\nscores: pass",
            set.test
        )
        #expect(unset.mistakes.isEmpty)
        #expect(unset.test.rules == SkillTest.Rules(passPercent: 75, waitDays: 0, asksFollowUp: true))
    }

    @Test("Every field that is wrong is told, and changes nothing")
    func mistakes() {
        let found = fill(
            """
            pass: 0
            wait: 366
            first wait: soon
            attempts: 0
            valid: 0
            scores: all
            mark: perhaps
            follow-up: 2
            closes: \(Self.today.advanced(by: -1))
            """
        )
        #expect(found.mistakes.count == 9)
        #expect(found.test == Self.test)
        #expect(fill("closes: soon").mistakes == [.test(.closes("soon"))])
        #expect(fill("closes: 9999-01-01").mistakes.count == 1)
    }
}
