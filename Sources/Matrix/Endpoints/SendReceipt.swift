package import Identifiers
import JSON

extension MatrixClient {
    /// Says that the bot has read up to an event: `POST /_matrix/client/v3/rooms/{roomId}/receipt/m.read/{eventId}`
    /// (Matrix v1.19, "Receipts",
    /// <https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3roomsroomidreceiptreceipttypeeventid>).
    package func sendReadReceipt(
        upTo event: EventID,
        in room: RoomID
    ) async throws(MatrixError) {
        let path = RequestPath("/_matrix/client/v3/rooms")
            .segments(room.rawValue, "receipt", "m.read", event.rawValue)
        _ = try await exchange(.post, path, body: [:])
    }
}
