import Foundation
import Logging
import SQLiteStorage
import ServiceLifecycle

/// Takes the backups that `guildhall backup` asks a running bot for.
///
/// The bot holds its database alone, so nobody else can copy it. A request is a file beside the database that holds
/// the path of the backup; the answer is another one that says how it went.
struct BackupRequests: Service {
    let storage: Storage
    let log: Logger

    static func request(_ database: String) -> String { database + "-backup-request" }
    static func answer(_ database: String) -> String { database + "-backup-answer" }

    func run() async throws {
        guard let path = storage.path else { return }
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do { try await Task.sleep(for: .seconds(1)) } catch { return }
                guard let data = FileManager.default.contents(atPath: Self.request(path)) else { continue }
                try? FileManager.default.removeItem(atPath: Self.request(path))
                let target = String(decoding: data, as: UTF8.self)
                guard target.hasPrefix("/") else { continue }
                let answer: String
                do {
                    try await storage.backup(to: target)
                    answer = "ok"
                    log.info("took a backup", metadata: ["path": "\(target)"])
                } catch {
                    answer = "\(error)"
                    log.error("cannot take a backup", metadata: ["path": "\(target)", "error": "\(error)"])
                }
                try? Data(answer.utf8).write(to: URL(fileURLWithPath: Self.answer(path)), options: .atomic)
            }
        }
    }
}
