package import Identifiers
package import JSON
import Matrix

/// Something that a person's client has shown them.
package struct Seen: Sendable, Equatable {
    /// What it is.
    package enum Kind: Sendable, Equatable {
        /// A message; `original` names the message whose place it takes.
        case message(String, isNotice: Bool, original: EventID?)
        case reaction(String, to: EventID)
        case redaction(of: EventID)
        /// Somebody's membership became this: `join`, `invite`, `leave` or `ban`.
        case membership(UserID, String)
        case other(String)
    }

    /// Where.
    package let room: RoomID
    /// The event's name; nil for an invitation, which has none.
    package let event: EventID?
    /// Whose doing it was.
    package let sender: UserID
    /// What it is.
    package let kind: Kind
    /// Everything it says.
    package let content: JSONValue

    /// What a message says; empty for everything else.
    package var text: String {
        guard case .message(let text, _, _) = kind else { return "" }
        return text
    }

    /// Who is mentioned by it.
    package var mentions: [UserID] { Mentions(of: content).users }

    /// One line about it, for a report of what came instead of what was waited for.
    package var line: String {
        switch kind {
        case .message(let text, _, let original): "\(sender): \(original == nil ? "" : "(edited) ")\(text)"
        case .reaction(let key, _): "\(sender) reacted \(key)"
        case .redaction: "\(sender) redacted"
        case .membership(let user, let membership): "\(user) is now: \(membership)"
        case .other(let type): "\(sender) sent \(type)"
        }
    }

    init(_ event: RoomEvent, in room: RoomID) {
        self.room = room
        self.event = event.eventID
        sender = event.sender
        content = event.content
        kind = Self.kind(of: event)
    }

    init(invitationTo room: RoomID, for user: UserID, by inviter: UserID, isDirect: Bool) {
        self.room = room
        event = nil
        sender = inviter
        kind = .membership(user, "invite")
        content = ["membership": "invite", "is_direct": .bool(isDirect)]
    }

    private static func kind(of event: RoomEvent) -> Kind {
        let content = event.content
        switch event.type {
        case "m.room.message" where !event.isRedacted:
            let original = Relation(of: content).replaces
            let shown = original == nil ? content : content["m.new_content"] ?? content
            let isNotice = shown["msgtype"]?.stringValue == "m.notice"
            return .message(shown["body"]?.stringValue ?? "", isNotice: isNotice, original: original)
        case "m.reaction":
            guard let target = content["m.relates_to"]?["event_id"]?.stringValue else { break }
            return .reaction(content["m.relates_to"]?["key"]?.stringValue ?? "", to: EventID(rawValue: target))
        case "m.room.redaction":
            if let redacted = event.redacts { return .redaction(of: redacted) }
        case "m.room.member":
            let user = UserID(rawValue: event.stateKey ?? "")
            return .membership(user, content["membership"]?.stringValue ?? "")
        default: break
        }
        return .other(event.type)
    }
}
