import GRDB
import Groups
import Identifiers

extension Database {
    /// Replaces every message about `subject` by `text`, and takes the bot's own reactions off them unless it keeps them.
    ///
    /// What was never tried is changed in place, so that nobody reads a card that is already out of date.
    func edit(
        _ subject: String,
        _ text: OutboxText,
        cause: String,
        now: Timestamp,
        keepingReactions: Bool = false
    ) throws -> Bool {
        let sql = "SELECT id, key, lane, room, state, attempt FROM outbox WHERE subject = ? AND kind = 1"
        var wrote = false
        for row in try Row.fetchAll(cachedStatement(sql: sql), arguments: [subject]) {
            let target = OutboxTarget(id: row[0], key: row[1], lane: row[2], room: row[3])
            switch OutboxState(rawValue: row[4]) {
            case .ready where row[5] == 0:
                try replace(target.id, by: text)
                // It may have been taken, edited, and put back untried: that edit is older than what it says now.
                try dropWaitingEdits(of: target.id)
            case .ready, .sending, .sent, .inDoubt:
                try editSent(target, text, cause: cause, now: now)
                wrote = true
            default:
                continue
            }
            if !keepingReactions { try takeBackReactions(on: target, now: now) }
        }
        return wrote
    }

    /// Drops what waits of the bot's own reactions on messages about `subject`; those that were sent stay.
    func withdrawOffer(on subject: String) throws {
        let sql = """
            UPDATE outbox SET state = 6
            WHERE kind = 3 AND state = 0 AND attempt = 0
                AND target IN (SELECT id FROM outbox WHERE subject = ? AND kind = 1)
            """
        try cachedStatement(sql: sql).execute(arguments: [subject])
    }

    private func replace(_ id: Int64, by text: OutboxText) throws {
        // It may have been encrypted, and then not tried after all.
        let sql = "UPDATE outbox SET body = ?, html = ?, rings = ?, mentions = ?, ciphertext = NULL WHERE id = ?"
        try cachedStatement(sql: sql)
            .execute(arguments: [text.body, text.html, text.rings, text.storedMentions, id])
    }

    private func editSent(_ target: OutboxTarget, _ text: OutboxText, cause: String, now: Timestamp) throws {
        // An edit that still waits says what is out of date: the new text takes its place. Only the last one's, as what
        // was taken before it may have been put back, and would be sent after it.
        let sql = """
            SELECT id, state, attempt FROM outbox WHERE target = ? AND kind = 2 AND state IN (0, 1, 3)
            ORDER BY id DESC LIMIT 1
            """
        let last = try Row.fetchOne(cachedStatement(sql: sql), arguments: [target.id])
        let waiting: Int64? = last.flatMap { $0[1] == OutboxState.ready.rawValue && $0[2] == 0 ? $0[0] : nil }
        try dropWaitingEdits(of: target.id, except: waiting)
        if let waiting { return try replace(waiting, by: text) }
        var row = OutboxInsert(key: "edit:\(cause):\(target.key)", kind: .edit, on: target, now: now)
        row.text = text
        _ = try insert(row)
    }

    private func dropWaitingEdits(of target: Int64, except last: Int64? = nil) throws {
        let sql = """
            UPDATE outbox SET state = 6 WHERE target = ? AND kind = 2 AND state = 0 AND attempt = 0 AND id IS NOT ?
            """
        try cachedStatement(sql: sql).execute(arguments: [target, last])
    }

    private func takeBackReactions(on target: OutboxTarget, now: Timestamp) throws {
        let sql = "SELECT id, key, state, attempt FROM outbox WHERE target = ? AND kind = 3"
        for row in try Row.fetchAll(cachedStatement(sql: sql), arguments: [target.id]) {
            let id: Int64 = row[0]
            let key: String = row[1]
            switch OutboxState(rawValue: row[2]) {
            case .ready where row[3] == 0:
                try cachedStatement(sql: "UPDATE outbox SET state = 6 WHERE id = ?").execute(arguments: [id])
            case .ready, .sending, .sent, .inDoubt:
                let reaction = OutboxTarget(id: id, key: key, lane: target.lane, room: target.room)
                _ = try insert(OutboxInsert(key: "redact:\(key)", kind: .redaction, on: reaction, now: now))
            default:
                continue
            }
        }
    }
}
