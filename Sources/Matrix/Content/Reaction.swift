package import Identifiers
package import JSON

/// A reaction to an event: content of an `m.reaction`
/// (Matrix v1.19, "Event annotations and reactions",
/// <https://spec.matrix.org/v1.19/client-server-api/#event-annotations-and-reactions>).
package struct Reaction: Sendable, Equatable {
    /// The event it is stuck to.
    package var target: EventID
    /// The emoji, or any text at all, as it was sent; at most 255 bytes.
    package var key: String

    package init(to target: EventID, key: String) {
        self.target = target
        self.key = key
    }

    /// Reads a reaction's content, or nil where it is none.
    package init?(content: JSONValue) {
        guard let relation = content["m.relates_to"], relation["rel_type"]?.stringValue == "m.annotation",
            let target = relation["event_id"].flatMap(EventID.init(untrusted:)),
            let key = relation["key"]?.stringValue, (1...255).contains(key.utf8.count)
        else { return nil }
        self.init(to: target, key: key)
    }

    /// What to send.
    package var content: JSONValue {
        [
            "m.relates_to": [
                "rel_type": "m.annotation", "event_id": .string(target.rawValue), "key": .string(key),
            ]
        ]
    }

    /// The key without what clients add or leave out at will: emoji variation selectors and skin tones.
    package var plainKey: String {
        String(
            String.UnicodeScalarView(
                key.unicodeScalars.filter {
                    $0.value != 0xFE0F && $0.value != 0xFE0E && !(0x1F3FB...0x1F3FF ~= $0.value)
                }
            )
        )
    }
}
