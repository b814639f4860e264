import Foundation
import GRDB
package import Identifiers

extension EncryptionRows {
    /// Notes the backup into which room keys go from now on, all of them anew.
    package func storeBackup(key: [UInt8], version: String) throws {
        try db.run("UPDATE ownIdentity SET backupKey = ?, backupVersion = ?", [Data(key), version])
        try db.run("UPDATE inboundRoomKey SET unsaved = 1 WHERE unsaved = 0")
    }

    /// The sealed key of the backup and its version, where there is one.
    package func backup() throws -> (key: [UInt8], version: String)? {
        try db.firstRow("SELECT backupKey, backupVersion FROM ownIdentity WHERE backupVersion IS NOT NULL")
            .map { ($0.bytes("backupKey"), $0["backupVersion"]) }
    }

    /// Forgets the backup, which is another one's now.
    package func forgetBackup() throws {
        try db.run("UPDATE ownIdentity SET backupKey = NULL, backupVersion = NULL")
    }

    /// Room keys that are not in the backup yet.
    package func unsavedKeys(limit: Int) throws -> [InboundRoomKeyRow] {
        try db.allRows("SELECT * FROM inboundRoomKey WHERE unsaved = 1 ORDER BY room, session LIMIT ?", [limit])
            .map(InboundRoomKeyRow.init)
    }

    package func noteSaved(_ room: RoomID, _ session: String) throws {
        try db.run("UPDATE inboundRoomKey SET unsaved = 0 WHERE room = ? AND session = ?", [room.rawValue, session])
    }
}
