import Groups

/// Reads the values of a test's form: what was typed comes cleaned and in small letters.
enum TestValues {
    private static let all: Set<String> = ["all", "all of them", "everything"]
    private static let none: Set<String> = ["none", "no", "no limit", "unlimited", "any", "-", ""]
    private static let forEver: Set<String> = ["for ever", "forever", "always", "never", "no end", "-", ""]

    /// How many questions of which topic: `concurrency 4, optionals 3`, `any 2`, a plain number, or `all`.
    static func draws(_ text: String, _ wrong: inout [TestMistake]) -> [SkillTest.TopicDraw]? {
        if all.contains(text) || text.isEmpty { return [] }
        let before = wrong.count
        var draws: [SkillTest.TopicDraw] = []
        for part in text.split(whereSeparator: { ",;\n".contains($0) }) {
            let part = part.trimmingSpace()
            guard !part.isEmpty else { continue }
            guard let draw = draw(part) else {
                wrong.append(.draw(part.capped(bytes: 60)))
                continue
            }
            if let topic = draw.topic, topic.utf8.count > QuestionContent.topicBytesAtMost {
                wrong.append(.topicTooLong(topic.capped(bytes: 60)))
            }
            if draws.contains(where: { $0.topic == draw.topic }) {
                wrong.append(.drawTwice(draw.topic ?? "any"))
            }
            draws.append(draw)
            guard draws.count <= SkillTest.topicsAtMost else { break }
        }
        let total = draws.reduce(0) { $0 + $1.count }
        if total > SkillTest.questionsAtMost || draws.count > SkillTest.topicsAtMost {
            wrong.append(.tooManyDrawn(total))
        }
        return wrong.count == before ? draws : nil
    }

    /// `concurrency 4`, `4 concurrency`, `concurrency: 4`, `10`.
    private static func draw(_ text: String) -> SkillTest.TopicDraw? {
        var words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        guard let last = words.last, let first = words.first else { return nil }
        guard let count = count(last) ?? count(first) else { return nil }
        words.remove(at: self.count(last) != nil ? words.count - 1 : 0)
        var topic = words.joined(separator: " ").droppingLast(anyOf: ":= ")
        if ["question", "questions"].contains(topic) { topic = "any" }
        return SkillTest.TopicDraw(topic: topic.isEmpty || topic == "any" ? nil : topic, count: count)
    }

    private static func count(_ word: String) -> Int? {
        guard (1...3).contains(word.utf8.count), let count = Int(word), count > 0 else { return nil }
        return count
    }

    /// `20 minutes`, or `60 seconds a question`.
    static func limit(_ text: String, _ wrong: inout [TestMistake]) -> SkillTest.TimeLimit? {
        var words = text.split(whereSeparator: { $0.isWhitespace || $0 == "/" }).map(String.init)
        let isEach = words.contains { ["question", "questions", "each"].contains($0) }
        words.removeAll { ["a", "an", "per", "for", "each", "every", "question", "questions", "one"].contains($0) }
        // `20min` is two words as well.
        if words.count == 1, let split = words[0].firstIndex(where: { !$0.isASCII || !$0.isNumber }) {
            words = [String(words[0][..<split]), String(words[0][split...])]
        }
        guard let word = words.first, words.count <= 2, word.utf8.count <= 5, let number = Int(word) else {
            wrong.append(.time(text.capped(bytes: 60)))
            return nil
        }
        let seconds: Int
        switch words.count == 2 ? words[1].droppingLast(anyOf: ".") : isEach ? "s" : "min" {
        case "s", "sec", "secs", "second", "seconds": seconds = number
        case "m", "min", "mins", "minute", "minutes": seconds = number * 60
        case "h", "hour", "hours": seconds = number * 3600
        default:
            wrong.append(.time(text.capped(bytes: 60)))
            return nil
        }
        guard !isEach else {
            if SkillTest.secondsPerQuestion.contains(seconds) { return .perQuestion(seconds: seconds) }
            wrong.append(.seconds(text.capped(bytes: 60)))
            return nil
        }
        if seconds % 60 == 0, SkillTest.minutes.contains(seconds / 60) { return .whole(minutes: seconds / 60) }
        // “60 seconds” alone is hardly meant for all of it.
        wrong.append(seconds < 60 * SkillTest.minutes.lowerBound || seconds % 60 != 0 ? .time(text) : .minutes(text))
        return nil
    }

