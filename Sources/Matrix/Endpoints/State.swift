package import Identifiers
package import JSON

extension MatrixClient {
    /// Reads the content of one state event: `GET /_matrix/client/v3/rooms/{roomId}/state/{eventType}/{stateKey}`
    /// (Matrix v1.19, "Getting events for a room",
    /// <https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3roomsroomidstateeventtypestatekey>).
    ///
    /// Returns nil where the room has no such state.
    package func state(
        _ type: String,
        key: String = "",
        in room: RoomID
    ) async throws(MatrixError) -> JSONValue? {
        let path = RequestPath("/_matrix/client/v3/rooms").segments(room.rawValue, "state", type, key)
        do {
            return try await object(.get, path)
        } catch .answer(let answer) where answer.code == .notFound {
            return nil
        }
    }
}
