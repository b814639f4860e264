import Groups
import Identifiers

/// A knock on the members' room of a group is a request to join it, and its reason the message to the administrators.
enum Knocks {
    static func knocked(saying reason: String, _ call: Call, _ board: some Board) throws -> Decision? {
        // By now they may have gone again, or have been let in.
        guard let group = try group(of: call.room, board), try board.isKnocking(call.sender, on: call.room) else {
            return nil
        }
        switch try board.standing(of: call.sender, in: group.id) {
        case .member:
            return Decision(outgoing: [Doors.invitation(of: call.sender, again: group, call.room, call)])
        case .waiting(let request):
            return Decision(outgoing: [told(KnockSaying.waits(request, group), "knock/\(request.key)", call)])
        case .queued(let place):
            let saying = QueueSaying.waits(place, group, note: "")
            return Decision(outgoing: [told(saying, "knock/place/\(place.key)", call)])
        case .stranger: break
        }
        if let ban = try board.ban(of: call.sender, from: group.id), ban.holds(at: call.receivedAt) {
            let owners = try board.owners(of: group.sponsor.id, limit: Sponsor.ownersAtMost)
            return turnAway(BanSaying.youAreBanned(ban, group, ending: .nothing, owners: owners), from: group, call)
        }
        do {
            // Nobody reads along, so what is private can be said.
            var alone = call
            alone.place = .direct
            return try Join.request(to: group, saying: reason.trimmingSpace(), alone, board).toldToSender(of: call)
        } catch let refusal as Refusal {
            return turnAway(RefusalSaying(refusal: refusal), from: group, call)
        } catch let error as UsageError {
            return turnAway(UsageSaying(error: error, usage: Join.usage), from: group, call)
        }
    }

    static func takenBack(_ call: Call, _ board: some Board) throws -> Decision? {
        guard let group = try group(of: call.room, board) else { return nil }
        if try board.application(of: call.sender)?.group == group.id {
            return try Applications.cancel(call, board).toldToSender(of: call)
        }
        return switch try board.standing(of: call.sender, in: group.id) {
        case .waiting(let request): try Withdraw.takeBack(request, call, board).toldToSender(of: call)
        case .queued(let place): try Queues.giveUp(place, group, call, board).toldToSender(of: call)
        case .member, .stranger: nil
        }
    }

    /// At the door, to somebody who knocks again and again.
    static func tooMany(_ call: Call) -> Outgoing {
        Outgoing(
            .turnAway(call.sender, from: call.room, because: HelpSaying.slowDown),
            key: "turnAway/\(call.event)",
            urgency: .decision
        )
    }

    /// The group on whose members' room people may knock; of a draft they know nothing.
    private static func group(of room: RoomID, _ board: some Board) throws -> Group? {
        try board.groupsUsing(room).first { $0.rooms.members == room && $0.wasOpened }
    }

    /// What the same words in a room would be answered with, said at the door and in a direct message.
    private static func turnAway(_ saying: any Saying, from group: Group, _ call: Call) -> Decision {
        // However often they knock, they are told once an hour; each knock is answered at the door.
        let hour = call.receivedAt.rawValue / 3_600_000
        return Decision(
            outgoing: [
                Outgoing(
                    .turnAway(call.sender, from: call.room, because: atTheDoor(saying, group)),
                    key: "turnAway/\(call.event)",
                    urgency: .decision
                ),
                told(KnockSaying.turnedAway(group, saying), "turnedAway/\(group.handle)/\(call.sender)/\(hour)", call),
            ]
        )
    }

    /// The members read along at the door: a ban or an earlier refusal is none of their business.
    private static func atTheDoor(_ saying: any Saying, _ group: Group) -> any Saying {
        switch saying {
        case is BanSaying: return KnockSaying.notLetIn(group)
        case let refusal as RefusalSaying:
            guard case .membership(.refusedLately) = refusal.refusal else { return saying }
            return KnockSaying.notLetIn(group)
        default: return saying
        }
    }

    private static func told(_ saying: any Saying, _ key: String, _ call: Call) -> Outgoing {
        Outgoing(.tell(saying, call.sender), key: key, urgency: .decision)
    }
}

extension Decision {
    /// The same with each answer said to the sender alone: nobody typed anything that could be answered where it stands.
    fileprivate func toldToSender(of call: Call) -> Decision {
        var decision = self
        for (index, item) in outgoing.enumerated() {
            guard case .answer(let saying) = item.action else { continue }
            decision.outgoing[index].action = .tell(saying, call.sender)
            decision.outgoing[index].key = item.key ?? "knock/\(call.event)/\(index)"
        }
        return decision
    }
}

/// The doors of members' rooms.
enum Doors {
    /// Lets a member back into the room.
    static func invitation(of person: UserID, again group: Group, _ room: RoomID, _ call: Call) -> Outgoing {
        Outgoing(
            .invite(person, to: room, reason: "Member of \(group.name)"),
            key: "invite/again/\(call.event)",
            urgency: .decision
        )
    }

    /// Turns away an applicant who knocked, when their request has come to nothing: as its state says, or for that reason.
    static func turnAway(
        _ request: JoinRequest,
        from group: Group,
        because reason: (any Saying)? = nil,
        _ board: some Board
    ) throws -> [Outgoing] {
        guard let room = group.rooms.members, try board.isKnocking(request.person, on: room) else { return [] }
        return [
            Outgoing(
                .turnAway(request.person, from: room, because: reason ?? RoomSaying.turnedAway(request.state, group)),
                key: "turnAway/\(request.key)",
                urgency: .decision
            )
        ]
    }
}
