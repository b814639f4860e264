import Foundation
package import Identifiers
import Matrix
import Synchronization

/// The program `guildhall run`, as an operator would start it: a configuration, a password file, a database.
package final class BotProcess: Sendable {
    /// The word which the program writes to its log when it serves.
    static let readyWord = "ready"

    /// Who the bot is.
    package let id: UserID
    /// Its name in a user id.
    package let name: String
    /// Where its configuration, its database and its log lie.
    package let directory: String
    /// The file that puts its clock ahead, where it has one.
    private let clockFile: String?
    /// How far ahead its clock is.
    private let ahead = Mutex(Duration.zero)
    private let running = Mutex<ChildProcess?>(nil)

    /// Makes the bot's account and writes what it needs; starts nothing yet.
    ///
    /// The given people become its operators; `configuration` is TOML added to the end of `bot.conf`. Only one that
    /// skips time can be asked to ``skip(_:)``.
    package init(
        _ name: String = "guildhall",
        on synapse: Synapse,
        operators: [UserID],
        skipsTime: Bool = false,
        configuration: String = ""
    ) async throws {
        self.name = name
        let password = UUID().uuidString
        id = try await synapse.register(name, password: password, device: "REGISTRATION").userID
        directory = synapse.directory + "/bot-\(name)"
        clockFile = skipsTime ? directory + "/clock" : nil
        try FileManager.default.createDirectory(
            atPath: directory,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        try ProjectFiles.writePrivately(password + "\n", to: directory + "/password")
        let server = synapse.settings.serverName
        let list = operators.map { #""\#($0.rawValue)""# }.joined(separator: ", ")
        let text = """
            [matrix]
            homeserver = "\(synapse.url)"
            user = "\(id.rawValue)"
            password_file = "\(directory)/password"

            [chat]
            prefix = "!"
            display_name = "Guildhall"

            [invites]
            allow = ["*:\(server)"]

            [storage]
            path = "\(directory)/guildhall.sqlite"

            [hall]
            name = "Guildhall"
            operators = [\(list)]
            time_zone = "Europe/Berlin"
            business_days = ["mon", "tue", "wed", "thu", "fri"]

            \(configuration)
            """
        try ProjectFiles.writePrivately(text, to: directory + "/bot.conf")
    }

    /// Where the program lies, or nil where it has not been built.
    package static var program: String? {
        let path = ProjectFiles.programs + "/guildhall"
        return FileManager.default.isExecutableFile(atPath: path) ? path : nil
    }

    /// The process, where one was started.
    package var process: ChildProcess? { running.withLock { $0 } }

    /// Everything it has written, of all its lives.
    package var log: String { (try? String(contentsOfFile: directory + "/log", encoding: .utf8)) ?? "" }

    /// Starts the program and waits until it says that it is ready.
    package func start(within limit: Duration = .seconds(30)) async throws {
        guard let program = Self.program else { throw POSIXFailure("guildhall", code: ENOENT) }
        var environment = ["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TZ": "UTC"]
        environment["GUILDHALL_CLOCK_FILE"] = clockFile
        let process = try ChildProcess(
            [program, "run", "--config", directory + "/bot.conf"],
            environment: environment,
            directory: directory,
            log: directory + "/log"
        )
        running.withLock { $0 = process }
        do {
            _ = try await process.line(containing: Self.readyWord, within: limit)
        } catch {
            await process.stop()
            throw error
        }
    }

    /// Puts its clock ahead by that much, while it runs or not.
    ///
    /// - Throws: Where its clock is the machine's.
    package func skip(_ duration: Duration) throws {
        guard let clockFile else { throw POSIXFailure("the clock of \(name)", code: EPERM) }
        let milliseconds = ahead.withLock { ahead in
            ahead += duration
            return ahead.components.seconds * 1000
        }
        // In one step, so that the bot never reads half a number.
        try ProjectFiles.writePrivately("\(milliseconds)\n", to: clockFile + ".new")
        guard rename(clockFile + ".new", clockFile) == 0 else { throw POSIXFailure("rename \(clockFile)") }
    }

    /// Asks it to end (SIGTERM) and says how it did.
    @discardableResult
    package func stop() async -> ChildProcess.Ending? {
        await process?.stop(within: .seconds(20))
    }

    /// Kills it (SIGKILL) and waits until it is gone.
    package func kill() async {
        process?.signal(SIGKILL)
        _ = await process?.end(within: .seconds(10))
    }

    /// Ends it at once: for a program that is itself on its way out.
    package func abandon() {
        process?.signal(SIGKILL)
    }
}
