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

    /// Looks at one request, which is complete by the criteria under which it was asked, or else by those that hold now.
    static func look(
        at request: JoinRequest,
        after others: [Change],
        _ call: Call,
        _ board: some Board
    ) throws -> Decision {
        let group = try board.knownGroup(request.group)
        let asked = try board.criteriaReport(
            on: request.person,
            .waiting(request),
            in: group,
            at: call.receivedAt,
            isPrivate: true
        )
        // A group that is over lets its requests go by itself.
        guard group.state != .archived else { return Decision(changes: [.request(.lookAgain(request.id, at: nil))]) }
        guard asked?.checklist.verdict == .notMet else {
            return try complete(request, group, asked, after: others, call, board)
        }
        let present = try present(for: request, in: group, call, board)
        if let present, present.report?.checklist.verdict != .notMet {
            return try complete(request, group, present.report, by: present.version, after: others, call, board)
        }
        let next = [asked, present?.report].compactMap { $0?.checklist.nextComing }.min()
        return Decision(changes: [.request(.lookAgain(request.id, at: next))])
    }

    /// The criteria that hold now, where those are not the ones under which a request was asked, and how its applicant stands
    /// to them: nil where they list nothing.
    private static func present(
        for request: JoinRequest,
        in group: Group,
        _ call: Call,
        _ board: some Board
    ) throws -> (version: CriteriaVersion, report: CriteriaReport?)? {
        guard let version = try board.criteria(of: group.id),
            try board.criteriaVersion(of: request.id) != version.number
        else { return nil }
        let report = try board.criteriaReport(
            on: request.person,
            .stranger,
            in: group,
            at: call.receivedAt,
            isPrivate: call.place == .direct
        )
        return (version, report)
    }

    /// The criteria that hold now, where an incomplete request lacks nothing by them but what its applicant can give at once.
    static func openTo(
        _ request: JoinRequest,
        in group: Group,
        _ call: Call,
        _ board: some Board
    ) throws -> CriteriaReport? {
        guard request.isIncomplete, group.state != .archived,
            let report = try present(for: request, in: group, call, board)?.report
        else { return nil }
        let prospects = report.version.set.prospects(of: report.checklist)
        return prospects.outlook == .complete && !prospects.toGive.isEmpty ? report : nil
    }

    /// `!join` once more, by somebody whose request is incomplete: it is judged by what holds now, where that asks for nothing
    /// that they could not give.
    static func askedAgain(
        _ request: JoinRequest,
        in group: Group,
        _ call: Call,
        _ board: some Board
    ) throws -> Decision? {
        guard let report = try openTo(request, in: group, call, board) else { return nil }
        return Decision(
            changes: [.criteria(.requestRejudged(request.id, version: report.version.number))],
            outgoing: [Outgoing(.answer(JoiningSaying.rejudged(request, group, report)))]
        )
    }

    /// The clock of a request begins, and whoever decides gets its card; or the group's rule lets the applicant in.
    ///
    /// `version` is by which it is judged from now on, where that is another than before. While the operator has stopped the
    /// group nothing begins: the request is looked at again when that is lifted.
    static func complete(
        _ request: JoinRequest,
        _ group: Group,
        _ report: CriteriaReport?,
        by version: CriteriaVersion? = nil,
        after others: [Change] = [],
        _ call: Call,
        _ board: some Board
    ) throws -> Decision {
        guard group.suspension == nil else { return held(request, group) }
        let now = call.receivedAt
        let ladder = try Ladder(from: now, by: board.calendar(of: group, at: now))
        let completed = request.completed(at: now, ladder)
        let decision = Decision(
            changes: (version.map { [.criteria(.requestRejudged(request.id, version: $0.number))] } ?? [])
                + [.request(.completed(request.id, at: now, ladder))]
        )
        if let report, let setter = group.admitsAtOnce(request.person, by: report.version.set, report.checklist) {
            return decision + (try Admissions.byRule(of: setter, completed, group, after: others, at: now, board))
        }
        let person = try board.person(request.person)
        let administrators = try board.administrators(of: group.id, limit: Group.administratorsAtMost)
        return decision
            + Decision(
                outgoing: [
                    Outgoing(
                        .tell(JoiningSaying.completed(completed, group, by: version?.number), request.person),
                        key: "completed/\(request.key)",
                        urgency: .decision
                    )
                ] + (try Cards.open(for: completed, in: group, person, administrators, report, board))
            )
    }

    /// Says that nothing is missing and that it has to wait all the same: once, whatever comes and goes meanwhile.
    private static func held(_ request: JoinRequest, _ group: Group) -> Decision {
        Decision(
            changes: [.request(.lookAgain(request.id, at: nil))],
            outgoing: [
                Outgoing(
                    .tell(JoiningSaying.held(request, group), request.person),
                    key: "held/\(request.key)",
                    urgency: .answer
                )
            ]
        )
    }
}
