import Groups
import Identifiers

/// `!ask <#> <question>`: put a question to the applicant; the clock stands until they answer.
struct Ask: Command {
    static let usage = Usage(
        name: "ask",
        parameters: "<#> <question>",
        summary: "Ask the applicant something; the clock is stopped until they answer.",
        example: "ask #41 Which of the two samples did you write alone?",
        section: .decisions
    )

    /// How long a question may be, in bytes.
    static let questionBytesAtMost = 2000

    let id: RequestID
    let question: String

    init(_ text: inout CommandText) throws(UsageError) {
        id = try text.words.nextRequest()
        question = try text.freeText("question", limitBytes: Self.questionBytesAtMost)
        if question.isEmpty { throw .missing("question") }
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        try Batch.checkPlace(of: [id], call, board)
        var decision = try Self.put(question, about: id, call, board)
        let (request, group, _) = try Office.request(id, call, board)
        let report = try board.criteriaReport(judging: request, in: group, at: call.receivedAt)
        decision.outgoing.insert(
            Outgoing(.answer(AskingSaying.asked(id, report, isAway: try board.isAway(request.person)))),
            at: 0
        )
        return decision
    }

    /// Puts a question to the applicant, however it was given: typed, replied or after a tap.
    static func put(_ text: String, about id: RequestID, _ call: Call, _ board: some Board) throws -> Decision {
        var (decision, question) = try self.question(text, about: id, criterion: nil, call, board)
        var (request, group, _) = try Office.request(id, call, board)
        request.state = .awaitingApplicant(since: call.receivedAt)
        let questions = try board.questions(about: id) + [question]
        decision.outgoing.append(try Cards.revised(request, in: group, questions: questions, by: call, board))
        return decision
    }

    /// The question itself, without the card that shows it; about a criterion where a number is given.
    static func question(
        _ text: String,
        about id: RequestID,
        criterion: Int?,
        _ call: Call,
        _ board: some Board
    ) throws -> (decision: Decision, question: JoinRequest.Question) {
        var (request, group, decider) = try Office.request(id, call, board)
        let earlier = try board.questions(about: id)
        let question = try request.ask(
            text,
            about: criterion,
            by: decider,
            after: earlier.count,
            in: board.zone(of: group),
            at: call.receivedAt
        )
        request.state = .awaitingApplicant(since: call.receivedAt)
        let remindAt = call.receivedAt.later(days: JoinRequest.daysToRemindApplicant)
        let decision = Decision(
            changes: [.request(.questioned(id, question, remindAt: remindAt))],
            outgoing: [
                Outgoing(
                    .tell(AskingSaying.question(request, group, question), request.person),
                    key: "question/\(request.key)/\(question.number)",
                    urgency: .decision,
                    subject: .question(id)
                )
            ]
        )
        return (decision, question)
    }
}
