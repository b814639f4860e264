package import Identifiers
package import JSON

/// What an event's content says it has to do with another event
/// (Matrix v1.19, "Forming relationships between events",
/// <https://spec.matrix.org/v1.19/client-server-api/#forming-relationships-between-events>).
package struct Relation: Sendable, Equatable {
    /// The event it answers; nil where that is only the fallback of a thread.
    package var replyTo: EventID?
    /// The first event of the thread it belongs to.
    package var thread: EventID?
    /// The event it is an edit of; an edit is never a command.
    package var replaces: EventID?

    package init(replyTo: EventID? = nil, thread: EventID? = nil, replaces: EventID? = nil) {
        self.replyTo = replyTo
        self.thread = thread
        self.replaces = replaces
    }

    /// Reads the relation of a content; all nil where there is none.
    package init(of content: JSONValue) {
        guard let relation = content["m.relates_to"] else { return }
        let target = relation["event_id"].flatMap(EventID.init(untrusted:))
        let reply = relation["m.in_reply_to"]?["event_id"].flatMap(EventID.init(untrusted:))
        switch relation["rel_type"]?.stringValue {
        case "m.replace": replaces = target
        case "m.thread":
            thread = target
            replyTo = relation["is_falling_back"]?.boolValue == true ? nil : reply
        default: replyTo = reply
        }
    }
}

/// Whom a message means to notify (`m.mentions`).
package struct Mentions: Sendable, Equatable {
    /// At most 100 people, each once.
    package var users: [UserID]
    /// Whether it means everybody in the room.
    package var isForRoom: Bool

    /// Reads the mentions of a content; none where it has none.
    package init(of content: JSONValue) {
        var seen: Set<UserID> = []
        users = (content["m.mentions"]?["user_ids"]?.arrayValue ?? []).prefix(100)
            .compactMap { $0.stringValue.flatMap(UserID.init(parsing:)) }
            .filter { seen.insert($0).inserted }
        isForRoom = content["m.mentions"]?["room"]?.boolValue ?? false
    }
}

extension JSONValue {
    /// Whether a content claims to be an edit, well-formed or not: such a message is never a command.
    package var isEdit: Bool {
        self["m.relates_to"]?["rel_type"]?.stringValue == "m.replace" || self["m.new_content"] != nil
    }
}
