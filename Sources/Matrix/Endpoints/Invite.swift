package import Identifiers
import JSON

extension MatrixClient {
    /// Invites a person: `POST /_matrix/client/v3/rooms/{roomId}/invite`
    /// (Matrix v1.19, "Joining rooms",
    /// <https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3roomsroomidinvite>).
    package func invite(
        _ user: UserID,
        to room: RoomID,
        reason: String? = nil
    ) async throws(MatrixError) {
        var body = JSONValue.reason(reason)
        body["user_id"] = .string(user.rawValue)
        let path = RequestPath("/_matrix/client/v3/rooms").segments(room.rawValue, "invite")
        _ = try await exchange(.post, path, body: body)
    }
}
