import Groups

/// Questions as people name them: by their numbers within the test.
enum QuestionNumbers {
    private static let numbersAtMost = 100

    /// The one question whose number stands there.
    static func one(_ text: String, of test: SkillTest, _ board: some Board) throws -> TestQuestion {
        let numbers = try read(text)
        guard numbers.count == 1 else { throw UsageError.unexpected("\(numbers[1])") }
        return try known(numbers[0], of: test, board)
    }

    /// The question of that number.
    static func known(_ number: Int, of test: SkillTest, _ board: some Board) throws -> TestQuestion {
        guard let question = try board.question(number, of: test.id) else {
            throw Refusal.skillTest(.noSuchQuestion(test, number))
        }
        return question
    }

    /// Numbers, each once: `3`, `3 5 8`, `#3, #5`, `3-8`.
    static func read(_ text: String) throws(UsageError) -> [Int] {
        var numbers: [Int] = []
        for word in text.split(whereSeparator: { $0.isWhitespace || $0 == "," || $0 == ";" }) {
            let ends = word.replacing("..", with: "-").replacing("–", with: "-")
                .split(separator: "-", omittingEmptySubsequences: false).map { number($0) }
            guard let first = ends.first.flatMap(\.self), let last = ends.last.flatMap(\.self), ends.count <= 2,
                first <= last
            else { throw .notAQuestionNumber(Cleaned(word).text.capped(bytes: 60)) }
            guard last - first < numbersAtMost, numbers.count < numbersAtMost else {
                throw .unexpected(Cleaned(word).text.capped(bytes: 60))
            }
            numbers += (first...last).filter { !numbers.contains($0) }
        }
        if numbers.isEmpty { throw .missing("number of a question (such as 3)") }
        return numbers
    }

    private static func number(_ text: Substring) -> Int? {
        let digits = (text.hasPrefix("#") ? text.dropFirst() : text).droppingLast(anyOf: ".:")
        guard (1...9).contains(digits.utf8.count), digits.utf8.allSatisfy({ (48...57).contains($0) }) else {
            return nil
        }
        return Int(digits).flatMap { $0 > 0 ? $0 : nil }
    }
}
