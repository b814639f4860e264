package import Identifiers

/// Events out of an answer that lists nothing else.
package struct EventList: Sendable, Equatable {
    /// Those that could be read.
    package var events: [RoomEvent]
    /// The others.
    package var malformed: [MalformedEvent]

    package init(events: [RoomEvent], malformed: [MalformedEvent] = []) {
        self.events = events
        self.malformed = malformed
    }
}

extension MatrixClient {
    /// Reads all of a room's state: `GET /_matrix/client/v3/rooms/{roomId}/state`
    /// (Matrix v1.19, "Getting events for a room",
    /// <https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3roomsroomidstate>).
    package func fullState(of room: RoomID) async throws(MatrixError) -> EventList {
        let path = RequestPath("/_matrix/client/v3/rooms").segments(room.rawValue, "state")
        return try EventList(parsing: try await exchange(.get, path, answer: .large), in: room)
    }
}
