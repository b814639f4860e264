import ArgumentParser
import Bot
import Foundation
import Groups
import Identifiers
import SQLiteStorage

/// `guildhall console`: the same commands in a terminal, without a homeserver.
struct Console: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Try the commands in a terminal, without a homeserver.")

    @Option(name: .long, help: "A database file. Without one, everything is forgotten at the end.")
    var database: String?

    @Option(name: .customLong("as"), help: "Who you are. You are an operator, too.")
    var person = "@me:here"

    func run() async throws {
        guard let me = UserID(parsing: person) else { throw ValidationError("\(person) is not a Matrix ID") }
        do {
            let storage = try database.map { try Storage(path: $0) } ?? Storage.inMemory()
            var terminal = Terminal(storage: storage, me: me)
            try await terminal.run()
        } catch let error as StorageError {
            ExitReason.complain(error)
            throw ExitCode.failure
        }
    }
}
