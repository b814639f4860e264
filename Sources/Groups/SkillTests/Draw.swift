/// Which questions somebody is asked.
package enum Draw {
    /// Chooses the questions of an attempt: as many of each topic as the rules say, each as likely as the others.
    ///
    /// None comes twice, and those that the taker has not seen are preferred. They are in the order of the draws, and
    /// mixed within each; fewer than wanted where there are not so many. Without draws all are taken, and never more
    /// than ``SkillTest/questionsAtMost``.
    package static func questions(
        of rules: SkillTest.Rules,
        from pools: [(topic: String?, ids: [TestQuestionID])],
        seen: Set<TestQuestionID>,
        seed: UInt64
    ) -> [TestQuestionID] {
        let draws =
            rules.draws.isEmpty
            ? [SkillTest.TopicDraw(topic: nil, count: SkillTest.questionsAtMost)] : rules.draws
        // Those of a topic choose first: what is taken of any topic must leave them enough.
        let turns = draws.indices.filter { draws[$0].topic != nil } + draws.indices.filter { draws[$0].topic == nil }
        var taken: Set<TestQuestionID> = []
        var chosen: [[TestQuestionID]] = Array(repeating: [], count: draws.count)
        for turn in turns {
            let pool = pool(of: draws[turn].topic, in: pools).subtracting(taken)
            var numbers = SplitMix64(seed: seed, for: .draw, UInt64(turn))
            chosen[turn] = choose(draws[turn].count, of: pool, seen: seen, by: &numbers)
            taken.formUnion(chosen[turn])
        }
        return Array(chosen.joined().prefix(SkillTest.questionsAtMost))
    }

    /// What can be drawn of a topic; for nil whatever was given for any topic, or for some.
    private static func pool(
        of topic: String?,
        in pools: [(topic: String?, ids: [TestQuestionID])]
    ) -> Set<TestQuestionID> {
        Set(pools.filter { topic == nil || $0.topic == topic }.flatMap(\.ids))
    }

    private static func choose(
        _ count: Int,
        of pool: Set<TestQuestionID>,
        seen: Set<TestQuestionID>,
        by numbers: inout SplitMix64
    ) -> [TestQuestionID] {
        // Sorted, as the order of a set is another one in each run.
        func mixed(_ questions: Set<TestQuestionID>) -> [TestQuestionID] {
            var questions = questions.sorted { $0.rawValue < $1.rawValue }
            numbers.shuffle(&questions)
            return questions
        }
        var chosen = Array((mixed(pool.subtracting(seen)) + mixed(pool.intersection(seen))).prefix(max(0, count)))
        numbers.shuffle(&chosen)
        return chosen
    }
}

/// In which of several wordings somebody reads a question, so that a leaked one can be traced.
package enum WordingMark {
    package static let count = 16

    /// The wording in which the taker of that seed reads a question: from 0 up to but not including ``count``.
    package static func of(_ question: TestQuestionID, seed: UInt64) -> Int {
        var numbers = SplitMix64(seed: seed, for: .mark, UInt64(bitPattern: question.rawValue))
        return numbers.below(count)
    }
}
