package import HTTP

/// Why an exchange with the homeserver did not give what was asked for.
package enum MatrixError: Error, Equatable {
    /// The homeserver answered with an error.
    case answer(Answer)
    /// No answer came back.
    case exchange(HTTPError)
    /// The homeserver answered with success and something that is not what the specification promises.
    case unreadable(String)

    /// An error answer
    /// (Matrix v1.19, "Standard error response",
    /// <https://spec.matrix.org/v1.19/client-server-api/#standard-error-response>).
    package struct Answer: Sendable, Equatable {
        /// The HTTP status.
        package let status: Int
        /// The error code, or nil where the body had none (a proxy's page, say).
        package let code: ErrorCode?
        /// The server's own words: at most 300 bytes, one line, from outside.
        package let message: String
        /// How long the server asks to wait, at most one hour.
        package let retryAfter: Duration?
        /// Whether the session may be continued with a new token (`soft_logout`).
        package let isSoftLogout: Bool

        package init(
            status: Int,
            code: ErrorCode?,
            message: String = "",
            retryAfter: Duration? = nil,
            isSoftLogout: Bool = false
        ) {
            self.status = status
            self.code = code
            self.message = message
            self.retryAfter = retryAfter
            self.isSoftLogout = isSoftLogout
        }
    }

    /// What to do about it.
    package enum Disposition: Sendable, Equatable {
        /// Try the same again with the same transaction id, not before the given time and not without back-off.
        case retry(after: Duration?)
        /// Trying again gives the same answer: mark it failed and tell the administrators.
        case park
        /// What was asked for is already so: take it for done.
        case alreadyDone
        /// The token is at its end: refresh it, else log in again on the same device, else stop.
        case signedOut(soft: Bool)
        /// The account may read but not write: stop sending, keep syncing.
        case suspended
        /// The account is locked for now: keep the session and try slowly.
        case locked
        /// The program is stopping.
        case cancelled
    }

    /// The error code, where the homeserver gave one.
    package var code: ErrorCode? {
        guard case .answer(let answer) = self else { return nil }
        return answer.code
    }

    /// The HTTP status, where there was an answer.
    package var status: Int? {
        guard case .answer(let answer) = self else { return nil }
        return answer.status
    }

    /// Whether anything answered at all.
    package var isAnswered: Bool {
        switch self {
        case .answer, .unreadable: true
        case .exchange: false
        }
    }

    /// Whether the homeserver asks to send less: the whole account has to wait, not this exchange alone.
    package var isRateLimit: Bool {
        guard case .answer(let answer) = self else { return false }
        return answer.status == 429 || answer.code == .limitExceeded
    }

    /// Whether the thing asked for does not exist, said by a homeserver and not by a proxy's 404.
    package var isNotFound: Bool { code == .notFound }

    /// False where no request can have reached the homeserver, or where it said that it refused; an
    /// answer of 5xx leaves it open, as does no answer.
    package var serverMayHaveActed: Bool {
        switch self {
        case .answer(let answer): answer.status >= 500 || (200..<300).contains(answer.status)
        case .exchange(let error): error.serverMayHaveActed
        case .unreadable: true
        }
    }

    /// What to do about it: decided on the error code, on the status where the code says nothing.
    package var disposition: Disposition {
        switch self {
        case .exchange(.cancelled): .cancelled
        case .exchange(.tooLarge): .park
        case .exchange, .unreadable: .retry(after: nil)
        case .answer(let answer): answer.disposition
        }
    }
}

extension MatrixError.Answer {
    fileprivate var disposition: MatrixError.Disposition {
        switch code {
        case .limitExceeded: .retry(after: retryAfter)
        case .unknownToken: .signedOut(soft: isSoftLogout)
        case .missingToken, .userDeactivated: .signedOut(soft: false)
        case .userLocked: .locked
        case .userSuspended: .suspended
        case .duplicateAnnotation: .alreadyDone
        case .forbidden, .notFound, .tooLarge, .unrecognized: .park
        default: dispositionOfStatus
        }
    }

    private var dispositionOfStatus: MatrixError.Disposition {
        switch status {
        case 408, 425, 429, 500..., ..<200: .retry(after: retryAfter)
        default: .park
        }
    }
}

extension MatrixError: CustomStringConvertible {
    /// For logs and operators; holds neither token nor body.
    package var description: String {
        switch self {
        case .answer(let answer): "\(answer.status) \(answer.code?.rawValue ?? "without errcode"): \(answer.message)"
        case .exchange(.timedOut): "no answer in time"
        case .exchange(.cancelled): "cancelled"
        case .exchange(.tooLarge): "the answer was too large"
        case .exchange(.failed(let code, let message)): "no answer: \(message) (curl \(code))"
        case .unreadable(let what): "unreadable answer: \(what)"
        }
    }
}
