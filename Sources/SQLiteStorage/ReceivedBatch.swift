package import Groups
package import Identifiers

/// What one answer of the homeserver brought, decoded: stored whole or not at all.
package struct ReceivedBatch: Sendable {
    /// Where `/sync` goes on after this.
    ///
    /// Nil for a page of a gap, which leaves the position alone.
    package var position: String?
    /// In the order in which they are to be handled.
    package var events: [InboxEvent] = []
    package var quarantined: [Quarantined] = []
    /// Files that somebody sent; those sent alone with the bot are remembered.
    package var files: [ReceivedFile] = []
    /// What changed about rooms, in order.
    package var facts: [RoomFact] = []
    /// Our own messages, come back.
    package var echoes: [Echo] = []
    /// Whether a room changed so that something is to be done about it.
    package var touchesRooms = false
    /// Whether there may be something to do about keys.
    package var touchesKeys = false

    package init(position: String? = nil) {
        self.position = position
    }

    /// Whether any of it may let something in the outbox go that waited.
    package var mayFreeMessages: Bool {
        !echoes.isEmpty || facts.contains { if case .lastEvent = $0 { false } else { true } }
    }

    /// An event that could not be read.
    package struct Quarantined: Sendable {
        package var room: RoomID?
        package var event: EventID?
        package var reason: String
        /// The first bytes of it, at most 4 KiB.
        package var excerpt: String

        package init(room: RoomID?, event: EventID?, reason: String, excerpt: String) {
            self.room = room
            self.event = event
            self.reason = reason
            self.excerpt = excerpt
        }
    }

    /// The proof that something of ours was sent: `unsigned.transaction_id` of an event of the bot itself.
    package struct Echo: Sendable {
        package var transactionID: String
        package var event: EventID
        /// When it came back: not after what was said to it.
        package var at: Timestamp

        package init(transactionID: String, event: EventID, at: Timestamp) {
            self.transactionID = transactionID
            self.event = event
            self.at = at
        }
    }
}

/// One thing that is now so about a room.
package enum RoomFact: Hashable, Sendable {
    /// The bot's own membership.
    case membership(RoomID, OwnMembership)
    /// An invitation: from whom, and whether to a direct room.
    case invited(RoomID, by: UserID, isDirect: Bool)
    case name(RoomID, String?)
    /// The room is a direct one with this person, as its creator or the account data says.
    case direct(RoomID, with: UserID)
    /// It is encrypted, which cannot be undone.
    case encrypted(RoomID, RoomEncryption)
    /// Who may read what was said: the `history_visibility` of `m.room.history_visibility`.
    case historyVisibility(RoomID, String)
    /// The content of `m.room.power_levels`, as JSON.
    case powerLevels(RoomID, json: String)
    /// Who may enter it: the `join_rule` of `m.room.join_rules`.
    case joinRule(RoomID, String)
    /// Who created it, its version, and which room it replaces.
    case created(RoomID, by: [UserID], version: String, predecessor: RoomID?)
    /// A tombstone: where it points, and who put it up.
    case replaced(RoomID, by: RoomID, sender: UserID)
    /// Somebody else's membership. Nil for who is no longer in it.
    case occupant(RoomID, UserID, Presence?)
    /// Somebody asks to be let in: by which event, and what they say.
    case knocked(RoomID, UserID, EventID, reason: String)
    /// Somebody has left by themselves: if they had knocked, they take it back.
    case wentByThemselves(RoomID, UserID, EventID)
    /// The last event of the timeline.
    case lastEvent(RoomID, EventID)

    /// The content of `m.room.encryption`.
    package struct RoomEncryption: Hashable, Sendable {
        package var algorithm: String?
        /// How long one key may be used, in milliseconds.
        package var rotationMs: Int64?
        /// How many messages one key may encrypt.
        package var rotationMessages: Int64?

        package init(algorithm: String?, rotationMs: Int64? = nil, rotationMessages: Int64? = nil) {
            self.algorithm = algorithm
            self.rotationMs = rotationMs
            self.rotationMessages = rotationMessages
        }
    }

    /// The bot's own membership of a room.
    ///
    /// The numbers are stored.
    package enum OwnMembership: Int, Sendable {
        case gone = 0
        case invited
        case joined
    }

    /// How somebody is in a room.
    ///
    /// The numbers are stored.
    package enum Presence: Int, Sendable {
        case invited = 1
        case joined
        case knocking
    }
}
