import JSON

extension MatrixClient {
    /// Ends the token in use: `POST /_matrix/client/v3/logout`
    /// ([Matrix v1.19, "Login"](https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3logout)).
    package func logout() async throws(MatrixError) {
        _ = try await exchange(.post, RequestPath("/_matrix/client/v3/logout"), body: [:])
    }
}
