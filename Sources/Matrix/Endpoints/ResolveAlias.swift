package import Identifiers
import JSON

extension MatrixClient {
    /// Asks which room an alias leads to: `GET /_matrix/client/v3/directory/room/{roomAlias}`
    /// (Matrix v1.19, "Room aliases",
    /// <https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3directoryroomroomalias>).
    ///
    /// Returns nil where there is no such alias.
    package func resolveAlias(_ alias: String) async throws(MatrixError) -> (room: RoomID, servers: [String])? {
        let path = RequestPath("/_matrix/client/v3/directory/room").segments(alias)
        do {
            let answer = try await object(.get, path)
            return (try answer.requiredRoomID(), answer["servers"]?.arrayValue?.compactMap(\.stringValue) ?? [])
        } catch .answer(let answer) where answer.code == .notFound {
            return nil
        }
    }
}
