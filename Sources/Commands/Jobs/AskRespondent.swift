import Groups
import Identifiers

/// `!job ask <n> <person> <question>`: ask somebody who responded, through the bot.
///
/// A reply to the question is the answer, and a reply to the answer the next question.
struct AskRespondent: Command {
    static let usage = Usage(
        name: "job ask",
        parameters: "<n> <person> <question>",
        summary: "Ask somebody who responded; their answer comes to you.",
        example: "job ask 7 @finn:example.org Do you sail yourself?",
        section: .jobs
    )

    let id: JobID
    let person: UserID
    let question: String

    init(_ text: inout CommandText) throws(UsageError) {
        id = try text.words.nextJob()
        person = try text.words.nextPerson("person")
        question = try text.freeText("question", limitBytes: Response.questionBytesAtMost)
        if question.isEmpty { throw .missing("question") }
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let job = try board.visibleJob(id, to: call.sender, at: call.receivedAt)
        try job.checkReader(call.sender)
        guard let response = try board.response(of: person, to: id) else {
            throw Refusal.job(.noResponse(of: person, job))
        }
        var decision = Responses.privately(.asked(job, person), about: id, call)
        decision.changes = job.activity(at: call.receivedAt, in: board.hallZone)
        decision.outgoing.append(try Self.question(question, to: response, job, call))
        return decision
    }

    private static func question(_ text: String, to response: Response, _ job: Job, _ call: Call) throws -> Outgoing {
        try job.checkAsker()
        guard response.state != .withdrawn else {
            throw Refusal.job(.response(.withdrawn(by: response.person), job))
        }
        let saying = ResponseSaying.question(job, text, response)
        return Outgoing(
            .tell(saying, response.person),
            key: "jobQuestion/\(job.key)/\(call.event)",
            urgency: .decision,
            subject: .jobQuestion(job.id, response.person)
        )
    }

    /// What somebody says to a question or to an answer goes to the other one of the two.
    static func replied(
        _ text: String,
        about id: JobID,
        with person: UserID,
        _ call: Call,
        _ board: some Board
    ) throws -> Decision? {
        guard call.place == .direct, let job = try board.job(id), !text.isEmpty,
            let response = try board.response(of: person, to: id)
        else { return nil }
        guard text.utf8.count <= Response.questionBytesAtMost else {
            throw UsageError.tooLong(field: "answer", limitBytes: Response.questionBytesAtMost)
        }
        if call.sender == job.client {
            let sent = try question(text, to: response, job, call)
            return Decision(outgoing: [Outgoing(.answer(ResponseSaying.asked(job, person))), sent])
        }
        guard call.sender == person else { return nil }
        return Decision(outgoing: [
            Outgoing(.answer(ResponseSaying.answered(job))),
            Outgoing(
                .tell(ResponseSaying.answer(job, text, from: person), job.client),
                key: "jobAnswer/\(job.key)/\(call.event)",
                urgency: .decision,
                subject: .jobQuestion(id, person)
            ),
        ])
    }
}
