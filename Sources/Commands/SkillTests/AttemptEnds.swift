import Groups
import Identifiers

/// How an attempt comes to its end, and what its taker hears of it.
enum AttemptEnds {
    /// Every question was answered: the points are counted.
    static func finish(
        _ through: Attempt,
        answering last: AttemptItem,
        _ test: SkillTest,
        _ call: Call,
        _ board: some Board
    ) throws -> Decision {
        var attempt = through
        let pool = try pool(of: attempt, with: last, board)
        let score = TestScore.points(of: pool.items, void: pool.void)
        var ended = attempt
        ended.finish(
            points: score.points,
            counted: score.counted,
            ranking: .init(better: 0, equal: 0, total: 0),
            at: call.receivedAt
        )
        let ranking = try board.ranking(of: ended.end?.percent ?? 0, at: test.id)
        attempt.finish(points: score.points, counted: score.counted, ranking: ranking, at: call.receivedAt)
        return try end(attempt, pool, test, call, board)
    }

    /// It ends before its last answer: the time is over, the taker gives up, or the bot was away too long.
    static func breakOff(
        _ running: Attempt,
        _ outcome: Attempt.Outcome,
        _ call: Call,
        _ board: some Board
    ) throws -> Decision {
        var attempt = running
        let test = try board.knownTest(attempt.test)
        let pool = try pool(of: attempt, with: nil, board)
        let score = TestScore.points(of: pool.items, void: pool.void)
        attempt.breakOff(outcome, points: score.points, counted: score.counted, at: call.receivedAt)
        return try end(attempt, pool, test, call, board)
    }

    /// It is void, because something of it can't be read: nothing of that is looked at again.
    static func giveUp(_ running: Attempt, because error: any Error, _ call: Call) -> Decision {
        var attempt = running
        attempt.breakOff(.void, points: 0, counted: 0, at: call.receivedAt)
        var decision = Decision(changes: [.skillTest(.ended(attempt))])
        decision.outgoing = [
            Outgoing(
                .tell(AttemptSaying.unreadable, attempt.person),
                key: "result/\(attempt.key)",
                urgency: .decision,
                subject: .testResult(attempt.id)
            ),
            Outgoing(
                .edit(subject: .attempt(attempt.id), AttemptSaying.unreadable),
                key: "over/\(attempt.key)",
                urgency: .chatter
            ),
        ]
        decision.faults = ["attempt \(attempt.id.rawValue) is void: \(error)"]
        return decision
    }

    /// The questions of an attempt.
    private struct Pool {
        var items: [AttemptItem]
        var questions: [TestQuestionID: TestQuestion] = [:]

        var void: Set<TestQuestionID> { Set(questions.values.filter { $0.state == .void }.map(\.id)) }
    }

    /// At most ``SkillTest/questionsAtMost``; the last answer is not stored yet.
    private static func pool(of attempt: Attempt, with last: AttemptItem?, _ board: some Board) throws -> Pool {
        var pool = Pool(items: try board.items(of: attempt.id))
        if let last, pool.items.indices.contains(last.position) { pool.items[last.position] = last }
        for item in pool.items { pool.questions[item.question] = try board.question(item.question) }
        return pool
    }

    private static func end(
        _ attempt: Attempt,
        _ pool: Pool,
        _ test: SkillTest,
        _ call: Call,
        _ board: some Board
    ) throws -> Decision {
        guard let end = attempt.end else { return Decision() }
        var decision = Decision(changes: [.skillTest(.ended(attempt))])
        var result = AttemptResult(test: test, attempt: attempt, end: end)
        result.weakTopics = TestScore.weakTopics(
            pool.items.filter { !pool.void.contains($0.question) }.map {
                (pool.questions[$0.question]?.content.topic ?? "", $0.answer?.points ?? 0)
            }
        )
        let passes = try board.passes(of: attempt.person, at: test.id)
        if var pass = test.pass(by: attempt, zone: board.hallZone) {
            let today = board.hallZone.local(call.receivedAt).day
            pass.isShown = passes.first?.isShown ?? true
            decision.changes.append(.skillTest(.passed(pass)))
            result.pass = pass
            result.earlierPass = passes.filter { $0.holds(on: today) && !pass.covers($0) }.toShow(on: today)
            result.isFreelancer = try board.person(attempt.person).isFreelancer
            result.groups = try wanting(test, of: attempt.person, call, board)
            if let asked = try FollowUps.ask(attempt, pool.items, test, call, board) {
                decision.changes.append(.skillTest(.followUpAsked(asked.followUp)))
                result.followUp = asked.question
            }
        }
        result.hasEarlierPass = !passes.isEmpty
        let earlier = try board.attempts(of: attempt.person, at: test.id, limit: Attempt.rememberedAtMost)
        let all = [attempt] + earlier.filter { $0.id != attempt.id }
        result.wait = test.wait(after: all, in: board.hallZone, at: call.receivedAt)
        decision.outgoing = [
            Outgoing(
                .tell(AttemptSaying.result(result), attempt.person),
                key: "result/\(attempt.key)",
                urgency: .decision,
                subject: .testResult(attempt.id)
            ),
            Outgoing(
                .edit(subject: .attempt(attempt.id), AttemptSaying.over(test, attempt)),
                key: "over/\(attempt.key)",
                urgency: .chatter
            ),
        ]
        return decision
    }

    /// The groups that ask for the test and in which the person neither is nor has asked to be.
    private static func wanting(
        _ test: SkillTest,
        of person: UserID,
        _ call: Call,
        _ board: some Board
    ) throws -> [AttemptResult.Wanting] {
        try board.groups(askingFor: test.id, limit: AttemptResult.groupsAtMost).compactMap { group in
            guard case .stranger = try board.standing(of: person, in: group.id) else { return nil }
            let percents = try board.criteria(of: group.id)?.set.criteria.compactMap { criterion -> Int? in
                guard case .test(test.handle, let percent, _) = criterion.kind else { return nil }
                return percent
            }
            var wanting = AttemptResult.Wanting(group: group, minimumPercent: percents?.max())
            guard let ban = try board.ban(of: person, from: group.id), ban.holds(at: call.receivedAt) else {
                return wanting
            }
            // Who was not told of a ban learns of it when they ask.
            guard ban.isTold else { return nil }
            wanting.ban = ban
            return wanting
        }
    }
}

/// What the taker of a test hears at its end.
struct AttemptResult: Hashable, Sendable {
    var test: SkillTest
    var attempt: Attempt
    var end: Attempt.End
    var pass: Pass?
    var hasEarlierPass = false
    /// The best of the earlier passes that stay beside the new one.
    var earlierPass: Pass?
    /// Groups that ask for the test.
    var groups: [Wanting] = []
    /// Whether they may ask a group to be let in.
    var isFreelancer = true
    var weakTopics: [String] = []
    /// Until when they may not take it again.
    var wait: SkillTest.Wait?
    var followUp: Asked?

    /// A group that asks for the test, perhaps with more than is needed to pass it.
    struct Wanting: Hashable, Sendable {
        var group: Group
        var minimumPercent: Int?
        /// That keeps the person from asking.
        var ban: Ban?
    }

    /// A question about one of the answers.
    struct Asked: Hashable, Sendable {
        var text: String
        var answer: String
    }

    static let groupsAtMost = 5
}
