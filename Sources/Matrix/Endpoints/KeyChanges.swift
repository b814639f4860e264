import JSON

extension MatrixClient {
    /// Asks whose devices changed between two syncs: `GET /_matrix/client/v3/keys/changes`
    /// (Matrix v1.19, "Key management API",
    /// <https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3keyschanges>).
    package func keyChanges(from: String, to: String) async throws(MatrixError) -> DeviceLists {
        let path = RequestPath("/_matrix/client/v3/keys/changes").query("from", from).query("to", to)
        let bytes = try await exchange(.get, path, answer: .large)
        return try JSONReader.answer("keys/changes", bytes) { reader throws(JSONError) in
            var lists = DeviceLists()
            try reader.eachMember { name, reader throws(JSONError) in try lists.take(name, &reader) }
            return lists
        }
    }
}
