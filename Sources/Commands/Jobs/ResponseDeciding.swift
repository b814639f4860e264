import Groups
import Identifiers

/// What a client decides about a response.
enum ResponseDeciding {
    static func decide(
        on person: UserID,
        for id: JobID,
        as state: Response.State,
        _ reason: String,
        _ call: Call,
        _ board: some Board
    ) throws -> Decision {
        let job = try board.visibleJob(id, to: call.sender, at: call.receivedAt)
        try job.checkReader(call.sender)
        guard let response = try board.response(of: person, to: id) else {
            throw Refusal.job(.noResponse(of: person, job))
        }
        let change = try job.decide(on: response, as: state, because: reason, by: call.sender, at: call.receivedAt)
        let hired = state == .hired ? try board.hiredCount(for: id) + 1 : 0
        let outcome = ResponseSaying.Outcome(job: job, person: person, state: state, reason: reason, hired: hired)
        var decision = Responses.privately(.decided(outcome), about: id, call)
        decision.changes = [change] + job.activity(at: call.receivedAt, in: board.hallZone)
        decision.outgoing.append(
            Outgoing(
                .tell(ResponseSaying.outcome(outcome), person),
                key: "outcome/\(job.key)/\(person)/\(call.event)",
                urgency: .decision
            )
        )
        return decision
    }
}
