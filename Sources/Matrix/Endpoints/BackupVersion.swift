package import JSON

/// A backup of room keys: what it is encrypted for, not the keys.
package struct BackupVersion: Sendable, Equatable {
    /// Its name, chosen by the homeserver.
    package var version: String
    /// Such as `m.megolm_backup.v1.curve25519-aes-sha2`.
    package var algorithm: String
    /// What the algorithm needs, the public key above all; nothing of it is verified.
    package var authData: JSONObject
    /// How many keys it holds.
    package var count: Int

    package init(version: String, algorithm: String, authData: JSONObject, count: Int) {
        self.version = version
        self.algorithm = algorithm
        self.authData = authData
        self.count = count
    }
}

extension MatrixClient {
    /// Asks for the current backup: `GET /_matrix/client/v3/room_keys/version`
    /// (Matrix v1.19, "Server-side key backups",
    /// <https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3room_keysversion>).
    ///
    /// Returns nil where there is none, and only then.
    package func backupVersion() async throws(MatrixError) -> BackupVersion? {
        let answer: JSONValue
        do {
            answer = try await object(.get, RequestPath("/_matrix/client/v3/room_keys/version"))
        } catch .answer(let answer) where answer.code == .notFound {
            return nil
        }
        guard let authData = answer["auth_data"]?.objectValue else { throw .unreadable("no auth_data") }
        return BackupVersion(
            version: try answer.required("version"),
            algorithm: try answer.required("algorithm"),
            authData: authData,
            count: try answer.requiredCount()
        )
    }
}

extension JSONValue {
    /// The number of keys that a successful answer must give.
    func requiredCount() throws(MatrixError) -> Int {
        guard let count = self["count"]?.intValue, count >= 0 else { throw .unreadable("no count") }
        return Int(count)
    }
}
