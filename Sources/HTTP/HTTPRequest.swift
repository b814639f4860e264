/// An HTTP request, ready to be sent.
package struct HTTPRequest: Sendable, Equatable {
    /// The most an answer may weigh where the request says nothing else: 64 MiB, decoded.
    package static let defaultAnswerLimit = 64 << 20

    /// An upper-case method, such as `PUT`.
    package var method: String
    /// An absolute URL, already percent-encoded.
    package var url: String
    /// What is sent beside what the transport adds by itself (`Host`, `Content-Length`, `User-Agent`).
    package var headers: HTTPFields
    /// Sent as it is; empty where the request has none.
    package var body: [UInt8]
    /// How long the whole exchange may take, connecting included.
    package var timeout: Duration
    /// How long the exchange may go on with less than one byte a second; a long poll needs more than its own wait.
    package var stallTimeout: Duration
    /// How many bytes of body the answer may have, after decompression.
    package var answerLimit: Int
    /// Whether the operator allowed this request to travel without TLS; to loopback it always may.
    package var allowsPlainHTTP: Bool

    package init(
        method: String,
        url: String,
        headers: HTTPFields = [:],
        body: [UInt8] = [],
        timeout: Duration,
        stallTimeout: Duration = .seconds(20),
        answerLimit: Int = Self.defaultAnswerLimit,
        allowsPlainHTTP: Bool = false
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.timeout = timeout
        self.stallTimeout = stallTimeout
        self.answerLimit = answerLimit
        self.allowsPlainHTTP = allowsPlainHTTP
    }
}

extension HTTPRequest: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Method and path, for logs: headers, body and query may hold secrets and are left out.
    package var description: String {
        let path = url.prefix { $0 != "?" && $0 != "#" }
        return "\(method) \(path) (\(body.count) bytes)"
    }

    /// The same as ``description``, so that a debugger or a failed test shows no secret either.
    package var debugDescription: String { description }

    /// Nothing below the description, so that `dump` shows no secret either.
    package var customMirror: Mirror { Mirror(self, children: []) }
}
