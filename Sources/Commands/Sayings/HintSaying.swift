import Groups
import Identifiers

/// To somebody who was refused: the criteria of the group have changed, and they meet what is machine-checked.
struct HintSaying: Saying {
    /// The request that was refused.
    var request: JoinRequest
    var group: Group
    /// Whether the group still lists any criteria.
    var isAnythingListed: Bool
    /// What they would lack by the criteria as they were.
    var lacked: [Checklist.Item]
    var roomNames: [RoomID: String]
    /// From when on they may ask again; nil: now.
    var mayAskAt: Timestamp?

    func message(for reader: Reader) -> Message {
        switch reader.language {
        case .english: english(reader)
        }
    }
}
