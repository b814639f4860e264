import HTTP
import JSON
import Synchronization

/// The access token that every exchange uses at this moment; a refresh puts the next one in its place.
package final class AccessToken: Sendable {
    private struct Current {
        var token: String?
        var headers: HTTPFields
    }

    private let current: Mutex<Current>

    package init(_ token: String? = nil) {
        current = Mutex(Current(token: token, headers: Self.headers(token)))
    }

    /// Puts another token in its place: every exchange that starts afterwards uses it.
    package func replace(with token: String?) {
        let headers = Self.headers(token)
        current.withLock { $0 = Current(token: token, headers: headers) }
    }

    /// Whether this is the token in use, so that of two tasks told of its end only the first has it renewed.
    package func isCurrent(_ token: String) -> Bool {
        current.withLock { $0.token?.hasSameBytes(as: token) ?? false }
    }

    /// The header fields of an exchange made in the bot's name.
    var headers: HTTPFields { current.withLock { $0.headers } }

    /// The header fields of an exchange that needs no token.
    static let anonymousHeaders = headers(nil)

    private static func headers(_ token: String?) -> HTTPFields {
        var headers: HTTPFields = ["Accept": "application/json", "Content-Type": "application/json"]
        if let token { headers.append(name: "Authorization", value: "Bearer \(token)") }
        return headers
    }
}
