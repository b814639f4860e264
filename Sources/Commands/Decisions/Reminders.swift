import Groups
import Identifiers

/// What the bot does by itself when the time of something comes.
enum Reminders {
    /// How many requests one tick looks at.
    ///
    /// When more are due, the next tick follows at once.
    static let requestsAtMost = 100
    /// How many requests of one group a reminder lists.
    static let linesAtMost = 15
    /// A list that was sent less than an hour ago, in milliseconds, holds what comes to the same step after it.
    private static let freshMs: Int64 = 3_600_000

    static func decide(at now: Timestamp, _ call: Call, _ board: some Board) throws -> Decision {
        var decision = Decision()
        var due: [Due] = []
        for item in try board.requestsDue(by: now, limit: requestsAtMost) {
            let group = try board.knownGroup(item.request.group)
            let calendar = try board.calendar(of: group, at: now)
            let ladder = Ladder(dueAt: item.request.dueAt, by: calendar)
            guard ladder.moment(of: item.rung) <= now else {
                decision.changes.append(.calendar(.postponed(item.request.id, to: ladder.moment(of: item.rung))))
                continue
            }
            guard group.state != .archived, group.suspension == nil else {
                decision += standstill(item, group, ladder, calendar, at: now)
                continue
            }
            // Steps that came while the bot was away are said once, by the last of them.
            let rung = ladder.climb(from: item.rung, by: now)
            let next = rung.next.map { ladder.moment(of: $0) }
            decision.changes.append(.request(.reminded(item.request.id, rung, next: next)))
            due.append(
                Due(
                    request: item.request,
                    group: group,
                    expectedAt: ladder.expected(at: now, by: calendar),
                    first: item.rung,
                    rung: rung
                )
            )
        }
        let claimed = due.filter { $0.rung == .firstReminder && $0.request.claimer != nil }
        decision.outgoing += try ClaimReminders.remind(claimed.map(\.request), call, board)
        decision += try remind(due.filter { $0.rung != .firstReminder || $0.request.claimer == nil }, call, board)
        let missed = due.filter { $0.passes(.overdue) }
        decision.changes += missed.map { .calendar(.promiseMissed($0.group.id, at: now)) }
        decision.outgoing += missed.map(apology)
        decision.outgoing += try missed.map { try Cards.revised($0.request, in: $0.group, by: call, board) }
        return decision
    }

    /// What comes of a step where nobody may decide: nobody is pressed, nothing is missed, and the step comes again.
    ///
    /// A request whose due day has come gets another day, morning after morning, and its applicant hears once that it
    /// takes longer.
    private static func standstill(
        _ item: DueRequest,
        _ group: Group,
        _ ladder: Ladder,
        _ calendar: BusinessCalendar,
        at now: Timestamp
    ) -> Decision {
        let morning = calendar.morning(of: calendar.businessDay(1, after: calendar.zone.local(now).day))
        let isMissed = item.rung.rawValue > Rung.overdue.rawValue
        guard group.state != .archived, !isMissed, ladder.dueDayAt <= now else {
            return Decision(changes: [.calendar(.postponed(item.request.id, to: morning))])
        }
        let dueAt = max(item.request.dueAt, calendar.due(afterBusinessDays: 1, from: now))
        return Decision(
            changes: [.calendar(.redated(item.request.id, dueAt: dueAt, next: morning))],
            outgoing: [
                Outgoing(
                    .tell(AdministrationSaying.standsStill(item.request, group), item.request.person),
                    key: "standsStill/\(item.request.key)",
                    urgency: .decision
                )
            ]
        )
    }

    /// A request that has come to a step.
    private struct Due {
        var request: JoinRequest
        var group: Group
        /// By when to expect a decision, should it be late.
        var expectedAt: Timestamp
        /// The step that was next, and the last one that has come.
        var first: Rung
        var rung: Rung

        func passes(_ step: Rung) -> Bool { (first.rawValue...rung.rawValue).contains(step.rawValue) }
    }

    private static func apology(for item: Due) -> Outgoing {
        Outgoing(
            .tell(
                AdministrationSaying.sorry(
                    item.request,
                    item.group,
                    expectedAt: item.expectedAt,
                    isOperatorTold: item.rung == .unanswered
                ),
                item.request.person
            ),
            key: "overdue/\(item.request.key)",
            urgency: .decision
        )
    }

