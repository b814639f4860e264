package import Identifiers
package import JSON

extension MatrixClient {
    /// Sends an event: `PUT /_matrix/client/v3/rooms/{roomId}/send/{eventType}/{txnId}`
    /// (Matrix v1.19, "Sending events to a room",
    /// <https://spec.matrix.org/v1.19/client-server-api/#put_matrixclientv3roomsroomidsendeventtypetxnid>).
    ///
    /// The same transaction id from the same device sends nothing new and returns the first event's id (on Synapse for
    /// 24 hours).
    package func send(
        _ type: String,
        _ content: JSONValue,
        to room: RoomID,
        transactionID: String
    ) async throws(MatrixError) -> EventID {
        let path = RequestPath("/_matrix/client/v3/rooms").segments(room.rawValue, "send", type, transactionID)
        return EventID(rawValue: try await object(.put, path, body: content).required("event_id"))
    }
}
