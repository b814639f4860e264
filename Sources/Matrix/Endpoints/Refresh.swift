import JSON

extension MatrixClient {
    /// A new pair of tokens.
    ///
    /// To be saved before the access token is used: the old refresh token ends with that use.
    package struct Tokens: Sendable, Equatable, CustomStringConvertible, CustomReflectable {
        /// The new access token.
        package var accessToken: String
        /// The new refresh token; nil means that the old one stays good.
        package var refreshToken: String?
        /// When the access token ends, in milliseconds since 1970, where it does.
        package var expiresAtMs: Int64?

        /// Shows nothing.
        package var description: String { "Tokens" }

        /// Shows nothing, so that `dump` does not either.
        package var customMirror: Mirror { Mirror(self, children: []) }
    }

    /// Buys a new pair of tokens: `POST /_matrix/client/v3/refresh`, without an access token
    /// (Matrix v1.19, "Refreshing access tokens",
    /// <https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3refresh>).
    ///
    /// - `nowMs`: Milliseconds since 1970, from which the end of the token is counted.
    package func refresh(_ refreshToken: String, nowMs: Int64) async throws(MatrixError) -> Tokens {
        let body: JSONValue = ["refresh_token": .string(refreshToken)]
        let answer = try await object(.post, RequestPath("/_matrix/client/v3/refresh"), body: body, isAnonymous: true)
        return Tokens(
            accessToken: try answer.required("access_token"),
            refreshToken: answer["refresh_token"]?.stringValue,
            expiresAtMs: answer.expiry(nowMs: nowMs)
        )
    }
}
