import Identifiers
import JSON

extension EventList {
    /// Reads a list of events, by itself or as one member of an object.
    init(parsing bytes: [UInt8], in room: RoomID, listName: String? = nil) throws(MatrixError) {
        let result: Result<EventList, JSONError> = bytes.withUnsafeBufferPointer { buffer in
            Result { () throws(JSONError) in
                var reader = JSONReader(buffer)
                var lenient = LenientEvents()
                var events: [RoomEvent] = []
                if let listName {
                    try reader.eachMember { name, reader throws(JSONError) in
                        guard name == listName else { return try reader.skip() }
                        events += try lenient.roomEvents(&reader, in: room)
                    }
                } else {
                    events = try lenient.roomEvents(&reader, in: room)
                }
                return EventList(events: events, malformed: lenient.malformed)
            }
        }
        switch result {
        case .success(let list): self = list
        case .failure(let error): throw .unreadable("\(error)")
        }
    }
}

extension MessagesPage {
    /// Reads the answer of `/messages`.
    init(parsing bytes: [UInt8], in room: RoomID) throws(MatrixError) {
        let result: Result<MessagesPage, JSONError> = bytes.withUnsafeBufferPointer { buffer in
            Result { () throws(JSONError) in
                var reader = JSONReader(buffer)
                var lenient = LenientEvents()
                var page = MessagesPage(events: [])
                try reader.eachMember { name, reader throws(JSONError) in
                    switch name {
                    case "chunk": page.events += try lenient.roomEvents(&reader, in: room)
                    case "state": page.state += try lenient.roomEvents(&reader, in: room)
                    case "end":
                        let end = try reader.scalar()?.stringValue
                        page.end = end.flatMap { (1...4096).contains($0.utf8.count) ? $0 : nil }
                    default: try reader.skip()
                    }
                }
                page.malformed = lenient.malformed
                return page
            }
        }
        switch result {
        case .success(let page): self = page
        case .failure(let error): throw .unreadable("messages: \(error)")
        }
    }
}

extension LenientEvents {
    /// Reads a list of a room's events.
    mutating func roomEvents(_ reader: inout JSONReader, in room: RoomID) throws(JSONError) -> [RoomEvent] {
        try list(&reader, room: room) { json throws(EventFault) in try RoomEvent(json, in: room) }
    }
}

extension JSONReader {
    /// Reads a small value, or passes over what cannot be read.
    mutating func scalar() throws(JSONError) -> JSONValue? {
        _ = peek()
        let start = position
        if let value = try? value() { return value }
        position = start
        try skip()
        return nil
    }
}
