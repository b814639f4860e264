package import Identifiers
import JSON

extension MatrixClient {
    /// Takes an event's content away: `PUT /_matrix/client/v3/rooms/{roomId}/redact/{eventId}/{txnId}`
    /// (Matrix v1.19, "Redactions",
    /// <https://spec.matrix.org/v1.19/client-server-api/#put_matrixclientv3roomsroomidredacteventidtxnid>).
    package func redact(
        _ event: EventID,
        in room: RoomID,
        reason: String? = nil,
        transactionID: String
    ) async throws(MatrixError) -> EventID {
        let path = RequestPath("/_matrix/client/v3/rooms")
            .segments(room.rawValue, "redact", event.rawValue, transactionID)
        return EventID(rawValue: try await object(.put, path, body: .reason(reason)).required("event_id"))
    }
}

extension JSONValue {
    /// A body with a reason, where there is one.
    static func reason(_ reason: String?) -> JSONValue {
        reason.map { ["reason": .string($0)] } ?? [:]
    }
}
