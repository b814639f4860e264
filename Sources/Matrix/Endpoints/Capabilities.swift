package import JSON

extension MatrixClient {
    /// Asks what the account may do: `GET /_matrix/client/v3/capabilities`
    /// (Matrix v1.19, "Capabilities negotiation",
    /// <https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3capabilities>).
    ///
    /// Returns the `capabilities` object, empty where the homeserver names none.
    package func capabilities() async throws(MatrixError) -> JSONObject {
        try await object(.get, RequestPath("/_matrix/client/v3/capabilities"))["capabilities"]?.objectValue ?? [:]
    }
}
