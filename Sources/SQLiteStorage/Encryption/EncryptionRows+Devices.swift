import GRDB
package import Groups
package import Identifiers

/// A device of somebody, as far as its keys were checked.
package struct DeviceRow: Hashable, Sendable {
    package var user: UserID
    package var device: String
    /// Curve25519, as text.
    package var identityKey: String
    /// Ed25519, as text.
    package var fingerprint: String
    /// Whether its owner's identity has signed it.
    package var isCrossSigned: Bool
    /// Whether the homeserver no longer lists it.
    package var isDeleted = false
    /// No key of it is claimed before then.
    package var claimAfter = Timestamp(rawValue: 0)

    package init(user: UserID, device: String, identityKey: String, fingerprint: String, isCrossSigned: Bool) {
        self.user = user
        self.device = device
        self.identityKey = identityKey
        self.fingerprint = fingerprint
        self.isCrossSigned = isCrossSigned
    }

    init(_ row: Row) {
        self.init(
            user: row.user("userID"),
            device: row["deviceID"],
            identityKey: row["identityKey"],
            fingerprint: row["fingerprint"],
            isCrossSigned: row["crossSigned"]
        )
        isDeleted = row["deleted"]
        claimAfter = row.moment("claimAfterMs")
    }
}

/// A list of devices that is to be asked for.
package struct OutdatedList: Hashable, Sendable {
    package var user: UserID
    /// Grows with every change, so that one which comes while the list is asked for is not lost.
    package var change: Int
    /// How often it was asked for in vain.
    package var attempts: Int

    init(_ row: Row) {
        user = row.user("userID")
        change = row["outdated"]
        attempts = row["attempts"]
    }
}

// MARK: - Lists

extension EncryptionRows {
    /// Has the list of somebody's devices asked for, and kept up to date from then on.
    package func track(_ user: UserID) throws {
        try db.run(
            """
            INSERT INTO deviceOwner (userID) VALUES (?)
            ON CONFLICT (userID) DO UPDATE SET tracked = 1, outdated = outdated + 1, notBeforeMs = 0 WHERE tracked = 0
            """,
            [user.rawValue]
        )
    }

    /// Notes that somebody's devices have changed, where they matter to us.
    package func noteChanged(_ user: UserID) throws {
        try db.run(
            "UPDATE deviceOwner SET outdated = outdated + 1, notBeforeMs = 0 WHERE userID = ? AND tracked = 1",
            [user.rawValue]
        )
        guard db.changesCount > 0 else { return }
        try reconsiderKeys(for: user)
    }

    /// Notes that the homeserver no longer says what changes about somebody's devices.
    package func stopTracking(_ user: UserID) throws {
        try db.run("UPDATE deviceOwner SET tracked = 0 WHERE userID = ? AND tracked = 1", [user.rawValue])
    }

    /// Whether somebody's list is as the homeserver has it.
    package func isCurrent(_ user: UserID) throws -> Bool {
        try db.exists("SELECT 1 FROM deviceOwner WHERE userID = ? AND tracked = 1 AND outdated = 0", [user.rawValue])
    }

    /// The lists that are to be asked for by now, those that wait longest first.
    package func outdatedLists(at now: Timestamp, limit: Int) throws -> [OutdatedList] {
        try db.allRows(
            """
            SELECT userID, outdated, attempts FROM deviceOwner
            WHERE outdated > 0 AND tracked = 1 AND notBeforeMs <= ? ORDER BY notBeforeMs LIMIT ?
            """,
            [now.rawValue, limit]
        ).map(OutdatedList.init)
    }

    /// Those in a room whose lists are to be asked for before a key is shared with them.
    package func outdatedLists(in room: RoomID, at now: Timestamp, limit: Int) throws -> [OutdatedList] {
        try db.run(
            """
            INSERT INTO deviceOwner (userID) SELECT person FROM occupant WHERE room = ? AND presence < 3
            ON CONFLICT (userID) DO UPDATE SET tracked = 1, outdated = outdated + 1, notBeforeMs = 0 WHERE tracked = 0
            """,
            [room.rawValue]
        )
        return try db.allRows(
            """
            SELECT d.userID, d.outdated, d.attempts
            FROM occupant o JOIN deviceOwner d ON d.userID = o.person
            WHERE o.room = ? AND o.presence < 3 AND d.outdated > 0 AND d.notBeforeMs <= ? LIMIT ?
            """,
            [room.rawValue, now.rawValue, limit]
        ).map(OutdatedList.init)
    }

    /// The list of somebody's devices, to be asked for whether it is outdated or not.
    package func list(of user: UserID) throws -> OutdatedList? {
        try db.firstRow("SELECT userID, outdated, attempts FROM deviceOwner WHERE userID = ?", [user.rawValue])
            .map(OutdatedList.init)
    }

    /// Notes that a list came, unless there was a change since it was asked for.
    package func noteCurrent(_ list: OutdatedList) throws {
        try db.run(
            "UPDATE deviceOwner SET outdated = 0, attempts = 0, tracked = 1 WHERE userID = ? AND outdated = ?",
            [list.user.rawValue, list.change]
        )
        try db.run("UPDATE deviceOwner SET attempts = 0 WHERE userID = ? AND attempts > 0", [list.user.rawValue])
    }

