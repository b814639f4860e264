package import Identifiers

/// What one login gave the bot: who it is, on which device, and with which tokens.
package struct Session: Sendable, Equatable {
    /// Who the bot is.
    package var userID: UserID
    /// The device on which transaction ids count; never changes, or messages in doubt would be sent twice.
    package var deviceID: String
    /// Proves both to the homeserver.
    package var accessToken: String
    /// Buys the next pair of tokens, where the homeserver issues such.
    package var refreshToken: String?
    /// When the access token ends, in milliseconds since 1970, where it does.
    package var expiresAtMs: Int64?

    package init(
        userID: UserID,
        deviceID: String,
        accessToken: String,
        refreshToken: String? = nil,
        expiresAtMs: Int64? = nil
    ) {
        self.userID = userID
        self.deviceID = deviceID
        self.accessToken = accessToken
        self.refreshToken = refreshToken
        self.expiresAtMs = expiresAtMs
    }
}

extension Session: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// User and device; never a token.
    package var description: String { "\(userID) on \(deviceID)" }

    /// The same as ``description``.
    package var debugDescription: String { description }

    /// Nothing below the description, so that `dump` shows no token either.
    package var customMirror: Mirror { Mirror(self, children: []) }
}
