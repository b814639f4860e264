import Groups
import Testing

struct DrawTests {
    private static func ids(_ range: ClosedRange<Int64>) -> [TestQuestionID] {
        range.map(TestQuestionID.init(rawValue:))
    }

    private static func rules(_ draws: [(String?, Int)]) -> SkillTest.Rules {
        SkillTest.Rules(draws: draws.map { SkillTest.TopicDraw(topic: $0.0, count: $0.1) })
    }

    private static let pools: [(topic: String?, ids: [TestQuestionID])] = [
        ("swift", ids(1...20)), ("sql", ids(101...110)), (nil, ids(1...20) + ids(101...110) + ids(201...230)),
    ]

    @Test("So many of each topic are drawn as the rules say, in the order of the draws, and none twice")
    func topics() {
        let rules = Self.rules([("sql", 4), (nil, 6), ("swift", 5)])
        for seed in 0..<200 as Range<UInt64> {
            let drawn = Draw.questions(of: rules, from: Self.pools, seen: [], seed: seed).map(\.rawValue)
            #expect(drawn.count == 15)
            #expect(Set(drawn).count == 15)
            #expect(drawn.prefix(4).allSatisfy { (101...110).contains($0) })
            #expect(drawn.suffix(5).allSatisfy { (1...20).contains($0) })
        }
    }

    @Test("What is drawn of any topic leaves enough for the draws of one")
    func anyTopicComesLast() {
        let rules = Self.rules([(nil, 8), ("sql", 10)])
        for seed in 0..<50 as Range<UInt64> {
            let pools: [(topic: String?, ids: [TestQuestionID])] = [
                (nil, Self.ids(101...118)), ("sql", Self.ids(101...110)),
            ]
            let drawn = Draw.questions(of: rules, from: pools, seen: [], seed: seed).map(\.rawValue)
            #expect(Set(drawn.prefix(8)) == Set(111...118))
            #expect(Set(drawn.suffix(10)) == Set(101...110))
        }
    }

    @Test("Two draws of one topic share its questions")
    func sameTopicTwice() {
        let rules = Self.rules([("sql", 5), ("sql", 5)])
        let drawn = Draw.questions(of: rules, from: Self.pools, seen: [], seed: 3)
        #expect(Set(drawn) == Set(Self.ids(101...110)))
    }

    @Test("Without draws all questions are asked, and of many only as many as an attempt may have")
    func withoutDraws() {
        let few = Draw.questions(of: Self.rules([]), from: [(nil, Self.ids(1...9))], seen: [], seed: 5)
        #expect(few.count == 9)
        #expect(Set(few) == Set(Self.ids(1...9)))
        #expect(few != Self.ids(1...9))
        let many = Draw.questions(of: Self.rules([]), from: [(nil, Self.ids(1...1000))], seen: [], seed: 5)
        #expect(many.count == SkillTest.questionsAtMost)
        let tooMany = Self.rules([(nil, 40), (nil, 40)])
        #expect(Draw.questions(of: tooMany, from: [(nil, Self.ids(1...1000))], seen: [], seed: 5).count == 50)
    }

    @Test("Questions that were seen before are drawn only where there are no others left")
    func seen() {
        let rules = Self.rules([("swift", 8)])
        for seed in 0..<100 as Range<UInt64> {
            let some = Draw.questions(of: rules, from: Self.pools, seen: Set(Self.ids(1...12)), seed: seed)
            #expect(Set(some) == Set(Self.ids(13...20)))
            let most = Draw.questions(of: rules, from: Self.pools, seen: Set(Self.ids(1...17)), seed: seed)
            #expect(most.count == 8)
            #expect(Set(most).isSuperset(of: Self.ids(18...20)))
        }
        // Nor do they come behind the others, by which a taker could tell them.
        let places = (0..<300 as Range<UInt64>).map { seed in
            Draw.questions(of: rules, from: Self.pools, seen: Set(Self.ids(1...17)), seed: seed)
                .firstIndex(of: TestQuestionID(rawValue: 18))
        }
        #expect(Set(places).count == 8)
    }

