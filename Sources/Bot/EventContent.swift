import Identifiers
import JSON
import Matrix
import SQLiteStorage

extension RoomFact.RoomEncryption {
    /// Reads the content of `m.room.encryption`.
    init(_ content: JSONValue) {
        self.init(
            algorithm: (content["algorithm"]?.stringValue).flatMap { $0.utf8.count <= 100 ? $0 : nil } ?? "",
            rotationMs: content["rotation_period_ms"]?.intValue,
            rotationMessages: content["rotation_period_msgs"]?.intValue
        )
    }
}

/// The content of the events that the bot sends.
enum EventContent {
    /// What everything that is said is, once it is decrypted.
    static let messageType = "m.room.message"
    /// Where an event carries the name by which it is found again.
    static let noticeKey = "org.guildhall.key"

    /// A message; `fileKey` is what opens its file, where that is encrypted.
    static func message(_ row: OutboxRow, fileKey: JSONValue? = nil) -> JSONValue {
        var content = text(row.text, mentions: row.text.mentions)
        if let fileKey {
            content["url"] = nil
            content["file"] = fileKey
        }
        content[noticeKey] = .string(Keys.notice(row.key))
        if let thread = row.thread {
            content["m.relates_to"] = [
                "rel_type": "m.thread",
                "event_id": .string(thread.rawValue),
                "is_falling_back": .bool(row.replyTo == nil),
                "m.in_reply_to": ["event_id": .string((row.replyTo ?? thread).rawValue)],
            ]
        } else if let replyTo = row.replyTo {
            content["m.relates_to"] = ["m.in_reply_to": ["event_id": .string(replyTo.rawValue)]]
        }
        return content
    }

    /// A replacement: the new text whole, and a text for clients that know no edits.
    static func edit(_ row: OutboxRow, of target: EventID) -> JSONValue {
        let new = text(row.text, mentions: row.text.mentions)
        var shown = row.text
        shown.body = "* " + shown.body
        // Whom the edit mentions was mentioned by the first text: an edit must not ring again.
        var content = text(shown, mentions: [])
        content["m.new_content"] = new
        content["m.relates_to"] = ["rel_type": "m.replace", "event_id": .string(target.rawValue)]
        content[noticeKey] = .string(Keys.notice(row.key))
        return content
    }

    static func reaction(_ row: OutboxRow, to target: EventID) -> JSONValue {
        [
            "m.relates_to": [
                "rel_type": "m.annotation", "event_id": .string(target.rawValue), "key": .string(row.note),
            ],
            "org.guildhall.key": .string(Keys.notice(row.key)),
        ]
    }

    private static func text(_ text: OutboxText, mentions: [UserID]) -> JSONValue {
        var content: JSONValue = [
            "msgtype": .string(text.rings ? "m.text" : "m.notice"),
            "body": .string(text.body),
        ]
        if let html = text.html {
            content["format"] = "org.matrix.custom.html"
            content["formatted_body"] = .string(html)
        }
        if let file = text.file {
            content["msgtype"] = .string(file.kind)
            content["filename"] = .string(file.name)
            content["url"] = .string(file.uri)
            content["info"] = file.bytes.map { ["size": .int(Int64($0))] } ?? [:]
        }
        // Links are shown, but nobody's client fetches what others have linked: an empty list says that there are no
        // previews (MSC4095).
        content["com.beeper.linkpreviews"] = []
        // Always there, so that no client looks for names in the text.
        content["m.mentions"] =
            mentions.isEmpty ? [:] : ["user_ids": .array(mentions.map { .string($0.rawValue) })]
        return content
    }
}
