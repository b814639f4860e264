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
                try await ask(program.storagePath, for: target)
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

    /// Has the bot that holds the database take the backup.
    private func ask(_ database: String, for target: String) async throws {
        let files = FileManager.default
        let answer = BackupRequests.answer(database)
        try? files.removeItem(atPath: answer)
        try Data(target.utf8).write(to: URL(fileURLWithPath: BackupRequests.request(database)), options: .atomic)
        for _ in 0..<600 {
            try await Task.sleep(for: .milliseconds(200))
            guard let data = files.contents(atPath: answer) else { continue }
            try? files.removeItem(atPath: answer)
            let text = String(decoding: data, as: UTF8.self)
            guard text == "ok" else { throw StorageError.refused(text) }
            return
        }
        throw StorageError.refused("whoever holds the database does not answer: is it a running bot?")
    }
}
