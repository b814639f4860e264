import Groups
import Identifiers
import JSON
import Logging
import Matrix
import MatrixCrypto
import SQLiteStorage
import ServiceLifecycle

/// Fetches the files that people want read, and looks up the aliases they name, from the bot's own homeserver and from
/// nowhere else.
///
/// Which ones is in the storage, so that a crash loses none; what was fetched is put there, and the next tick decides
/// what it comes to.
struct Fetching: Service {
    let client: MatrixClient
    let storage: Storage
    let clock: BotClock
    let bells: Bells
    let log: Logger

    /// How often a file is tried.
    private static let attemptsAtMost = 5

    func run() async throws {
        try await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                for file in try await storage.wantedFiles(at: clock.now(), limit: 4) {
                    do {
                        try await fetch(file)
                    } catch let error as MatrixError where error.disposition == .cancelled {
                        return
                    }
                }
                for alias in try await storage.wantedAliases(at: clock.now(), limit: 4) {
                    do {
                        try await look(up: alias)
                    } catch let error as MatrixError where error.disposition == .cancelled {
                        return
                    }
                }
                await bells.files.wait(atMost: .seconds(15), clock)
            }
        }
    }

    private func fetch(_ file: WantedFile) async throws {
        guard let uri = ContentURI(parsing: file.uri) else { return try await note(file, .failed(.missing)) }
        do {
            try await note(file, .text(try await open(client.download(uri), of: file)))
        } catch let error as CryptoError {
            // It is not what was sent, or not encrypted by that key.
            log.warning("cannot open a file", metadata: ["error": "\(error)"])
            try await note(file, .failed(.sealed))
        } catch let error as MatrixError {
            log.warning("cannot fetch a file", metadata: ["error": "\(error)", "attempt": "\(file.attempts + 1)"])
            switch error.disposition {
            case .cancelled: throw error
            case _ where error.isTooLarge: try await note(file, .failed(.tooLarge))
            case .retry, .signedOut:
                guard file.attempts + 1 < Self.attemptsAtMost else {
                    return try await note(file, .failed(.unreachable))
                }
                let wait = clock.backOff(afterFailures: file.attempts + 1, most: .seconds(60))
                try await storage.putOffFetching(file.id, until: clock.later(wait))
            default: try await note(file, .failed(.missing))
            }
        }
    }

    /// What a file holds: decrypted, where it was sent with a key.
    private func open(_ bytes: [UInt8], of file: WantedFile) async throws -> [UInt8] {
        guard let key = try await storage.encryption({ rows in try rows.fileKey(of: file.uri) }),
            let json = try? JSONValue(parsing: Array(key.utf8)).objectValue
        else { return bytes }
        return try AttachmentKey(json).decrypt(bytes)
    }

    /// Asks the bot's own homeserver where an alias leads, which may have to ask another one.
    private func look(up wanted: WantedAlias) async throws {
        do {
            let found = try await client.resolveAlias(wanted.alias)
            try await note(wanted, found.map { .room($0.room) } ?? .missing)
        } catch let error as MatrixError {
            log.warning(
                "cannot look up an alias",
                metadata: ["error": "\(error)", "attempt": "\(wanted.attempts + 1)"]
            )
            switch error.disposition {
            case .cancelled: throw error
            case .retry, .signedOut:
                // Somebody waits for the answer.
                guard wanted.attempts + 1 < Self.attemptsAtMost else { return try await note(wanted, .unreachable) }
                let wait = clock.backOff(afterFailures: wanted.attempts + 1, most: .seconds(10))
                try await storage.putOffLookup(of: wanted, until: clock.later(wait))
            default: try await note(wanted, .missing)
            }
        }
    }

    private func note(_ wanted: WantedAlias, _ found: AliasLookup) async throws {
        if try await storage.noteAlias(wanted, found) { bells.inbox.ring() }
    }

    private func note(_ file: WantedFile, _ content: CalendarImport.Content) async throws {
        if try await storage.noteFetched(file.id, content, at: clock.now()) { bells.clockwork.ring() }
    }
}
