package import JSON

extension MatrixClient {
    /// Begins a new backup of room keys and returns its name: `POST /_matrix/client/v3/room_keys/version`
    /// (Matrix v1.19, "Server-side key backups",
    /// <https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3room_keysversion>).
    ///
    /// Not repeatable: each call begins one, and from then on no key goes into an older one.
    package func createBackupVersion(algorithm: String, authData: JSONObject) async throws(MatrixError) -> String {
        let body: JSONValue = ["algorithm": .string(algorithm), "auth_data": .object(authData)]
        let path = RequestPath("/_matrix/client/v3/room_keys/version")
        return try await object(.post, path, body: body).required("version")
    }
}
