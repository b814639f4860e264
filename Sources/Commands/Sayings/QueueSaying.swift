import Groups
import Identifiers

/// What the bot says about waiting for a place in a full group.
enum QueueSaying: Saying {
    /// To whoever was let in while it was full, with what the administrator had to say.
    case waits(QueuePlace, Group, note: String)
    /// To the administrators: the sponsor's rule has let somebody in who now waits.
    case ruleApplied(QueuePlace, Group)
    /// To whoever invited somebody who has accepted.
    case accepted(QueuePlace, Group, mentions: [UserID])
    /// To whoever has waited: they are in.
    case admitted(QueuePlace, Group, isRoomShut: Bool)
    /// To whoever gave their place up.
    case gaveUp(QueuePlace, Group)
    /// To whoever lost it.
    case void(QueuePlace, Group, QueueVoidReason)
    /// To the administrator who took somebody off the list.
    case takenOff(UserID, Group)
    /// To that person, with the reason.
    case youWereTakenOff(QueuePlace, Group, by: UserID, reason: String, owners: [UserID])

    func message(for reader: Reader) -> Message {
        switch reader.language {
        case .english: english(reader)
        }
    }

    /// What became of a place, as the card of its request says it.
    enum End: Hashable, Sendable {
        case waits(QueuePlace)
        case admitted
        case gaveUp
        case void(QueueVoidReason)
    }

    /// A place in a list of one's own.
    struct Line: Hashable, Sendable {
        var place: QueuePlace
        var group: Group
    }
}
