import Bot
import CurlHTTP
import Foundation
import HTTP
import Logging
import Matrix

extension ProgramConfiguration {
    /// The configuration as the bot takes it, with the homeserver found.
    func found(through transport: any HTTPTransport) async throws -> BotConfiguration {
        var configuration = BotConfiguration(
            homeserver: try await url(through: transport),
            user: user,
            credential: credential,
            deviceID: deviceID,
            prefix: prefix,
            displayName: displayName,
            invites: invites,
            hall: hall,
            zone: { Zones.named($0) }
        )
        configuration.encryption = encryption
        return configuration
    }

    private func url(through transport: any HTTPTransport) async throws -> HomeserverURL {
        if homeserver.contains("://") {
            guard let url = HomeserverURL(parsing: homeserver) else { throw ConnectionError.badURL(homeserver) }
            return url
        }
        guard let own = HomeserverURL(parsing: "https://\(homeserver)") else {
            throw ConnectionError.badURL(homeserver)
        }
        switch try await MatrixClient(homeserver: own, transport: transport).discover() {
        case .found(let url): return url
        case .nothing: return own
        case .unusable: throw ConnectionError.undiscoverable(homeserver)
        }
    }
}

/// Why the homeserver cannot be found.
enum ConnectionError: Error, CustomStringConvertible {
    case badURL(String)
    case undiscoverable(String)

    var description: String {
        switch self {
        case .badURL(let text): "matrix.homeserver: \(text) is not a URL — write https://matrix.example.org"
        case .undiscoverable(let name):
            "matrix.homeserver: \(name) does not say where its homeserver is — write the homeserver's URL"
        }
    }
}

/// What a program says to whoever started it.
enum ExitReason {
    /// The configuration or the credentials are wrong: starting again would not help, and systemd is told so.
    static let configuration: Int32 = 78
    /// Something is in the way that passes: systemd starts the bot again.
    static let tryAgain: Int32 = 75

    static func complain(_ text: some CustomStringConvertible) {
        FileHandle.standardError.write(Data("guildhall: \(text)\n".utf8))
    }
}
