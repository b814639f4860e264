import ArgumentParser
import Bot
import CurlHTTP
import Foundation
import Identifiers
import Logging
import Matrix
import SQLiteStorage

/// `guildhall check`: looks at everything the bot needs, and names each problem with its cure.
struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check configuration, login, server, rate limits, database and rooms."
    )

    @OptionGroup var options: ConfigurationOptions

    @Flag(help: "Leave the rate limits alone: measuring them uses them up for a minute.")
    var skipLimits = false

    func run() async throws {
        var report = Report()
        do {
            try await check(&report)
        } catch let error as ConfigurationError {
            for problem in error.problems { report.bad("configuration", problem.complaintLine, problem.cure) }
        } catch let error as StorageError {
            report.bad("database", "\(error)", "see above")
        } catch let error as SignInError {
            report.bad("login", "\(error)", "see above")
        } catch let error as ConnectionError {
            report.bad("homeserver", "\(error)", "see above")
        } catch let error as MatrixError {
            report.bad("homeserver", "\(error)", "see whether the homeserver runs and matrix.homeserver is right")
        }
        guard report.isGood else { throw ExitCode.failure }
    }

    private func check(_ report: inout Report) async throws {
        let environment = ProcessInfo.processInfo.environment
        let program = try ProgramConfiguration.read(path: options.config, environment: environment)
        report.good("configuration", options.config)
        let transport = try CurlTransport()
        defer { transport.stop() }
        let configuration = try await program.found(through: transport)
        let client = MatrixClient(homeserver: configuration.homeserver, transport: transport)
        let versions: MatrixClient.Versions
        do {
            versions = try await client.versions()
        } catch {
            let whose =
                error.code == nil && error.isAnswered ? "what answers there is no Matrix homeserver" : "\(error)"
            report.bad(
                "homeserver",
                "\(configuration.homeserver): \(whose)",
                "see whether the homeserver runs and matrix.homeserver is right"
            )
            return
        }
        report.good("homeserver", "\(configuration.homeserver), Matrix up to \(versions.versions.last ?? "?")")
        let storage: Storage
        do {
            storage = try Storage(path: program.storagePath)
        } catch StorageError.inUse {
            report.note("database", "in use: the bot is running, so its login and its rooms are its own business now")
            return
        }
        report.good("database", program.storagePath)
        let log = Logger(label: "check") { _ in SwiftLogNoOpLogHandler() }
        let signingIn = SigningIn(
            client: client,
            storage: storage,
            configuration: configuration,
            clock: .system,
            log: log
        )
        let device = try await signingIn.signIn()
        report.good("login", "\(configuration.user) on device \(device)")
        try await checkRooms(storage, client, hearsAll: configuration.encryption != nil, &report)
        if !skipLimits { await RateProbe(client: client, configuration: configuration).measure(&report) }
    }

    private func checkRooms(
        _ storage: Storage,
        _ client: MatrixClient,
        hearsAll: Bool,
        _ report: inout Report
    ) async throws {
        let counts = try await storage.counts(at: BotClock.system.now())
        if counts.parkedEvents > 0 {
            report.note("inbox", "\(counts.parkedEvents) events failed three times and were put aside")
        }
        if counts.deadMessages > 0 { report.note("outbox", "\(counts.deadMessages) messages could not be sent") }
        let rooms = try await client.joinedRooms()
        for room in rooms.prefix(hearsAll ? 0 : 200) where try await client.state("m.room.encryption", in: room) != nil
        {
            report.note("rooms", "\(room) is encrypted: the bot hears no commands there")
        }
        report.good("rooms", "the bot is in \(rooms.count)")
    }
}

/// What the check says, line by line.
struct Report {
    private(set) var isGood = true

    func good(_ what: String, _ text: String) { line("ok  ", what, text) }

    func note(_ what: String, _ text: String) { line("note", what, text) }

    mutating func bad(_ what: String, _ text: String, _ cure: String) {
        isGood = false
        line("BAD ", what, cure == "see above" ? text : "\(text) — \(cure)")
    }

    private func line(_ mark: String, _ what: String, _ text: String) {
        FileHandle.standardOutput.write(Data("\(mark)  \(what): \(text)\n".utf8))
    }
}

extension ConfigurationProblem {
    /// Line, key and complaint, without the cure.
    var complaintLine: String { "\(line.map { "line \($0): " } ?? "")\(key): \(complaint)" }
}
