package import Identifiers
package import JSON

extension MatrixClient {
    /// Stores a sync filter and returns its id: `POST /_matrix/client/v3/user/{userId}/filter`
    /// (Matrix v1.19, "Filtering",
    /// <https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3useruseridfilter>).
    package func createFilter(_ filter: JSONValue, for user: UserID) async throws(MatrixError) -> String {
        let path = RequestPath("/_matrix/client/v3/user").segments(user.rawValue, "filter")
        return try await object(.post, path, body: filter).required("filter_id")
    }
}
