package import Identifiers
package import JSON

extension MatrixClient {
    /// Reads a piece of account data: `GET /_matrix/client/v3/user/{userId}/account_data/{type}`
    /// (Matrix v1.19, "Client config",
    /// <https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3useruseridaccount_datatype>).
    ///
    /// Returns nil where there is none, and only then: any other failure is thrown, so that nobody
    /// overwrites what he could not read.
    package func accountData(_ type: String, of user: UserID) async throws(MatrixError) -> JSONValue? {
        let path = RequestPath("/_matrix/client/v3/user").segments(user.rawValue, "account_data", type)
        do {
            return try await object(.get, path, answer: .large)
        } catch .answer(let answer) where answer.code == .notFound {
            return nil
        }
    }
}
