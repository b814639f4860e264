import Groups
import Identifiers

/// Requests that lacked something when they were made, and complete themselves when it comes.
enum Completions {
    /// How many one tick looks at.
    static let requestsAtMost = 100

    /// Looks at the requests of which something may have come: a membership, a room, or a day.
    static func decide(_ call: Call, _ board: some Board) throws -> Decision {
        try board.requestsToLookAt(by: call.receivedAt, limit: requestsAtMost).reduce(Decision()) { decision, request in
            try decision + look(at: request, after: decision.changes, call, board)
        }
    }

    private static func look(
        at request: JoinRequest,
        after others: [Change],
        _ call: Call,
        _ board: some Board
    ) throws -> Decision {
        let group = try board.knownGroup(request.group)
        let report = try board.criteriaReport(
            on: request.person,
            .waiting(request),
            in: group,
            at: call.receivedAt,
            isPrivate: true
        )
        let next = report?.checklist.nextComing
        // A group that is over lets its requests go by itself.
        guard group.state != .archived, report?.checklist.verdict != .notMet else {
            return Decision(changes: [.request(.lookAgain(request.id, at: next))])
        }
        return try complete(request, group, report, after: others, call, board)
    }

    /// The clock of a request begins, and whoever decides gets its card; or the group's rule lets the applicant in.
    static func complete(
        _ request: JoinRequest,
        _ group: Group,
        _ report: CriteriaReport?,
        after others: [Change] = [],
        _ call: Call,
        _ board: some Board
    ) throws -> Decision {
        let now = call.receivedAt
        let ladder = try Ladder(from: now, by: board.calendar(of: group, at: now))
        let completed = request.completed(at: now, ladder)
        let decision = Decision(changes: [.request(.completed(request.id, at: now, ladder))])
        if let report, let setter = group.admitsAtOnce(request.person, by: report.version.set, report.checklist) {
            return decision + (try Admissions.byRule(of: setter, completed, group, after: others, at: now, board))
        }
        let person = try board.person(request.person)
        let administrators = try board.administrators(of: group.id, limit: Group.administratorsAtMost)
        return decision
            + Decision(
                outgoing: [
                    Outgoing(
                        .tell(JoiningSaying.completed(completed, group), request.person),
                        key: "completed/\(request.key)",
                        urgency: .decision
                    )
                ] + (try Cards.open(for: completed, in: group, person, administrators, report, board))
            )
    }
}
