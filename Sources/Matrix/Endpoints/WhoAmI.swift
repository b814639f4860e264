package import Identifiers
import JSON

extension MatrixClient {
    /// Asks whose token this is, and on which device:
    /// `GET /_matrix/client/v3/account/whoami`
    /// (Matrix v1.19, "Current account information",
    /// <https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3accountwhoami>).
    package func whoAmI() async throws(MatrixError) -> (userID: UserID, deviceID: String?) {
        let answer = try await object(.get, RequestPath("/_matrix/client/v3/account/whoami"))
        guard let userID = UserID(parsing: try answer.required("user_id")) else { throw .unreadable("no user_id") }
        return (userID, answer["device_id"]?.stringValue)
    }
}
