package import Identifiers

/// A place on the waiting list of a full group: somebody who was let in, and is a member as soon as there is room for them.
package struct QueuePlace: Hashable, Sendable {
    package var group: GroupID
    package var person: UserID
    package var since: Timestamp
    package var ticket: Ticket
    /// The administrator who let them in, or who set the rule by which they were.
    package var letInBy: UserID
    /// 1 for whoever is admitted next; ``countedAtMost`` for all who come after that many.
    package var number: Int

    package init(
        group: GroupID,
        person: UserID,
        since: Timestamp,
        ticket: Ticket,
        letInBy: UserID,
        number: Int
    ) {
        self.group = group
        self.person = person
        self.since = since
        self.ticket = ticket
        self.letInBy = letInBy
        self.number = number
    }

    /// By what somebody was let in.
    package enum Ticket: Hashable, Sendable {
        case approval(of: RequestID)
        /// The sponsor's rule has let them in, and nobody has looked.
        case rule(RequestID)
        case invitation(InvitationID)

        package var request: RequestID? {
            switch self {
            case .approval(let id), .rule(let id): id
            case .invitation: nil
            }
        }
    }

    /// What tells this place from every other one, also after the database was restored.
    package var key: String { "\(group.rawValue)/\(person)@\(since.rawValue)" }

    package static let countedAtMost = 1000
}

/// A fact about the waiting list of a group.
package enum QueueChange: Hashable, Sendable {
    case joined(QueuePlace)
    /// There was room: the person is a member, which is another change.
    case admitted(QueuePlace, at: Timestamp)
    /// The person gave the place up.
    case left(QueuePlace, at: Timestamp)
    case voided(QueuePlace, QueueVoidReason, at: Timestamp)
    /// All were admitted for whom there was room.
    case looked(GroupID)
}

/// Why somebody is no longer on a waiting list who did not give the place up.
package enum QueueVoidReason: String, Hashable, Sendable, CaseIterable {
    /// The person is no freelancer any more.
    case notFreelancer
    case banned
    /// An administrator took them off it.
    case removed
    /// The group was archived.
    case archived
}

/// What waiting lists need to know.
package protocol QueueBoard {
    /// Those who wait for a place in the group, in the order in which they were let in.
    func queue(of group: GroupID, limit: Int) throws -> [QueuePlace]
    /// The places of a person on waiting lists, the oldest first.
    func queuePlaces(of person: UserID, limit: Int) throws -> [QueuePlace]
    /// Groups with a waiting list in which there may be room, the longest due first.
    func queuesDue(by now: Timestamp, limit: Int) throws -> [Group]
}

extension Group {
    package static let capacityRange = 1...1_000_000

    /// Whether it has no room for one more, where so many others are let in before them at the same moment.
    ///
    /// Who waits has a claim to the next place: nobody is let in past them.
    package func isFull(after others: Int = 0) -> Bool {
        capacity.map { memberCount + queueCount + others >= $0 } ?? false
    }

    /// Decides what becomes of somebody who is let in: a member, or where the group is full the last of those who wait.
    ///
    /// `others` is what was decided before at the same moment.
    package func letIn(
        _ person: UserID,
        by ticket: QueuePlace.Ticket,
        of administrator: UserID,
        after others: [Change] = [],
        at now: Timestamp
    ) -> Change {
        let queued = others.count { if case .queue(.joined(let place)) = $0 { place.group == id } else { false } }
        let begun = others.count { if case .membership(.began(id, _, _, _)) = $0 { true } else { false } }
        guard isFull(after: queued + begun) else {
            return .membership(.began(id, person, by: ticket.request, at: now))
        }
        return .queue(
            .joined(
                QueuePlace(
                    group: id,
                    person: person,
                    since: now,
                    ticket: ticket,
                    letInBy: administrator,
                    number: min(queueCount + queued + 1, QueuePlace.countedAtMost)
                )
            )
        )
    }

    /// How many of those who wait there is room for now.
    ///
    /// While the operator has stopped the group, nobody is admitted.
    package var placesFree: Int {
        guard state != .archived, suspension == nil else { return 0 }
        return capacity.map { max(0, $0 - memberCount) } ?? .max
    }

    /// Decides what becomes of somebody who waits, once there is room: a member, if they may still be one.
    package func admit(_ place: QueuePlace, _ person: Person, ban: Ban?, at now: Timestamp) -> [Change] {
        if ban?.holds(at: now) == true { return [.queue(.voided(place, .banned, at: now))] }
        guard person.isFreelancer else { return [.queue(.voided(place, .notFreelancer, at: now))] }
        return [
            .membership(.began(id, place.person, by: place.ticket.request, at: now)), .queue(.admitted(place, at: now)),
        ]
    }
}

extension QueuePlace {
    /// Decides what happens when the person gives the place up, which nobody may stop.
    package func giveUp(at now: Timestamp) -> [Change] { [.queue(.left(self, at: now))] }
}
