import Groups
import Identifiers

/// Warns the clients of jobs whose time is nearly over, closes those whose time is, and reminds the operators of those
/// that wait for their word.
enum JobLives {
    /// How many jobs one tick looks at.
    private static let jobsAtMost = 20
    static let keep = "🔁"
    static let close = "🔒"

    static func decide(_ call: Call, _ board: some Board) throws -> Decision {
        try board.jobsDue(by: call.receivedAt, limit: jobsAtMost).reduce(Decision()) { decision, job in
            if case .held(_, let since) = job.state { return decision + (try hold(job, since, call, board)) }
            guard let life = job.life else { return decision }
            return decision
                + (life.expiresAt <= call.receivedAt ? try expire(job, call, board) : warn(job, call))
        }
    }

    private static func warn(_ job: Job, _ call: Call) -> Decision {
        let subject = Subject.jobWarning(job.id)
        let once = "warning/job/\(job.key)/\(job.life?.expiresAt.rawValue ?? 0)"
        let mayKeep = job.terms.deadline == nil
        return Decision(
            changes: [.job(.warned(job.id))],
            outgoing: [
                Outgoing(.tell(JobLifeSaying.warning(job), job.client), key: once, subject: subject),
                Outgoing(
                    .offer(reactions: mayKeep ? [keep, close] : [close], subject: subject),
                    key: "offer/\(once)",
                    urgency: .chatter
                ),
            ]
        )
    }

    private static func expire(_ job: Job, _ call: Call, _ board: some Board) throws -> Decision {
        let expired = job.closed(as: .expired, at: call.receivedAt)
        return Decision(
            changes: [.job(.closed(job.id, .expired, at: call.receivedAt))],
            outgoing: [
                Outgoing(
                    .tell(JobLifeSaying.ranOut(expired), job.client),
                    key: "expired/job/\(job.key)/\(call.event)",
                    urgency: .decision
                )
            ]
        ) + (try JobEnd.ending(job, as: .expired, call, board))
    }

    /// Of a job that nobody is shown the operators are reminded, and in the end it is over.
    private static func hold(_ job: Job, _ since: Timestamp, _ call: Call, _ board: some Board) throws -> Decision {
        guard since.rawValue + Job.holdMilliseconds > call.receivedAt.rawValue else {
            let ended = job.closed(as: .expired, at: call.receivedAt)
            let told = Outgoing(
                .tell(ReportSaying.heldToTheEnd(ended, operators: board.hall.operators.sorted()), job.client),
                key: "heldToTheEnd/\(job.key)/\(since.rawValue)",
                urgency: .decision
            )
            let change = Change.job(.closed(job.id, .expired, at: call.receivedAt))
            return Decision(changes: [change], outgoing: [told])
                + (try JobEnd.ending(job, as: .expired, call, board))
        }
        let next = Job.holdDue(since: since, after: call.receivedAt)
        let page = try ReportedJob(job, board)
        return Decision(
            changes: [.job(.holdReminded(job.id, next: next))],
            outgoing: page.told(key: "holding/\(job.key)/\(next.rawValue)", board)
        )
    }

    /// What a tap on the warning means.
    static func tapped(_ key: String, on id: JobID, _ call: Call, _ board: some Board) throws -> Decision? {
        let verb = CardReply.plain(key)
        guard let job = try board.job(id), job.client == call.sender else { return nil }
        if verb == CardReply.plain(keep) {
            return try KeepJob.keep(job, call, board) { saying in
                Outgoing(.say(saying, in: call.room), key: "keeping/\(job.key)/\(call.event)")
            }
        }
        guard verb == CardReply.plain(close) else { return nil }
        _ = try job.close(by: call.sender, as: .cancelled, at: call.receivedAt)
        let subject = Subject.jobOutcome(id)
        let once = "outcome/\(job.key)/\(call.event)"
        return Decision(outgoing: [
            Outgoing(.say(JobLifeSaying.howDidItEnd(job), in: call.room), key: once, subject: subject),
            Outgoing(
                .offer(reactions: JobEnd.signs.map(\.sign), subject: subject),
                key: "offer/\(once)",
                urgency: .chatter
            ),
        ])
    }

    /// What a reply to the warning means, or nil where it means nothing to the bot.
    static func replied(_ text: String, to id: JobID, _ call: Call, _ board: some Board) throws -> Decision? {
        guard let job = try board.job(id), job.client == call.sender else { return nil }
        let word = text.lowercased().trimmingSpace().droppingLast(anyOf: ".!")
        if ["keep", "keep it", "yes"].contains(word) {
            return try KeepJob.keep(job, call, board) { Outgoing(.answer($0)) }
        }
        if ["close", "close it", "no"].contains(word) { return try JobEnd.ask(job, call, board) }
        return try JobEnd.replied(text, to: id, call, board)
    }
}

/// Tells those who responded to a job what has become of it, some at each tick, so that no job with many responses holds
/// anybody else up.
enum JobRounds {
    /// How many people one tick tells.
    static let peopleAtMost = 50

    static func decide(_ call: Call, _ board: some Board) throws -> Decision {
        guard let round = try board.jobRoundsDue(by: call.receivedAt, limit: 1).first,
            let job = try board.job(round.job)
        else { return Decision() }
        let card = try JobCard(job, board)
        let people = try board.respondents(to: job.id, after: round.after, limit: peopleAtMost)
        let last = people.count < peopleAtMost ? nil : people.last?.person
        return Decision(
            changes: [.job(.roundTold(round, through: last))],
            // Whoever was declined has heard how it ended for them.
            outgoing: people.filter { $0.state != .declined }.map { respondent in
                Outgoing(
                    .tell(ResponseSaying.news(round.news, card, respondent), respondent.person),
                    key: "round/\(round.number)/\(job.key)/\(respondent.person)"
                )
            }
        )
    }
}
