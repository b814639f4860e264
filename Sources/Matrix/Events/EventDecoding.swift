package import Identifiers
package import JSON

/// Why one event, by itself, cannot be used; quotes nothing of the event.
enum EventFault: String, Error {
    case notAnObject = "not an object"
    case noType = "no usable type"
    case noEventID = "no usable event_id"
    case noSender = "no usable sender"
    case noContent = "content is not an object"
    case badStateKey = "state_key is not a string of at most 255 bytes"
    case noStateKey = "no state_key"
    case otherRoom = "room_id names another room"
    case noCount = "not a count"
}

extension RoomEvent {
    /// Reads an event as `/sync`, `/messages` and `/event` give it.
    ///
    /// - `room`: The room it was asked for in; an event that names another is refused.
    init(_ json: JSONValue, in room: RoomID?) throws(EventFault) {
        guard case .object(let object) = json else { throw .notAnObject }
        let content = try object.content()
        if let named = object["room_id"]?.stringValue, let room, !named.hasSameBytes(as: room.rawValue) {
            throw .otherRoom
        }
        guard let eventID = object["event_id"].flatMap(EventID.init(untrusted:)) else { throw .noEventID }
        let unsigned = object["unsigned"]?.objectValue
        let isRedacted = unsigned?["redacted_because"]?.objectValue != nil
        self.init(
            eventID: eventID,
            type: try object.type(),
            sender: try object.sender(),
            stateKey: try object.stateKey(),
            originServerTimestamp: object["origin_server_ts"]?.intValue ?? 0,
            content: content,
            redacts: (object["redacts"] ?? content["redacts"]).flatMap(EventID.init(untrusted:)),
            transactionID: unsigned?["transaction_id"]?.stringValue,
            previousContent: [unsigned?["prev_content"], object["prev_content"]]
                .compactMap { $0 }.first { $0.objectValue != nil },
            isRedacted: isRedacted
        )
    }
}

extension StrippedEvent {
    /// Reads an event of an invitation.
    init(_ json: JSONValue) throws(EventFault) {
        guard case .object(let object) = json else { throw .notAnObject }
        guard let stateKey = try object.stateKey() else { throw .noStateKey }
        self.init(
            type: try object.type(),
            stateKey: stateKey,
            sender: try object.sender(),
            content: try object.content()
        )
    }
}

extension AccountDataEvent {
    /// Reads a piece of account data.
    init(_ json: JSONValue) throws(EventFault) {
        guard case .object(let object) = json else { throw .notAnObject }
        self.init(type: try object.type(), content: try object.content())
    }
}

extension ToDeviceEvent {
    /// Reads what was sent to the device.
    init(_ json: JSONValue) throws(EventFault) {
        guard case .object(let object) = json else { throw .notAnObject }
        self.init(type: try object.type(), sender: try object.sender(), content: try object.content())
    }
}

extension JSONObject {
    fileprivate func type() throws(EventFault) -> String {
        guard let type = self["type"]?.stringValue, (1...255).contains(type.utf8.count) else { throw .noType }
        return type
    }

    fileprivate func content() throws(EventFault) -> JSONValue {
        guard let content = self["content"], content.objectValue != nil else { throw .noContent }
        return content
    }

    fileprivate func sender() throws(EventFault) -> UserID {
        guard let sender = self["sender"]?.stringValue.flatMap(UserID.init(untrusted:)) else { throw .noSender }
        return sender
    }

    fileprivate func stateKey() throws(EventFault) -> String? {
        switch self["state_key"] {
        case nil, .null?: return nil
        case .string(let key)? where key.utf8.count <= 255: return key
        default: throw .badStateKey
        }
    }
}

extension UserID {
    /// Takes an id from an event: the same as ``init(parsing:)``, but in no time for the plain ids that nearly all are.
    init?(untrusted text: String) {
        var copy = text
        if copy.withUTF8(Self.isPlain) {
            self.init(rawValue: text)
        } else {
            self.init(parsing: text)
        }
    }

    /// Whether the bytes are printable ASCII with a server name of letters, digits, dots, hyphens and colons.
    private static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard (4...255).contains(bytes.count), bytes[0] == UInt8(ascii: "@"),
            let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon > 1, colon + 1 < bytes.count
        else { return false }
        for byte in bytes[..<colon] where byte < 0x21 || byte > 0x7E { return false }
        for byte in bytes[(colon + 1)...] {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-")...UInt8(ascii: "."),
                UInt8(ascii: "0")...UInt8(ascii: ":"):
                continue
            default: return false
            }
        }
        return true
    }
}

extension EventID {
    /// Takes an id from an event: a string of 2 to 255 bytes that begins with `$`.
    package init?(untrusted value: JSONValue) {
        guard let text = value.stringValue, text.utf8.first == UInt8(ascii: "$"), (2...255).contains(text.utf8.count)
        else { return nil }
        self.init(rawValue: text)
    }
}

extension RoomID {
    /// Takes an id from an answer: 2 to 255 bytes that begin with `!`.
    package init?(untrusted text: String) {
        guard text.utf8.first == UInt8(ascii: "!"), (2...255).contains(text.utf8.count) else { return nil }
        self.init(rawValue: text)
    }
}
