import Groups
import Identifiers

/// Counting attempts anew, some at each tick, after a question was declared void.
enum Rescorings {
    /// Of how many groups it is looked at what they ask for.
    private static let groupsAtMost = 100

    static func decide(_ call: Call, _ board: some Board) throws -> Decision {
        guard var rescoring = try board.rescoringsDue(by: call.receivedAt, limit: 1).first else { return Decision() }
        guard let question = try board.question(rescoring.question), let test = try board.skillTest(question.test)
        else {
            return Decision(changes: [.skillTest(.rescoringEnded(rescoring.question))])
        }
        let attempts = try board.attempts(with: question.id, after: rescoring.after, limit: Rescoring.batch)
        var decision = Decision()
        var counting = Counting()
        for attempt in attempts {
            let items = try board.items(of: attempt.id)
            let void = try counting.void(among: items.map(\.question), board)
            guard let old = attempt.end, let new = attempt.recounted(items, void: void) else { continue }
            decision.changes.append(.skillTest(.rescored(new, old: old)))
            let isPassedByIt = old.outcome == .failed
            guard let given = try given(new, from: old, question, test, &counting, call, board) else { continue }
            if isPassedByIt, new.end?.outcome == .passed { rescoring.passed += 1 }
            decision = decision + given
        }
        rescoring.looked += attempts.count
        rescoring.after = attempts.last?.id ?? rescoring.after
        guard attempts.count < Rescoring.batch else {
            rescoring.dueAt = Timestamp(rawValue: call.receivedAt.rawValue + Rescoring.pause)
            decision.changes.append(.skillTest(.rescoring(rescoring)))
            return decision
        }
        decision.changes.append(.skillTest(.rescoringEnded(question.id)))
        decision.outgoing.append(
            Outgoing(
                .tell(
                    SkillTestSaying.rescored(
                        test,
                        question.number,
                        rescoring,
                        running: try board.runningAttemptCount(with: question.id)
                    ),
                    rescoring.voidedBy
                ),
                key: "rescored/\(question.id.rawValue)/\(call.event)",
                urgency: .decision
            )
        )
        return decision
    }

    /// What follows for the taker of an attempt that came out otherwise, or nil where it gives them nothing.
    private static func given(
        _ attempt: Attempt,
        from old: Attempt.End,
        _ question: TestQuestion,
        _ test: SkillTest,
        _ counting: inout Counting,
        _ call: Call,
        _ board: some Board
    ) throws -> Decision? {
        switch (old.outcome, attempt.end?.outcome) {
        case (.passed, .passed): try raised(attempt, from: old, question, test, &counting, call, board)
        case (_, .passed): try passed(attempt, test, call, board)
        case (_, .void):
            tell(.voidByIt(test, attempt.person), "voidByIt", attempt, question)
        default: nil
        }
    }

    /// What follows for somebody who passes by it.
    ///
    /// A pass that would be over by now, or that gives nothing beside the ones they have, is none.
    private static func passed(
        _ attempt: Attempt,
        _ test: SkillTest,
        _ call: Call,
        _ board: some Board
    ) throws -> Decision? {
        guard var pass = test.pass(by: attempt, zone: board.hallZone) else { return nil }
        guard pass.holds(on: board.hallZone.local(call.receivedAt).day) else { return nil }
        let present = try board.passes(of: pass.person, at: test.id)
        guard !present.contains(where: { $0.covers(pass) }) else { return nil }
        pass.isShown = present.first?.isShown ?? true
        var decision = Decision(changes: [.skillTest(.passed(pass))])
        let asked = try FollowUps.ask(attempt, board.items(of: attempt.id), test, call, board)
        if let asked { decision.changes.append(.skillTest(.followUpAsked(asked.followUp))) }
        decision.outgoing = [
            Outgoing(
                .tell(SkillTestSaying.passedByIt(pass, test, asked?.question), pass.person),
                key: "passedByIt/\(attempt.id.rawValue)@\(attempt.startedAt.rawValue)",
                urgency: .decision,
                subject: .testResult(attempt.id)
            )
        ]
        return decision
    }

    /// What follows for somebody whose pass has more percent by it, which may be enough for a group now.
    private static func raised(
        _ attempt: Attempt,
        from old: Attempt.End,
        _ question: TestQuestion,
        _ test: SkillTest,
        _ counting: inout Counting,
        _ call: Call,
        _ board: some Board
    ) throws -> Decision? {
        guard let end = attempt.end, end.percent > old.percent else { return nil }
        let present = try board.passes(of: attempt.person, at: test.id)
        // One that was put aside for a better one may be the better one by now.
        guard
            var pass = present.first(where: { $0.attempt == attempt.id })
                ?? test.pass(by: attempt, zone: board.hallZone)
        else { return nil }
        pass.percent = max(pass.percent, end.percent)
        let others = present.filter { $0.attempt != attempt.id }
        guard !others.contains(where: { $0.covers(pass) }) else { return nil }
        let decision = Decision(changes: [.skillTest(.passed(pass))])
        let today = board.hallZone.local(call.receivedAt).day
        let best = others.filter { $0.holds(on: today) }.map(\.percent).max() ?? 0
        let isEnough = try counting.minima(of: test, board).contains {
            $0 > max(old.percent, best) && $0 <= pass.percent
        }
        guard pass.holds(on: today), isEnough else { return decision }
        return decision + tell(.raisedByIt(pass, test), "raisedByIt", attempt, question)
    }

    private static func tell(
        _ saying: SkillTestSaying,
        _ word: String,
        _ attempt: Attempt,
        _ question: TestQuestion
    ) -> Decision {
        Decision(
            outgoing: [
                Outgoing(
                    .tell(saying, attempt.person),
                    key: "\(word)/\(attempt.id.rawValue)@\(attempt.startedAt.rawValue)/\(question.id.rawValue)",
                    urgency: .decision
                )
            ]
        )
    }

    /// What is the same for all attempts, each looked up once: which questions are void, and what groups ask for.
    private struct Counting {
        private var minima: [Int]?
        private var isVoid: [TestQuestionID: Bool] = [:]

        mutating func void(among questions: [TestQuestionID], _ board: some Board) throws -> Set<TestQuestionID> {
            for id in questions where isVoid[id] == nil { isVoid[id] = try board.question(id)?.state == .void }
            return Set(questions.filter { isVoid[$0] == true })
        }

        /// How many percent groups ask for that want a pass of the test.
        mutating func minima(of test: SkillTest, _ board: some Board) throws -> [Int] {
            if let minima { return minima }
            let found = try board.groups(askingFor: test.id, limit: Rescorings.groupsAtMost).flatMap { group in
                try board.criteria(of: group.id)?.set.criteria.compactMap { criterion -> Int? in
                    guard case .test(test.handle, let percent, _) = criterion.kind else { return nil }
                    return percent
                } ?? []
            }
            minima = found
            return found
        }
    }
}
