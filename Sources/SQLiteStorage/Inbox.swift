import GRDB
package import Groups
import Identifiers

extension Storage {
    /// Stores what the homeserver sent together with the position after it, so that neither runs ahead of the other.
    ///
    /// - Returns: how many events were new.
    @discardableResult
    package func receive(_ batch: ReceivedBatch, at now: Timestamp) async throws -> Int {
        try await database.write { db in try db.receive(batch, at: now) }
    }

    /// Stores what the homeserver sent, which is opened in the same transaction: so keys, events and position go together.
    ///
    /// - Returns: how many events were new, and the batch.
    package func receive(
        at now: Timestamp,
        opening: @escaping @Sendable (EncryptionRows) throws -> ReceivedBatch
    ) async throws -> (new: Int, batch: ReceivedBatch) {
        try await database.write { db in
            let batch = try opening(EncryptionRows(db: db))
            return (try db.receive(batch, at: now), batch)
        }
    }

    /// Puts a tick into the inbox: the core decides what is due at it.
    ///
    /// - Returns: whether this tick is new.
    @discardableResult
    package func tick(at now: Timestamp) async throws -> Bool {
        try await database.write { db in try db.tick(at: now) }
    }

    /// When the next thing is due that the core decides about, or nil where nothing is.
    package func nextDue() async throws -> Timestamp? {
        try await database.look { db in try db.nextDue() }
    }

    /// How much lies where, for the operator.
    package func counts(at now: Timestamp) async throws -> StorageCounts {
        try await database.look { db in try db.counts(at: now) }
    }

    /// Forgets handled events and sent answers from before `moment`, a little at a time.
    ///
    /// - Returns: whether there may be more.
    package func sweep(before moment: Timestamp) async throws -> Bool {
        try await database.write { db in
            try db.execute(
                sql: """
                    DELETE FROM inbox WHERE id IN (
                        SELECT id FROM inbox WHERE state = 1 AND receivedAtMs < ? LIMIT 500)
                    """,
                arguments: [moment.rawValue]
            )
            let events = db.changesCount
            // A merged answer goes with the message that took it up, and never after it.
            try db.execute(
                sql: """
                    DELETE FROM outbox WHERE id IN (
                        SELECT id FROM outbox
                        WHERE plain = 1 AND state IN (2, 5) AND settledAtMs < ?
                            AND NOT EXISTS (SELECT 1 FROM outbox m WHERE m.mergedInto = outbox.id)
                        LIMIT 500)
                    """,
                arguments: [moment.rawValue]
            )
            let messages = db.changesCount
            // Whoever sends nonsense for ever fills no disk.
            let crowd = "DELETE FROM quarantine WHERE id <= (SELECT max(id) FROM quarantine) - ?"
            try db.execute(sql: crowd, arguments: [Self.quarantineAtMost])
            try db.sweepNotices(before: moment)
            try db.sweepFinds(before: moment)
            return events + messages >= 500
        }
    }

    /// How many events that could not be read are kept.
    static let quarantineAtMost = 10_000
}

/// How much lies where in the transport's tables.
package struct StorageCounts: Hashable, Sendable {
    package var waitingEvents = 0
    package var parkedEvents = 0
    package var quarantinedEvents = 0
    /// To be sent, the ones under way included.
    package var waitingMessages = 0
    /// How long the oldest of them has waited, in milliseconds.
    package var oldestMessageAgeMs: Int64 = 0
    package var deadMessages = 0
    package var joinedRooms = 0
    /// Invitations that were neither accepted nor declined yet.
    package var openInvitations = 0
    /// When the homeserver was last heard.
    package var syncedAt: Timestamp?
}

extension Database {
    /// Puts a tick into the inbox.
    ///
    /// - Returns: whether this tick is new.
    func tick(at now: Timestamp) throws -> Bool {
        // One that still waits will see what is due.
        guard try !exists("SELECT 1 FROM inbox WHERE state = 0 AND kind = 5 LIMIT 1") else { return false }
        var batch = ReceivedBatch()
        batch.events = [InboxEvent(.tick, event: .init(rawValue: "tick:\(now.rawValue)"), receivedAt: now)]
        return try receive(batch, at: now) > 0
    }

    /// Reads what ``StorageCounts`` says.
    package func counts(at now: Timestamp) throws -> StorageCounts {
        func count(_ sql: String) throws -> Int { try Int.fetchOne(cachedStatement(sql: sql)) ?? 0 }
        var counts = StorageCounts()
        counts.waitingEvents = try count("SELECT count(*) FROM inbox WHERE state = 0")
        counts.parkedEvents = try count("SELECT count(*) FROM inbox WHERE state = 2")
        counts.quarantinedEvents = try count("SELECT count(*) FROM quarantine")
        let ready = try count("SELECT count(*) FROM outbox WHERE state = 0")
        counts.waitingMessages = try ready + count("SELECT count(*) FROM outbox WHERE state IN (1, 3)")
        counts.deadMessages = try count("SELECT count(*) FROM outbox WHERE state = 4")
        counts.joinedRooms = try count("SELECT count(*) FROM room WHERE membership = 2")
        counts.openInvitations = try count("SELECT count(*) FROM room WHERE membership = 1")
        let oldest = try Int64.fetchOne(cachedStatement(sql: "SELECT min(createdAtMs) FROM outbox WHERE state = 0"))
        counts.oldestMessageAgeMs = oldest.map { max(0, now.rawValue - $0) } ?? 0
        let synced = try Int64.fetchOne(cachedStatement(sql: "SELECT syncedAtMs FROM session"))
        counts.syncedAt = synced.map(Timestamp.init)
        return counts
    }

