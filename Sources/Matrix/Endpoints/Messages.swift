package import Identifiers
package import JSON

/// One page of a room's history.
package struct MessagesPage: Sendable, Equatable {
    /// Events in the direction asked for.
    package var events: [RoomEvent]
    /// State that belongs to them, members above all, where the filter is lazy.
    package var state: [RoomEvent]
    /// Where the next page begins; nil at the end (an empty page may have one and is not the last).
    package var end: String?
    /// What could not be read.
    package var malformed: [MalformedEvent]

    package init(
        events: [RoomEvent],
        state: [RoomEvent] = [],
        end: String? = nil,
        malformed: [MalformedEvent] = []
    ) {
        self.events = events
        self.state = state
        self.end = end
        self.malformed = malformed
    }
}

extension MatrixClient {
    /// Which way to page through history.
    package enum Direction: String, Sendable {
        case forwards = "f"
        case backwards = "b"
    }

    /// Reads a page of a room's history: `GET /_matrix/client/v3/rooms/{roomId}/messages`
    /// (Matrix v1.19, "Getting events for a room",
    /// <https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3roomsroomidmessages>).
    ///
    /// - `from`: Where to begin: a position of `/sync` or of the page before.
    /// - `to`: Where to stop, the gap's end; without it the page may go on into what is known already.
    /// - `filter`: A room event filter as JSON.
    package func messages(
        in room: RoomID,
        from: String?,
        to: String? = nil,
        _ direction: Direction,
        limit: Int = 100,
        filter: JSONValue? = nil
    ) async throws(MatrixError) -> MessagesPage {
        let path = RequestPath("/_matrix/client/v3/rooms").segments(room.rawValue, "messages")
            .query("dir", direction.rawValue)
            .query("from", from)
            .query("to", to)
            .query("limit", String(limit))
            .query("filter", filter?.encodedText)
        return try MessagesPage(parsing: try await exchange(.get, path, answer: .large), in: room)
    }
}
