import Groups
import Identifiers

/// The waiting lists of full groups.
enum Queues {
    /// How many groups one tick looks at, and how many people it lets in at most.
    static let groupsAtMost = 20
    static let peopleAtMost = 100
    /// How many lines a list shows.
    static let linesAtMost = 20
    /// How many places of one person are looked after at once.
    static let placesAtMost = 100

    /// Lets people in for whom there is room by now, in the order in which they were let in.
    static func decide(_ call: Call, _ board: some Board) throws -> Decision {
        var decision = Decision()
        var left = peopleAtMost
        for group in try board.queuesDue(by: call.receivedAt, limit: groupsAtMost) {
            var free = group.placesFree
            let places = try free > 0 && left > 0 ? board.queue(of: group.id, limit: left) : []
            var seen = 0
            for place in places where free > 0 {
                let changes = group.admit(
                    place,
                    try board.person(place.person),
                    ban: try board.ban(of: place.person, from: group.id),
                    at: call.receivedAt
                )
                if changes.contains(.queue(.admitted(place, at: call.receivedAt))) { free -= 1 }
                decision.changes += changes
                decision.outgoing += try told(place, group, changes, board)
                seen += 1
            }
            left -= seen
            // Whoever is left waits for somebody to go, unless this tick has done enough.
            if free == 0 || seen == group.queueCount { decision.changes.append(.queue(.looked(group.id))) }
        }
        return decision
    }

    private static func told(
        _ place: QueuePlace,
        _ group: Group,
        _ changes: [Change],
        _ board: some Board
    ) throws -> [Outgoing] {
        guard case .membership? = changes.first else {
            guard case .queue(.voided(_, let reason, _))? = changes.first else { return [] }
            return try void(place, group, reason, board)
        }
        let welcome = QueueSaying.admitted(place, group, isRoomShut: try !board.servesMembersRoom(of: group))
        var outgoing = [tell(welcome, place, "admitted")]
        if let room = group.rooms.members {
            outgoing.append(
                Outgoing(
                    .invite(place.person, to: room, reason: "Admitted to \(group.name)"),
                    key: "invite/place/\(place.key)",
                    urgency: .decision
                )
            )
        }
        return try outgoing + card(of: place, .admitted, group, board)
    }

    /// What there is to say where somebody comes off the list who has not asked for that.
    static func void(
        _ place: QueuePlace,
        _ group: Group,
        _ reason: QueueVoidReason,
        _ board: some Board
    ) throws -> [Outgoing] {
        try [tell(QueueSaying.void(place, group, reason), place, "void")]
            + ended(place, .void(reason), group, because: KnockSaying.notLetIn(group), board)
    }

    /// Somebody gives their place up.
    static func giveUp(_ place: QueuePlace, _ group: Group, _ call: Call, _ board: some Board) throws -> Decision {
        Decision(
            changes: place.giveUp(at: call.receivedAt),
            outgoing: try [Outgoing(.answer(QueueSaying.gaveUp(place, group)))]
                + ended(
                    place,
                    .gaveUp,
                    group,
                    because: RoomSaying.turnedAway(.withdrawn(at: call.receivedAt), group),
                    board
                )
        )
    }

    /// What is left of a place that came to nothing: the card says so, and whoever knocked is no longer at the door.
    static func ended(
        _ place: QueuePlace,
        _ end: QueueSaying.End,
        _ group: Group,
        because reason: any Saying,
        _ board: some Board
    ) throws -> [Outgoing] {
        guard let request = try place.ticket.request.flatMap({ try board.request($0) }) else { return [] }
        return try card(of: place, end, group, board)
            + Doors.turnAway(request, from: group, because: reason, board)
    }

    private static func card(
        of place: QueuePlace,
        _ end: QueueSaying.End,
        _ group: Group,
        _ board: some Board
    ) throws -> [Outgoing] {
        // By a rule nobody had a card.
        guard case .approval(let id) = place.ticket, let request = try board.request(id) else { return [] }
        var card = try Cards.closed(request, in: group, judged: board.judged(request), end: end, board)
        card.key = "closed/place/\(place.key)"
        return [card]
    }

    private static func tell(_ saying: QueueSaying, _ place: QueuePlace, _ what: String) -> Outgoing {
        Outgoing(.tell(saying, place.person), key: "\(what)/place/\(place.key)", urgency: .decision)
    }
}

extension [Change] {
    /// The place on a waiting list that they give somebody, where they do.
    var placeGiven: QueuePlace? {
        for case .queue(.joined(let place)) in self { return place }
        return nil
    }
}
