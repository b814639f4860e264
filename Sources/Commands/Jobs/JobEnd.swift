import Groups
import Identifiers

/// How a job ends: what its client says about it, typed, replied or tapped.
enum JobEnd {
    /// The signs for what a client may say, in the order in which they are offered.
    static let signs: [(sign: String, outcome: Job.Outcome)] = [
        ("🤝", .hired), ("🔁", .filled), ("❌", .cancelled),
    ]

    /// What a word says of how a job ended.
    static func outcome(_ written: String) -> Job.Outcome? {
        switch written.lowercased().trimmingSpace().droppingLast(anyOf: ".!") {
        case "hired", "hired somebody", "hired someone", "done": .hired
        case "filled", "filled elsewhere", "elsewhere": .filled
        case "cancelled", "canceled", "cancel", "not needed", "no longer needed": .cancelled
        default: nil
        }
    }

    /// Asks the client how it ended, because everybody who responded will be told.
    static func ask(_ job: Job, _ call: Call, _ board: some Board) throws -> Decision {
        _ = try job.close(by: call.sender, as: .cancelled, at: call.receivedAt)
        let subject = Subject.jobOutcome(job.id)
        return Decision(outgoing: [
            Outgoing(.answer(JobLifeSaying.howDidItEnd(job)), subject: subject),
            Outgoing(
                .offer(reactions: signs.map(\.sign), subject: subject),
                key: "offer/outcome/\(job.key)/\(call.event)",
                urgency: .chatter
            ),
        ])
    }

    /// What a tap on that question means.
    static func tapped(_ key: String, on id: JobID, _ call: Call, _ board: some Board) throws -> Decision? {
        let verb = CardReply.plain(key)
        guard let outcome = signs.first(where: { CardReply.plain($0.sign) == verb })?.outcome,
            let job = try board.job(id), job.client == call.sender
        else { return nil }
        // Once it is closed, its announcements say so.
        if case .closed = job.state { return Decision() }
        return try close(job, as: outcome, call, board) { saying in
            Outgoing(.say(saying, in: call.room), key: "closing/\(job.key)/\(call.event)")
        }
    }

    /// What a reply to that question means, or nil where it means nothing to the bot.
    static func replied(_ text: String, to id: JobID, _ call: Call, _ board: some Board) throws -> Decision? {
        guard let outcome = outcome(text), let job = try board.job(id), job.client == call.sender else { return nil }
        return try close(job, as: outcome, call, board) { Outgoing(.answer($0)) }
    }

    static func close(
        _ job: Job,
        as outcome: Job.Outcome,
        _ call: Call,
        _ board: some Board,
        _ say: (any Saying) -> Outgoing
    ) throws -> Decision {
        let closed = try job.close(by: call.sender, as: outcome, at: call.receivedAt)
        let said = JobLifeSaying.closed(job.closed(as: outcome, at: call.receivedAt), wasHeld: job.isHeld)
        return Decision(changes: [closed], outgoing: [say(said)])
            + (try ending(job, as: outcome, call, board))
    }

    /// What follows from the end of a job, whoever ended it: its announcements say so, and respondents will be told.
    static func ending(
        _ job: Job,
        as outcome: Job.Outcome,
        _ call: Call,
        _ board: some Board
    ) throws -> Decision {
        let ended = job.closed(as: outcome, at: call.receivedAt)
        let outgoing = [
            Announcements.revised(try JobCard(ended, board), by: call),
            Outgoing(
                .edit(subject: .jobOutcome(job.id), JobLifeSaying.answered(ended)),
                key: "answered/outcome/\(job.key)/\(call.event)",
                urgency: .chatter
            ),
            Outgoing(
                .edit(subject: .jobWarning(job.id), JobLifeSaying.answered(ended)),
                key: "answered/warning/\(job.key)/\(call.event)",
                urgency: .chatter
            ),
        ]
        let round: [Change] = job.responseCount > 0 ? [.job(.roundBegan(job.id, .closed, at: call.receivedAt))] : []
        return Decision(changes: round, outgoing: outgoing)
    }

    /// The client took the message back that the job's form stood in: that cancels it.
    static func takenBack(_ event: EventID, _ call: Call, _ board: some Board) throws -> Decision? {
        guard let job = try board.job(writtenIn: event), job.client == call.sender else { return nil }
        switch job.state {
        case .draft:
            return Decision(
                changes: [.job(.draftDropped(job.id))],
                outgoing: [DraftReply.settled(job, .draftDropped(job))]
            )
        case .open, .held:
            return try close(job, as: .cancelled, call, board) { _ in
                Outgoing(
                    .tell(JobLifeSaying.takenBack(job.closed(as: .cancelled, at: call.receivedAt)), call.sender),
                    key: "takenBack/\(job.key)"
                )
            }
        case .closed: return nil
        }
    }
}

extension Job {
    /// This job as it is once it has ended.
    func closed(as outcome: Outcome, at moment: Timestamp) -> Job {
        var job = self
        switch state {
        case .open(let since), .held(let since, _): job.state = .closed(openedAt: since, at: moment)
        case .draft, .closed: break
        }
        job.outcome = outcome
        job.life = nil
        return job
    }
}
