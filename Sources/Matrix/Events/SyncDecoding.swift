import Identifiers
import JSON

extension SyncAnswer {
    /// Reads the answer of `/sync`.
    ///
    /// Whatever is malformed below the outermost object ends up in ``malformed``; the answer as a whole is refused
    /// only where it is not an object, is cut short, or has no position to go on from.
    package init(parsing bytes: [UInt8]) throws(MatrixError) {
        let answer = try JSONReader.answer("sync", bytes) { reader throws(JSONError) in
            let decoder = SyncDecoder()
            return try decoder.answer(&reader)
        }
        guard let answer else { throw .unreadable("sync: no next_batch") }
        self = answer
    }
}

/// Walks through the answer of `/sync` and builds nothing but the events.
private final class SyncDecoder {
    private var events = LenientEvents()

    func answer(_ reader: inout JSONReader) throws(JSONError) -> SyncAnswer? {
        var answer = SyncAnswer(nextBatch: "")
        try reader.eachMember { name, reader throws(JSONError) in
            switch name {
            case "next_batch" where answer.nextBatch.isEmpty: answer.nextBatch = try text(&reader) ?? ""
            case "rooms": try rooms(&reader, into: &answer)
            case "account_data":
                answer.accountData += try list(&reader, room: nil) { json throws(EventFault) in
                    try AccountDataEvent(json)
                }
            case "to_device":
                answer.toDevice += try list(&reader, room: nil) { json throws(EventFault) in try ToDeviceEvent(json) }
            case "device_lists":
                guard try events.objectBegins(&reader) else { return }
                try reader.eachMember { name, reader throws(JSONError) in
                    try answer.deviceLists.take(name, &reader)
                }
            case "device_one_time_keys_count" where answer.oneTimeKeyCount == nil:
                answer.oneTimeKeyCount = try oneTimeKeyCount(&reader)
            case "device_unused_fallback_key_types" where answer.unusedFallbackKeyTypes == nil:
                answer.unusedFallbackKeyTypes = try reader.lenientValue()?.arrayValue?.compactMap(\.stringValue)
            default: try reader.skip()
            }
        }
        answer.malformed = events.malformed
        return answer.nextBatch.isEmpty ? nil : answer
    }

    private func rooms(_ reader: inout JSONReader, into answer: inout SyncAnswer) throws(JSONError) {
        guard try events.objectBegins(&reader) else { return }
        try reader.eachMember { kind, reader throws(JSONError) in
            switch kind {
            case "join":
                try eachRoom(&reader) { room, reader throws(JSONError) in
                    answer.joined.append(try joined(room, &reader))
                }
            case "invite":
                try eachRoom(&reader) { room, reader throws(JSONError) in
                    answer.invited.append(try stripped(room, "invite_state", &reader))
                }
            case "knock":
                try eachRoom(&reader) { room, reader throws(JSONError) in
                    answer.knocked.append(try stripped(room, "knock_state", &reader))
                }
            case "leave":
                try eachRoom(&reader) { room, reader throws(JSONError) in
                    let part = try joined(room, &reader)
                    answer.left.append(LeftRoom(roomID: room, state: part.state, timeline: part.timeline))
                }
            default: try reader.skip()
            }
        }
    }

    /// Visits each room of the object that stands here; a name that is no room id, or comes twice, is passed over.
    private func eachRoom(
        _ reader: inout JSONReader,
        visit: (RoomID, inout JSONReader) throws(JSONError) -> Void
    ) throws(JSONError) {
        guard try events.objectBegins(&reader) else { return }
        var seen: Set<RoomID> = []
        try reader.eachMember { name, reader throws(JSONError) in
            guard let room = RoomID(untrusted: name), seen.insert(room).inserted else {
                _ = reader.peek()
                return try events.passOver(&reader, room: nil, reason: "no room id, or the same one twice")
            }
            guard try events.objectBegins(&reader, room: room) else { return }
            try visit(room, &reader)
        }
    }

    private func joined(_ room: RoomID, _ reader: inout JSONReader) throws(JSONError) -> JoinedRoom {
        var joined = JoinedRoom(roomID: room)
        try reader.eachMember { name, reader throws(JSONError) in
            switch name {
            case "state": joined.state += try roomEvents(&reader, room: room)
            case "timeline": try timeline(&reader, into: &joined)
            case "summary": joined.joinedMemberCount = try memberCount(&reader)
            default: try reader.skip()
            }
        }
        return joined
    }

    private func timeline(_ reader: inout JSONReader, into joined: inout JoinedRoom) throws(JSONError) {
        let room = joined.roomID
        guard try events.objectBegins(&reader, room: room) else { return }
        try reader.eachMember { name, reader throws(JSONError) in
            switch name {
            case "events":
                joined.timeline += try events.list(&reader, room: room) { json throws(EventFault) in
                    try RoomEvent(json, in: room)
                }
            case "limited": joined.isLimited = try reader.lenientValue()?.boolValue ?? false
            case "prev_batch": joined.previousBatch = try text(&reader)
            default: try reader.skip()
            }
        }
    }

    private func stripped(
        _ room: RoomID,
        _ part: String,
        _ reader: inout JSONReader
    ) throws(JSONError) -> StrippedRoom {
        var stripped = StrippedRoom(roomID: room)
        try reader.eachMember { name, reader throws(JSONError) in
            guard name == part else { return try reader.skip() }
            stripped.state += try list(&reader, room: room) { json throws(EventFault) in try StrippedEvent(json) }
        }
        return stripped
    }

    private func roomEvents(_ reader: inout JSONReader, room: RoomID) throws(JSONError) -> [RoomEvent] {
        try list(&reader, room: room) { json throws(EventFault) in try RoomEvent(json, in: room) }
    }

    /// Reads the `events` of the object that stands here.
    private func list<Value>(
        _ reader: inout JSONReader,
        room: RoomID?,
        decode: (JSONValue) throws(EventFault) -> Value
    ) throws(JSONError) -> [Value] {
        guard try events.objectBegins(&reader, room: room) else { return [] }
        var values: [Value] = []
        try reader.eachMember { name, reader throws(JSONError) in
            guard name == "events" else { return try reader.skip() }
            values += try events.list(&reader, room: room, decode: decode)
        }
        return values
    }

    private func memberCount(_ reader: inout JSONReader) throws(JSONError) -> Int? {
        guard try events.objectBegins(&reader) else { return nil }
        var count: Int?
        try reader.eachMember { name, reader throws(JSONError) in
            guard name == "m.joined_member_count" else { return try reader.skip() }
            count = try reader.lenientValue()?.intValue.flatMap { $0 >= 0 ? Int($0) : nil }
        }
        return count
    }

    private func oneTimeKeyCount(_ reader: inout JSONReader) throws(JSONError) -> Int? {
        guard try events.objectBegins(&reader) else { return nil }
        return try events.value(&reader, room: nil) { json throws(EventFault) in
            guard let count = json.objectValue?.oneTimeKeyCount else { throw .noCount }
            return count
        }
    }

    /// Reads a position, or nil for what is none: positions go into URLs and into storage, so they have a limit.
    private func text(_ reader: inout JSONReader) throws(JSONError) -> String? {
        try reader.lenientValue()?.stringValue.flatMap { (1...4096).contains($0.utf8.count) ? $0 : nil }
    }
}
