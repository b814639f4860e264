import ArgumentParser
import Bot
import CurlHTTP
import Encryption
import Foundation
import Logging
import SQLiteStorage
import ServiceLifecycle
import UnixSignals

/// `guildhall run`: connects and serves until SIGTERM.
struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Connect and serve until SIGTERM.")

    @OptionGroup var options: ConfigurationOptions

    func run() async throws {
        do {
            try await serve()
        } catch let error as ConfigurationError {
            ExitReason.complain(error)
            throw ExitCode(ExitReason.configuration)
        } catch let error as SignInError {
            ExitReason.complain(error)
            throw ExitCode(ExitReason.configuration)
        } catch let error as EncryptionError {
            ExitReason.complain(error)
            throw ExitCode(ExitReason.configuration)
        } catch let error as StorageError {
            ExitReason.complain(error)
            // Whoever holds the file (a check, a backup) will let go of it: then starting again helps.
            if case .inUse = error { throw ExitCode(ExitReason.tryAgain) }
            throw ExitCode(ExitReason.configuration)
        } catch let error as ConnectionError {
            ExitReason.complain(error)
            throw ExitCode(ExitReason.configuration)
        }
    }

    private func serve() async throws {
        let environment = ProcessInfo.processInfo.environment
        let program = try ProgramConfiguration.read(path: options.config, environment: environment)
        var log = Logger(label: "guildhall") { StreamLogHandler.standardError(label: $0) }
        log.logLevel = .info
        let storage = try Storage(path: program.storagePath)
        let transport = try CurlTransport()
        defer { transport.stop() }
        var configuration = try await program.found(through: transport)
        var clock = BotClock.system
        if let file = environment[Setting.clockFile] {
            clock = TrialClock(file: file).botClock
            // The clocks of those who speak are not ahead: all they say would look too old.
            configuration.oldestCommand = .seconds(Int64(200) * 366 * 86_400)
            log.warning("the clock goes by a file, which is for trials only", metadata: ["file": "\(file)"])
        }
        let bot = Serving(
            guildhall: Guildhall(configuration, storage: storage, transport: transport, clock: clock, log: log)
        )
        let requests = Requests(
            storage: storage,
            jobs: JobSpool(program, now: clock.now),
            log: log
        )
        var services = ServiceGroupConfiguration(
            services: [
                .init(service: bot, successTerminationBehavior: .gracefullyShutdownGroup),
                .init(service: requests, successTerminationBehavior: .ignore),
            ],
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: log
        )
        services.maximumGracefulShutdownDuration = .seconds(8)
        try await ServiceGroup(configuration: services).run()
    }

    /// The bot as a service of the process.
    private struct Serving: Service {
        let guildhall: Guildhall

        func run() async throws { try await guildhall.run() }
    }
}
