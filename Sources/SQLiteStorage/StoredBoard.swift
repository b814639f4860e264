import GRDB
package import Groups
package import Identifiers

/// The board as it stands inside one transaction.
package struct StoredBoard: Board {
    let db: Database
    package let hall: Hall
    let surroundings: Surroundings

    package func zone(named name: String) -> Zone? {
        surroundings.zone(name)
    }

    package func zones(near name: String) -> [String] {
        surroundings.zonesNear(name)
    }

    /// What the database can't know by itself.
    package struct Surroundings: Sendable {
        /// The time zone of an IANA name.
        package var zone: @Sendable (String) -> Zone?
        /// A clock that never goes back, in milliseconds: what a search may take is measured with it.
        package var uptimeMs: @Sendable () -> Int64
        /// The names of zones that may have been meant by one that is unknown.
        package var zonesNear: @Sendable (String) -> [String]

        package init(
            zone: @escaping @Sendable (String) -> Zone?,
            uptimeMs: @escaping @Sendable () -> Int64,
            zonesNear: @escaping @Sendable (String) -> [String] = { _ in [] }
        ) {
            self.zone = zone
            self.uptimeMs = uptimeMs
            self.zonesNear = zonesNear
        }
    }
}

// MARK: - People

extension StoredBoard {
    package func person(_ id: UserID) throws -> Person {
        try db.firstRow("SELECT * FROM person WHERE userID = ?", [id.rawValue]).map(Person.init) ?? Person(id: id)
    }

    package func badges(of person: UserID, limit: Int) throws -> [Badge] {
        try db.allRows(
            """
            SELECT g.badge, g.name, g.handle, m.sinceMs
            FROM membership m JOIN "group" g ON g.id = m."group"
            WHERE m.person = ? AND g.state <> 'archived' ORDER BY m.sinceMs LIMIT ?
            """,
            [person.rawValue, limit]
        ).map { row in
            Badge(
                emoji: row["badge"],
                groupName: row["name"],
                groupHandle: row["handle"],
                since: row.moment("sinceMs")
            )
        }
    }

    package func budget(of person: UserID) throws -> Budget? {
        try db.firstRow("SELECT * FROM budget WHERE person = ?", [person.rawValue]).map { row in
            Budget(thousandths: row["thousandths"], countedAt: row.moment("countedAtMs"), warned: row["warned"])
        }
    }
}
