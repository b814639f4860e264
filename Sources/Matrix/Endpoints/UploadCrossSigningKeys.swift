import HTTP
package import JSON

/// What a homeserver wants to see before it does something that a thief of the token must not do
/// (Matrix v1.19, "User-Interactive Authentication API",
/// <https://spec.matrix.org/v1.19/client-server-api/#user-interactive-authentication-api>).
package struct AuthenticationStage: Sendable, Equatable {
    /// To be named in the answer, where the homeserver gave one.
    package var session: String?
    /// Whether the password alone is enough (`m.login.password`).
    package var takesPassword: Bool

    package init(session: String?, takesPassword: Bool) {
        self.session = session
        self.takesPassword = takesPassword
    }
}

extension MatrixClient {
    /// Publishes the keys by which the bot signs its devices and other people:
    /// `POST /_matrix/client/v3/keys/device_signing/upload`
    /// (Matrix v1.19, "Cross-signing",
    /// <https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3keysdevice_signingupload>).
    ///
    /// Returns nil where it is done, else what the homeserver wants to see first; it asks for nothing where the account
    /// has no such keys yet, or the same. Authentication that it refuses is thrown as an error.
    ///
    /// - `authentication`: The `auth` object, in the second try.
    package func uploadCrossSigningKeys(
        master: JSONObject,
        selfSigning: JSONObject,
        userSigning: JSONObject,
        authentication: JSONObject?
    ) async throws(MatrixError) -> AuthenticationStage? {
        var body: JSONValue = [
            "master_key": .object(master), "self_signing_key": .object(selfSigning),
            "user_signing_key": .object(userSigning),
        ]
        body["auth"] = authentication.map(JSONValue.object)
        let path = RequestPath("/_matrix/client/v3/keys/device_signing/upload")
        let response = try await response(.post, path, body: body)
        if response.status == 200 { return nil }
        let error = MatrixError.Answer(response)
        // An error code beside the flows says that what was shown is wrong.
        guard error.status == 401, error.code == nil, let stage = AuthenticationStage(parsing: response.body) else {
            throw .answer(error)
        }
        return stage
    }
}

extension AuthenticationStage {
    /// Reads the answer that asks for authentication; nil where it names no ways.
    fileprivate init?(parsing bytes: [UInt8]) {
        guard let answer = try? JSONValue(parsing: bytes), let flows = answer["flows"]?.arrayValue else { return nil }
        session = answer["session"]?.stringValue.flatMap { (1...4096).contains($0.utf8.count) ? $0 : nil }
        takesPassword = flows.contains { $0["stages"] == ["m.login.password"] }
    }
}
