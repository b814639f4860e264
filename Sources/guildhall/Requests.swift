import Foundation
import Logging
import SQLiteStorage
import ServiceLifecycle

/// Does what other runs of the program ask a running bot for.
///
/// The bot holds its database alone, so nobody else can read it. A request is a file beside the database that says what is
/// wanted; the answer is another one that says how it went.
struct Requests: Service {
    let storage: Storage
    let jobs: JobSpool
    let log: Logger

    /// What can be asked for.
    enum Kind: String, CaseIterable {
        /// The request is the path of the backup.
        case backup
        /// The request is a ``JobOrder`` in JSON; the jobs are in ``JobSpool/path(_:)`` then.
        case jobs
    }

    static func request(_ kind: Kind, _ database: String) -> String { "\(database)-\(kind)-request" }
    static func answer(_ kind: Kind, _ database: String) -> String { "\(database)-\(kind)-answer" }

    /// Has the bot that holds the database do something, and waits until it is done.
    ///
    /// - Throws: `StorageError.refused` where it could not, or nobody answers.
    static func ask(for kind: Kind, _ content: Data, of database: String) async throws {
        let files = FileManager.default
        let answer = answer(kind, database)
        try? files.removeItem(atPath: answer)
        let request = request(kind, database)
        try content.write(to: URL(fileURLWithPath: request), options: .atomic)
        for look in 0..<4500 {
            try await Task.sleep(for: .milliseconds(200))
            // Taken within two minutes, or never; what is taken may take a quarter of an hour in a large hall.
            if look > 600, files.fileExists(atPath: request) { break }
            guard let data = files.contents(atPath: answer) else { continue }
            try? files.removeItem(atPath: answer)
            let text = String(decoding: data, as: UTF8.self)
            guard text == "ok" else { throw StorageError.refused(text) }
            return
        }
        throw StorageError.refused("whoever holds the database does not answer: is it a running bot?")
    }

    func run() async throws {
        guard let path = storage.path else { return }
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do { try await Task.sleep(for: .seconds(1)) } catch { return }
                for kind in Kind.allCases { await look(for: kind, beside: path) }
            }
        }
    }

    private func look(for kind: Kind, beside database: String) async {
        let request = Self.request(kind, database)
        guard let data = FileManager.default.contents(atPath: request) else { return }
        try? FileManager.default.removeItem(atPath: request)
        let answer: String
        do {
            try await serve(kind, data, database)
            answer = "ok"
        } catch {
            answer = "\(error)"
            log.error("cannot do what was asked for", metadata: ["request": "\(kind)", "error": "\(error)"])
        }
        try? Data(answer.utf8).write(to: URL(fileURLWithPath: Self.answer(kind, database)), options: .atomic)
    }

    private func serve(_ kind: Kind, _ content: Data, _ database: String) async throws {
        switch kind {
        case .backup:
            let target = String(decoding: content, as: UTF8.self)
            guard target.hasPrefix("/") else { throw StorageError.unwritable("\(target) is no whole path") }
            try await storage.backup(to: target)
            log.info("took a backup", metadata: ["path": "\(target)"])
        case .jobs:
            let order = try JSONDecoder().decode(JobOrder.self, from: content)
            let count = try await jobs.write(order, from: storage, to: JobSpool.path(database))
            log.info("gave the open jobs out", metadata: ["jobs": "\(count)"])
        }
    }
}
