package import Identifiers
package import JSON

extension MatrixClient {
    /// Stores a piece of account data: `PUT /_matrix/client/v3/user/{userId}/account_data/{type}`
    /// (Matrix v1.19, "Client config",
    /// <https://spec.matrix.org/v1.19/client-server-api/#put_matrixclientv3useruseridaccount_datatype>).
    package func setAccountData(
        _ type: String,
        _ content: JSONValue,
        of user: UserID
    ) async throws(MatrixError) {
        let path = RequestPath("/_matrix/client/v3/user").segments(user.rawValue, "account_data", type)
        _ = try await exchange(.put, path, body: content)
    }
}
