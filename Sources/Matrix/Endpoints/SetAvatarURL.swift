package import Identifiers
import JSON

extension MatrixClient {
    /// Sets the bot's picture: `PUT /_matrix/client/v3/profile/{userId}/avatar_url`
    /// (Matrix v1.19, "Profiles",
    /// <https://spec.matrix.org/v1.19/client-server-api/#put_matrixclientv3profileuseridkeyname>).
    ///
    /// Sends a membership event to every room: only to be called where the picture differs.
    ///
    /// - `url`: An `mxc:` URI of what is on the homeserver already.
    package func setAvatarURL(_ url: String, of user: UserID) async throws(MatrixError) {
        let path = RequestPath("/_matrix/client/v3/profile").segments(user.rawValue, "avatar_url")
        _ = try await exchange(.put, path, body: ["avatar_url": .string(url)])
    }
}
