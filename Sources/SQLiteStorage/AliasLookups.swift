import GRDB
package import Groups
package import Identifiers

/// An alias that the homeserver is to be asked about.
package struct WantedAlias: Hashable, Sendable {
    /// The command that names it.
    package var event: EventID
    package var alias: String
    /// How often it was tried before.
    package var attempts: Int
}

extension Storage {
    /// The aliases that are to be looked up now, the longest due first.
    package func wantedAliases(at now: Timestamp, limit: Int) async throws -> [WantedAlias] {
        try await database.look { db in
            try db.allRows(
                """
                SELECT event, alias, attempts FROM aliasLookup WHERE state = 0 AND notBeforeMs <= ?
                ORDER BY notBeforeMs LIMIT ?
                """,
                [now.rawValue, limit]
            ).map { WantedAlias(event: EventID(rawValue: $0["event"]), alias: $0["alias"], attempts: $0["attempts"]) }
        }
    }

    /// Notes where an alias leads; once that is known of all that a command names, it waits in the inbox again.
    ///
    /// - Returns: whether the command is to be handled.
    @discardableResult
    package func noteAlias(_ wanted: WantedAlias, _ found: AliasLookup) async throws -> Bool {
        try await database.write { db in
            let (state, room): (Int, String?) =
                switch found {
                case .wanted: (0, nil)
                case .room(let id): (1, id.rawValue)
                case .missing: (2, nil)
                case .unreachable: (3, nil)
                }
            try db.run(
                "UPDATE aliasLookup SET state = ?, room = ? WHERE event = ? AND alias = ?",
                [state, room, wanted.event.rawValue, wanted.alias]
            )
            let waiting = "SELECT 1 FROM aliasLookup WHERE event = ? AND state = 0 LIMIT 1"
            guard try !db.exists(waiting, [wanted.event.rawValue]) else { return false }
            try db.run(
                "UPDATE inbox SET state = 0 WHERE eventID = ? AND state = 1 AND body IS NOT NULL",
                [wanted.event.rawValue]
            )
            return db.changesCount > 0
        }
    }

    /// Puts looking an alias up off.
    package func putOffLookup(of wanted: WantedAlias, until moment: Timestamp) async throws {
        try await database.write { db in
            try db.run(
                "UPDATE aliasLookup SET attempts = attempts + 1, notBeforeMs = ? WHERE event = ? AND alias = ?",
                [moment.rawValue, wanted.event.rawValue, wanted.alias]
            )
        }
    }
}

extension StoredBoard {
    package func lookup(of alias: String, for event: EventID) throws -> AliasLookup? {
        try db.firstRow(
            "SELECT state, room FROM aliasLookup WHERE event = ? AND alias = ?",
            [event.rawValue, alias]
        ).map { row in
            switch row["state"] as Int {
            case 1: .room(RoomID(rawValue: row["room"] ?? ""))
            case 2: .missing
            case 3: .unreachable
            default: .wanted
            }
        }
    }
}

extension Database {
    /// Has aliases looked up for a command, which keeps its words until then.
    func want(_ aliases: [String], _ cause: Cause) throws {
        for alias in aliases {
            try run(
                "INSERT OR IGNORE INTO aliasLookup (event, alias, atMs) VALUES (?, ?, ?)",
                [cause.event.rawValue, alias, cause.at.rawValue]
            )
        }
    }

    /// Forgets the aliases that a command names which was taken back, and with them its words.
    func forgetAliases(of event: EventID) throws {
        try run("DELETE FROM aliasLookup WHERE event = ?", [event.rawValue])
        guard changesCount > 0 else { return }
        try run("UPDATE inbox SET body = NULL, pills = NULL WHERE eventID = ? AND state = 1", [event.rawValue])
    }

    /// Whether the homeserver is to be asked about an alias.
    func wantsAliases() throws -> Bool {
        try exists("SELECT 1 FROM aliasLookup WHERE state = 0 AND notBeforeMs >= 0 LIMIT 1")
    }
}

extension StoredDecision {
    /// Whether the event is decided again, once something is known that it needs.
    var isPutOff: Bool {
        changes.contains { if case .criteria(.aliasesWanted) = $0 { true } else { false } }
    }
}
