import Identifiers
import JSON

extension MatrixClient {
    /// Logs in with a password on a device of the bot's own choice: `POST /_matrix/client/v3/login`, without a token
    /// ([Matrix v1.19, "Login"](https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3login)).
    ///
    /// Asks for refresh tokens too. Logging in on a known device ends the tokens which that device had.
    ///
    /// - `user`: A local part or a full user id.
    /// - `deviceID`: The same for ever: transaction ids count per device.
    /// - `nowMs`: Milliseconds since 1970, from which the end of the token is counted.
    package func login(
        user: String,
        password: String,
        deviceID: String,
        displayName: String,
        nowMs: Int64
    ) async throws(MatrixError) -> Session {
        let body: JSONValue = [
            "type": "m.login.password",
            "identifier": ["type": "m.id.user", "user": .string(user)],
            "password": .string(password),
            "device_id": .string(deviceID),
            "initial_device_display_name": .string(displayName),
            "refresh_token": true,
        ]
        let answer = try await object(.post, RequestPath("/_matrix/client/v3/login"), body: body, isAnonymous: true)
        guard let userID = UserID(parsing: try answer.required("user_id")) else { throw .unreadable("no user_id") }
        return Session(
            userID: userID,
            deviceID: try answer.required("device_id"),
            accessToken: try answer.required("access_token"),
            refreshToken: answer["refresh_token"]?.stringValue,
            expiresAtMs: answer.expiry(nowMs: nowMs)
        )
    }
}

extension JSONValue {
    /// When the token of this answer ends, in milliseconds since 1970, or nil where it does not say.
    func expiry(nowMs: Int64) -> Int64? {
        guard let life = self["expires_in_ms"]?.intValue, life >= 0 else { return nil }
        return nowMs.addingReportingOverflow(life).overflow ? nil : nowMs + life
    }
}
