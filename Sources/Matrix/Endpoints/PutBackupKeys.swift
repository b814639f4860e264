package import JSON

extension MatrixClient {
    /// Puts room keys into a backup and returns how many it then holds: `PUT /_matrix/client/v3/room_keys/keys`
    /// (Matrix v1.19, "Server-side key backups",
    /// <https://spec.matrix.org/v1.19/client-server-api/#put_matrixclientv3room_keyskeys>).
    ///
    /// Where the backup is no longer the current one, throws an answer with ``ErrorCode/wrongRoomKeysVersion``.
    ///
    /// - `rooms`: By room id, objects of `sessions`, which hold the encrypted keys by session id.
    package func putBackupKeys(_ rooms: JSONObject, version: String) async throws(MatrixError) -> Int {
        let path = RequestPath("/_matrix/client/v3/room_keys/keys").query("version", version)
        return try await object(.put, path, body: ["rooms": .object(rooms)]).requiredCount()
    }
}
