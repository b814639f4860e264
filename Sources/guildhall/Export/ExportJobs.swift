import ArgumentParser
import Bot
import Foundation
import SQLiteStorage

/// `guildhall export`: what the hall has for everybody, as files.
struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write what is for everybody into files that a website can serve.",
        subcommands: [ExportJobs.self]
    )
}

/// `guildhall export jobs`: keeps a folder of the open jobs up to date, whether the bot runs or not.
struct ExportJobs: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jobs",
        abstract: "Write the open jobs as JobPosting and as an Atom feed, even while the bot runs.",
        discussion: """
            jobs/<n>.jsonld is job n as a JobPosting of schema.org, jobs.jsonld the list of all, and jobs.atom the feed \
            of the newest. Run it again to bring the folder up to date: jobs that are over leave it.
            """
    )

    @OptionGroup var options: ConfigurationOptions

    @Option(name: .shortAndLong, help: "The folder to write into; made where it is missing.")
    var output: String

    @Option(help: "Only jobs that request a group of this sponsor.")
    var sponsor: String?

    @Option(help: "Only jobs that request this group, given by its handle.")
    var group: String?

    @Option(help: "The address at which the folder can be read, such as https://acme.example/hire/.")
    var site: String?

    @Option(help: "How many jobs the feed has at most, 1 to 1000.")
    var entries = 100

    func validate() throws {
        guard !output.isEmpty else { throw ValidationError("--output is empty: name a folder") }
        if sponsor != nil, group != nil { throw ValidationError("give --sponsor or --group, not both") }
        guard JobOrder.entriesRange.contains(entries) else { throw ValidationError("--entries is 1 to 1000") }
        if let site, JobOrder.folderAddress(site) == nil {
            throw ValidationError("\(site) is no address of a folder: write it as https://acme.example/hire/")
        }
    }

    func run() async throws {
        do {
            let environment = ProcessInfo.processInfo.environment
            let program = try ProgramConfiguration.read(path: options.config, environment: environment)
            let order = JobOrder(
                sponsor: sponsor,
                group: group,
                site: site.flatMap(JobOrder.folderAddress),
                entries: entries
            )
            let target = URL(fileURLWithPath: output).standardizedFileURL.path
            let tally = try await export(order, program, to: target)
            FileHandle.standardOutput.write(Data("\(tally) in \(target)\n".utf8))
        } catch let error as ConfigurationError {
            ExitReason.complain(error)
            throw ExitCode(ExitReason.configuration)
        } catch let error as StorageError {
            ExitReason.complain(error)
            throw ExitCode.failure
        } catch let error as ExportError {
            ExitReason.complain(error)
            throw ExitCode.failure
        }
    }

    private func export(
        _ order: JobOrder,
        _ program: ProgramConfiguration,
        to target: String
    ) async throws -> JobFolder.Tally {
        let database = program.storagePath
        guard FileManager.default.fileExists(atPath: database) else {
            throw ValidationError("there is no database at \(database): correct storage.path")
        }
        // Two runs at once, for two sponsors perhaps, would take each other's answer.
        let turn = try Turn(besides: database)
        defer { turn.end() }
        let spool = JobSpool.path(database)
        defer { try? FileManager.default.removeItem(atPath: spool) }
        do {
            let storage = try Storage(path: database)
            _ = try await JobSpool(program, now: BotClock.system.now).write(order, from: storage, to: spool)
        } catch StorageError.inUse {
            try await Requests.ask(for: .jobs, try JSONEncoder().encode(order), of: database)
        }
        var folder = try JobFolder(target)
        try JobSpool.read(spool) { try folder.put($0) }
        return try folder.finish()
    }
}

/// One run after the other, of those that use one database.
private struct Turn {
    private let file: Int32

    /// Waits for the turn.
    init(besides database: String) throws(ExportError) {
        let folder = URL(fileURLWithPath: database).deletingLastPathComponent().path
        file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard file >= 0, flock(file, LOCK_EX) == 0 else { throw .unreadable(folder) }
    }

    func end() { close(file) }
}