    func receive(_ batch: ReceivedBatch, at now: Timestamp) throws -> Int {
        for fact in batch.facts { try note(fact, at: now) }
        var new = 0
        for event in batch.events where try isHeard(event) && insert(event) {
            new += 1
            if event.kind == .redaction, let target = event.target { try withdraw(target, in: event.room) }
        }
        for file in batch.files where try remember(file) {
            if try insert(file.heard) { new += 1 }
        }
        for event in batch.quarantined { try quarantine(event, at: now) }
        for echo in batch.echoes { try settle(echo) }
        if let position = batch.position {
            try cachedStatement(sql: "UPDATE session SET position = ?, syncedAtMs = ? WHERE id = 1")
                .execute(arguments: [position, now.rawValue])
        }
        return new
    }

    /// Whether anything could come of an event: only what was said alone with the bot is an answer that an edit could change.
    private func isHeard(_ event: InboxEvent) throws -> Bool {
        guard event.kind == .edit else { return true }
        return try exists(
            "SELECT 1 FROM room WHERE id = ? AND directWith = ?",
            [event.room?.rawValue, event.sender?.rawValue]
        )
    }

    private func insert(_ event: InboxEvent) throws -> Bool {
        let sql = """
            INSERT OR IGNORE INTO inbox (eventID, kind, room, sender, body, pills, mentionsBot, replyTo, thread, target,
                reaction, stale, receivedAtMs)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        let body: String? = [.message, .knock].contains(event.kind) ? event.body : nil
        try cachedStatement(sql: sql).execute(
            arguments: [
                event.event.rawValue, event.kind.rawValue, event.room?.rawValue, event.sender?.rawValue, body,
                event.storedPills, event.mentionsBot, event.replyTo?.rawValue, event.thread?.rawValue,
                event.target?.rawValue, event.reaction, event.isStale, event.receivedAt.rawValue,
            ]
        )
        guard changesCount > 0 else { return false }
        if [.message, .reaction, .knock].contains(event.kind), let sender = event.sender {
            // Whoever speaks to the bot wants to hear from it again, even after leaving their direct room.
            let sql = "UPDATE directRoom SET state = 1 WHERE person = ? AND state IN (3, 4)"
            try cachedStatement(sql: sql).execute(arguments: [sender.rawValue])
        }
        return true
    }

    /// What was taken back before it was handled is not handled, and no words of it are kept.
    ///
    /// What was handled stays done. Only a redaction in the same room counts: who may take back what in a room is for
    /// the homeserver to say, and it says so room by room.
    private func withdraw(_ event: EventID, in room: RoomID?) throws {
        let sql = """
            UPDATE inbox SET state = 1, body = NULL, pills = NULL, reaction = NULL
            WHERE eventID = ? AND room = ? AND state IN (0, 2) AND kind IN (1, 2)
            """
        try cachedStatement(sql: sql).execute(arguments: [event.rawValue, room?.rawValue])
        try run("DELETE FROM attachment WHERE event = ? AND room = ?", [event.rawValue, room?.rawValue])
        try run("DELETE FROM undecryptedEvent WHERE event = ? AND room = ?", [event.rawValue, room?.rawValue])
        if try exists("SELECT 1 FROM inbox WHERE eventID = ? AND room = ?", [event.rawValue, room?.rawValue]) {
            try forgetAliases(of: event)
        }
        try cachedStatement(sql: "UPDATE quarantine SET excerpt = '' WHERE room = ? AND eventID = ?")
            .execute(arguments: [room?.rawValue, event.rawValue])
    }

    private func quarantine(_ event: ReceivedBatch.Quarantined, at now: Timestamp) throws {
        let sql = """
            INSERT OR IGNORE INTO quarantine (room, eventID, reason, excerpt, receivedAtMs) VALUES (?, ?, ?, ?, ?)
            """
        try cachedStatement(sql: sql).execute(
            arguments: [
                event.room?.rawValue, event.event?.rawValue, event.reason, String(event.excerpt.prefix(4096)),
                now.rawValue,
            ]
        )
        // Whoever sends rubbish may send a lot of it.
        try cachedStatement(sql: "DELETE FROM quarantine WHERE id <= (SELECT max(id) FROM quarantine) - 10000")
            .execute()
    }
}
