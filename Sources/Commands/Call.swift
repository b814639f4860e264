package import Groups
package import Identifiers

/// Who asked, where, and when.
package struct Call: Sendable {
    package var sender: UserID
    package var event: EventID
    package var room: RoomID
    package var place: Place
    /// When the bot received it; never what the sender's server claims.
    package var receivedAt: Timestamp
    /// The thread that it belongs to, so that the answer stays there.
    package var thread: EventID?
    /// What it is a reply to; itself for a file with words of its own.
    package var replyTo: EventID?

    package init(
        sender: UserID,
        event: EventID,
        room: RoomID,
        place: Place,
        receivedAt: Timestamp,
        thread: EventID? = nil,
        replyTo: EventID? = nil
    ) {
        self.sender = sender
        self.event = event
        self.room = room
        self.place = place
        self.receivedAt = receivedAt
        self.thread = thread
        self.replyTo = replyTo
    }

    /// Which minute it was: what is said in answer to taps, which cost nothing, is said once in each.
    var minute: Int64 { receivedAt.rawValue / 60_000 }

    /// Where somebody spoke.
    package enum Place: Hashable, Sendable {
        /// Alone with the bot: the prefix may be left out, and private things may be said.
        case direct
        /// Among others.
        case shared
    }
}

/// What the bot heard in a room.
package enum Heard: Hashable, Sendable {
    case message(Spoken)
    /// A reaction: its key as sent, and the event it is on.
    case reaction(key: String, to: EventID)
    /// Somebody took an event back.
    case redaction(of: EventID)
    /// Somebody put other words in the place of what they said alone with the bot.
    case edit(of: EventID)
    /// A person came into a direct room with the bot.
    case arrival
    /// Time passed: see what is due of one kind. Not said by anybody.
    case tick(Chore)
    /// Somebody asks to be let into a members' room, and says why.
    case knock(reason: String)
    /// Somebody no longer asks.
    case knockTakenBack
}

/// A text message, as the client sent it.
package struct Spoken: Hashable, Sendable {
    /// The plain text, at most 64 KiB, not cleaned yet.
    package var body: String
    /// The mention pills of the formatted text, in their order: the words they show, and whom they mean.
    package var pills: [Pill]
    /// Whether `m.mentions` names the bot.
    package var mentionsBot: Bool
    /// The event that this message replies to.
    package var replyTo: EventID?

    package init(body: String, pills: [Pill] = [], mentionsBot: Bool = false, replyTo: EventID? = nil) {
        self.body = body
        self.pills = pills
        self.mentionsBot = mentionsBot
        self.replyTo = replyTo
    }

    /// A mention in formatted text.
    package struct Pill: Hashable, Sendable {
        package var text: String
        package var user: UserID

        package init(text: String, user: UserID) {
            self.text = text
            self.user = user
        }
    }
}
