import Groups
import Identifiers

extension Applications {
    /// Ends it, because the person says so.
    static func cancel(_ call: Call, _ board: some Board) throws -> Decision {
        guard let application = try board.application(of: call.sender) else {
            throw UsageError.missing("number of the request")
        }
        let group = try board.knownGroup(application.group)
        let isPrivate = call.place == .direct
        return Decision(
            changes: [.joining(.askingEnded(call.sender))],
            outgoing: [Outgoing(.answer(JoiningSaying.cancelled(group, .init(application), isPrivate: isPrivate)))]
                + (try Doors.turnAway(application, from: group, because: JoiningSaying.over(group), board))
        )
    }

    /// How many one tick drops.
    static let applicationsAtMost = 100

    /// Drops what nobody went on with.
    static func expire(_ call: Call, _ board: some Board) throws -> Decision {
        var decision = Decision()
        for var application in try board.applicationsDue(by: call.receivedAt, limit: applicationsAtMost) {
            // While the bot was away nobody could answer: they have the whole time again.
            if call.receivedAt.rawValue - application.endsAt.rawValue > Application.lateMs {
                application.endsAt = call.receivedAt.later(hours: Application.hoursKept)
                decision.changes.append(.joining(.asking(application)))
                continue
            }
            decision.changes.append(.joining(.askingEnded(application.person)))
            let group = try board.knownGroup(application.group)
            decision.outgoing += try Doors.turnAway(
                application,
                from: group,
                because: JoiningSaying.over(group),
                board
            )
            // Whoever has got in meanwhile, or was thrown out, need not hear of it.
            guard try board.standing(of: application.person, in: group.id) == .stranger, group.takesRequests else {
                continue
            }
            let key = "\(group.handle)/\(application.person)/\(application.beganAt.rawValue)"
            decision.outgoing.append(
                Outgoing(
                    .tell(JoiningSaying.timedOut(group, .init(application)), application.person),
                    key: "timedOut/\(key)",
                    urgency: .answer
                )
            )
        }
        return decision
    }
}

extension Doors {
    /// Turns away somebody who knocked, when nothing was asked in the end.
    static func turnAway(
        _ application: Application,
        from group: Group,
        because reason: any Saying,
        _ board: some Board
    ) throws -> [Outgoing] {
        guard let room = group.rooms.members, try board.isKnocking(application.person, on: room) else { return [] }
        return [
            Outgoing(
                .turnAway(application.person, from: room, because: reason),
                key: "turnAway/\(group.handle)/\(application.person)/\(application.beganAt.rawValue)",
                urgency: .decision
            )
        ]
    }
}
