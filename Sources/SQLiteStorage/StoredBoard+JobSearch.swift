import GRDB
package import Groups
import Identifiers

extension StoredBoard {
    /// The open jobs that a query means.
    ///
    /// Those that have its words in the title come first, then those in skills and groups, then all others; of these the
    /// newest. That is an order which no other job changes, so a page goes on where the last one ended. Words that stand in no
    /// job are looked for again as the nearest words that some group uses. However hostile the query, it ends within
    /// ``SearchLimit/milliseconds``.
    package func search(_ query: JobQuery, limit: Int) throws -> JobMatches {
        let slice = SearchLimit(db: db, uptimeMs: surroundings.uptimeMs)
        var typed = query
        typed.filter.words = searchTerms(query.filter.words.joined(separator: " "))
        let found = try matches(typed, limit: limit, within: slice)
        guard found.jobs.isEmpty, query.after == nil,
            let corrected = try slice.run({ try corrected(typed.filter.words) }) ?? nil
        else { return JobMatches(jobs: found.jobs, hasMore: found.hasMore || slice.isCut) }
        typed.filter.words = corrected
        var matches = try matches(typed, limit: limit, within: slice)
        if !matches.jobs.isEmpty { matches.corrected = corrected }
        return matches
    }

    private func matches(_ query: JobQuery, limit: Int, within slice: SearchLimit) throws -> JobMatches {
        guard var search = try JobSearch(query, self) else { return JobMatches(jobs: [], hasMore: false) }
        var ids: [Int64] = []
        var after = query.after?.rawValue ?? .max
        if query.after != nil, search.ranks.count > 1 {
            // Where the last page ended. A job that is found no more leaves that open: then it goes on from its number.
            let rank = try slice.run {
                try search.ranks.firstIndex { rank in
                    try db.exists("SELECT 1 FROM jobWords WHERE jobWords MATCH ? AND rowid = ?", [rank, after])
                }
            }
            search.ranks.removeFirst((rank ?? nil) ?? 0)
        }
        for statement in search.statements where ids.count <= limit {
            ids += try slice.numbers(
                statement.sql,
                statement.start + [after] + search.further + [limit + 1 - ids.count]
            )
            after = .max
        }
        let jobs = try ids.prefix(limit).compactMap { try job(JobID(rawValue: $0)) }
        return JobMatches(jobs: jobs, hasMore: ids.count > limit || slice.isCut)
    }
}

/// A query about jobs as SQL: one statement for each rank, which streams the newest first and stops at its LIMIT.
private struct JobSearch {
    /// What the index for full text is asked, the best rank first; empty where there are no words.
    var ranks: [String] = []
    /// What the rows are taken from where there are no words, and which column names the job.
    private var source = (sql: "SELECT f.id FROM job f INDEXED BY jobOpen WHERE f.state = 'open'", id: "f.id")
    private var sourceArguments: StatementArguments = []
    /// What else has to hold of a job.
    private var conditions: [String] = []
    private(set) var further: StatementArguments = []

    /// Nil where nothing can fit: somebody's own groups or skills were asked for, and they have none.
    init?(_ query: JobQuery, _ board: StoredBoard) throws {
        let filter = query.filter
        guard !filter.isEmpty else { return nil }
        ranks = Self.ranks(of: filter)
        var groups = filter.groups[...]
        var skills = filter.skills[...]
        if !ranks.isEmpty {
            source = ("SELECT f.rowid FROM jobWords f WHERE jobWords MATCH ?", "f.rowid")
        } else if let group = groups.popFirst() {
            source = (#"SELECT f.job FROM jobGroup f WHERE f."group" = ? AND f.isOpen = 1"#, "f.job")
            sourceArguments = [group.rawValue]
        } else if let skill = skills.popFirst() {
            source = ("SELECT f.job FROM jobSkill f WHERE f.skill = ?", "f.job")
            sourceArguments = [skill]
        } else if filter.isRemote {
            source.sql = "SELECT f.id FROM job f INDEXED BY jobOpenRemote WHERE f.state = 'open' AND f.isRemote = 1"
        }
        let id = source.id
        for skill in skills {
            add("EXISTS (SELECT 1 FROM jobSkill WHERE skill = ? AND job = \(id))", [skill])
        }
        for group in groups {
            add("EXISTS (SELECT 1 FROM jobGroup WHERE job = \(id) AND \"group\" = ?)", [group.rawValue])
        }
        addTerms(of: filter)
        guard try addOwn(of: query, board) else { return nil }
    }

    /// One statement for each rank, with what it begins with.
    var statements: [(sql: String, start: StatementArguments)] {
        let sql =
            ([source.sql, "\(source.id) < ?"] + conditions).joined(separator: " AND ")
            + " ORDER BY \(source.id) DESC LIMIT ?"
        return ranks.isEmpty ? [(sql, sourceArguments)] : ranks.map { (sql, [$0]) }
    }

    private static func ranks(of filter: JobFilter) -> [String] {
        func all(_ words: [String]) -> String { "(" + words.map { "\"\($0)\"*" }.joined(separator: " AND ") + ")" }
        let place = filter.place.isEmpty ? nil : "place : \(all(filter.place))"
        guard !filter.words.isEmpty else { return place.map { [$0] } ?? [] }
        let words = all(filter.words)
        let names = "{title skills groups} : \(words)"
        return ["title : \(words)", "(\(names) NOT title : \(words))", "(\(words) NOT \(names))"]
            .map { rank in place.map { "\(rank) AND \($0)" } ?? rank }
    }

    private mutating func add(_ condition: String, _ arguments: StatementArguments) {
        conditions.append(condition)
        further += arguments
    }

    private mutating func addTerms(of filter: JobFilter) {
        var terms = filter.isRemote ? ["j.isRemote = 1"] : []
        var arguments: StatementArguments = []
        if let basis = filter.pay?.basis {
            terms.append("j.payBasis = ?")
            arguments += [basis.rawValue]
        }
        if let currency = filter.pay?.currency {
            terms.append("j.payCurrency = ?")
            arguments += [currency.code]
        }
        if let least = filter.pay?.least {
            terms.append("coalesce(j.payHigh, ?) >= ?")
            arguments += [Int64.max, least]
        }
        guard !terms.isEmpty else { return }
        let all = terms.joined(separator: " AND ")
        add("EXISTS (SELECT 1 FROM job j WHERE j.id = \(source.id) AND \(all))", arguments)
    }

    /// Whether anything can fit.
    private mutating func addOwn(of query: JobQuery, _ board: StoredBoard) throws -> Bool {
        guard query.filter.isForOwnGroups || query.filter.isForOwnSkills else { return true }
        guard let asker = query.asker else { return false }
        if query.filter.isForOwnGroups {
            add(
                """
                EXISTS (
                    SELECT 1 FROM jobGroup g CROSS JOIN membership m ON m."group" = g."group" AND m.person = ?
                    WHERE g.job = \(source.id))
                """,
                [asker.rawValue]
            )
        }
        guard query.filter.isForOwnSkills else { return true }
        let skills = try board.person(asker).skills
        guard !skills.isEmpty else { return false }
        let marks = skills.map { _ in "?" }.joined(separator: ", ")
        add(
            "EXISTS (SELECT 1 FROM jobSkill WHERE skill IN (\(marks)) AND job = \(source.id))",
            StatementArguments(skills)
        )
        return true
    }
}
