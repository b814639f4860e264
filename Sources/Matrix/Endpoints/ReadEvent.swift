package import Identifiers

extension MatrixClient {
    /// Reads one event: `GET /_matrix/client/v3/rooms/{roomId}/event/{eventId}`
    /// (Matrix v1.19, "Getting events for a room",
    /// <https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3roomsroomideventeventid>).
    ///
    /// Throws an answer with ``ErrorCode/notFound`` where there is none, or the bot may not see it.
    package func event(_ event: EventID, in room: RoomID) async throws(MatrixError) -> RoomEvent {
        let path = RequestPath("/_matrix/client/v3/rooms").segments(room.rawValue, "event", event.rawValue)
        let answer = try await object(.get, path)
        do {
            return try RoomEvent(answer, in: room)
        } catch {
            throw .unreadable("event: \(error.rawValue)")
        }
    }
}
