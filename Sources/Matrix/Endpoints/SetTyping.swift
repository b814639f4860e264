package import Identifiers
import JSON

extension MatrixClient {
    /// Shows or hides that the bot is writing: `PUT /_matrix/client/v3/rooms/{roomId}/typing/{userId}`
    /// (Matrix v1.19, "Typing notifications",
    /// <https://spec.matrix.org/v1.19/client-server-api/#put_matrixclientv3roomsroomidtypinguserid>).
    ///
    /// - `milliseconds`: For how long; nil hides it at once.
    package func setTyping(
        forMilliseconds milliseconds: Int64?,
        in room: RoomID,
        as user: UserID
    ) async throws(MatrixError) {
        var body: JSONValue = ["typing": .bool(milliseconds != nil)]
        body["timeout"] = milliseconds.map(JSONValue.int)
        let path = RequestPath("/_matrix/client/v3/rooms").segments(room.rawValue, "typing", user.rawValue)
        _ = try await exchange(.put, path, body: body)
    }
}
