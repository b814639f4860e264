import Groups
import Identifiers

/// `!tests trace <test>` with a text that was found elsewhere: who read a question in exactly these words and this order.
struct TraceLeak: Command {
    static let usage = Usage(
        name: "tests trace",
        parameters: "<test>",
        summary: "Find out who may have read a question as it was found elsewhere: paste the text below.",
        example: """
            tests trace swift-basics
            What does x ?? 0 give where x is nil?
            A nil
            B 0
            C An error
            Reply with the letter or tap it to go on.
            """,
        section: .tests
    )

    static let peopleAtMost = 20
    /// How many questions are looked at that begin with words of the text.
    private static let questionsAtMost = 200
    /// How many attempts are looked at.
    private static let attemptsAtMost = 1000

    let test: TestReference
    /// What stands below the command.
    let found: LeakedText

    init(_ text: inout CommandText) throws(UsageError) {
        test = try TestReference(&text.words)
        _ = try text.freeText("text", limitBytes: LeakedText.bytesAtMost)
        found = LeakedText(text.lines.joined(separator: "\n"))
        if found.isEmpty { throw .missing("text that was found (on the lines below)") }
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let (test, rest) = try test.resolve(privatelyIn: call, board)
        guard rest.isEmpty else { throw UsageError.unexpected(rest.capped(bytes: 60)) }
        let questions = try board.questions(beginningIn: found, of: test.id, limit: Self.questionsAtMost)
            .filter { found.holds($0.content.text) }
        // A short question may stand within a longer one.
        guard let question = questions.max(by: { Self.length($0) < Self.length($1) }) else {
            return .answer(SkillTestSaying.notTraced(test))
        }
        let hint = ShownQuestion(question.content, seed: 0, position: 0).hint
        let phrases = (0..<WordingMark.count).map { English.callForAnswer($0, hint: hint) }
        // Where all read the same words or the same order, these point at nobody.
        let mark = test.rules.isMarked ? found.phrase(among: phrases) : nil
        let orders = Set((0..<Self.seedsAtMost).map { Self.order(of: question, seed: $0) }).count
        let order = orders > 1 ? found.order(of: question.content) : nil
        var trace = LeakTrace(
            test: test,
            question: question,
            others: questions.map(\.number).filter { $0 != question.number }.sorted(),
            mark: mark,
            order: order,
            orders: orders
        )
        guard trace.points else {
            return try .answer(SkillTestSaying.traced(trace)).noting(readerOf: test, call, board)
        }
        for mark in mark.map({ [$0] }) ?? Array(0..<WordingMark.count) where trace.looked < Self.attemptsAtMost {
            let limit = Self.attemptsAtMost - trace.looked
            for item in try board.attempts(reading: question.id, mark: mark, limit: limit) {
                trace.looked += 1
                guard let attempt = try board.attempt(item.attempt) else { continue }
                let shown = ShownQuestion(question.content, seed: attempt.seed, position: item.position)
                if let order, shown.order != order { continue }
                trace.add(attempt, atMost: Self.peopleAtMost)
            }
        }
        trace.isCut = trace.looked >= Self.attemptsAtMost
        return try .answer(SkillTestSaying.traced(trace)).noting(readerOf: test, call, board)
    }

    /// How many seeds are tried to see in how many orders a question is shown.
    private static let seedsAtMost: UInt64 = 200

    private static func order(of question: TestQuestion, seed: UInt64) -> [Int] {
        ShownQuestion(question.content, seed: seed, position: 0).order
    }

    private static func length(_ question: TestQuestion) -> Int { question.content.text.utf8.count }
}

/// What a text that was found elsewhere says about where it may come from.
struct LeakTrace: Sendable {
    var test: SkillTest
    var question: TestQuestion
    /// Further questions that are in the text.
    var others: [Int]
    /// In which words it calls for an answer, where it holds them.
    var mark: Int?
    /// In which order it shows what there is to choose, where it shows all of it.
    var order: [Int]?
    /// In how many orders takers see it, as far as was tried.
    var orders: Int
    /// How many attempts with the question were looked at.
    var looked = 0
    /// Whether there may be more of them.
    var isCut = false
    /// Who read it like that, each once, with when the latest of these attempts began.
    private(set) var people: [(person: UserID, startedAt: Timestamp)] = []
    /// How many more there are.
    private(set) var more = 0
    private var seen: Set<UserID> = []

    /// Whether anything in it tells takers apart.
    var points: Bool { mark != nil || order != nil }
    /// Of so many takers about one reads it like that by chance.
    var chance: Int { (mark == nil ? 1 : WordingMark.count) * (order == nil ? 1 : orders) }

    init(test: SkillTest, question: TestQuestion, others: [Int], mark: Int?, order: [Int]?, orders: Int) {
        self.test = test
        self.question = question
        self.others = others
        self.mark = mark
        self.order = order
        self.orders = orders
    }

    mutating func add(_ attempt: Attempt, atMost limit: Int) {
        guard seen.insert(attempt.person).inserted else { return }
        if people.count < limit {
            people.append((attempt.person, attempt.startedAt))
        } else {
            more += 1
        }
    }
}
