package import Identifiers
import JSON

extension MatrixClient {
    /// Lists the rooms the bot is in: `GET /_matrix/client/v3/joined_rooms`
    /// (Matrix v1.19, "Room membership",
    /// <https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3joined_rooms>).
    package func joinedRooms() async throws(MatrixError) -> [RoomID] {
        let answer = try await object(.get, RequestPath("/_matrix/client/v3/joined_rooms"), answer: .large)
        guard let rooms = answer["joined_rooms"]?.arrayValue else { throw .unreadable("no joined_rooms") }
        return rooms.compactMap { $0.stringValue.flatMap(RoomID.init(untrusted:)) }
    }
}
