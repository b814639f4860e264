import Groups
import Identifiers

/// `!requests`: one's own requests that wait; `!requests <group>`: those that wait for its administrators.
struct Requests: Command {
    static let usage = Usage(
        name: "requests",
        parameters: "[group]",
        summary: "See your requests that wait, and in a direct message also where requests wait for you.",
        example: "requests swift-guild",
        section: .membership
    )

    static let linesAtMost = 20

    let group: GroupReference?

    init(_ text: inout CommandText) throws(UsageError) {
        group = text.words.isAtEnd ? nil : try GroupReference(&text.words)
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        guard let group else { return try own(call, board) }
        let (found, rest) = try group.resolve(for: call.sender, board)
        guard try board.isAdministrator(call.sender, of: found.id) else {
            throw Refusal.authority(.administratorsOnly(found))
        }
        guard call.place == .direct || call.room == found.rooms.admin else {
            throw Refusal.authority(.listElsewhere(found))
        }
        let requests = try board.pendingRequests(
            of: found.id,
            after: try requestAfter(rest),
            limit: Self.linesAtMost + 1
        )
        let page = Page(of: requests, atMost: Self.linesAtMost)
        let total = try board.pendingRequestCount(of: found.id)
        let queue = try board.queue(of: found.id, limit: Queues.linesAtMost)
        return .answer(
            MembershipSaying.waiting(
                found,
                page.lines,
                first: try page.lines.first.flatMap { first in
                    try board.criteriaReport(judging: first, in: found, at: call.receivedAt)
                },
                total: total,
                hasMore: page.hasMore,
                queue: queue,
                away: try board.away(among: page.lines)
            )
        )
    }

    /// Where the next page starts: `after 41`.
    private func requestAfter(_ rest: String) throws -> RequestID? {
        var words = Words(rest)
        return try words.takeAfter() ? words.nextRequest() : nil
    }

    private func places(of person: UserID, _ board: some Board) throws -> [QueueSaying.Line] {
        try board.queuePlaces(of: person, limit: Queues.linesAtMost).map { place in
            QueueSaying.Line(place: place, group: try board.knownGroup(place.group))
        }
    }

    private func own(_ call: Call, _ board: some Board) throws -> Decision {
        let lines = try board.openRequests(of: call.sender, limit: Person.openRequestsAtMost).map { request in
            let group = try board.knownGroup(request.group)
            guard case .incomplete = request.state, call.place == .direct else {
                return MembershipSaying.RequestLine(request: request, group: group)
            }
            return MembershipSaying.RequestLine(
                request: request,
                group: group,
                criteria: try board.criteriaReport(
                    on: call.sender,
                    .waiting(request),
                    in: group,
                    at: call.receivedAt,
                    isPrivate: true
                )
            )
        }
        // Which groups somebody decides for, and what waits there, is told to them alone.
        let groups =
            try call.place == .direct
            ? board.groupsWaiting(for: call.sender, limit: Self.linesAtMost + 1) : []
        let waiting = try groups.prefix(Self.linesAtMost).map { group in
            MembershipSaying.WaitingLine(group: group, count: try board.pendingRequestCount(of: group.id))
        }
        let hasMore = groups.count > waiting.count
        let application = call.place == .direct ? try board.application(of: call.sender) : nil
        let asking = try application.map { try board.knownGroup($0.group) }
        return .answer(
            MembershipSaying.ownRequests(
                lines,
                try places(of: call.sender, board),
                waiting: waiting,
                hasMore: hasMore,
                asking: asking
            )
        )
    }
}
