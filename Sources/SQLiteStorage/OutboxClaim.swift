import GRDB
import Groups
import Identifiers

extension Storage {
    /// Stores what became of the last attempts and takes what is to be sent next, in one transaction.
    ///
    /// Urgent things go first, and in one room what was decided first. What refers to a message waits until that one is
    /// sent. Nothing is taken for a lane where something is under way.
    package func exchange(_ settled: [(Int64, Settlement)], claiming manner: ClaimManner) async throws -> Claimed {
        try await database.write { db in
            for (id, settlement) in settled { try db.settle(id, settlement, now: manner.now) }
            var claimed = try db.claim(manner)
            claimed.isDry = try !db.exists("SELECT 1 FROM outbox WHERE state = 0", [])
            return claimed
        }
    }

    /// Makes ready again what was under way when the last run ended.
    ///
    /// Trying again is safe: the transaction id is the same.
    package func releaseUnderWay() async throws {
        try await database.write { db in
            try db.execute(sql: "UPDATE outbox SET state = 0 WHERE state IN (1, 3)")
        }
    }
}

extension Database {
    /// How long a transaction id can be relied on.
    ///
    /// Synapse keeps them for 24 hours.
    private static let trustMs: Int64 = 20 * 60 * 60 * 1000

    func claim(_ manner: ClaimManner) throws -> Claimed {
        var claimed = Claimed()
        guard manner.lanes > 0 else { return claimed }
        var closed = manner.busy
        let scanned = 64
        let sql = "SELECT lane FROM outbox WHERE state = 0 ORDER BY urgency DESC, id LIMIT ?"
        let first = try String.fetchAll(cachedStatement(sql: sql), arguments: [scanned])
        for lane in first where claimed.lanes.count < manner.lanes && closed.insert(lane).inserted {
            try claim(lane, manner, into: &claimed)
        }
        guard first.count == scanned, claimed.lanes.count < manner.lanes else { return claimed }
        // One room has more waiting than was looked at: step from lane to lane, so that it does not hold up the others.
        let next = "SELECT lane FROM outbox WHERE state = 0 AND lane > ? ORDER BY lane LIMIT 1"
        var lane = ""
        for _ in 0..<4096 where claimed.lanes.count < manner.lanes {
            guard let found = try String.fetchOne(cachedStatement(sql: next), arguments: [lane]) else { break }
            lane = found
            if closed.insert(lane).inserted { try claim(lane, manner, into: &claimed) }
        }
        return claimed
    }

    private func claim(_ lane: String, _ manner: ClaimManner, into claimed: inout Claimed) throws {
        var rows: [OutboxRow] = []
        let found = try Row.fetchAll(cachedStatement(sql: OutboxRow.ready), arguments: [lane, manner.rows + 32])
        for row in found where rows.count < manner.rows {
            let id: Int64 = row[0]
            if row[21] == true {
                try settle(id, .dead("what it refers to was never sent"), now: manner.now)
                continue
            }
            guard row[19] == true else { continue }
            let notBefore: Int64 = row[18]
            guard notBefore <= manner.now.rawValue else {
                // The rest of the lane waits behind it, so that the order stays.
                claimed.nextAt = Timestamp(rawValue: min(claimed.nextAt?.rawValue ?? .max, notBefore))
                break
            }
            if lane.utf8.first == UInt8(ascii: "@") {
                if manner.mayOpen { claimed.lanes.append(.open(UserID(rawValue: lane))) }
                return
            }
            if rows.isEmpty, row[20] == true, row[14] == 0, let merged = try merge(lane, manner) {
                rows = [merged]
                break
            }
            rows.append(try take(OutboxRow(row), manner))
        }
        if !rows.isEmpty { claimed.lanes.append(.room(RoomID(rawValue: lane), rows)) }
    }

    private func take(_ found: OutboxRow, _ manner: ClaimManner) throws -> OutboxRow {
        var row = found
        let transactionID = manner.transactionID(row.key)
        if let first = row.firstTryAt {
            let isOld = manner.now.rawValue - first.rawValue > Self.trustMs
            row.isInDoubt = isOld || row.transactionID != transactionID
        }
        row.transactionID = transactionID
        row.firstTryAt = row.firstTryAt ?? manner.now
        let state: OutboxState = row.isInDoubt ? .inDoubt : .sending
        let sql = """
            UPDATE outbox SET state = ?, attempt = attempt + 1, firstTryAtMs = coalesce(firstTryAtMs, ?),
                transactionID = ?
            WHERE id = ?
            """
        try cachedStatement(sql: sql)
            .execute(arguments: [state.rawValue, manner.now.rawValue, transactionID, row.id])
        return row
    }

    // MARK: Merging

    /// How long answers wait before they count as held back, in milliseconds.
    private static let patienceMs: Int64 = 2000

    /// Makes one row of the plain answers that wait for a room, or nil where there is no need to.
    private func merge(_ lane: String, _ manner: ClaimManner) throws -> OutboxRow? {
        let sql = """
            SELECT o.id, o.key, o.kind, o.room, o.person, o.asker, o.body, o.html, o.rings, o.mentions, o.replyTo,
                o.thread, o.note, NULL, o.attempt, o.firstTryAtMs, o.transactionID, o.createdAtMs
            FROM outbox o
            WHERE o.lane = ? AND o.state = 0 AND o.urgency = 2 AND o.plain = 1 AND o.attempt = 0
            ORDER BY o.urgency DESC, o.id LIMIT 50
            """
        let waiting = try Row.fetchAll(cachedStatement(sql: sql), arguments: [lane]).map(OutboxRow.init)
        var members: [OutboxRow] = []
        var bytes = 0
        for row in waiting {
            bytes += row.text.body.utf8.count + (row.text.html?.utf8.count ?? 0) + 300
            guard members.isEmpty || bytes <= 28_000, row.thread == waiting[0].thread else { break }
            members.append(row)
        }
        let isHeldBack = members.count > 2 && manner.now.rawValue - members[0].createdAt.rawValue >= Self.patienceMs
        guard members.count > 1, manner.isLimited || isHeldBack else { return nil }
        let draft = manner.merge(members)
        guard case .say(let text, let room, let replyTo, let thread) = draft.action else { return nil }
        var insert = OutboxInsert(
            key: draft.key,
            kind: .message,
            urgency: .answer,
            createdAtMs: members[0].createdAt.rawValue
        )
        insert.room = room.rawValue
        insert.text = text
        insert.replyTo = replyTo?.rawValue
        insert.thread = thread?.rawValue
        insert.isPlain = true
        guard let target = try self.insert(insert) else { return nil }
        let mark = """
            UPDATE outbox SET state = 5, mergedInto = ?, body = NULL, html = NULL, ciphertext = NULL, settledAtMs = ?
            WHERE id = ?
            """
        for member in members {
            try cachedStatement(sql: mark).execute(arguments: [target.id, manner.now.rawValue, member.id])
        }
        var row = members[0]
        row.id = target.id
        row.key = draft.key
        row.asker = nil
        row.text = text
        row.replyTo = replyTo
        row.thread = thread
        return try take(row, manner)
    }
}
