import Groups
import Identifiers

/// Counting attempts anew, some at each tick, after a question was declared void.
enum Rescorings {
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
            guard old.outcome == .failed, let given = try passed(new, test, call, board) else { continue }
            rescoring.passed += 1
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
                .tell(SkillTestSaying.rescored(test, question.number, rescoring), rescoring.voidedBy),
                key: "rescored/\(question.id.rawValue)/\(call.event)",
                urgency: .decision
            )
        )
        return decision
    }

    /// What follows for somebody who passes by it, or nil where it gives them nothing.
    ///
    /// A later pass stays as it is, and one that would be over by now is none.
    private static func passed(
        _ attempt: Attempt,
        _ test: SkillTest,
        _ call: Call,
        _ board: some Board
    ) throws -> Decision? {
        guard var pass = test.pass(by: attempt, zone: board.hallZone) else { return nil }
        if let until = pass.until, until < board.hallZone.local(call.receivedAt).day { return nil }
        if let present = try board.pass(of: pass.person, at: test.id) {
            guard present.at < pass.at else { return nil }
            pass.isShown = present.isShown
        }
        return Decision(
            changes: [.skillTest(.passed(pass))],
            outgoing: [
                Outgoing(
                    .tell(SkillTestSaying.passedByIt(pass, test), pass.person),
                    key: "passedByIt/\(attempt.id.rawValue)@\(attempt.startedAt.rawValue)",
                    urgency: .decision
                )
            ]
        )
    }

    /// Which questions are void, each looked up once.
    private struct Counting {
        private var isVoid: [TestQuestionID: Bool] = [:]

        mutating func void(among questions: [TestQuestionID], _ board: some Board) throws -> Set<TestQuestionID> {
            for id in questions where isVoid[id] == nil { isVoid[id] = try board.question(id)?.state == .void }
            return Set(questions.filter { isVoid[$0] == true })
        }
    }
}
