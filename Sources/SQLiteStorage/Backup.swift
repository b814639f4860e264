import Foundation
import GRDB

extension Storage {
    /// Writes a copy of the whole database to `path`, checks it, and only then puts it where it belongs.
    ///
    /// On the bot's own connection, so it may run while the bot does. The file has mode 0600: it holds secrets.
    ///
    /// The copy has no ratchets: the bot's device goes on with them, and whoever used them a second time would give away
    /// what they encrypt. Restored, it has the bot log in as a new device of the same identity.
    package func backup(to path: String) async throws {
        let draft = path + ".part"
        let files = FileManager.default
        try? files.removeItem(atPath: draft)
        // Created first, so that nobody can read it between its creation and the change of its mode.
        guard files.createFile(atPath: draft, contents: nil, attributes: [.posixPermissions: 0o600]) else {
            throw StorageError.unwritable("cannot create \(draft)")
        }
        do {
            try await database.writeWithoutTransaction { db in
                try db.execute(sql: "VACUUM INTO ?", arguments: [draft])
            }
            try Self.leaveOutDevice(draft)
            try Self.check(draft)
        } catch {
            try? files.removeItem(atPath: draft)
            throw error
        }
        guard rename(draft, path) == 0 else {
            try? files.removeItem(atPath: draft)
            throw StorageError.unwritable("cannot move the backup to \(path)")
        }
    }

    /// Takes out of a copy what only one file may go on with.
    private static func leaveOutDevice(_ path: String) throws {
        let copy = try DatabaseQueue(path: path)
        try copy.writeWithoutTransaction { db in
            guard try db.exists("SELECT 1 FROM ownDevice") else { return }
            try db.inTransaction {
                try EncryptionRows(db: db).forgetDevice()
                try db.run(
                    "UPDATE session SET deviceID = NULL, accessToken = NULL, refreshToken = NULL, expiresAtMs = NULL"
                )
                return .commit
            }
            // Nothing of it stays in pages that are free.
            try db.execute(sql: "VACUUM")
        }
        try copy.close()
    }

    private static func check(_ path: String) throws {
        var configuration = Configuration()
        configuration.readonly = true
        let copy = try DatabaseQueue(path: path, configuration: configuration)
        try copy.read { db in
            let answer = try String.fetchOne(db, sql: "PRAGMA integrity_check(1)") ?? "no answer"
            guard answer == "ok" else { throw StorageError.damaged(answer) }
            guard try Row.fetchOne(db, sql: "PRAGMA foreign_key_check") == nil else {
                throw StorageError.damaged("a row refers to one that is not there")
            }
        }
        try copy.close()
        // Renaming is only safe once the content is on the disk.
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try handle.synchronize()
        try handle.close()
    }
}
