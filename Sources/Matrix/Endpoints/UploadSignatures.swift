package import JSON

extension MatrixClient {
    /// Publishes signatures of devices and of cross-signing keys: `POST /_matrix/client/v3/keys/signatures/upload`
    /// (Matrix v1.19, "Cross-signing",
    /// <https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3keyssignaturesupload>).
    ///
    /// Returns what the homeserver refused, one line of at most 300 bytes each, for the log.
    ///
    /// - `signed`: Signed objects by user, then by device id or public key.
    package func uploadSignatures(_ signed: JSONObject) async throws(MatrixError) -> [String] {
        let path = RequestPath("/_matrix/client/v3/keys/signatures/upload")
        let answer = try await object(.post, path, body: .object(signed))
        let failures = answer["failures"]?.objectValue?.members ?? []
        return failures.flatMap { user in
            guard let refused = user.value.objectValue?.members else { return [Self.line(user.key, user.value)] }
            return refused.map { Self.line("\(user.key) \($0.key)", $0.value) }
        }
    }

    private static func line(_ signed: String, _ failure: JSONValue) -> String {
        let code = failure["errcode"]?.stringValue ?? "without errcode"
        return MatrixError.Answer.line("\(signed): \(code): \(failure["error"]?.stringValue ?? "")")
    }
}
