package import Identifiers
import JSON

extension MatrixClient {
    /// Sets the bot's name: `PUT /_matrix/client/v3/profile/{userId}/displayname`
    /// (Matrix v1.19, "Profiles",
    /// <https://spec.matrix.org/v1.19/client-server-api/#put_matrixclientv3profileuseridkeyname>).
    ///
    /// Sends a membership event to every room: only to be called where the name differs.
    package func setDisplayName(_ name: String, of user: UserID) async throws(MatrixError) {
        let path = RequestPath("/_matrix/client/v3/profile").segments(user.rawValue, "displayname")
        _ = try await exchange(.put, path, body: ["displayname": .string(name)])
    }
}
