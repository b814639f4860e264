import ArgumentParser
import Foundation
import SQLiteStorage

/// `guildhall backup <file>`: copies the database safely, whether the bot runs or not.
struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Copy the database, safely, even while the bot runs.")

    @OptionGroup var options: ConfigurationOptions
    @Argument(help: "Where to put the copy. Nobody but you may read it: it holds the bot's tokens.")
    var file: String

    func run() async throws {
        do {
            let environment = ProcessInfo.processInfo.environment
            let program = try ProgramConfiguration.read(path: options.config, environment: environment)
            let target = URL(fileURLWithPath: file).standardizedFileURL.path
            guard FileManager.default.fileExists(atPath: program.storagePath) else {
                throw ValidationError("there is no database at \(program.storagePath): correct storage.path")
            }
            do {
                try await Storage(path: program.storagePath).backup(to: target)
            } catch StorageError.inUse {
                try await Requests.ask(for: .backup, Data(target.utf8), of: program.storagePath)
            }
            FileHandle.standardOutput.write(Data("backed up to \(target)\n".utf8))
        } catch let error as ConfigurationError {
            ExitReason.complain(error)
            throw ExitCode(ExitReason.configuration)
        } catch let error as StorageError {
            ExitReason.complain(error)
            throw ExitCode.failure
        }
    }
}
