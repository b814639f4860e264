import Groups
import Identifiers

/// What the bot does by itself when the time of a request comes.
enum Reminders {
    /// How many requests one tick looks at.
    ///
    /// When more are due, the next tick follows at once.
    static let requestsAtMost = 100
    /// How many requests of one group a reminder lists.
    static let linesAtMost = 15

    static func decide(at now: Timestamp, _ call: Call, _ board: some Board) throws -> Decision {
        var decision = Decision()
        var due: [DueRequest] = []
        for item in try board.requestsDue(by: now, limit: requestsAtMost) {
            let group = try board.knownGroup(item.request.group)
            let ladder = try Ladder(from: item.request.askedAt, by: board.calendar(of: group))
            // Steps that came while the bot was away are said once, by the last of them.
            let rung = ladder.climb(from: item.rung, by: now)
            let next = rung.next.map { ladder.moment(of: $0) }
            decision.changes.append(.request(.reminded(item.request.id, rung, next: next)))
            due.append(DueRequest(request: item.request, rung: rung))
        }
        decision.outgoing += try remind(due, call, board)
        decision.outgoing += try apologise(for: due.filter { $0.rung == .overdue }, call, board)
        return decision
    }

    private static func remind(_ due: [DueRequest], _ call: Call, _ board: some Board) throws -> [Outgoing] {
        var inRooms: [Outgoing] = []
        var byAdministrator: [UserID: [AdministrationSaying.Overview]] = [:]
        for id in groups(of: due) {
            let overview = try overview(of: id, at: call.receivedAt, board)
            let administrators = try board.administrators(of: id, limit: Group.administratorsAtMost)
            guard let room = overview.group.rooms.admin, try board.maySpeak(in: room) else {
                for administrator in administrators { byAdministrator[administrator, default: []].append(overview) }
                continue
            }
            let mentions = Array(administrators.prefix(Cards.mentionsAtMost))
            inRooms.append(
                Outgoing(
                    .say(AdministrationSaying.reminder([overview], mentions: mentions), in: room),
                    key: "reminder/\(call.event)/\(id.rawValue)",
                    urgency: .decision
                )
            )
        }
        return inRooms
            + byAdministrator.sorted { $0.key < $1.key }.map { administrator, overviews in
                Outgoing(
                    .tell(AdministrationSaying.reminder(overviews, mentions: [administrator]), administrator),
                    key: "reminder/\(call.event)/\(administrator)",
                    urgency: .decision
                )
            }
    }

    private static func apologise(for due: [DueRequest], _ call: Call, _ board: some Board) throws -> [Outgoing] {
        var outgoing: [Outgoing] = []
        for item in due {
            let group = try board.knownGroup(item.request.group)
            outgoing.append(
                Outgoing(
                    .tell(AdministrationSaying.sorry(item.request, group), item.request.person),
                    key: "overdue/\(item.request.key)",
                    urgency: .decision
                )
            )
        }
        var byOwner: [UserID: [AdministrationSaying.Overview]] = [:]
        for id in groups(of: due) {
            let overview = try overview(
                of: id,
                only: due.filter { $0.request.group == id }.map(\.request),
                at: call.receivedAt,
                board
            )
            for owner in try board.owners(of: overview.group.sponsor.id, limit: Sponsor.ownersAtMost) {
                byOwner[owner, default: []].append(overview)
            }
        }
        for (owner, overviews) in byOwner.sorted(by: { $0.key < $1.key }) {
            outgoing.append(
                Outgoing(
                    .tell(AdministrationSaying.overdue(overviews), owner),
                    key: "overdue/\(call.event)/\(owner)",
                    urgency: .decision
                )
            )
        }
        return outgoing
    }

    private static func groups(of due: [DueRequest]) -> [GroupID] {
        var seen: Set<GroupID> = []
        return due.map(\.request.group).filter { seen.insert($0).inserted }
    }

    private static func overview(
        of id: GroupID,
        at now: Timestamp,
        _ board: some Board
    ) throws -> AdministrationSaying.Overview {
        let requests = try board.pendingRequests(of: id, after: nil, limit: linesAtMost)
        return AdministrationSaying.Overview(
            group: try board.knownGroup(id),
            requests: requests,
            total: try board.pendingRequestCount(of: id),
            now: now
        )
    }

    private static func overview(
        of id: GroupID,
        only requests: [JoinRequest],
        at now: Timestamp,
        _ board: some Board
    ) throws -> AdministrationSaying.Overview {
        AdministrationSaying.Overview(
            group: try board.knownGroup(id),
            requests: Array(requests.prefix(linesAtMost)),
            total: requests.count,
            now: now
        )
    }
}