    /// Puts off asking for a list.
    package func putOff(_ list: OutdatedList, until moment: Timestamp) throws {
        try db.run(
            "UPDATE deviceOwner SET attempts = attempts + 1, notBeforeMs = ? WHERE userID = ?",
            [moment.rawValue, list.user.rawValue]
        )
    }

    /// The master key that was first seen of somebody, and when another took its place.
    package func masterKey(of user: UserID) throws -> (key: String?, changedAt: Timestamp?) {
        let row = try db.firstRow("SELECT masterKey, changedAtMs FROM deviceOwner WHERE userID = ?", [user.rawValue])
        return (row?["masterKey"], (row?["changedAtMs"] as Int64?).map(Timestamp.init))
    }

    package func storeMasterKey(_ key: String, of user: UserID, changedAt: Timestamp?) throws {
        try db.run(
            "UPDATE deviceOwner SET masterKey = ?, changedAtMs = coalesce(?, changedAtMs) WHERE userID = ?",
            [key, changedAt?.rawValue, user.rawValue]
        )
    }

    /// Has the outbound keys of somebody's rooms looked at again before they are used: some device may lack one.
    package func reconsiderKeys(for user: UserID) throws {
        try db.run(
            """
            UPDATE outboundRoomKey SET incomplete = 1
            WHERE incomplete = 0 AND room IN (SELECT room FROM occupant WHERE person = ?)
            """,
            [user.rawValue]
        )
        // The own account is in all of them, and an occupant of none.
        guard try db.exists("SELECT 1 FROM ownDevice WHERE userID = ?", [user.rawValue]) else { return }
        try db.run("UPDATE outboundRoomKey SET incomplete = 1")
    }
}

// MARK: - Devices

extension EncryptionRows {
    /// All devices that were ever seen of somebody, those that are gone included.
    package func devices(of user: UserID) throws -> [DeviceRow] {
        try db.allRows("SELECT * FROM device WHERE userID = ? LIMIT 10000", [user.rawValue]).map(DeviceRow.init)
    }

    /// Somebody's device with that identity key, unless it is gone.
    package func device(of user: UserID, identityKey: String) throws -> DeviceRow? {
        try db.firstRow(
            "SELECT * FROM device WHERE identityKey = ? AND userID = ? AND deleted = 0",
            [identityKey, user.rawValue]
        ).map(DeviceRow.init)
    }

    /// Stores a device; its keys stay those that were seen first.
    package func store(_ device: DeviceRow) throws {
        try db.run(
            """
            INSERT INTO device (userID, deviceID, identityKey, fingerprint, crossSigned, deleted)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (userID, deviceID) DO UPDATE SET crossSigned = excluded.crossSigned, deleted = excluded.deleted
            """,
            [
                device.user.rawValue, device.device, device.identityKey, device.fingerprint, device.isCrossSigned,
                device.isDeleted,
            ]
        )
    }

    /// Marks the keys as spent that a device had which is gone.
    package func spendKeys(of device: DeviceRow) throws {
        try db.run(
            """
            UPDATE outboundRoomKey SET spent = 1 WHERE (room, session) IN (
                SELECT room, session FROM sharedRoomKey WHERE userID = ? AND deviceID = ? AND state = 1)
            """,
            [device.user.rawValue, device.device]
        )
    }

    /// Forgets that a device was kept from keys, so that it is considered again.
    package func forgetWithheld(_ device: DeviceRow) throws {
        try db.run(
            "DELETE FROM sharedRoomKey WHERE userID = ? AND deviceID = ? AND state > 1",
            [device.user.rawValue, device.device]
        )
        if db.changesCount > 0 { try reconsiderKeys(for: device.user) }
    }

    /// Has a session with a device begun anew, at most once an hour.
    ///
    /// - Returns: whether that is to be done now.
    @discardableResult
    package func noteAiling(_ device: DeviceRow, at now: Timestamp) throws -> Bool {
        try db.run(
            """
            UPDATE device SET ailing = 1, healedAtMs = ?3
            WHERE userID = ?1 AND deviceID = ?2 AND coalesce(healedAtMs, 0) <= ?3 - 3600000
            """,
            [device.user.rawValue, device.device, now.rawValue]
        )
        return db.changesCount > 0
    }

    /// The devices whose sessions are to be begun anew.
    package func ailingDevices(limit: Int) throws -> [DeviceRow] {
        try db.allRows("SELECT * FROM device WHERE ailing = 1 ORDER BY userID, deviceID LIMIT ?", [limit])
            .map(DeviceRow.init)
    }

    package func noteTreated(_ device: DeviceRow) throws {
        try db.run(
            "UPDATE device SET ailing = 0 WHERE userID = ? AND deviceID = ?",
            [device.user.rawValue, device.device]
        )
    }

    /// Claims no key of a device before that moment, since it has none left.
    package func putOffClaiming(_ device: DeviceRow, until moment: Timestamp) throws {
        try db.run(
            "UPDATE device SET claimAfterMs = ? WHERE userID = ? AND deviceID = ?",
            [moment.rawValue, device.user.rawValue, device.device]
        )
    }
}
