package import Groups
package import Identifiers

/// Something to send or do, ready to be stored in the outbox.
package struct Draft: Hashable, Sendable {
    /// What makes this the same thing when it is decided again.
    ///
    /// No two rows share one.
    package var key: String
    package var action: Action
    package var urgency: Urgency
    /// What a reply or reaction to it is about, such as `request:41`.
    package var subject: String?
    /// Whose message it answers, where it is a plain answer: one that may be merged with others for the same room.
    package var asker: UserID?
    /// Until when it is kept because of its reader's quiet hours: only for what a person is told.
    package var heldUntil: Timestamp?

    package init(
        key: String,
        _ action: Action,
        urgency: Urgency = .answer,
        subject: String? = nil,
        asker: UserID? = nil,
        heldUntil: Timestamp? = nil
    ) {
        self.key = key
        self.action = action
        self.urgency = urgency
        self.subject = subject
        self.asker = asker
        self.heldUntil = heldUntil
    }

    /// What is to be done.
    package enum Action: Hashable, Sendable {
        /// A message to a room, perhaps as a reply, perhaps in a thread.
        case say(OutboxText, in: RoomID, replyTo: EventID? = nil, thread: EventID? = nil)
        /// A message to a person's direct room, which is opened if there is none.
        case tell(OutboxText, UserID)
        /// Replaces every message about the subject, and takes the bot's own reactions off them.
        case edit(subject: String, OutboxText)
        /// Replaces every message about the subject, which can still be tapped.
        case revise(subject: String, OutboxText)
        /// Reactions of the bot's own on each message about the subject that the same decision stores.
        case offer(reactions: [String], subject: String)
        /// Sends none of the reactions any more that were offered on messages about the subject and never tried.
        case withdrawOffer(subject: String)
        case invite(UserID, to: RoomID, reason: String)
        case kick(UserID, from: RoomID, reason: String)
    }

    /// What goes first.
    ///
    /// The numbers are stored.
    package enum Urgency: Int, Hashable, Sendable {
        case chatter = 1
        case answer
        case decision
    }
}

/// A file that goes with a message: where it lies, never what it holds.
package struct OutboxFile: Hashable, Sendable, Codable {
    /// What clients call what they send as files.
    package static let kinds: Set<String> = ["m.file", "m.image", "m.video", "m.audio"]

    package var uri: String
    package var name: String
    package var bytes: Int?
    /// One of ``kinds``.
    package var kind: String

    package init(uri: String, name: String, bytes: Int?, kind: String?) {
        self.uri = uri
        self.name = name
        self.bytes = bytes
        self.kind = kind.flatMap { Self.kinds.contains($0) ? $0 : nil } ?? "m.file"
    }
}

/// The text of a message, worded and rendered.
package struct OutboxText: Hashable, Sendable {
    /// Plain text that reads well alone.
    package var body: String
    /// The same in Matrix's subset of HTML, or nil where there is nothing to mark up.
    package var html: String?
    /// `m.text` rather than `m.notice`, which never notifies anybody.
    package var rings: Bool
    /// Whom the message is meant to reach.
    package var mentions: [UserID]
    /// The file to which the text belongs, where it is the words below one.
    package var file: OutboxFile?

    package init(
        body: String,
        html: String? = nil,
        rings: Bool = false,
        mentions: [UserID] = [],
        file: OutboxFile? = nil
    ) {
        self.body = body
        self.html = html
        self.rings = rings
        self.mentions = mentions
        self.file = file
    }
}
