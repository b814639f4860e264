import JSON

extension MatrixClient {
    /// Asks how one may log in, such as by `m.login.password`: `GET /_matrix/client/v3/login`, without a token
    /// ([Matrix v1.19, "Login"](https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3login)).
    ///
    /// A homeserver with OAuth only answers `M_UNRECOGNIZED`.
    package func loginFlows() async throws(MatrixError) -> [String] {
        let answer = try await object(.get, RequestPath("/_matrix/client/v3/login"), isAnonymous: true)
        return answer["flows"]?.arrayValue?.compactMap { $0["type"]?.stringValue } ?? []
    }
}
