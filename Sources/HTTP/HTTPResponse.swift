/// What the server answered, whatever its status.
package struct HTTPResponse: Sendable, Equatable {
    /// The three digits of the status line.
    package var status: Int
    /// The header fields of the final answer, at most 64 KiB of them.
    package var headers: HTTPFields
    /// The whole body, decompressed.
    package var body: [UInt8]

    package init(status: Int, headers: HTTPFields = [:], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}

extension HTTPResponse: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Status and size, for logs: headers and body may hold secrets (a login answers with a token) and are left out.
    package var description: String { "\(status) (\(body.count) bytes)" }

    /// The same as ``description``, so that a debugger or a failed test shows no secret either.
    package var debugDescription: String { description }

    /// Nothing below the description, so that `dump` shows no secret either.
    package var customMirror: Mirror { Mirror(self, children: []) }
}
