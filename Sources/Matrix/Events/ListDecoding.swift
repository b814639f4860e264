import Identifiers
import JSON

extension EventList {
    /// Reads a list of events, by itself or as one member of an object.
    init(parsing bytes: [UInt8], in room: RoomID, listName: String? = nil) throws(MatrixError) {
        self = try JSONReader.answer("events", bytes) { reader throws(JSONError) in
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
}

extension MessagesPage {
    /// Reads the answer of `/messages`.
    init(parsing bytes: [UInt8], in room: RoomID) throws(MatrixError) {
        self = try JSONReader.answer("messages", bytes) { reader throws(JSONError) in
            var lenient = LenientEvents()
            var page = MessagesPage(events: [])
            try reader.eachMember { name, reader throws(JSONError) in
                switch name {
                case "chunk": page.events += try lenient.roomEvents(&reader, in: room)
                case "state": page.state += try lenient.roomEvents(&reader, in: room)
                case "end":
                    let end = try reader.lenientValue()?.stringValue
                    page.end = end.flatMap { (1...4096).contains($0.utf8.count) ? $0 : nil }
                default: try reader.skip()
                }
            }
            page.malformed = lenient.malformed
            return page
        }
    }
}

extension LenientEvents {
    /// Reads a list of a room's events.
    mutating func roomEvents(_ reader: inout JSONReader, in room: RoomID) throws(JSONError) -> [RoomEvent] {
        try list(&reader, room: room) { json throws(EventFault) in try RoomEvent(json, in: room) }
    }
}
