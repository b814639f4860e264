import ArgumentParser
import Bot
import CurlHTTP
import Encryption
import Foundation
import Logging
import Matrix
import MatrixCrypto
import SQLiteStorage

/// `guildhall keys`: what an operator does with the keys of the bot's device and identity.
struct Keys: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show the keys of the bot in encrypted rooms, put them away, and get them back.",
        subcommands: [ShowKeys.self, BackUpKeys.self, RestoreKeys.self]
    )
}

/// Lends the bot's keys to a command, signed in as the bot does it.
struct KeyDesk {
    /// Runs a command, and says in words what was in the way.
    static func open(_ path: String, _ body: (KeyCustody) async throws -> Void) async throws {
        do {
            let environment = ProcessInfo.processInfo.environment
            let program = try ProgramConfiguration.read(path: path, environment: environment)
            guard let settings = program.encryption else { throw KeyDeskError.off }
            let transport = try CurlTransport()
            defer { transport.stop() }
            let storage = try Storage(path: program.storagePath)
            let configuration = try await program.found(through: transport)
            let client = MatrixClient(homeserver: configuration.homeserver, transport: transport)
            let signingIn = SigningIn(
                client: client,
                storage: storage,
                configuration: configuration,
                clock: .system,
                log: Logger(label: "keys") { _ in SwiftLogNoOpLogHandler() }
            )
            let device = OwnDevice(
                user: configuration.user,
                device: DeviceID(rawValue: try await signingIn.signIn()),
                policy: settings.policy,
                seal: settings.seal
            )
            try await body(KeyCustody(device: device, client: client, storage: storage, clock: .system))
        } catch StorageError.inUse {
            ExitReason.complain("the bot is running, and its keys are its own business now: stop it, and try again")
            throw ExitCode.failure
        } catch let error as any Error & CustomStringConvertible {
            ExitReason.complain(error)
            throw ExitCode.failure
        }
    }

    static func say(_ lines: String...) {
        FileHandle.standardOutput.write(Data((lines.joined(separator: "\n") + "\n").utf8))
    }
}

enum KeyDeskError: Error, CustomStringConvertible {
    case off

    var description: String { "encryption is off: the bot has no keys. Set encryption.mode = \"on\" in bot.conf" }
}

/// `guildhall keys show`.
struct ShowKeys: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show the bot’s device and identity, to be compared with what a client shows."
    )

    @OptionGroup var options: ConfigurationOptions

    func run() async throws {
        try await KeyDesk.open(options.config) { custody in
            let shown = try await custody.look()
            guard let fingerprint = shown.fingerprint else {
                return KeyDesk.say(
                    "The bot has no keys yet for device \(shown.device).",
                    "Next: start it once, with guildhall run."
                )
            }
            KeyDesk.say(
                "Device:       \(shown.device)",
                "Fingerprint:  \(fingerprint)",
                "Master key:   \(shown.masterKey ?? "none")"
            )
            for line in Self.words(shown) { KeyDesk.say(line) }
        }
    }

    /// What is well and what is not, each with the next step.
    static func words(_ shown: KeyCustody.Shown) -> [String] {
        var lines: [String] = []
        switch (shown.identity, shown.isListed, shown.isSigned) {
        case (.own, true, true):
            lines.append("The homeserver shows both, and the device as signed by the identity: as it should be.")
        case (.own, true, false):
            lines.append("The device is not signed by the identity yet. Next: start the bot, which signs it.")
        case (.own, false, _):
            lines.append("The homeserver does not show the device’s keys. Next: start the bot, which uploads them.")
        case (.foreign, _, _):
            lines.append("The account shows another identity than the bot holds, so its messages look suspicious.")
            lines.append("Next: guildhall keys restore, with the recovery key of that identity.")
        case (.missing, _, _): lines.append("The account shows no identity yet. Next: start the bot, which makes one.")
        }
        if !shown.hasSecretStorage {
            lines.append("Nothing of it lies in secret storage: if this machine is lost, so is the identity.")
            lines.append("Next: guildhall keys backup")
        } else if let count = shown.keysInBackup {
            lines.append("The identity lies in secret storage, and \(count) room keys in the backup.")
        } else {
            lines.append("The identity lies in secret storage; there is no backup of room keys.")
        }
        return lines
    }
}

/// `guildhall keys backup`.
struct BackUpKeys: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Put the identity into secret storage and begin a backup of room keys; shows the recovery key, once."
    )

    @OptionGroup var options: ConfigurationOptions

    @Flag(help: "Make a new secret storage where there is one already, whose recovery key then opens nothing any more.")
    var new = false

    func run() async throws {
        try await KeyDesk.open(options.config) { custody in
            let recoveryKey = try await custody.backUp(anew: new)
            KeyDesk.say(
                "The bot’s identity lies in its secret storage now. This is the recovery key, shown this once and kept nowhere:",
                "",
                "  \(recoveryKey)",
                "",
                "Next: write it down where this machine’s end does not reach. guildhall keys restore asks for it.",
                "When the bot runs again, it puts its room keys into the backup, too."
            )
        }
    }
}

/// `guildhall keys restore`.
struct RestoreKeys: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Get the identity back out of secret storage, on a new machine or after the database was lost."
    )

    @OptionGroup var options: ConfigurationOptions

    @Option(help: "A file with the recovery key, or the passphrase, as its only line. Without it you are asked.")
    var recoveryKeyFile: String?

    func run() async throws {
        try await KeyDesk.open(options.config) { custody in
            try await custody.restore(try key())
            KeyDesk.say(
                "The bot holds its identity again.",
                "Next: start the bot. Its device is signed by the same identity as ever, so nobody sees a warning."
            )
        }
    }

    private func key() throws -> String {
        if let recoveryKeyFile {
            guard let data = FileManager.default.contents(atPath: recoveryKeyFile) else {
                throw ValidationError("\(recoveryKeyFile) cannot be read")
            }
            return String(decoding: data.prefix(4000), as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        }
        guard let typed = getpass("Recovery key (not shown): ") else {
            throw ValidationError("there is no recovery key")
        }
        return String(cString: typed).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
