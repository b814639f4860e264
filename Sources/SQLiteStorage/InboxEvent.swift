import Foundation
import GRDB
package import Groups
package import Identifiers

/// An event from the homeserver that waits to be handled, or a tick of the clock.
package struct InboxEvent: Hashable, Sendable {
    /// What kind of thing happened.
    ///
    /// The numbers are stored.
    package enum Kind: Int, Sendable {
        case message = 1
        case reaction
        case redaction
        /// A person came into their direct room.
        case arrival
        case tick
        /// Somebody asks to be let into a members' room.
        case knock
        /// Somebody no longer does.
        case knockTakenBack
        /// Somebody put other words in the place of what they said alone with the bot; the words are not kept.
        case edit
    }

    package var kind: Kind
    /// The homeserver's ID, or for an arrival and a tick a name that is the same if it is stored again.
    package var event: EventID
    /// Nil for a tick.
    package var room: RoomID?
    /// Nil for a tick.
    package var sender: UserID?
    /// What was said, at most 64 KiB.
    package var body = ""
    package var pills: [InboxPill] = []
    package var mentionsBot = false
    package var replyTo: EventID?
    package var thread: EventID?
    /// What a reaction is on, what a redaction takes back, or what an edit changes.
    package var target: EventID?
    /// The key of a reaction, as sent.
    package var reaction: String?
    /// Whether it was too old on arrival to be acted on.
    package var isStale = false
    /// By the bot's own clock.
    package var receivedAt: Timestamp
    /// Whether it was said alone with the bot.
    ///
    /// Filled in by the storage, from who is in the room now.
    package var isDirect = false
    /// How often handling it was begun and did not end well.
    package var attempts = 0

    package init(_ kind: Kind, event: EventID, room: RoomID? = nil, sender: UserID? = nil, receivedAt: Timestamp) {
        self.kind = kind
        self.event = event
        self.room = room
        self.sender = sender
        self.receivedAt = receivedAt
    }
}

/// A mention in formatted text: the words it shows and whom it means.
package struct InboxPill: Hashable, Sendable {
    package var text: String
    package var user: UserID

    package init(text: String, user: UserID) {
        self.text = text
        self.user = user
    }
}

extension InboxEvent {
    /// The oldest events that wait, with the columns in the order of ``init(_:)``.
    static let waiting = """
        SELECT i.kind, i.eventID, i.room, i.sender, i.body, i.pills, i.mentionsBot, i.replyTo, i.thread, i.target,
            i.reaction, i.stale, i.receivedAtMs, i.attempts,
            r.directWith IS i.sender AND NOT EXISTS (
                SELECT 1 FROM occupant o WHERE o.room = i.room AND o.person <> r.directWith AND o.presence < 3)
        FROM inbox i LEFT JOIN room r ON r.id = i.room
        WHERE i.state = 0 ORDER BY i.id LIMIT ?
        """

    init(_ row: Row) {
        kind = Kind(rawValue: row[0]) ?? .tick
        event = EventID(rawValue: row[1])
        room = (row[2] as String?).map(RoomID.init)
        sender = (row[3] as String?).map(UserID.init)
        body = row[4] ?? ""
        pills = (row[5] as String?).map(Self.pills) ?? []
        mentionsBot = row[6]
        replyTo = (row[7] as String?).map(EventID.init)
        thread = (row[8] as String?).map(EventID.init)
        target = (row[9] as String?).map(EventID.init)
        reaction = row[10]
        isStale = row[11]
        receivedAt = Timestamp(rawValue: row[12])
        attempts = row[13]
        isDirect = sender != nil && row[14]
    }

    private static func pills(_ text: String) -> [InboxPill] {
        guard let pairs = try? JSONDecoder().decode([[String]].self, from: Data(text.utf8)) else { return [] }
        return pairs.compactMap { $0.count == 2 ? InboxPill(text: $0[0], user: UserID(rawValue: $0[1])) : nil }
    }

    /// The pills as stored, or nil where there are none.
    var storedPills: String? {
        guard !pills.isEmpty else { return nil }
        let encoded = try? JSONEncoder().encode(pills.map { [$0.text, $0.user.rawValue] })
        return encoded.map { String(decoding: $0, as: UTF8.self) }
    }
}
