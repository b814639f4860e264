package import JSON

extension MatrixClient {
    /// Publishes keys of this device: `POST /_matrix/client/v3/keys/upload`
    /// (Matrix v1.19, "Key management API",
    /// <https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3keysupload>).
    ///
    /// Returns how many `signed_curve25519` one-time keys the homeserver now has. The same keys again change nothing;
    /// another key under an id that is taken is refused, but another key of the device itself is not: whoever uploads
    /// that is distrusted by all others.
    ///
    /// - `device`: The signed keys of the device; nil where the homeserver has them.
    /// - `oneTime`: Signed one-time keys by their ids.
    /// - `fallback`: Signed fallback keys by their ids.
    package func uploadKeys(
        device: JSONObject?,
        oneTime: JSONObject,
        fallback: JSONObject
    ) async throws(MatrixError) -> Int {
        var body: JSONValue = [:]
        body["device_keys"] = device.map(JSONValue.object)
        if !oneTime.isEmpty { body["one_time_keys"] = .object(oneTime) }
        if !fallback.isEmpty { body["fallback_keys"] = .object(fallback) }
        let answer = try await object(.post, RequestPath("/_matrix/client/v3/keys/upload"), body: body)
        guard let count = answer["one_time_key_counts"]?.objectValue?.oneTimeKeyCount else {
            throw .unreadable("no one_time_key_counts")
        }
        return count
    }
}
