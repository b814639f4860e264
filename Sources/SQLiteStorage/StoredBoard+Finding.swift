import GRDB
package import Groups
package import Identifiers

extension StoredBoard {
    /// How many people one page looks at: what many have in common and few have together is told a part at a time.
    private static let looksAtMost = 2000
    /// How far the rows of a token are counted, to begin with the rarest.
    private static let countedAtMost = 500

    package func people(for query: PersonQuery, limit: Int) throws -> PersonMatches {
        var tokens = FindTokens.tokens(of: query)
        if tokens.isEmpty { tokens = [FindTokens.everybody] }
        let counted = try tokens.map { token in
            let sql = "SELECT 1 FROM findToken WHERE token = ? LIMIT ?"
            return (token, try db.allRows(sql, [token, Self.countedAtMost]).count)
        }
        let rarest = counted.min { $0.1 < $1.1 }?.0 ?? FindTokens.everybody
        let others = tokens.filter { $0 != rarest }
        let start = try query.after.map(rank) ?? -1
        let rows = try db.allRows(
            """
            SELECT rank, person FROM findToken WHERE token = ? AND (rank, person) > (?, ?) AND rank < ?
            ORDER BY rank, person LIMIT ?
            """,
            [
                rarest, start, query.after?.rawValue ?? "", FindTokens.end(by: query.availableBy),
                Self.looksAtMost,
            ]
        )
        var people: [UserID] = []
        for row in rows {
            let (rank, person): (Int64, String) = (row["rank"], row["person"])
            guard try others.allSatisfy({ try has($0, rank, person) }) else { continue }
            guard people.count < limit else { return PersonMatches(people: people, next: people.last) }
            people.append(UserID(rawValue: person))
        }
        let isCut = rows.count == Self.looksAtMost
        return PersonMatches(people: people, next: isCut ? rows.last?.user("person") : nil)
    }

    private func has(_ token: String, _ rank: Int64, _ person: String) throws -> Bool {
        try db.exists("SELECT 1 FROM findToken WHERE token = ? AND rank = ? AND person = ?", [token, rank, person])
    }

    /// Where somebody stands in the order of all who are listed; before everybody where they no longer are.
    private func rank(of person: UserID) throws -> Int64 {
        try db.firstRow("SELECT rank FROM findToken WHERE person = ? LIMIT 1", [person.rawValue])?[0] ?? -1
    }

    package func jobInvitationStanding(
        of person: UserID,
        to job: JobID,
        at now: Timestamp
    ) throws -> JobInvitationStanding {
        // A job has as many as it may, and a person gets no more than that in a day.
        let sent = try db.number("SELECT count(*) FROM jobInvitation WHERE job = ?", [job.rawValue])
        let received = try db.number(
            "SELECT count(*) FROM jobInvitation WHERE person = ? AND atMs > ?",
            [person.rawValue, now.rawValue - 86_400_000]
        )
        let key: StatementArguments = [job.rawValue, person.rawValue]
        return JobInvitationStanding(
            hasResponded: try db.exists(
                "SELECT 1 FROM response WHERE job = ? AND person = ? AND state <> 'withdrawn'",
                key
            ),
            isInvited: try db.exists("SELECT 1 FROM jobInvitation WHERE job = ? AND person = ?", key),
            sent: sent,
            received: received
        )
    }
}

extension Database {
    func noteInvitation(of person: UserID, to job: JobID, at moment: Timestamp) throws {
        try run(
            "INSERT INTO jobInvitation (job, person, atMs) VALUES (?, ?, ?)",
            [job.rawValue, person.rawValue, moment.rawValue]
        )
    }

    /// Lists a person by what their profile and their memberships say now, or no longer.
    func listForClients(_ id: UserID) throws {
        try run("DELETE FROM findToken WHERE person = ?", [id.rawValue])
        guard let row = try firstRow("SELECT * FROM person WHERE userID = ?", [id.rawValue]) else { return }
        let person = Person(row)
        guard person.isListed else { return }
        let groups = try allRows(
            #"SELECT "group" FROM membership WHERE person = ? LIMIT ?"#,
            [id.rawValue, FindTokens.groupsAtMost]
        ).map { GroupID(rawValue: $0[0]) }
        let rank = FindTokens.rank(of: person, badges: groups.count)
        for token in FindTokens.tokens(of: person, in: groups) {
            try run("INSERT INTO findToken (token, rank, person) VALUES (?, ?, ?)", [token, rank, id.rawValue])
        }
    }
}

/// What listed people are found by.
enum FindTokens {
    static let everybody = "*"
    static let groupsAtMost = 200
    private static let wordsAtMost = 60
    /// How many ranks there are within a day, for as many badges.
    private static let ranksADay: Int64 = 1000
    /// Whoever has not said from when they have time comes after everybody who has.
    private static let unknownDay: Int64 = 1_000_000

    static func tokens(of query: PersonQuery) -> [String] {
        query.groups.map(token) + query.skills.map { "s:" + $0 } + query.words.map { "w:" + $0 }
    }

    static func tokens(of person: Person, in groups: [GroupID]) -> Set<String> {
        let words = words(person.headline + " " + person.skills.joined(separator: " "))
        return Set(
            [everybody] + groups.map(token) + person.skills.map { "s:" + $0 }
                + words.prefix(wordsAtMost).map { "w:" + $0 }
        )
    }

    private static func token(_ group: GroupID) -> String { "g:\(group.rawValue)" }

    private static func words(_ text: String) -> [String] {
        text.split { !$0.isLetter && !$0.isNumber }.map { String($0.lowercased().prefix(32)) }
    }

    static func rank(of person: Person, badges: Int) -> Int64 {
        let day: Int64 =
            switch person.availability {
            case .atOnce?: 0
            case .from(let day)?: Int64(day.number)
            case .no?, nil: unknownDay
            }
        return day * ranksADay + ranksADay - 1 - Int64(min(badges, groupsAtMost))
    }

    /// The rank before which everybody has time by a day, or everybody is at all.
    static func end(by day: Day?) -> Int64 {
        (day.map { Int64($0.number) } ?? unknownDay) * ranksADay + ranksADay
    }
}
