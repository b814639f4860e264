package import Identifiers
package import JSON

/// One event of a room, decoded as far as every event goes; what its content means is asked for field by field.
package struct RoomEvent: Sendable, Equatable {
    /// Its name, unique on the homeserver.
    package var eventID: EventID
    /// Such as `m.room.message`.
    package var type: String
    /// Who sent it, as the homeserver vouches.
    package var sender: UserID
    /// Present, even if empty, where the event changes the room's state.
    package var stateKey: String?
    /// What the sender's server claims as the time, in milliseconds since 1970: a hint, never a basis of a decision.
    package var originServerTimestamp: Int64
    /// What the sender wrote: always an object.
    package var content: JSONValue
    /// The event which this one redacts, from either of the two places where room versions put it.
    package var redacts: EventID?
    /// The transaction id under which this very device sent it, in the echo of an own event.
    package var transactionID: String?
    /// The content which a state event replaced, where the homeserver says.
    package var previousContent: JSONValue?
    /// Whether its content has been redacted.
    package var isRedacted: Bool

    package init(
        eventID: EventID,
        type: String,
        sender: UserID,
        stateKey: String? = nil,
        originServerTimestamp: Int64 = 0,
        content: JSONValue,
        redacts: EventID? = nil,
        transactionID: String? = nil,
        previousContent: JSONValue? = nil,
        isRedacted: Bool = false
    ) {
        self.eventID = eventID
        self.type = type
        self.sender = sender
        self.stateKey = stateKey
        self.originServerTimestamp = originServerTimestamp
        self.content = content
        self.redacts = redacts
        self.transactionID = transactionID
        self.previousContent = previousContent
        self.isRedacted = isRedacted
    }
}

/// A state event as invitations show it: without id and time, from a server that may lie
/// ([Matrix v1.19, "Stripped state"](https://spec.matrix.org/v1.19/client-server-api/#stripped-state)).
package struct StrippedEvent: Sendable, Equatable {
    /// Such as `m.room.member`.
    package var type: String
    /// Which of the state events of that type.
    package var stateKey: String
    /// Who is said to have sent it.
    package var sender: UserID
    /// What it says: always an object.
    package var content: JSONValue

    package init(type: String, stateKey: String, sender: UserID, content: JSONValue) {
        self.type = type
        self.stateKey = stateKey
        self.sender = sender
        self.content = content
    }
}

/// A piece of the bot's own account data.
package struct AccountDataEvent: Sendable, Equatable {
    /// Such as `m.direct`.
    package var type: String
    /// What it says: always an object.
    package var content: JSONValue

    package init(type: String, content: JSONValue) {
        self.type = type
        self.content = content
    }
}

/// An event that was sent to the bot's device and belongs to no room
/// (Matrix v1.19, "Send-to-Device messaging",
/// <https://spec.matrix.org/v1.19/client-server-api/#send-to-device-messaging>).
package struct ToDeviceEvent: Sendable, Equatable {
    /// Such as `m.room.encrypted`.
    package var type: String
    /// Who sent it, as the homeserver vouches; from which device, it does not say.
    package var sender: UserID
    /// What the sender wrote: always an object.
    package var content: JSONValue

    package init(type: String, sender: UserID, content: JSONValue) {
        self.type = type
        self.sender = sender
        self.content = content
    }
}

/// A part of an answer that could not be read: to be counted and put in quarantine, while all around it goes on.
package struct MalformedEvent: Sendable, Equatable {
    /// In which room it stood.
    package var roomID: RoomID?
    /// Its name, where that much could be read.
    package var eventID: EventID?
    /// Its type, where that much could be read.
    package var type: String?
    /// What is wrong with it, for the log; quotes nothing of it.
    package var reason: String
    /// Its bytes, at most the first 64 KiB.
    package var raw: [UInt8]

    package init(
        roomID: RoomID? = nil,
        eventID: EventID? = nil,
        type: String? = nil,
        reason: String,
        raw: [UInt8] = []
    ) {
        self.roomID = roomID
        self.eventID = eventID
        self.type = type
        self.reason = reason
        self.raw = raw
    }
}