    /// Tells whoever can do something about it: one message each with the whole list.
    private static func remind(_ due: [Due], _ call: Call, _ board: some Board) throws -> Decision {
        var decision = Decision()
        var lists = Lists()
        for (group, items) in byGroup(due) {
            guard let rung = items.map(\.rung).max(by: { $0.rawValue < $1.rawValue }) else { continue }
            let fresh = try freshRungs(of: group, call, board)
            let isNew = { (item: Due) in !fresh.contains(item.rung) }
            decision.changes += Rung.allCases.filter { rung in items.contains { $0.rung == rung && isNew($0) } }
                .map { .calendar(.reminded(group.id, $0, at: call.receivedAt)) }
            let administrators = try board.administrators(of: group.id, limit: Group.administratorsAtMost)
            try escalate(items.filter(isNew), group, administrators, call, board, &lists)
            // Their list holds all that waits: one by a later step says it all.
            guard !fresh.contains(where: { $0.rawValue >= rung.rawValue }) else { continue }
            let overview = try overview(of: group.id, at: call.receivedAt, board)
            if let room = try board.usableAdminRoom(of: group) {
                let mentions = Array(administrators.prefix(Cards.mentionsAtMost))
                decision.outgoing.append(
                    Outgoing(
                        .say(AdministrationSaying.reminder([overview], mentions: mentions), in: room),
                        key: "reminder/\(call.event)/\(group.id.rawValue)",
                        urgency: .decision
                    )
                )
            } else {
                for administrator in administrators {
                    // Whoever gets a list of all that waits on this day needs no other.
                    let isListed = try Digests.tell(administrator, of: group.id, at: call.receivedAt, board)
                    if !isListed { lists.administrators[administrator, default: []].append(overview) }
                }
            }
        }
        decision.outgoing += lists.outgoing(call)
        return decision
    }

    /// From the due day on the sponsor's owners are told, and the operator after seven business days.
    private static func escalate(
        _ items: [Due],
        _ group: Group,
        _ administrators: [UserID],
        _ call: Call,
        _ board: some Board,
        _ lists: inout Lists
    ) throws {
        func overview(_ isMeant: (Due) -> Bool) throws -> AdministrationSaying.Overview? {
            let requests = items.filter(isMeant).map(\.request)
            let moments = requests.map(\.dueAt)
            guard let first = moments.min(), let last = moments.max() else { return nil }
            return AdministrationSaying.Overview(
                group: group,
                requests: Array(requests.prefix(linesAtMost)),
                // This tick may not have come to all that are due with them.
                total: max(requests.count, try board.dueCount(of: group.id, in: first...last)),
                away: try board.away(among: Array(requests.prefix(linesAtMost)))
            )
        }
        let late = try overview { $0.rung.rawValue >= Rung.overdue.rawValue }
        let today = try overview { $0.rung == .dueDay }
        // An owner who decides too has the administrators' list.
        let owners = try board.owners(of: group.sponsor.id, limit: Sponsor.ownersAtMost)
            .filter { !administrators.contains($0) }
        for owner in owners {
            if let late { lists.late[owner, default: []].append(late) }
            if let today { lists.today[owner, default: []].append(today) }
        }
        guard let unanswered = try overview({ $0.rung == .unanswered }) else { return }
        for person in board.hall.operators { lists.unanswered[person, default: []].append(unanswered) }
    }

    /// The steps by which somebody has just been told.
    private static func freshRungs(of group: Group, _ call: Call, _ board: some Board) throws -> [Rung] {
        try Rung.allCases.filter { rung in
            guard let last = try board.lastReminder(of: group.id, by: rung) else { return false }
            return (0..<freshMs).contains(call.receivedAt.rawValue - last.rawValue)
        }
    }

    private static func byGroup(_ due: [Due]) -> [(Group, [Due])] {
        var seen: Set<GroupID> = []
        return due.map(\.group).filter { seen.insert($0.id).inserted }
            .map { group in (group, due.filter { $0.group.id == group.id }) }
    }

    /// All that waits in a group.
    static func overview(
        of id: GroupID,
        at now: Timestamp,
        _ board: some Board
    ) throws -> AdministrationSaying.Overview {
        let group = try board.knownGroup(id)
        let requests = try board.pendingRequests(of: id, after: nil, limit: linesAtMost)
        return AdministrationSaying.Overview(
            group: group,
            requests: requests,
            total: try board.pendingRequestCount(of: id),
            first: try requests.first.flatMap { try board.criteriaReport(judging: $0, in: group, at: now) },
            away: try board.away(among: requests)
        )
    }
}

/// What each person is told at a tick, over all groups.
private struct Lists {
    typealias ByPerson = [UserID: [AdministrationSaying.Overview]]

    var administrators: ByPerson = [:]
    var today: ByPerson = [:]
    var late: ByPerson = [:]
    var unanswered: ByPerson = [:]

    func outgoing(_ call: Call) -> [Outgoing] {
        tell(administrators, "reminder", call) { AdministrationSaying.reminder($1, mentions: [$0]) }
            + tell(today, "today", call) { AdministrationSaying.dueToday($1) }
            + tell(late, "overdue", call) { AdministrationSaying.overdue($1) }
            + tell(unanswered, "unanswered", call) { AdministrationSaying.unanswered($1) }
    }

    private func tell(
        _ lists: ByPerson,
        _ name: String,
        _ call: Call,
        _ saying: (UserID, [AdministrationSaying.Overview]) -> AdministrationSaying
    ) -> [Outgoing] {
        lists.sorted { $0.key < $1.key }.map { person, overviews in
            Outgoing(
                .tell(saying(person, overviews), person),
                key: "\(name)/\(call.event)/\(person)",
                urgency: .decision
            )
        }
    }
}

extension Decision {
    static func += (left: inout Decision, right: Decision) {
        left.changes += right.changes
        left.outgoing += right.outgoing
    }
}