    /// `60`, `60%` or `60 %`.
    static func percent(_ text: String, _ wrong: inout [TestMistake]) -> Int? {
        let digits = text.filter { !$0.isWhitespace }.droppingLast(anyOf: "%")
        guard digits.utf8.count <= 3, let percent = Int(digits), (1...100).contains(percent) else {
            wrong.append(.percent(text.capped(bytes: 60)))
            return nil
        }
        return percent
    }

    /// A number of days, also `2 weeks` or `1 year`; nil within for the word that stands for none.
    static func days(
        _ text: String,
        field: String,
        in range: ClosedRange<Int>,
        or word: String,
        _ wrong: inout [TestMistake]
    ) -> Int?? {
        if text == word || (range.contains(0) ? none.union(["at once", "now"]) : forEver).contains(text) {
            return .some(nil)
        }
        let words = text.split(whereSeparator: \.isWhitespace)
        let units = ["day": 1, "days": 1, "week": 7, "weeks": 7, "year": 365, "years": 365]
        guard let first = words.first, first.utf8.count <= 4, let number = Int(first), words.count <= 2,
            let unit = words.count == 2 ? units[String(words[1])] : 1, range.contains(number * unit)
        else {
            wrong.append(.days(field: field, text.capped(bytes: 60), range, orWord: word))
            return nil
        }
        return number * unit
    }

    /// How many attempts a year, such as `3` or `3 a year`; nil within for as many as the waits allow.
    static func attempts(_ text: String, _ wrong: inout [TestMistake]) -> Int?? {
        if none.contains(text) { return .some(nil) }
        let words = text.split(whereSeparator: { $0.isWhitespace || $0 == "/" })
        let isYear = words.dropFirst().allSatisfy { ["a", "per", "each", "every", "year", "attempts"].contains($0) }
        guard let first = words.first, first.utf8.count <= 3, isYear, let number = Int(first),
            SkillTest.attemptsPerYear.contains(number)
        else {
            wrong.append(.attempts(text.capped(bytes: 60)))
            return nil
        }
        return number
    }

    static func visibility(_ text: String, _ wrong: inout [TestMistake]) -> SkillTest.ScoreVisibility? {
        switch text {
        case "pass", "pass only", "hidden": return .passOnly
        case "score", "scores": return .score
        case "percentile", "top": return .percentile
        default:
            wrong.append(.scores(text.capped(bytes: 60)))
            return nil
        }
    }

    static func yes(_ text: String, field: String, _ wrong: inout [TestMistake]) -> Bool? {
        switch text {
        case "yes", "on", "true", "y": return true
        case "no", "off", "false", "n": return false
        default:
            wrong.append(.yesOrNo(field: field, text.capped(bytes: 60)))
            return nil
        }
    }

    /// The last day on which it can be taken; nil within for never.
    static func closes(_ text: String, today: Day, _ wrong: inout [TestMistake]) -> Day?? {
        if none.union(forEver).contains(text) { return .some(nil) }
        guard let day = Day(parsing: text) else {
            wrong.append(.closes(text.capped(bytes: 60)))
            return nil
        }
        guard day >= today else {
            wrong.append(.closesInThePast(day))
            return nil
        }
        guard day <= today.advanced(by: SkillTest.closingDaysAtMost) else {
            wrong.append(.closesTooLate(day))
            return nil
        }
        return day
    }
}
