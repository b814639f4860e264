package import Identifiers
import JSON

extension MatrixClient {
    /// Joins a room: `POST /_matrix/client/v3/join/{roomIdOrAlias}`
    /// (Matrix v1.19, "Joining rooms",
    /// <https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3joinroomidoralias>).
    ///
    /// - `servers`: Server names through which the room can be joined; at most 20 are used.
    package func join(_ room: RoomID, via servers: [String] = []) async throws(MatrixError) -> RoomID {
        var path = RequestPath("/_matrix/client/v3/join").segments(room.rawValue)
        for server in servers.prefix(20) { path = path.query("via", server) }
        return try await object(.post, path, body: [:]).requiredRoomID()
    }
}
