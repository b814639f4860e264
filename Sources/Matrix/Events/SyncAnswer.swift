package import Identifiers
import JSON

/// What one `/sync` brought.
///
/// Any part may be empty; rooms come in the order of the answer, each at most once.
package struct SyncAnswer: Sendable, Equatable {
    /// The position from which the next sync goes on.
    package var nextBatch: String
    /// Rooms the bot is in.
    package var joined: [JoinedRoom] = []
    /// Rooms it is invited to.
    package var invited: [StrippedRoom] = []
    /// Rooms at whose door it has knocked.
    package var knocked: [StrippedRoom] = []
    /// Rooms it is no longer in.
    package var left: [LeftRoom] = []
    /// Account data that changed.
    package var accountData: [AccountDataEvent] = []
    /// What was sent to this very device, in order.
    package var toDevice: [ToDeviceEvent] = []
    /// Whose devices changed; to be taken in before ``toDevice``.
    package var deviceLists = DeviceLists()
    /// How many `signed_curve25519` one-time keys the homeserver has left, where it says.
    package var oneTimeKeyCount: Int?
    /// Algorithms whose fallback key nobody has used yet, where the homeserver says.
    package var unusedFallbackKeyTypes: [String]?
    /// What could not be read; everything else of the answer is above.
    package var malformed: [MalformedEvent] = []

    package init(
        nextBatch: String,
        joined: [JoinedRoom] = [],
        invited: [StrippedRoom] = [],
        knocked: [StrippedRoom] = [],
        left: [LeftRoom] = [],
        accountData: [AccountDataEvent] = [],
        toDevice: [ToDeviceEvent] = [],
        deviceLists: DeviceLists = DeviceLists(),
        oneTimeKeyCount: Int? = nil,
        unusedFallbackKeyTypes: [String]? = nil,
        malformed: [MalformedEvent] = []
    ) {
        self.nextBatch = nextBatch
        self.joined = joined
        self.invited = invited
        self.knocked = knocked
        self.left = left
        self.accountData = accountData
        self.toDevice = toDevice
        self.deviceLists = deviceLists
        self.oneTimeKeyCount = oneTimeKeyCount
        self.unusedFallbackKeyTypes = unusedFallbackKeyTypes
        self.malformed = malformed
    }
}

/// News of a room the bot is in.
package struct JoinedRoom: Sendable, Equatable {
    /// Which room.
    package var roomID: RoomID
    /// State that changed before the timeline begins; apply it first.
    package var state: [RoomEvent]
    /// What happened, in order, state events among it.
    package var timeline: [RoomEvent]
    /// Whether events are missing between the last sync and the timeline.
    package var isLimited: Bool
    /// Where the timeline begins: the end of the gap, if there is one.
    package var previousBatch: String?
    /// How many people are in the room, where that changed.
    package var joinedMemberCount: Int?

    package init(
        roomID: RoomID,
        state: [RoomEvent] = [],
        timeline: [RoomEvent] = [],
        isLimited: Bool = false,
        previousBatch: String? = nil,
        joinedMemberCount: Int? = nil
    ) {
        self.roomID = roomID
        self.state = state
        self.timeline = timeline
        self.isLimited = isLimited
        self.previousBatch = previousBatch
        self.joinedMemberCount = joinedMemberCount
    }
}

/// A room the bot sees from outside only: invited, or knocking.
package struct StrippedRoom: Sendable, Equatable {
    /// Which room.
    package var roomID: RoomID
    /// What it is said to look like.
    package var state: [StrippedEvent]

    package init(roomID: RoomID, state: [StrippedEvent] = []) {
        self.roomID = roomID
        self.state = state
    }

    /// Who invited that person, and whether to a direct chat; nil where the state has no such invitation.
    package func invitation(of user: UserID) -> (inviter: UserID, isDirect: Bool)? {
        let member = state.last {
            $0.type == "m.room.member" && $0.stateKey.utf8.elementsEqual(user.rawValue.utf8)
                && $0.content["membership"]?.stringValue == "invite"
        }
        return member.map { ($0.sender, $0.content["is_direct"]?.boolValue ?? false) }
    }
}

/// News of a room the bot has left, or was removed from.
package struct LeftRoom: Sendable, Equatable {
    /// Which room.
    package var roomID: RoomID
    /// State that changed before the timeline begins.
    package var state: [RoomEvent]
    /// What happened until the bot left.
    package var timeline: [RoomEvent]

    package init(roomID: RoomID, state: [RoomEvent] = [], timeline: [RoomEvent] = []) {
        self.roomID = roomID
        self.state = state
        self.timeline = timeline
    }
}
