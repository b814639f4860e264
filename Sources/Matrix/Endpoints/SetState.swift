package import Identifiers
package import JSON

extension MatrixClient {
    /// Sets one state event: `PUT /_matrix/client/v3/rooms/{roomId}/state/{eventType}/{stateKey}`
    /// (Matrix v1.19, "Sending events to a room",
    /// <https://spec.matrix.org/v1.19/client-server-api/#put_matrixclientv3roomsroomidstateeventtypestatekey>).
    ///
    /// There is no transaction id: whoever is in doubt reads the state first.
    package func setState(
        _ type: String,
        key: String = "",
        _ content: JSONValue,
        in room: RoomID
    ) async throws(MatrixError) -> EventID {
        let path = RequestPath("/_matrix/client/v3/rooms").segments(room.rawValue, "state", type, key)
        return EventID(rawValue: try await object(.put, path, body: content).required("event_id"))
    }
}
