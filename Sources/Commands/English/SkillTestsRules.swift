import Groups

extension SkillTest.Rules {
    /// How many questions come, such as `4 of concurrency and 3 of optionals`.
    var drawEnglish: Phrase {
        guard !draws.isEmpty else { return "all that there are, \(SkillTest.questionsAtMost) at most" }
        return English.list(draws.map { $0.english })
    }

    var limitEnglish: Phrase {
        switch limit {
        case .whole(let minutes): English.count(minutes, "minute", "minutes") + " for all of it"
        case .perQuestion(let seconds): English.count(seconds, "second", "seconds") + " for each question"
        }
    }

    /// When another attempt is possible, such as `after 14 days, and 3 times a year at most`.
    var waitEnglish: Phrase {
        var wait: Phrase = waitDays == 0 ? "at once" : "after " + English.count(waitDays, "day", "days")
        if let firstWaitDays, firstWaitDays != waitDays {
            let first: Phrase =
                firstWaitDays == 0 ? "at once" : "after " + English.count(firstWaitDays, "day", "days")
            wait = first + " for the second attempt, then " + wait
        }
        guard let attemptsPerYear else { return wait }
        return wait + ", and " + English.count(attemptsPerYear, "attempt", "attempts") + " within 365 days at most"
    }

    var validEnglish: Phrase { validDays.map { English.count($0, "day", "days") } ?? "for ever" }

    var visibilityEnglish: Phrase {
        switch visibility {
        case .passOnly: "that it was passed, and no score"
        case .score: "the score"
        case .percentile: "how the score ranks, such as “top 10 %”"
        }
    }

    /// All of them, for those who run the test.
    var fields: [Message.Field] {
        [
            .init("Questions", drawEnglish), .init("Time", limitEnglish),
            .init("To pass", "\(passPercent) % of the points"), .init("Again", waitEnglish),
            .init("A pass holds", validEnglish), .init("Others see", visibilityEnglish),
            .init(
                "Wording",
                isMarked ? "each taker’s own, by which a leak can be traced" : "the same for everybody"
            ),
        ]
            + (asksFollowUp ? [.init("Follow-up", "who passes explains one of their answers")] : [])
            + (closesAfter.map { [.init("Closes", "after \(words: EnglishDate.written($0))")] } ?? [])
    }
}

extension SkillTest.TopicDraw {
    /// Such as `4 of concurrency`.
    var english: Phrase { topic.map { "\(count) of \($0)" } ?? "\(count) of any topic" }
}

extension SkillTest {
    /// What stands in the way of opening it, or makes attempts alike; nothing where the pool will do.
    func poolWarnings(_ topics: [TopicCount]) -> [Message.Block] {
        let missing = shortages(in: topics).map { draw, has -> Phrase in
            let there: Phrase = has == 1 ? "is one" : has == 0 ? "are none" : "are \(has)"
            guard !rules.draws.isEmpty else { return "There is no question to draw: nobody can begin it." }
            return "It draws \(draw.english), and there \(there): nobody can begin it until there are more."
        }
        guard missing.isEmpty else { return missing.map(Message.Block.line) }
        let thin = repetitions(in: topics).map { draw, has -> Phrase in "\(draw.english) out of \(has)" }
        guard !thin.isEmpty else { return [] }
        return [
            .line(
                """
                A second attempt will repeat questions: it draws \(English.list(thin)). \
                \(words: Self.poolFactor == 3 ? "Three" : "\(Self.poolFactor)") times as many as are drawn are enough.
                """
            )
        ]
    }

    /// Such as `12 questions: concurrency (8) and optionals (4)`.
    static func poolEnglish(_ topics: [TopicCount]) -> Phrase {
        let total = topics.reduce(0) { $0 + $1.count }
        let count = English.count(total, "question", "questions")
        guard topics.contains(where: { !$0.topic.isEmpty }) else { return count }
        let named = topics.filter { $0.count > 0 && !$0.topic.isEmpty }.map { "\($0.topic) (\($0.count))" as Phrase }
        let without = topics.filter { $0.topic.isEmpty && $0.count > 0 }.map {
            "without a topic (\($0.count))" as Phrase
        }
        return count + ": " + English.list(named + without)
    }

    var stateEnglish: Phrase {
        switch state {
        case .draft: "a draft, which only those see who run it"
        case .open: "open"
        case .closed: "closed: nobody can begin it; passes stay"
        }
    }
}
