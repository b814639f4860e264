/// No complete answer came back, so nobody knows whether the server acted on the request.
///
/// Where ``serverMayHaveActed`` is false, somebody does: the server never saw it.
package enum HTTPError: Error, Equatable {
    /// The exchange took longer than its timeout, or stalled.
    case timedOut
    /// The task was cancelled, or the transport has been stopped.
    case cancelled
    /// The answer was larger than the request allows; what came of it was thrown away.
    case tooLarge
    /// Everything else. The code is libcurl's; the message is for the operator and holds no secret.
    case failed(code: Int32, message: String)

    /// False where no request can have reached the server: bad URL, unknown host, no connection, TLS refused.
    package var serverMayHaveActed: Bool {
        guard case .failed(let code, _) = self else { return true }
        return !Self.codesBeforeTheRequest.contains(code)
    }

    /// libcurl's numbers, which never change: unsupported protocol, failed init, malformed URL, proxy or host not
    /// resolved, no connection, TLS handshake failed, certificate refused, CA file unreadable, forbidden header.
    private static let codesBeforeTheRequest: Set<Int32> = [1, 2, 3, 5, 6, 7, 35, 43, 60, 77]
}
