import GRDB
package import Groups
import Identifiers

extension Storage {
    /// Notes that the homeserver is not heard any more: from when it was heard last, no attempt's time runs out.
    package func noteAway() async throws {
        try await database.write { db in
            try db.run("UPDATE session SET awaySinceMs = coalesce(awaySinceMs, syncedAtMs) WHERE id = 1")
        }
    }

    /// Gives back to attempts under way the time in which the homeserver was not heard, and notes that it is again.
    ///
    /// An attempt from which the bot was away for more than ``Attempt/outageMsAtMost`` is marked as void; a tick that
    /// says so is in the inbox before whatever was said meanwhile. Where the clock went back, or less than two seconds
    /// have passed, nothing is given. A crash after this gives nothing twice.
    ///
    /// - Returns: to how many attempts something was given.
    @discardableResult
    package func giveBack(from: Timestamp, to now: Timestamp) async throws -> Int {
        try await database.write { db in
            var given = 0
            if now.rawValue - from.rawValue >= Self.outageMsAtLeast { given = try db.giveBack(from: from, to: now) }
            try db.run("UPDATE session SET awaySinceMs = NULL, syncedAtMs = ? WHERE id = 1", [now.rawValue])
            return given
        }
    }

    /// When the time of the next attempt is over, the grace counted: it ends once the homeserver was heard after that.
    package func nextAttemptEnd() async throws -> Timestamp? {
        try await database.look { db in try db.nextAttemptEnd() }
    }

    /// What is shorter than this, in milliseconds, is no outage.
    static let outageMsAtLeast: Int64 = 2000
    /// How long nothing may be heard without an error, in milliseconds: far longer than a long poll.
    package static let silenceMsAtMost: Int64 = 75_000
}

extension Database {
    /// When the homeserver was last heard; nil where there is none, as in a terminal.
    func heardAt() throws -> Timestamp? {
        try firstRow(
            "SELECT coalesce(awaySinceMs, syncedAtMs) AS heardAtMs FROM session WHERE id = 1 AND syncedAtMs IS NOT NULL"
        )?.moment("heardAtMs")
    }

    fileprivate func giveBack(from: Timestamp, to now: Timestamp) throws -> Int {
        // Whose time was over before is not woken up.
        let attempts = try allRows(
            """
            SELECT * FROM attempt INDEXED BY attemptDue WHERE outcome IS NULL AND awayTooLong = 0 AND dueAtMs > ?
            """,
            [from.rawValue]
        ).map(Attempt.init).filter { $0.startedAt < now }
        var isAnyVoid = false
        for attempt in attempts {
            let missed = now.rawValue - max(from, attempt.startedAt).rawValue
            if missed > Attempt.outageMsAtMost {
                try run(
                    "UPDATE attempt SET awayTooLong = 1, dueAtMs = ? WHERE id = ?",
                    [now.rawValue, attempt.id.rawValue]
                )
                isAnyVoid = true
            } else {
                try update(attempt.given(missed, from: from, to: now))
            }
        }
        guard !attempts.isEmpty else { return 0 }
        let event = EventID(rawValue: "outage:\(now.rawValue)")
        let cause = Cause(at: now, person: nil, event: event)
        try audit("attempts.timeGivenBack \(attempts.count) \(now.rawValue - from.rawValue)", cause)
        if isAnyVoid { _ = try tick(at: now) }
        return attempts.count
    }
}

extension Attempt {
    /// The attempt with the time that it missed.
    ///
    /// A question that was shown during the outage counts from its end on: never from a moment to come.
    fileprivate func given(_ missed: Int64, from: Timestamp, to now: Timestamp) -> Attempt {
        var given = self
        given.endsAt = endsAt.map { Timestamp(rawValue: $0.rawValue + missed) }
        let unseen = max(0, now.rawValue - max(from, shownAt).rawValue)
        given.shownAt = Timestamp(rawValue: shownAt.rawValue + unseen)
        return given
    }
}
