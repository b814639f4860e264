import Groups
import Identifiers

extension Meet {
    /// What it means for a request that waits: its card shows it, and a verdict on something else no longer counts.
    ///
    /// Where the administrators have asked about that criterion, `remark` is the answer.
    static func shown(
        _ submission: Submission,
        _ request: JoinRequest,
        _ group: Group,
        answering remark: String,
        _ call: Call,
        _ board: some Board
    ) throws -> Decision {
        var (decision, verdicts) = try outdating(submission, request, board)
        var answer: Answer.Taken?
        if try answers(remark, submission, request, board) {
            answer = try Answer.take(remark, about: request.id, call, board)
        }
        let report = try board.criteriaReport(
            judging: answer?.request ?? request,
            in: group,
            at: call.receivedAt,
            verdicts: verdicts,
            questions: answer?.questions,
            giving: submission
        )
        decision.changes += answer?.changes ?? []
        decision.outgoing = answer.map { [$0.receipt] } ?? []
        decision.outgoing.append(
            try Cards.revised(
                answer?.request ?? request,
                in: group,
                questions: answer?.questions,
                criteria: report,
                by: call,
                board
            )
        )
        decision.outgoing += try answer?.notices(report, board) ?? []
        return decision
    }

    /// How a person stands once a remark is taken: with nothing to answer, where it was the answer.
    func told(_ submission: Submission, _ standing: Standing, _ board: some Board) throws -> Standing {
        guard case .waiting(var request) = standing, try Self.answers(remark, submission, request, board) else {
            return standing
        }
        request.state = .pending
        return .waiting(request)
    }

    /// Whether what stands below a file answers the question that waits about a request.
    private static func answers(
        _ remark: String,
        _ submission: Submission,
        _ request: JoinRequest,
        _ board: some Board
    ) throws -> Bool {
        guard !remark.isEmpty, remark.utf8.count <= Answer.answerBytesAtMost,
            let question = try board.questions(about: request.id).last, question.endedAt == nil
        else { return false }
        return (question.criterion ?? submission.number) == submission.number
    }

    /// The verdict on what was there before, which counts no longer, and all verdicts as they are then.
    static func outdating(
        _ submission: Submission,
        _ request: JoinRequest,
        _ board: some Board
    ) throws -> (Decision, [ItemVerdict]) {
        let old = try board.submissions(of: request.person, to: request.group).first { $0.number == submission.number }
        var verdicts = try board.verdicts(on: request.id)
        var decision = Decision()
        let isSame = old.map { $0.content == submission.content && $0.until == submission.until } ?? false
        guard !isSame else { return (decision, verdicts) }
        for index in verdicts.indices where verdicts[index].number == submission.number {
            guard !verdicts[index].isOutdated, verdicts[index].asked == submission.asked else { continue }
            verdicts[index].isOutdated = true
            decision.changes.append(.criteria(.verdictOutdated(request.id, submission.number)))
        }
        return (decision, verdicts)
    }
}
