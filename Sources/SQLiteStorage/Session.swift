import Foundation
import GRDB
package import Groups
package import Identifiers

/// How the bot is logged in, and where it is in the homeserver's stream of events.
package struct StoredSession: Sendable {
    package var user: UserID?
    package var device: String?
    package var homeserver: String?
    package var accessToken: String?
    package var refreshToken: String?
    package var expiresAt: Timestamp?
    /// Where `/sync` goes on.
    package var position: String?
    package var filterID: String?
    package var filterHash: String?
    /// Random, and the same for as long as the database lives.
    package var secret: [UInt8]
    /// When the homeserver was last heard.
    package var syncedAt: Timestamp?
}

// Tokens must not get into a log by way of a description.
extension StoredSession: CustomStringConvertible {
    package var description: String { "session of \(user?.rawValue ?? "nobody")" }
}

extension Storage {
    /// The session as stored.
    package func session() async throws -> StoredSession {
        try await database.look { db in
            let sql = """
                SELECT userID, deviceID, homeserver, accessToken, refreshToken, expiresAtMs, position, filterID,
                    filterHash, secret, syncedAtMs
                FROM session
                """
            guard let row = try Row.fetchOne(db, sql: sql) else { throw StorageError.damaged("no session") }
            return StoredSession(
                user: (row[0] as String?).map(UserID.init),
                device: row[1],
                homeserver: row[2],
                accessToken: row[3],
                refreshToken: row[4],
                expiresAt: (row[5] as Int64?).map(Timestamp.init),
                position: row[6],
                filterID: row[7],
                filterHash: row[8],
                secret: [UInt8](row[9] as Data),
                syncedAt: (row[10] as Int64?).map(Timestamp.init)
            )
        }
    }

    /// Stores who is logged in on which device.
    ///
    /// Always before the tokens are used.
    package func noteLogin(_ session: StoredSession) async throws {
        try await database.write { db in
            try db.execute(
                sql: """
                    UPDATE session SET userID = ?, deviceID = ?, homeserver = ?, accessToken = ?, refreshToken = ?,
                        expiresAtMs = ?
                    """,
                arguments: [
                    session.user?.rawValue, session.device, session.homeserver, session.accessToken,
                    session.refreshToken, session.expiresAt?.rawValue,
                ]
            )
        }
    }

    /// Stores the filter that the homeserver keeps for the bot, and the hash of what is in it.
    package func noteFilter(id: String?, hash: String) async throws {
        try await database.write { db in
            try db.execute(sql: "UPDATE session SET filterID = ?, filterHash = ?", arguments: [id, hash])
        }
    }

    /// Forgets the position, so that the next `/sync` begins anew.
    ///
    /// Everything else is kept.
    package func forgetPosition() async throws {
        try await database.write { db in try db.execute(sql: "UPDATE session SET position = NULL") }
    }

    /// Notes that a bot runs on this file, which has not heard the homeserver since the last one did.
    ///
    /// - Returns: whether the last run ended as it should.
    package func beginRun() async throws -> Bool {
        try await database.write { db in
            let wasRunning = try Bool.fetchOne(db, sql: "SELECT running FROM session") ?? false
            try db.execute(sql: "UPDATE session SET running = 1, awaySinceMs = syncedAtMs")
            return !wasRunning
        }
    }

    /// Notes that the run ended as it should.
    package func endRun() async throws {
        try await database.write { db in try db.execute(sql: "UPDATE session SET running = 0") }
    }
}
