package import Identifiers
package import JSON

/// A message the bot is about to send: text, perhaps with HTML, and where it belongs.
///
/// `m.mentions` is always there, empty unless meant, so that no name in a text ever rings a bell by accident.
package struct OutgoingMessage: Sendable, Equatable {
    /// What clients and other bots take it for.
    package enum Kind: String, Sendable {
        /// What a program says; other programs must not answer it and most clients do not ring for it.
        case notice = "m.notice"
        /// What a person says; rings.
        case text = "m.text"
    }

    /// Whether it is a notice.
    package var kind: Kind
    /// The plain text.
    package var body: String
    /// The same in HTML of the set that Matrix allows, from the bot's own builder.
    package var html: String?
    /// Who is to be notified.
    package var mentions: [UserID]
    /// The event it replies to.
    package var replyTo: EventID?
    /// The thread it belongs to, by its first event.
    package var thread: EventID?
    /// Further members of the content, such as the key by which a message in doubt is found again.
    package var extra: JSONObject

    package init(
        _ kind: Kind = .notice,
        body: String,
        html: String? = nil,
        mentions: [UserID] = [],
        replyTo: EventID? = nil,
        thread: EventID? = nil,
        extra: JSONObject = [:]
    ) {
        self.kind = kind
        self.body = body
        self.html = html
        self.mentions = mentions
        self.replyTo = replyTo
        self.thread = thread
        self.extra = extra
    }

    /// The content of an `m.room.message`
    /// ([Matrix v1.19, "Instant messaging"](https://spec.matrix.org/v1.19/client-server-api/#instant-messaging)).
    package var content: JSONValue {
        var content = text
        content["m.mentions"] = Self.mentions(mentions)
        content["m.relates_to"] = relation
        for member in extra.members { content[member.key] = member.value }
        return content
    }

    /// The content of an `m.room.message` that puts this message in the place of an earlier one
    /// ([Matrix v1.19, "Event replacements"](https://spec.matrix.org/v1.19/client-server-api/#event-replacements)).
    ///
    /// The original's reply and thread stay, and are not repeated.
    ///
    /// - `original`: The first version, never an edit of it.
    /// - `mentioned`: Whom the original had notified already; only others are notified now.
    package func edit(of original: EventID, alreadyMentioned mentioned: [UserID] = []) -> JSONValue {
        var new = text
        new["m.mentions"] = Self.mentions(mentions)
        for member in extra.members { new[member.key] = member.value }
        var content = OutgoingMessage(kind, body: "* \(body)", html: html.map { "* \($0)" }).text
        content["m.mentions"] = Self.mentions(mentions.filter { !mentioned.contains($0) })
        content["m.new_content"] = new
        content["m.relates_to"] = ["rel_type": "m.replace", "event_id": .string(original.rawValue)]
        for member in extra.members { content[member.key] = member.value }
        return content
    }

    private var text: JSONValue {
        var content: JSONValue = ["msgtype": .string(kind.rawValue), "body": .string(body)]
        if let html {
            content["format"] = "org.matrix.custom.html"
            content["formatted_body"] = .string(html)
        }
        return content
    }

    /// In a thread without a reply, clients that know no threads are shown a reply to its first event.
    private var relation: JSONValue? {
        guard let thread else {
            return replyTo.map { ["m.in_reply_to": ["event_id": .string($0.rawValue)]] }
        }
        return [
            "rel_type": "m.thread",
            "event_id": .string(thread.rawValue),
            "is_falling_back": .bool(replyTo == nil),
            "m.in_reply_to": ["event_id": .string((replyTo ?? thread).rawValue)],
        ]
    }

    private static func mentions(_ users: [UserID]) -> JSONValue {
        var seen: Set<UserID> = []
        let users = users.filter { seen.insert($0).inserted }
        return users.isEmpty ? [:] : ["user_ids": .array(users.map { .string($0.rawValue) })]
    }
}
