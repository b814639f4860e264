import GRDB
package import Groups
package import Identifiers

extension StoredBoard {
    package func sightsDue(by now: Timestamp, limit: Int) throws -> [UserID] {
        try db.allRows(
            "SELECT person FROM sightChange WHERE dueAtMs <= ? ORDER BY dueAtMs LIMIT ?",
            [now.rawValue, limit]
        ).map { $0.user("person") }
    }
}

extension Database {
    /// Whether it matters that somebody can be reached: they decide for a group, or wait for one.
    func isMissed(_ person: UserID) throws -> Bool {
        try exists("SELECT 1 FROM administrator WHERE person = ? LIMIT 1", [person.rawValue])
            || asksForSomething(person)
            || exists("SELECT 1 FROM queuePlace WHERE person = ? LIMIT 1", [person.rawValue])
    }

    private func asksForSomething(_ person: UserID) throws -> Bool {
        try exists("SELECT 1 FROM request WHERE person = ? AND state = 'pending' LIMIT 1", [person.rawValue])
    }

    /// Somebody has left every room with the bot: unless they come back soon, the cards of their requests say so.
    func noteOutOfSight(_ person: UserID, at now: Timestamp) throws {
        guard try asksForSomething(person) else { return }
        try run(
            "INSERT OR REPLACE INTO sightChange (person, dueAtMs) VALUES (?, ?)",
            [person.rawValue, now.rawValue + GroupWatch.patienceMs]
        )
    }

    /// They are back: what no card has said yet none needs to say.
    func noteInSight(_ person: UserID, at now: Timestamp) throws {
        try forgetSight(of: person)
        guard changesCount == 0, try asksForSomething(person) else { return }
        try run("INSERT INTO sightChange (person, dueAtMs) VALUES (?, ?)", [person.rawValue, now.rawValue])
    }

    func forgetSight(of person: UserID) throws {
        try run("DELETE FROM sightChange WHERE person = ?", [person.rawValue])
    }
}
