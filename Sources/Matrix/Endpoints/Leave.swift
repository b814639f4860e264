package import Identifiers

extension MatrixClient {
    /// Leaves a room, or declines an invitation or takes a knock back: `POST /_matrix/client/v3/rooms/{roomId}/leave`
    /// (Matrix v1.19, "Leaving rooms",
    /// <https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3roomsroomidleave>).
    package func leave(_ room: RoomID, reason: String? = nil) async throws(MatrixError) {
        let path = RequestPath("/_matrix/client/v3/rooms").segments(room.rawValue, "leave")
        _ = try await exchange(.post, path, body: .reason(reason))
    }
}
