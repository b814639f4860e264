import JSON

extension MatrixClient {
    /// What a server name says about where its homeserver is.
    package enum Discovery: Sendable, Equatable {
        /// The homeserver is there; ``MatrixClient/versions()`` has still to confirm it.
        case found(HomeserverURL)
        /// The server name says nothing: take the server name itself, or ask.
        case nothing
        /// It says something that cannot be used: ask a person.
        case unusable
    }

    /// Asks a server name where its homeserver is: `GET /.well-known/matrix/client`, without a token
    /// ([Matrix v1.19, "Well-known URI"](https://spec.matrix.org/v1.19/client-server-api/#well-known-uri)).
    ///
    /// To be called on a client of `https://<server name>`.
    package func discover() async throws(MatrixError) -> Discovery {
        let answer: JSONValue
        do {
            answer = try await object(.get, RequestPath("/.well-known/matrix/client"), isAnonymous: true)
        } catch .answer(let error) where error.status == 404 {
            return .nothing
        } catch .answer, .unreadable {
            return .unusable
        }
        let url = answer["m.homeserver"]?["base_url"]?.stringValue.flatMap { HomeserverURL(parsing: $0) }
        return url.map(Discovery.found) ?? .unusable
    }
}
