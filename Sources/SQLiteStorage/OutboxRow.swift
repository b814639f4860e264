import Foundation
import GRDB
package import Groups
package import Identifiers

/// One thing on its way to the homeserver.
package struct OutboxRow: Sendable {
    /// What it is.
    ///
    /// The numbers are stored.
    package enum Kind: Int, Sendable {
        case message = 1
        case edit
        case reaction
        case redaction
        case invite
        case kick
    }

    package var id: Int64
    package var key: String
    package var kind: Kind
    package var room: RoomID
    /// Whom to invite or remove, or whose direct room it is.
    package var person: UserID?
    /// Whose message a plain answer answers.
    package var asker: UserID?
    package var text: OutboxText
    package var replyTo: EventID?
    package var thread: EventID?
    /// The key of a reaction, or the reason of an invite, kick or redaction.
    package var note: String
    /// The event that an edit, a reaction or a redaction is about.
    package var target: EventID?
    /// How many times it was tried before.
    package var attempt: Int
    package var firstTryAt: Timestamp?
    package var transactionID: String
    /// Whether it may have arrived without our knowing, so that it must be looked for before it is sent again.
    package var isInDoubt = false
    package var createdAt: Timestamp

    /// The ready rows of one lane, with the columns in the order of ``init(_:)``.
    static let ready = """
        SELECT o.id, o.key, o.kind, o.room, o.person, o.asker, o.body, o.html, o.rings, o.mentions, o.replyTo,
            o.thread, o.note, t.eventID, o.attempt, o.firstTryAtMs, o.transactionID, o.createdAtMs, o.notBeforeMs,
            o.target IS NULL OR t.state IS 2, o.plain, coalesce(t.state IN (4, 5, 6), 0), o.file
        FROM outbox o LEFT JOIN outbox t ON t.id = o.target
        WHERE o.lane = ? AND o.state = 0 ORDER BY o.urgency DESC, o.id LIMIT ?
        """

    init(_ row: Row) {
        id = row[0]
        key = row[1]
        kind = Kind(rawValue: row[2]) ?? .message
        room = RoomID(rawValue: row[3] ?? "")
        person = (row[4] as String?).map(UserID.init)
        asker = (row[5] as String?).map(UserID.init)
        let mentions = (row[9] as String?).map { $0.split(separator: "\n").map { UserID(rawValue: String($0)) } }
        text = OutboxText(body: row[6] ?? "", html: row[7], rings: row[8], mentions: mentions ?? [])
        replyTo = (row[10] as String?).map(EventID.init)
        thread = (row[11] as String?).map(EventID.init)
        note = row[12] ?? ""
        target = (row[13] as String?).map(EventID.init)
        attempt = row[14]
        firstTryAt = (row[15] as Int64?).map(Timestamp.init)
        transactionID = row[16] ?? ""
        createdAt = Timestamp(rawValue: row[17])
        // What is merged has none.
        if let json: String = row["file"] {
            text.file = try? JSONDecoder().decode(OutboxFile.self, from: Data(json.utf8))
        }
    }
}

/// What became of an attempt to send a row.
package enum Settlement: Hashable, Sendable {
    /// The server has it. Nil for an invite or a kick, which have no event of their own here.
    case sent(EventID?)
    /// Nobody knows, or the server says to come back: the same again, not before this moment.
    case retry(notBefore: Timestamp)
    /// Nothing was tried: as before, but not before this moment.
    case untried(notBefore: Timestamp)
    /// It can never be sent, for this reason.
    case dead(String)
    /// The room does not let the bot invite or remove people: to be done when it does.
    case barred
    /// The bot is no longer in the direct room: another is to be opened.
    case reopen
}

/// What is to be sent next in one lane, in this order.
package enum Lane: Sendable {
    /// Rows for a room.
    case room(RoomID, [OutboxRow])
    /// A person whose direct room must be opened first.
    case open(UserID)

    /// What nothing else may be under way for.
    package var name: String {
        switch self {
        case .room(let room, _): room.rawValue
        case .open(let person): person.rawValue
        }
    }
}

/// The manner in which rows are claimed.
package struct ClaimManner: Sendable {
    package var now: Timestamp
    /// Lanes that are under way.
    package var busy: Set<String>
    /// How many more may be.
    package var lanes: Int
    /// How many rows of a lane to take at once.
    package var rows: Int
    /// Whether a direct room may be opened now.
    package var mayOpen = true
    /// Whether the homeserver holds the account back, so that answers are merged at once.
    package var isLimited: Bool
    /// Makes the transaction id of a key.
    package var transactionID: @Sendable (String) -> String
    /// Makes one message of several plain answers.
    package var merge: @Sendable ([OutboxRow]) -> Draft

    package init(
        now: Timestamp,
        busy: Set<String>,
        lanes: Int,
        rows: Int,
        isLimited: Bool,
        transactionID: @escaping @Sendable (String) -> String,
        merge: @escaping @Sendable ([OutboxRow]) -> Draft
    ) {
        self.now = now
        self.busy = busy
        self.lanes = lanes
        self.rows = rows
        self.isLimited = isLimited
        self.transactionID = transactionID
        self.merge = merge
    }
}

/// What was claimed.
package struct Claimed: Sendable {
    package var lanes: [Lane] = []
    /// When something else is due that waits now, as far as it was seen.
    package var nextAt: Timestamp?
    /// Whether nothing else waits at all.
    package var isDry = false
}
