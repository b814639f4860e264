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
            pool.items.map { (pool.questions[$0.question]?.content.topic ?? "", $0.answer?.points ?? 0) }
        )
        if end.outcome == .passed {
            let pass = pass(attempt, end, test, at: call.receivedAt, board)
            // A better pass that holds for ever is not put aside by a worse one.
            let earlier = try board.pass(of: attempt.person, at: test.id)
            if earlier.map({ $0.until != nil || $0.percent <= pass.percent }) ?? true {
                decision.changes.append(.skillTest(.passed(pass)))
                result.pass = pass
            }
            result.groups = try wanting(test, of: attempt.person, board)
            if let asked = followUp(attempt, pool, test, at: call.receivedAt) {
                decision.changes.append(.skillTest(.followUpAsked(asked.followUp)))
                result.followUp = asked.question
            }
        }
        result.hasEarlierPass = try board.pass(of: attempt.person, at: test.id) != nil
        let earlier = try board.attempts(of: attempt.person, at: test.id, limit: Attempt.rememberedAtMost)
        let all = [attempt] + earlier.filter { $0.id != attempt.id }
        result.mayStartAt = test.mayStart(after: all, in: board.hallZone).flatMap { $0 > call.receivedAt ? $0 : nil }
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
        _ board: some Board
    ) throws -> [AttemptResult.Wanting] {
        try board.groups(askingFor: test.id, limit: AttemptResult.groupsAtMost).compactMap { group in
            guard case .stranger = try board.standing(of: person, in: group.id) else { return nil }
            let percents = try board.criteria(of: group.id)?.set.criteria.compactMap { criterion -> Int? in
                guard case .test(test.handle, let percent, _) = criterion.kind else { return nil }
                return percent
            }
            return AttemptResult.Wanting(group: group, minimumPercent: percents?.max())
        }
    }

    static func pass(
        _ attempt: Attempt,
        _ end: Attempt.End,
        _ test: SkillTest,
        at now: Timestamp,
        _ board: some Board
    ) -> Pass {
        let today = board.hallZone.local(now).day
        return Pass(
            test: test.id,
            person: attempt.person,
            attempt: attempt.id,
            percent: end.percent,
            percentile: end.percentile,
            at: now,
            until: test.rules.validDays.map { today.advanced(by: $0) }
        )
    }

    /// A question about one of the right answers, where the test wants one; always about the same one.
    private static func followUp(
        _ attempt: Attempt,
        _ pool: Pool,
        _ test: SkillTest,
        at now: Timestamp
    ) -> (followUp: FollowUp, question: AttemptResult.Asked)? {
        guard test.rules.asksFollowUp else { return nil }
        let right = pool.items.filter {
            ($0.answer?.points ?? 0) >= 1000 && pool.questions[$0.question]?.state != .void
        }
        guard !right.isEmpty else { return nil }
        var numbers = SplitMix64(seed: attempt.seed ^ 0x666F_6C6C_6F77)
        let item = right[numbers.below(right.count)]
        guard let content = pool.questions[item.question]?.content, let answer = item.answer else { return nil }
        let shown = ShownQuestion(content, seed: attempt.seed, position: item.position)
        return (
            FollowUp(attempt: attempt.id, position: item.position, askedAt: now),
            .init(text: content.text, answer: shown.written(answer.response))
        )
    }

    // MARK: What is asked about one of the answers

    /// A reply to the result, where it asks something.
    static func explained(_ text: String, about id: AttemptID, _ call: Call, _ board: some Board) throws -> Decision? {
        guard call.place == .direct, !text.isEmpty, let attempt = try board.attempt(id), attempt.person == call.sender,
            let asked = try board.followUp(of: id)
        else { return nil }
        let test = try board.knownTest(attempt.test)
        guard asked.answer == nil else { return .answer(AttemptSaying.explainedAlready(test)) }
        guard text.utf8.count <= FollowUp.answerBytesAtMost else {
            throw UsageError.tooLong(field: "answer", limitBytes: FollowUp.answerBytesAtMost)
        }
        return Decision(
            changes: [.skillTest(.followUpAnswered(id, text))],
            outgoing: [Outgoing(.answer(AttemptSaying.explained(test)))]
        )
    }
}

/// What the taker of a test hears at its end.
struct AttemptResult: Hashable, Sendable {
    var test: SkillTest
    var attempt: Attempt
    var end: Attempt.End
    var pass: Pass?
    var hasEarlierPass = false
    /// Groups that ask for the test.
    var groups: [Wanting] = []
    var weakTopics: [String] = []
    /// When they may take it again, where that is not at once.
    var mayStartAt: Timestamp?
    var followUp: Asked?

    /// A group that asks for the test, perhaps with more than is needed to pass it.
    struct Wanting: Hashable, Sendable {
        var group: Group
        var minimumPercent: Int?
    }

    /// A question about one of the answers.
    struct Asked: Hashable, Sendable {
        var text: String
        var answer: String
    }

    static let groupsAtMost = 5
}
