import Groups
import Identifiers

/// `!answer <#> <text>`: answer the administrators' question; the clock runs again.
struct Answer: Command {
    static let usage = Usage(
        name: "answer",
        parameters: "<#> <text>",
        summary: "Answer the administrators’ question about your request.",
        example: "answer #41 The second one; the first I wrote with a friend",
        section: .membership
    )

    /// How long an answer may be, in bytes: as long as the message of a request.
    static let answerBytesAtMost = 5000

    let id: RequestID
    let answer: String

    init(_ text: inout CommandText) throws(UsageError) {
        id = try text.words.nextRequest()
        answer = try text.freeText("answer", limitBytes: Self.answerBytesAtMost)
        if answer.isEmpty { throw .missing("text") }
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        // It is for the administrators alone.
        guard call.place == .direct else { throw Refusal.request(.answerElsewhere(id)) }
        return try Self.give(answer, about: id, call, board)
    }

    /// What a reply to the question means: it is the answer.
    static func replied(_ text: String, about id: RequestID, _ call: Call, _ board: some Board) throws -> Decision? {
        guard call.place == .direct, !text.isEmpty else { return nil }
        guard text.utf8.count <= answerBytesAtMost else {
            throw UsageError.tooLong(field: "answer", limitBytes: answerBytesAtMost)
        }
        return try give(text, about: id, call, board)
    }

    private static func give(_ text: String, about id: RequestID, _ call: Call, _ board: some Board) throws -> Decision
    {
        let taken = try take(text, about: id, call, board)
        let report = try board.criteriaReport(
            judging: taken.request,
            in: taken.group,
            at: call.receivedAt,
            questions: taken.questions
        )
        let card = try Cards.revised(
            taken.request,
            in: taken.group,
            questions: taken.questions,
            criteria: report,
            by: call,
            board
        )
        return Decision(changes: taken.changes, outgoing: [taken.receipt, card] + (try taken.notices(report, board)))
    }

    /// An answer that was taken: all but the card, which may show something else that is new.
    struct Taken {
        var request: JoinRequest
        var group: Group
        var questions: [JoinRequest.Question]
        var changes: [Change]
        var receipt: Outgoing
        var isLate: Bool
        var readers: [UserID]

        /// Tells those who wait for the answer, and how the applicant stands to the criteria by now.
        func notices(_ report: CriteriaReport?, _ board: some Board) throws -> [Outgoing] {
            guard let question = questions.last else { return [] }
            let answered = AskingSaying.Answered(
                request: request,
                group: group,
                question: question,
                isLate: isLate,
                criteria: report
            )
            return try Office.notice(
                to: readers,
                of: group,
                key: "answer/\(request.key)/\(question.number)",
                board
            ) { AskingSaying.answer(answered, mentions: $0) }
        }
    }

    static func take(_ text: String, about id: RequestID, _ call: Call, _ board: some Board) throws -> Taken {
        guard var request = try board.request(id) else { throw Refusal.membership(.notYourRequest(id)) }
        let group = try board.knownGroup(request.group)
        let ladder = try board.ladder(of: request, in: group, endingPauseAt: call.receivedAt)
        let changes = try request.answer(text, by: call.sender, ladder: ladder, at: call.receivedAt)
        request.state = .pending
        request.dueAt = ladder.dueAt
        var questions = try board.questions(about: id)
        guard var question = questions.popLast() else { throw Refusal.request(.nothingAsked(request)) }
        question.answer = text
        question.endedAt = call.receivedAt
        let isLate = ladder.dueAt < call.receivedAt
        return Taken(
            request: request,
            group: group,
            questions: questions + [question],
            changes: changes,
            receipt: Outgoing(.answer(AskingSaying.answered(request, group, isLate: isLate))),
            isLate: isLate,
            readers: try readers(of: question, request, group, board)
        )
    }

    /// Whoever asked; should they decide no longer, whoever took the request on, or else all who decide.
    private static func readers(
        of question: JoinRequest.Question,
        _ request: JoinRequest,
        _ group: Group,
        _ board: some Board
    ) throws -> [UserID] {
        for person in [question.askedBy, request.claimer].compactMap({ $0 })
        where try board.isAdministrator(person, of: group.id) {
            return [person]
        }
        return try board.administrators(of: group.id, limit: Group.administratorsAtMost)
            .filter { $0 != request.person }
    }
}

extension Board {
    /// When a request is due once its applicant has answered, and when its reminders are: by the calendar of its group and
    /// all the times in which its clock stood.
    ///
    /// `end` is when the pause ends that is not over yet. What was missed before it began stays missed, and nothing is due
    /// before it was promised.
    func ladder(of request: JoinRequest, in group: Group, endingPauseAt end: Timestamp) throws -> Ladder {
        let pauses = try questions(about: request.id).map { Pause(from: $0.askedAt, to: $0.endedAt ?? end) }
        let calendar = try calendar(of: group, at: end)
        let ladder = Ladder(from: request.countsFrom, by: calendar, pauses: pauses)
        guard case .awaitingApplicant(let since) = request.state else { return ladder }
        let isMissed = request.dueAt < since
        return isMissed || ladder.dueAt < request.dueAt ? Ladder(dueAt: request.dueAt, by: calendar) : ladder
    }
}
