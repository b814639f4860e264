package import Commands
package import Encryption
package import Groups
package import Identifiers
package import Matrix

/// What the operator chose.
package struct BotConfiguration: Sendable {
    package var homeserver: HomeserverURL
    package var user: UserID
    package var credential: Credential
    /// The device that the bot is.
    ///
    /// Nil takes the stored one, or else a name of its own that never changes.
    package var deviceID: String?
    package var prefix: String
    package var displayName: String
    package var invites: InvitePolicy
    package var hall: Hall
    /// The time zone of an IANA name.
    package var zone: @Sendable (String) -> Zone?
    /// What was said longer ago than this is not acted on when the bot hears of it.
    package var oldestCommand: Duration = .seconds(3600)
    /// How many rooms may be sent to at the same time.
    package var lanes = 8
    /// How the bot takes part in encrypted rooms; nil where it does not.
    package var encryption: EncryptionSettings?
    /// How long it may take until it is noted that something was sent, where nothing else waits for that.
    package var settlingDelay: Duration = .milliseconds(20)

    package init(
        homeserver: HomeserverURL,
        user: UserID,
        credential: Credential,
        deviceID: String? = nil,
        prefix: String = "!",
        displayName: String = "Guildhall",
        invites: InvitePolicy,
        hall: Hall,
        zone: @escaping @Sendable (String) -> Zone?
    ) {
        self.homeserver = homeserver
        self.user = user
        self.credential = credential
        self.deviceID = deviceID
        self.prefix = prefix
        self.displayName = displayName
        self.invites = invites
        self.hall = hall
        self.zone = zone
    }

    /// How the bot proves who it is.
    package enum Credential: Equatable, Sendable {
        case password(String)
        case accessToken(String)
    }

    /// How the bot is spoken to.
    package var manner: Manner { Manner(prefix: prefix, botID: user, botName: displayName) }
}

/// How the bot takes part in encrypted rooms.
package struct EncryptionSettings: Sendable {
    package var policy: EncryptionPolicy
    /// Seals the stored keys.
    package var seal: PickleSeal

    package init(policy: EncryptionPolicy = .init(), seal: PickleSeal = .init(text: nil)) {
        self.policy = policy
        self.seal = seal
    }
}

// Secrets must not get into a log by way of a description.
extension BotConfiguration.Credential: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String {
        switch self {
        case .password: "a password"
        case .accessToken: "an access token"
        }
    }

    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

/// Whose invitations are accepted.
package struct InvitePolicy: Hashable, Sendable {
    /// Patterns for user IDs: `*` stands for any bytes, `?` for one.
    ///
    /// What stands before a colon is compared with the local part, what follows it with the whole server name: no wildcard
    /// reaches over the colon between them.
    package var allow: [String]

    package init(allow: [String]) {
        self.allow = allow
    }

    /// Whether a person's invitation is accepted.
    package func allows(_ person: UserID) -> Bool {
        allow.contains { pattern in
            guard let colon = pattern.utf8.firstIndex(of: UInt8(ascii: ":")) else {
                return Self.matches(Array(pattern.utf8), Array(person.rawValue.utf8))
            }
            let server = pattern.utf8[pattern.utf8.index(after: colon)...]
            return Self.matches(Array(pattern.utf8[..<colon]), Array("@\(person.localpart)".utf8))
                && Self.matches(Array(server), Array(person.serverName.utf8))
        }
    }

    /// Compares bytes, in time proportional to both lengths.
    private static func matches(_ pattern: [UInt8], _ text: [UInt8]) -> Bool {
        var (p, t) = (0, 0)
        var (star, mark) = (-1, 0)
        while t < text.count {
            if p < pattern.count, pattern[p] == UInt8(ascii: "*") {
                (star, mark) = (p, t)
                p += 1
            } else if p < pattern.count, pattern[p] == UInt8(ascii: "?") || pattern[p] == text[t] {
                p += 1
                t += 1
            } else if star >= 0 {
                mark += 1
                (p, t) = (star + 1, mark)
            } else {
                return false
            }
        }
        return pattern[p...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}
