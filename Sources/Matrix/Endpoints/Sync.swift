extension MatrixClient {
    /// Waits for news: `GET /_matrix/client/v3/sync`
    /// ([Matrix v1.19, "Syncing"](https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3sync)).
    ///
    /// - `since`: Where the last sync ended; nil for the first sync ever.
    /// - `filter`: A filter's id, or the filter itself as JSON.
    /// - `timeout`: How long the homeserver may wait for news.
    package func sync(since: String?, filter: String?, timeout: Duration) async throws(MatrixError) -> SyncAnswer {
        let path = RequestPath("/_matrix/client/v3/sync")
            .query("since", since)
            .query("filter", filter)
            .query("set_presence", "offline")
            .query("timeout", "\(max(0, timeout / .milliseconds(1)).rounded())".prefix { $0 != "." }.description)
        return try SyncAnswer(parsing: try await exchange(.get, path, wait: timeout, answer: .large))
    }
}
