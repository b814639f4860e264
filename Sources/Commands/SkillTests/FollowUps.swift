import Groups
import Identifiers

/// Questions about one's own right answers, where a test wants them.
enum FollowUps {
    /// What its taker is asked when an attempt gives them a pass: always about the same answer.
    ///
    /// Nil where the test wants none, and where the person has explained an answer at it before: once is enough. `items`
    /// are the questions of the attempt with the last answer.
    static func ask(
        _ attempt: Attempt,
        _ items: [AttemptItem],
        _ test: SkillTest,
        _ call: Call,
        _ board: some Board
    ) throws -> (followUp: FollowUp, question: AttemptResult.Asked)? {
        guard test.rules.asksFollowUp,
            try board.followUps(of: attempt.person, at: test.id).allSatisfy({ $0.answer == nil })
        else { return nil }
        let right = try items.filter { item in
            guard let answer = item.answer, answer.points >= 1000 else { return false }
            return try board.question(item.question)?.state != .void
        }
        guard !right.isEmpty else { return nil }
        var numbers = SplitMix64(seed: attempt.seed ^ 0x666F_6C6C_6F77)
        let item = right[numbers.below(right.count)]
        guard let content = try board.question(item.question)?.content, let answer = item.answer else { return nil }
        let shown = ShownQuestion(content, seed: attempt.seed, position: item.position)
        return (
            FollowUp(attempt: attempt.id, position: item.position, askedAt: call.receivedAt),
            .init(text: content.text, answer: shown.written(answer.response))
        )
    }

    /// The cards of the person's requests that ask for the test: what was said goes with them, also after they went out.
    private static func outdatedCards(of test: SkillTest, _ call: Call, _ board: some Board) throws -> [Change] {
        try board.openRequests(of: call.sender, limit: Person.openRequestsAtMost).compactMap { request in
            let asks = try board.criteria(of: request.group)?.set.criteria.contains { criterion in
                if case .test(test.handle, _, _) = criterion.kind { true } else { false }
            }
            return asks == true ? .request(.cardsOutdated(request.group, at: call.receivedAt)) : nil
        }
    }

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
            changes: [.skillTest(.followUpAnswered(id, text, by: call.event))]
                + (try outdatedCards(of: test, call, board)),
            outgoing: [Outgoing(.answer(AttemptSaying.explained(test)))]
        )
    }
    /// Somebody edited or took back what they said about an answer: they learn, once, that it counts as it was said first.
    static func stands(_ target: EventID, isEdited: Bool, _ call: Call, _ board: some Board) throws -> Decision? {
        guard call.place == .direct, let asked = try board.followUp(answeredBy: target),
            let attempt = try board.attempt(asked.attempt), attempt.person == call.sender
        else { return nil }
        let saying = AttemptSaying.explanationStands(try board.knownTest(attempt.test), isEdited: isEdited)
        let key = "explanation\(isEdited ? "Edited" : "TakenBack")/\(target)"
        return Decision(outgoing: [Outgoing(.say(saying, in: call.room), key: key)])
    }
}
