import GRDB
import Groups
import Identifiers

extension Database {
    /// Stores what became of an attempt.
    func settle(_ id: Int64, _ settlement: Settlement, now: Timestamp) throws {
        switch settlement {
        case .sent(let event):
            let sql = """
                UPDATE outbox SET state = 2, eventID = coalesce(eventID, ?), settledAtMs = ?, body = NULL, html = NULL,
                    file = NULL, ciphertext = NULL
                WHERE id = ? AND state <> 2
                """
            try cachedStatement(sql: sql).execute(arguments: [event?.rawValue, now.rawValue, id])
        case .retry(let notBefore):
            let sql = "UPDATE outbox SET state = 0, notBeforeMs = ? WHERE id = ? AND state IN (1, 3)"
            try cachedStatement(sql: sql).execute(arguments: [notBefore.rawValue, id])
        case .untried(let notBefore):
            // As it was: only a first try that was none is forgotten.
            let sql = """
                UPDATE outbox SET state = 0, notBeforeMs = ?, attempt = attempt - 1,
                    firstTryAtMs = CASE WHEN attempt = 1 THEN NULL ELSE firstTryAtMs END
                WHERE id = ? AND state IN (1, 3)
                """
            try cachedStatement(sql: sql).execute(arguments: [notBefore.rawValue, id])
        case .dead(let reason):
            let sql = """
                UPDATE outbox SET state = 4, deadReason = ?, settledAtMs = ? WHERE id = ? AND state IN (0, 1, 3)
                """
            try cachedStatement(sql: sql).execute(arguments: [reason, now.rawValue, id])
        case .barred:
            try settle(id, .dead(Self.barred), now: now)
        case .reopen:
            try reopen(id)
        }
    }

    /// Why a row is dead that comes back to life when the room gives the bot the power.
    private static let barred = "the room does not let the bot"

    /// Makes ready what a room did not let the bot do, now that the bot may have the power.
    func retryBarred(in room: RoomID) throws {
        let sql = """
            UPDATE outbox SET state = 0, attempt = 0, firstTryAtMs = NULL, notBeforeMs = 0, deadReason = NULL,
                settledAtMs = NULL
            WHERE room = ? AND kind IN (5, 6) AND state IN (0, 4) AND state = 4 AND deadReason = ?
            """
        try cachedStatement(sql: sql).execute(arguments: [room.rawValue, Self.barred])
    }

    /// The same for rooms of which nothing new was heard, at most so many rows, oldest first.
    func retryBarred(limit: Int) throws {
        let sql = """
            UPDATE outbox SET state = 0, attempt = 0, firstTryAtMs = NULL, notBeforeMs = 0, deadReason = NULL,
                settledAtMs = NULL
            WHERE id IN (SELECT id FROM outbox WHERE state = 4 AND kind IN (5, 6) AND deadReason = ? ORDER BY id LIMIT ?)
            """
        try cachedStatement(sql: sql).execute(arguments: [Self.barred, limit])
    }

    /// Drops the invitations and removals of a person that were not made yet: another takes their place.
    func supersedeDoors(_ room: RoomID, _ person: UserID) throws {
        let sql = """
            UPDATE outbox SET state = 6 WHERE room = ? AND person = ? AND kind IN (5, 6) AND state IN (0, 4)
            """
        try cachedStatement(sql: sql).execute(arguments: [room.rawValue, person.rawValue])
    }

    /// Our own message came back from the homeserver: proof that it arrived, whatever became of the answer.
    func settle(_ echo: ReceivedBatch.Echo) throws {
        let sql = "SELECT id FROM outbox WHERE transactionID = ? AND state IN (1, 3)"
        let statement = try cachedStatement(sql: sql)
        if let id = try Int64.fetchOne(statement, arguments: [echo.transactionID]) {
            return try settle(id, .sent(echo.event), now: echo.at)
        }
        // It was noted already, but perhaps after what was said to it had come.
        let earlier = """
            UPDATE outbox SET settledAtMs = ? WHERE eventID = ? AND subject IS NOT NULL AND state = 2 AND settledAtMs > ?
            """
        try cachedStatement(sql: earlier).execute(
            arguments: [echo.at.rawValue, echo.event.rawValue, echo.at.rawValue]
        )
    }

    /// Sends what waits for a direct room that is gone back to waiting for one.
    private func reopen(_ id: Int64) throws {
        let sql = "SELECT room, person FROM outbox WHERE id = ? AND person IS NOT NULL AND kind = 1"
        guard let row = try Row.fetchOne(cachedStatement(sql: sql), arguments: [id]) else { return }
        let room: String? = row[0]
        let person: String = row[1]
        try cachedStatement(sql: "UPDATE outbox SET state = 0 WHERE id = ? AND state IN (1, 3)")
            .execute(arguments: [id])
        let move = """
            UPDATE outbox SET room = NULL, lane = ?, replyTo = NULL, thread = NULL, attempt = 0, firstTryAtMs = NULL,
                ciphertext = NULL
            WHERE lane = ? AND state = 0
                AND (kind = 1 OR (SELECT t.state FROM outbox t WHERE t.id = outbox.target) = 0)
            """
        try cachedStatement(sql: move).execute(arguments: [person, room])
        let bury = "UPDATE outbox SET state = 4, deadReason = 'its room is gone' WHERE lane = ? AND state = 0"
        try cachedStatement(sql: bury).execute(arguments: [room])
        let forget = """
            UPDATE directRoom SET state = 1, room = NULL, generation = generation + 1 WHERE person = ? AND room = ?
            """
        try cachedStatement(sql: forget).execute(arguments: [person, room])
    }
}
