import BotTesting
import GRDB
import Groups
import Identifiers
import Testing

@testable import SQLiteStorage

/// Goal: no step of encryption costs more because there are many devices, rooms and keys that it is not about.
@Suite("Query plans of encryption")
struct EncryptionPlanTests {
    private let crowd = RoomID(rawValue: "!crowd")
    private let one = UserID(rawValue: "@p7")
    private let now = noon

    @Test("Every statement about keys and devices finds its rows by an index, among hundreds of thousands")
    func plans() async throws {
        let storage = try Storage.inMemory()
        try await storage.database.write { db in
            for sql in Self.filling { try db.execute(sql: sql) }
        }
        let seen = SeenStatements()
        try await seen.listen(to: storage)
        try await exercise(storage)
        try await storage.database.writeWithoutTransaction { db in db.trace(options: []) }
        let statements = seen.all.filter { ["SELECT", "UPDATE", "DELETE", "INSERT"].contains($0.prefix(6)) }
        #expect(statements.count > 60)
        // By what SQLite guesses, and by what it has counted.
        for isCounted in [false, true] {
            if isCounted { try await storage.database.write { db in try db.execute(sql: "ANALYZE") } }
            for sql in statements.sorted() where !isSmall(sql) {
                for step in try await plan(of: sql, storage) {
                    let waits = ["outboxReady", "outboxUnderWay", "deviceAiling"].contains {
                        step.hasSuffix("INDEX \($0)")
                    }
                    let isWalk = step.hasPrefix("SCAN") && step != "SCAN CONSTANT ROW" || step.contains("TEMP B-TREE")
                    #expect(!isWalk || waits, "\(step) in \(sql)")
                }
            }
        }
    }

    @Test("The check itself finds a walk")
    func control() async throws {
        let storage = try Storage.inMemory()
        let steps = try await plan(of: "DELETE FROM device WHERE fingerprint = 'x'", storage)
        #expect(steps.contains { $0.hasPrefix("SCAN device") })
    }

    /// What reads a table of one row, empties one, or counts what waits, which is never much.
    private func isSmall(_ sql: String) -> Bool {
        ["ownDevice", "ownIdentity", "session"].contains { table in
            sql.hasPrefix("UPDATE \(table) ") || sql.hasPrefix("SELECT * FROM \(table)")
                || sql.contains(" FROM \(table)")
        } || sql.hasPrefix("DELETE") && !sql.contains("WHERE") || sql == "SELECT count(*) FROM undecryptedEvent"
    }

    private func plan(of sql: String, _ storage: Storage) async throws -> [String] {
        try await storage.database.read { db in
            let statement = try db.makeStatement(sql: "EXPLAIN QUERY PLAN " + sql)
            statement.setUncheckedArguments([])
            return try Row.fetchAll(statement).map { $0["detail"] as String }
        }
    }

