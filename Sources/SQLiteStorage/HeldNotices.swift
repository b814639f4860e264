import GRDB
import Groups
import Identifiers

extension Database {
    /// Keeps what a person is to be told after their quiet hours.
    ///
    /// - Returns: whether there is nothing to send now.
    func hold(_ draft: Draft, now: Timestamp) throws -> Bool {
        guard let until = draft.heldUntil, case .tell(let text, let person) = draft.action else { return false }
        // What was said already is not said again.
        guard try !exists("SELECT 1 FROM outbox WHERE key = ?", [draft.key]) else { return true }
        try run(
            """
            INSERT OR IGNORE INTO heldNotice (key, person, body, html, createdAtMs, dueAtMs) VALUES (?, ?, ?, ?, ?, ?)
            """,
            [draft.key, person.rawValue, text.body, text.html, now.rawValue, until.rawValue]
        )
        return true
    }

    /// Notes that a kept notice is told; its key stays, so that it is not told again.
    func release(_ notice: HeldNotice) throws {
        try run("UPDATE heldNotice SET dueAtMs = NULL, body = NULL, html = NULL WHERE id = ?", [notice.id])
    }

    /// Keeps what a person was to be told now until later.
    func keepNotices(of person: UserID, until moment: Timestamp) throws {
        try run(
            "UPDATE heldNotice SET dueAtMs = ? WHERE person = ? AND dueAtMs < ?",
            [moment.rawValue, person.rawValue, moment.rawValue]
        )
    }

    /// Forgets told notices and files from before a moment, and imports that nobody has confirmed for a day.
    func sweepNotices(before moment: Timestamp) throws {
        try run(
            """
            DELETE FROM heldNotice WHERE id IN (
                SELECT id FROM heldNotice WHERE dueAtMs IS NULL AND createdAtMs < ? LIMIT 500)
            """,
            [moment.rawValue]
        )
        try run(
            """
            DELETE FROM attachment WHERE event IN (
                SELECT event FROM attachment WHERE receivedAtMs < ? LIMIT 500)
            """,
            [moment.rawValue]
        )
        try run(
            "DELETE FROM aliasLookup WHERE (event, alias) IN (SELECT event, alias FROM aliasLookup WHERE atMs < ? LIMIT 500)",
            [moment.rawValue]
        )
        // Confirming it is refused after a day; this only frees the place that it takes.
        let asked = moment.rawValue + 28 * 86_400_000
        try run("DELETE FROM calendarImport WHERE askedAtMs < ?", [asked])
        try run("DELETE FROM testImport WHERE askedAtMs < ?", [asked])
    }

    /// Remembers where a file lies, if it was sent alone with the bot, or by an administrator in the administrators' room
    /// of their group; at most 20 of a person's, and 20 in a room.
    ///
    /// - Returns: whether it is new.
    func remember(_ file: ReceivedFile) throws -> Bool {
        guard let room = file.heard.room, let sender = file.heard.sender else { return false }
        try run(
            """
            INSERT OR IGNORE INTO attachment (event, room, sender, name, uri, bytes, receivedAtMs, isEncrypted, kind)
            SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9 WHERE EXISTS (SELECT 1 FROM room WHERE id = ?2 AND directWith = ?3)
                OR EXISTS (
                    SELECT 1 FROM "group" g JOIN administrator a ON a."group" = g.id AND a.person = ?3
                    WHERE g.adminRoom = ?2)
            """,
            [
                file.heard.event.rawValue, room.rawValue, sender.rawValue, file.name, file.uri, file.bytes,
                file.heard.receivedAt.rawValue, file.isEncrypted, file.kind,
            ]
        )
        guard changesCount > 0 else { return false }
        let rows = EncryptionRows(db: self)
        if let key = file.key { try rows.storeFileKey(key, of: file.uri, from: sender, at: file.heard.receivedAt) }
        for (column, value) in [("sender", sender.rawValue), ("room", room.rawValue)] {
            try run(
                """
                DELETE FROM attachment WHERE \(column) = ?1 AND receivedAtMs < (
                    SELECT receivedAtMs FROM attachment WHERE \(column) = ?1 ORDER BY receivedAtMs DESC LIMIT 1 OFFSET 19)
                """,
                [value]
            )
        }
        return true
    }
}

/// A file that somebody sent, as the event says.
package struct ReceivedFile: Hashable, Sendable {
    /// The event as a message: what is written below the file, as a reply to it.
    package var heard: InboxEvent
    package var name: String
    /// An `mxc:` URI.
    package var uri: String
    package var bytes: Int?
    /// Whether nobody can open it who has no other key than what came with it.
    package var isEncrypted: Bool
    /// What opens it: the JSON of the event's `file`, where it is encrypted and can be opened.
    package var key: String?
    /// What the client called it: one of ``OutboxFile/kinds``.
    package var kind: String?

    package init(
        heard: InboxEvent,
        name: String,
        uri: String,
        bytes: Int?,
        isEncrypted: Bool = false,
        key: String? = nil,
        kind: String? = nil
    ) {
        self.heard = heard
        self.name = name
        self.uri = uri
        self.bytes = bytes
        self.isEncrypted = isEncrypted
        self.key = key
        self.kind = kind
    }
}
