import Groups
package import Identifiers
package import Logging
package import Matrix
package import SQLiteStorage

/// Why the bot cannot be who it is meant to be.
///
/// Nothing that waiting would mend.
package enum SignInError: Error, Equatable {
    /// The credentials belong to somebody else.
    case wrongUser(expected: UserID, found: UserID)
    /// The homeserver accepts neither the stored tokens nor the credentials.
    case refused(String)
    /// The access token belongs to another device than the one that is configured.
    case wrongDevice(expected: String, found: String)
}

extension SignInError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .wrongUser(let expected, let found):
            "the credentials are \(found)'s, but the configuration says \(expected): correct matrix.user or the credentials"
        case .refused(let reason):
            "the homeserver refuses the login (\(reason)): renew matrix.password or matrix.access_token"
        case .wrongDevice(let expected, let found):
            "the access token is for device \(found), but the configuration says \(expected): correct matrix.device_id"
        }
    }
}

/// Gets the bot signed in and keeps it so.
///
/// Only one task uses it at a time: the one that follows the stream.
package struct SigningIn: Sendable {
    package let client: MatrixClient
    package let storage: Storage
    package let configuration: BotConfiguration
    package let clock: BotClock
    package let log: Logger

    package init(
        client: MatrixClient,
        storage: Storage,
        configuration: BotConfiguration,
        clock: BotClock,
        log: Logger
    ) {
        self.client = client
        self.storage = storage
        self.configuration = configuration
        self.clock = clock
        self.log = log
    }

    /// Signs in with what is stored, or else anew, and returns the device: trying again while the server is away.
    ///
    /// - Throws: ``SignInError`` where trying again is of no use.
    package func signIn() async throws -> String {
        var failures = 0
        while true {
            do {
                return try await signInOnce()
            } catch let error as MatrixError {
                let wait: Duration
                switch error.disposition {
                case .retry(let after):
                    failures += 1
                    wait = max(after ?? .zero, clock.backOff(afterFailures: failures, most: .seconds(60)))
                case .cancelled: throw CancellationError()
                default: throw SignInError.refused("\(error)")
                }
                log.warning(
                    "cannot sign in yet, and will try again",
                    metadata: ["homeserver": "\(client.homeserver.text)", "error": "\(error)"]
                )
                try await clock.sleep(wait)
            }
        }
    }

    private func signInOnce() async throws -> String {
        var session = try await storage.session()
        if session.user != configuration.user {
            (session.accessToken, session.refreshToken, session.device) = (nil, nil, nil)
        }
        switch configuration.credential {
        case .accessToken(let token): client.accessToken.replace(with: token)
        case .password(let password):
            if let token = session.accessToken {
                client.accessToken.replace(with: token)
                try await renewIfEnding()
            } else {
                try await logIn(password)
            }
        }
        do {
            return try await confirm()
        } catch let error as MatrixError {
            guard case .signedOut = error.disposition else { throw error }
            try await renew()
            return try await confirm()
        }
    }

    /// Asks the server who the bot is, and refuses to be anybody else.
    private func confirm() async throws -> String {
        let (user, device) = try await client.whoAmI()
        guard user == configuration.user else {
            throw SignInError.wrongUser(expected: configuration.user, found: user)
        }
        if let expected = configuration.deviceID, let device, expected != device {
            throw SignInError.wrongDevice(expected: expected, found: device)
        }
        var session = try await storage.session()
        let pinned = device ?? session.device ?? configuration.deviceID ?? Self.ownDevice
        if session.device != pinned || session.user != user {
            (session.user, session.device, session.homeserver) = (user, pinned, client.homeserver.text)
            try await storage.noteLogin(session)
        }
        return pinned
    }

    private static let ownDevice = "GUILDHALL"

    /// Logs in as a new device, whose name nobody has used.
    func logInAnew(_ password: String) async throws -> String {
        var generator = SystemRandomNumberGenerator()
        try await logIn(password, as: "\(Self.ownDevice)-\(String(generator.next(), radix: 36, uppercase: true))")
        return try await confirm()
    }

    /// Logs in on the same device as ever: transaction ids count per device.
    private func logIn(_ password: String, as newDevice: String? = nil) async throws {
        let stored = try await storage.session()
        let isSame = stored.user == configuration.user
        let device = newDevice ?? configuration.deviceID ?? (isSame ? stored.device : nil) ?? Self.ownDevice
        let new = try await client.login(
            user: configuration.user.rawValue,
            password: password,
            deviceID: device,
            displayName: configuration.displayName,
            nowMs: clock.now().rawValue
        )
        guard new.userID == configuration.user else {
            throw SignInError.wrongUser(expected: configuration.user, found: new.userID)
        }
        var session = stored
        session.user = new.userID
        session.device = new.deviceID
        session.homeserver = client.homeserver.text
        session.accessToken = new.accessToken
        session.refreshToken = new.refreshToken
        session.expiresAt = new.expiresAtMs.map { Timestamp(rawValue: $0) }
        // Before it is used: tokens that were lost in a crash could not be bought again.
        try await storage.noteLogin(session)
        client.accessToken.replace(with: new.accessToken)
        log.info("logged in", metadata: ["device": "\(new.deviceID)"])
    }

    /// Renews the token well before it ends, so that no exchange is caught by its end.
    ///
    /// - Returns: the session as it was before.
    @discardableResult
    func renewIfEnding() async throws -> StoredSession {
        let session = try await storage.session()
        guard let end = session.expiresAt, let refreshToken = session.refreshToken else { return session }
        guard clock.now().duration(to: end) < .seconds(90) else { return session }
        do {
            try await refresh(refreshToken, session)
        } catch let error as MatrixError {
            // It may still be good for this exchange; if not, the exchange says so.
            log.warning("cannot renew the token yet", metadata: ["error": "\(error)"])
        }
        return session
    }

    /// Gets a new token after the server refused the present one.
    ///
    /// - Throws: ``SignInError/refused(_:)`` where neither a refresh nor a login gives one.
    func renew() async throws {
        let session = try await storage.session()
        if let refreshToken = session.refreshToken {
            do {
                return try await refresh(refreshToken, session)
            } catch let error as MatrixError {
                if case .retry = error.disposition { throw error }
                log.warning("the refresh token is refused", metadata: ["error": "\(error)"])
            }
        }
        guard case .password(let password) = configuration.credential else {
            throw SignInError.refused("the access token is no longer valid")
        }
        do {
            try await logIn(password)
        } catch let error as MatrixError {
            if case .retry = error.disposition { throw error }
            throw SignInError.refused("\(error)")
        }
    }

    private func refresh(_ refreshToken: String, _ stored: StoredSession) async throws {
        let tokens = try await client.refresh(refreshToken, nowMs: clock.now().rawValue)
        var session = stored
        session.accessToken = tokens.accessToken
        session.refreshToken = tokens.refreshToken ?? refreshToken
        session.expiresAt = tokens.expiresAtMs.map { Timestamp(rawValue: $0) }
        try await storage.noteLogin(session)
        client.accessToken.replace(with: tokens.accessToken)
    }
}