    @Test("Pools that are too small give what they have")
    func small() {
        #expect(Draw.questions(of: Self.rules([("sql", 11)]), from: Self.pools, seen: [], seed: 1).count == 10)
        #expect(Draw.questions(of: Self.rules([("none", 3)]), from: Self.pools, seen: [], seed: 1).isEmpty)
        #expect(Draw.questions(of: Self.rules([]), from: [], seen: [], seed: 1).isEmpty)
        #expect(
            Draw.questions(of: Self.rules([("sql", -3), (nil, .min)]), from: Self.pools, seen: [], seed: 1).isEmpty
        )
        #expect(Draw.questions(of: Self.rules([("sql", .max)]), from: Self.pools, seen: [], seed: 1).count == 10)
        let twice: [(topic: String?, ids: [TestQuestionID])] = [(nil, Self.ids(1...3) + Self.ids(1...3))]
        #expect(Draw.questions(of: Self.rules([(nil, 6)]), from: twice, seen: [], seed: 1).count == 3)
    }

    @Test("The same seed draws the same, in whatever order the questions are given")
    func repeatable() {
        let rules = Self.rules([("swift", 5), (nil, 5)])
        let reversed = Self.pools.map { (topic: $0.topic, ids: Array($0.ids.reversed())) }
        for seed in [0, 1, 0x1234_5678_9ABC_DEF0, .max] as [UInt64] {
            let first = Draw.questions(of: rules, from: Self.pools, seen: [], seed: seed)
            #expect(first == Draw.questions(of: rules, from: Self.pools, seen: [], seed: seed))
            #expect(first == Draw.questions(of: rules, from: reversed, seen: [], seed: seed))
        }
        #expect(
            Draw.questions(of: rules, from: Self.pools, seen: [], seed: 42).map(\.rawValue) == [
                19, 6, 12, 5, 18, 223, 104, 20, 108, 8,
            ]
        )
    }

    @Test("Each question is drawn as often as the others, and stands as often in each place")
    func uniform() {
        var drawn: [Int64: Int] = [:]
        var first: [Int64: Int] = [:]
        var pairs: [Set<Int64>: Int] = [:]
        let rules = Self.rules([("sql", 3)])
        for seed in 0..<9000 as Range<UInt64> {
            let ids = Draw.questions(of: rules, from: Self.pools, seen: [], seed: seed).map(\.rawValue)
            for id in ids { drawn[id, default: 0] += 1 }
            first[ids[0], default: 0] += 1
            pairs[[ids[0], ids[2]], default: 0] += 1
        }
        // Thresholds that one of a thousand fair draws would miss, for 9 and for 44 degrees of freedom.
        #expect(drawn.count == 10)
        #expect(ChiSquare(Array(drawn.values), expected: 2700).value < 27.9)
        #expect(ChiSquare(Array(first.values), expected: 900).value < 27.9)
        #expect(pairs.count == 45)
        #expect(ChiSquare(Array(pairs.values), expected: 200).value < 78.7)
    }

    @Test("Two people rarely draw the same, and seeds that follow each other are no nearer than others")
    func differs() {
        let rules = Self.rules([("swift", 10)])
        let draws = (0..<500 as Range<UInt64>).map { Draw.questions(of: rules, from: Self.pools, seen: [], seed: $0) }
        #expect(Set(draws).count == 500)
        // Ten of twenty: two draws have five in common on average.
        let shared = zip(draws, draws.dropFirst()).reduce(0) { $0 + Set($1.0).intersection($1.1).count }
        #expect((4.8...5.2).contains(Double(shared) / 499))
    }

    @Test("Each wording is read as often as the others, by one taker as by many")
    func marks() {
        var byTaker = Array(repeating: 0, count: WordingMark.count)
        var byQuestion = byTaker
        for number in 0..<8000 as Range<Int64> {
            byTaker[WordingMark.of(TestQuestionID(rawValue: 7), seed: UInt64(number))] += 1
            byQuestion[WordingMark.of(TestQuestionID(rawValue: number), seed: 99)] += 1
        }
        // 15 degrees of freedom: above 37.7 in one of a thousand cases.
        #expect(ChiSquare(byTaker, expected: 500).value < 37.7)
        #expect(ChiSquare(byQuestion, expected: 500).value < 37.7)
        let extreme = WordingMark.of(TestQuestionID(rawValue: .min), seed: .max)
        #expect((0..<WordingMark.count).contains(extreme))
        #expect((1...6).map { WordingMark.of(TestQuestionID(rawValue: $0), seed: 42) } == [1, 11, 10, 13, 11, 4])
    }
}
