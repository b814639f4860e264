package import JSON

extension MatrixClient {
    /// Sends to devices instead of a room: `PUT /_matrix/client/v3/sendToDevice/{eventType}/{txnId}`
    /// (Matrix v1.19, "Send-to-Device messaging",
    /// <https://spec.matrix.org/v1.19/client-server-api/#put_matrixclientv3sendtodeviceeventtypetxnid>).
    ///
    /// The same transaction id from the same device sends nothing new.
    ///
    /// - `messages`: At most a few hundred: by user, by device, what it is told.
    package func sendToDevice(
        _ type: String,
        _ messages: JSONValue,
        transactionID: String
    ) async throws(MatrixError) {
        let path = RequestPath("/_matrix/client/v3/sendToDevice").segments(type, transactionID)
        _ = try await exchange(.put, path, body: ["messages": messages])
    }
}
