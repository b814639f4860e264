import GRDB
import Groups
import Identifiers

// What changes about encrypted rooms, as the homeserver tells of it.

extension Database {
    /// Whether a room is encrypted in a way that the bot takes no part in.
    static let unreadable = """
        (encrypted = 1 AND NOT (algorithm IS 'm.megolm.v1.aes-sha2' AND (SELECT encrypts FROM session)))
        """

    /// Notes that a room is encrypted, for ever and always by the algorithm that was named first.
    func note(_ encryption: RoomFact.RoomEncryption, of room: RoomID) throws {
        try run("INSERT OR IGNORE INTO room (id) VALUES (?)", [room.rawValue])
        try run(
            """
            UPDATE room SET encrypted = 1, rotationMs = ?2, rotationMessages = ?3,
                algorithm = CASE encrypted WHEN 1 THEN coalesce(algorithm, ?4) ELSE ?4 END
            WHERE id = ?1
            """,
            [room.rawValue, encryption.rotationMs, encryption.rotationMessages, encryption.algorithm]
        )
    }

    /// Notes who may read what was said; where that widens or narrows, what comes next has a key of its own.
    func note(historyVisibility: String, of room: RoomID) throws {
        try run("INSERT OR IGNORE INTO room (id) VALUES (?)", [room.rawValue])
        try run(
            "UPDATE room SET historyVisibility = ?2 WHERE id = ?1 AND historyVisibility IS NOT ?2",
            [room.rawValue, historyVisibility]
        )
        guard changesCount > 0 else { return }
        try reconsiderKey(of: room, isLeaving: true)
    }

    /// Has the key of a room looked at again before it is used: whoever left may read no more, whoever came may lack it.
    func reconsiderKey(of room: RoomID, isLeaving: Bool) throws {
        try run(
            "UPDATE outboundRoomKey SET incomplete = 1, spent = max(spent, ?2) WHERE room = ?1",
            [room.rawValue, isLeaving]
        )
    }
}
