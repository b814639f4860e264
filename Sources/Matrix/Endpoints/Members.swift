package import Identifiers

extension MatrixClient {
    /// Lists membership events of a room: `GET /_matrix/client/v3/rooms/{roomId}/members`
    /// (Matrix v1.19, "Getting events for a room",
    /// <https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3roomsroomidmembers>).
    ///
    /// - `membership`: Only those, such as `invite` or `knock`.
    package func members(of room: RoomID, membership: String? = nil) async throws(MatrixError) -> EventList {
        let path = RequestPath("/_matrix/client/v3/rooms").segments(room.rawValue, "members")
            .query("membership", membership)
        return try EventList(parsing: try await exchange(.get, path, answer: .large), in: room, listName: "chunk")
    }
}