    private static let filling = [
        """
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)
        INSERT INTO deviceOwner (userID, outdated, masterKey) SELECT '@p' || i, i % 50 = 0, 'm' || i FROM n
        """,
        """
        INSERT INTO device (userID, deviceID, identityKey, fingerprint)
        SELECT userID, d.value, userID || d.value, 'f' FROM deviceOwner, json_each('["A", "B"]') d
        """,
        "INSERT INTO room (id, membership, encrypted) VALUES ('!crowd', 2, 1)",
        "INSERT INTO occupant (room, person, presence) SELECT '!crowd', userID, 2 FROM deviceOwner LIMIT 5000",
        "INSERT INTO occupant (room, person, presence) SELECT '!r' || (rowid % 20000), userID, 2 FROM deviceOwner",
        """
        INSERT INTO outboundRoomKey (room, session, pickle, madeAtMs, incomplete)
        SELECT DISTINCT room, 's' || room, X'', 1, 0 FROM occupant
        """,
        """
        INSERT INTO sharedRoomKey (session, userID, deviceID, room, state)
        SELECT 's' || o.room, d.userID, d.deviceID, o.room, 1 + d.rowNumber % 3
        FROM occupant o JOIN (SELECT *, row_number() OVER () AS rowNumber FROM device LIMIT 5000) d ON d.userID = o.person
        """,
        "INSERT INTO olmSession (identityKey, session, pickle, usedAtMs) SELECT identityKey, 'x', X'', 1 FROM device",
        """
        INSERT INTO inboundRoomKey (room, session, sender, identityKey, pickle, usedAtMs)
        SELECT '!r' || (rowid % 20000), 'i' || rowid, userID, userID || 'A', X'', rowid FROM deviceOwner
        """,
        "INSERT INTO seenIndex (room, session, number, event) SELECT room, session, 0, '$' || session FROM inboundRoomKey",
        """
        INSERT INTO undecryptedEvent (event, room, session, sender, json, stale, receivedAtMs, askAtMs)
        SELECT '$u' || rowid, '!crowd', 'u' || (rowid % 500), userID, '{}', 0, rowid, rowid FROM deviceOwner LIMIT 4000
        """,
        """
        INSERT INTO toDevice (transactionID, type, messages, room)
        SELECT 't' || rowid, 'm.room.encrypted', '{}', '!r' || (rowid % 20000) FROM deviceOwner LIMIT 20000
        """,
        """
        INSERT INTO fileKey (uri, person, json, receivedAtMs) SELECT 'mxc://' || rowid, userID, '{}', 1 FROM deviceOwner
        """,
        """
        INSERT INTO outbox (id, key, kind, lane, room, urgency, state, createdAtMs)
        SELECT rowid, 'k' || rowid, 1, '!crowd', '!crowd', 2, 2, 1 FROM deviceOwner
        """,
    ]
}

// MARK: - Everything that is asked

extension EncryptionPlanTests {
    private func exercise(_ storage: Storage) async throws {
        let (crowd, one, now) = (crowd, one, now)
        try await storage.encryption { rows in
            try Self.exerciseLists(rows, one, crowd, now)
            try Self.exerciseDevices(rows, one, now)
            try Self.exerciseKeys(rows, one, crowd, now)
            try Self.exerciseSharing(rows, one, crowd, now)
            try rows.sweep(at: now)
            _ = try rows.nextDue()
            // A new device forgets what was there.
            try Self.exerciseOwn(rows, now)
        }
        let encryption = RoomFact.RoomEncryption(algorithm: "m.megolm.v1.aes-sha2", rotationMs: 1, rotationMessages: 1)
        try await storage.database.write { db in
            try db.note(encryption, of: crowd)
            try db.note(historyVisibility: "joined", of: crowd)
            try db.reconsiderKey(of: crowd, isLeaving: true)
            try db.run("DELETE FROM fileKey WHERE person = ?", [one.rawValue])
            try db.run("DELETE FROM undecryptedEvent WHERE sender = ?", [one.rawValue])
        }
    }

    private static func exerciseOwn(_ rows: EncryptionRows, _ now: Timestamp) throws {
        try rows.noteEncrypts(true)
        try rows.beginDevice(of: ada, "BOT", account: [1])
        try rows.storeAccount([2])
        try rows.notePublished()
        try rows.noteSigned(true)
        try rows.noteKeysLeft(1, fallbackUsed: true)
        try rows.noteFallbackMade(at: now)
        try rows.noteUnpublished()
        try rows.storeIdentity(OwnIdentityRow(user: ada, keys: [1], isPublished: false))
        try rows.storeMarks(present: "a", next: "b")
        _ = try (rows.ownDevice(), rows.ownIdentity(), rows.marks())
        try rows.count(.healed)
        try rows.count(.healed)
    }

