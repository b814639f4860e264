package import Identifiers
import JSON

extension MatrixClient {
    /// Removes a person, or refuses or withdraws an invitation or a knock:
    /// `POST /_matrix/client/v3/rooms/{roomId}/kick`
    /// (Matrix v1.19, "Leaving rooms",
    /// <https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3roomsroomidkick>).
    package func kick(
        _ user: UserID,
        from room: RoomID,
        reason: String? = nil
    ) async throws(MatrixError) {
        var body = JSONValue.reason(reason)
        body["user_id"] = .string(user.rawValue)
        let path = RequestPath("/_matrix/client/v3/rooms").segments(room.rawValue, "kick")
        _ = try await exchange(.post, path, body: body)
    }
}
