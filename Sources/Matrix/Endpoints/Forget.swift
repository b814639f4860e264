package import Identifiers
import JSON

extension MatrixClient {
    /// Drops a room that was left from the account: `POST /_matrix/client/v3/rooms/{roomId}/forget`
    /// (Matrix v1.19, "Leaving rooms",
    /// <https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3roomsroomidforget>).
    package func forget(_ room: RoomID) async throws(MatrixError) {
        let path = RequestPath("/_matrix/client/v3/rooms").segments(room.rawValue, "forget")
        _ = try await exchange(.post, path, body: [:])
    }
}
