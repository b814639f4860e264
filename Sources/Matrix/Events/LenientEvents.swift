import Identifiers
import JSON

/// Reads lists of events so that a bad one costs only itself.
///
/// Each event is read in one go; where that fails, reading goes back to where the event began, passes over it by
/// minding quotes and brackets alone, and goes on with the next.
struct LenientEvents {
    /// How much of a bad event is kept.
    static let rawLimit = 64 << 10

    var malformed: [MalformedEvent] = []

    /// Reads one value, or notes it as malformed and passes over it.
    ///
    /// Throws ``JSONError`` where not even its end can be found: then the rest of the body is lost as well.
    mutating func value<Value>(
        _ reader: inout JSONReader,
        room: RoomID?,
        decode: (JSONValue) throws(EventFault) -> Value
    ) throws(JSONError) -> Value? {
        _ = reader.peek()
        let start = reader.position
        let json: JSONValue
        do {
            json = try reader.value()
        } catch {
            reader.position = start
            try reader.skip()
            note(reader, from: start, room: room, json: nil, reason: error.reason.rawValue)
            return nil
        }
        do {
            return try decode(json)
        } catch {
            note(reader, from: start, room: room, json: json, reason: error.rawValue)
            return nil
        }
    }

    /// Reads the list that stands here; what stands here instead of a list is noted and passed over.
    mutating func list<Value>(
        _ reader: inout JSONReader,
        room: RoomID?,
        decode: (JSONValue) throws(EventFault) -> Value
    ) throws(JSONError) -> [Value] {
        guard reader.peek() == UInt8(ascii: "[") else {
            try passOver(&reader, room: room, reason: JSONError.Reason.notAnArray.rawValue)
            return []
        }
        var values: [Value] = []
        try reader.eachElement { reader throws(JSONError) in
            if let value = try value(&reader, room: room, decode: decode) { values.append(value) }
        }
        return values
    }

    /// Whether an object begins here; anything else is noted and passed over.
    mutating func objectBegins(_ reader: inout JSONReader, room: RoomID? = nil) throws(JSONError) -> Bool {
        guard reader.peek() != UInt8(ascii: "{") else { return true }
        try passOver(&reader, room: room, reason: JSONError.Reason.notAnObject.rawValue)
        return false
    }

    /// Passes over what stands here and notes it; `null` is as good as absent and not noted.
    mutating func passOver(
        _ reader: inout JSONReader,
        room: RoomID?,
        reason: String
    ) throws(JSONError) {
        let start = reader.position
        try reader.skip()
        if reader.bytes[start..<reader.position].elementsEqual("null".utf8) { return }
        note(reader, from: start, room: room, json: nil, reason: reason)
    }

    private mutating func note(
        _ reader: JSONReader,
        from start: Int,
        room: RoomID?,
        json: JSONValue?,
        reason: String
    ) {
        let type = json?["type"]?.stringValue.flatMap { $0.utf8.count <= 255 ? $0 : nil }
        let raw = reader.bytes[start..<reader.position].prefix(Self.rawLimit)
        malformed.append(
            MalformedEvent(
                roomID: room,
                eventID: json?["event_id"].flatMap(EventID.init(untrusted:)),
                type: type,
                reason: reason,
                raw: Array(raw)
            )
        )
    }
}