    private static func exerciseLists(
        _ rows: EncryptionRows,
        _ one: UserID,
        _ crowd: RoomID,
        _ now: Timestamp
    ) throws {
        try rows.stopTracking(one)
        try rows.track(one)
        try rows.noteChanged(one)
        _ = try rows.isCurrent(one)
        _ = try rows.outdatedLists(at: now, limit: 9)
        #expect(try rows.outdatedLists(in: crowd, at: now, limit: 9).count == 9)
        let list = try #require(try rows.list(of: one))
        try rows.putOff(list, until: now)
        try rows.noteCurrent(list)
        try rows.storeMasterKey("m", of: one, changedAt: now)
        _ = try (rows.masterKey(of: one), rows.hasIdentity(one))
        try rows.reconsiderKeys(for: one)
    }

    private static func exerciseDevices(_ rows: EncryptionRows, _ one: UserID, _ now: Timestamp) throws {
        let device = try #require(try rows.devices(of: one).first)
        #expect(try rows.device(of: one, identityKey: device.identityKey) == device)
        try rows.store(device)
        try rows.spendKeys(of: device)
        try rows.forgetWithheld(device)
        try rows.noteAiling(device, at: now)
        #expect(try rows.ailingDevices(limit: 9) == [device])
        try rows.noteTreated(device)
        try rows.putOffClaiming(device, until: now)
        try rows.storeSession("new", with: device.identityKey, [1], usedAt: now)
        #expect(try rows.sessions(with: device.identityKey).map(\.id) == ["new", "x"])
        try rows.queueToDevice("m.dummy", messages: "{}", transactionID: "mine", for: nil)
        let waiting = try #require(try rows.toDevice(dueAt: now, limit: 1).first)
        try rows.putOff(waiting, until: now)
        try rows.noteSent(waiting)
    }

    private static func exerciseKeys(
        _ rows: EncryptionRows,
        _ one: UserID,
        _ crowd: RoomID,
        _ now: Timestamp
    ) throws {
        let (room, event) = (RoomID(rawValue: "!r7"), EventID(rawValue: "$new"))
        let key = try #require(try rows.inboundKey(of: room, session: "i7"))
        try rows.store(key, at: now)
        try rows.store(key, at: now, isNews: false)
        _ = try rows.noteSeen(1, of: "i7", in: room, by: event)
        _ = try rows.noteSeen(1, of: "i7", in: room, by: event)
        let waiting = UndecryptedEventRow(
            event: event,
            room: crowd,
            session: "u7",
            sender: one,
            json: "{}",
            isStale: false,
            receivedAt: now
        )
        try rows.keep(waiting, askAt: now)
        #expect(try rows.waiting(for: "u7", in: crowd, limit: 20).map(\.event).last == event)
        #expect(try rows.waiting(from: one, limit: 9).map(\.event).last == event)
        _ = try rows.toAskAgain(at: now, limit: 9)
        try rows.noteAsked(event)
        try rows.noteRead(event)
        try rows.storeFileKey("{}", of: "mxc://new", from: one, at: now)
        _ = try rows.fileKey(of: "mxc://new")
    }

    private static func exerciseSharing(
        _ rows: EncryptionRows,
        _ one: UserID,
        _ crowd: RoomID,
        _ now: Timestamp
    ) throws {
        _ = try rows.encryption(of: crowd)
        let key = try #require(try rows.outboundKey(of: crowd))
        let own = (user: one, device: "A")
        let lacking = try rows.devicesWithoutKey(key.session, in: crowd, besides: own, withInvited: true, limit: 100)
        #expect(lacking.count == 100)
        try rows.note(.has, of: key.session, in: crowd, for: try #require(lacking.first))
        try rows.noteComplete(crowd)
        try rows.noteUsed(crowd, pickle: [1])
        _ = try rows.toDevice(for: RoomID(rawValue: "!r7"))
        try rows.storeCiphertext("{}", of: 7)
        #expect(try rows.ciphertext(of: 7) == "{}")
        try rows.beginKey(of: crowd, session: "next", pickle: [1], at: now)
    }
}
