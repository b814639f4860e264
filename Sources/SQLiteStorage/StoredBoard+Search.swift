import GRDB
package import Groups

extension StoredBoard {
    /// The groups that a query means.
    ///
    /// Looks in names first, then in skills, sponsors and descriptions; what is found nowhere is looked for again with
    /// the nearest words that some group does use. However hostile the query, it ends within ``SearchLimit/milliseconds``
    /// and gives what it had found by then.
    package func search(_ query: GroupQuery, limit: Int) throws -> GroupMatches {
        let slice = SearchLimit(db: db, uptimeMs: surroundings.uptimeMs)
        let typed = GroupQuery(
            words: searchTerms(query.words.joined(separator: " ")),
            skills: query.skills,
            sponsor: query.sponsor
        )
        let found = try matches(typed, limit: limit, within: slice)
        guard found.groups.isEmpty, let corrected = try slice.run({ try corrected(typed.words) }) ?? nil else {
            return GroupMatches(groups: found.groups, hasMore: found.hasMore || slice.isCut)
        }
        var again = typed
        again.words = corrected
        var matches = try matches(again, limit: limit, within: slice)
        if !matches.groups.isEmpty { matches.corrected = corrected }
        return matches
    }

    package func groups(near text: String, limit: Int) throws -> [Groups.Group] {
        try Array(search(GroupQuery(words: [text]), limit: limit).groups.prefix(limit))
    }

    package func skill(near typed: String) throws -> String? {
        let slice = SearchLimit(db: db, uptimeMs: surroundings.uptimeMs)
        return try slice.run { try nearestSkill(to: typed.lowercased()) } ?? nil
    }

    private func nearestSkill(to typed: String) throws -> String? {
        let terms = searchTerms(typed)
        if terms == [typed] { return try nearest(to: typed, where: isSkillOfGroups) }
        guard let words = try corrected(terms) else { return nil }
        let skill = words.joined(separator: " ")
        return try isSkillOfGroups(skill) ? skill : nil
    }

    private func matches(_ query: GroupQuery, limit: Int, within slice: SearchLimit) throws -> GroupMatches {
        var ids: [Int64] = []
        for stage in try stages(of: query) where ids.count <= limit {
            let found = try slice.numbers(stage.sql, stage.arguments + [Self.candidatesAtMost])
            for id in found where !ids.contains(id) { ids.append(id) }
        }
        // One step in an index for each, so outside the slice: what was found in time is also shown.
        var groups = try ids.prefix(Self.candidatesAtMost).compactMap { try group(GroupID(rawValue: $0)) }
        let hasMore = ids.count > limit || slice.isCut
        groups = ranked(groups, by: query)
        return GroupMatches(groups: Array(groups.prefix(limit)), hasMore: hasMore)
    }

    /// Ranks only what was found already: a ranking inside the index would read every row that has the word.
    private func ranked(_ groups: [Groups.Group], by query: GroupQuery) -> [Groups.Group] {
        func score(_ group: Groups.Group) -> Int {
            let name = searchTerms(group.name)
            let inName = query.words.allSatisfy { word in name.contains { $0.hasPrefix(word) } }
            return (name == query.words ? 4 : 0) + (inName ? 2 : 0)
        }
        return groups.enumerated().sorted { left, right in
            let (l, r) = (score(left.element), score(right.element))
            if l != r { return l > r }
            if left.element.memberCount != right.element.memberCount {
                return left.element.memberCount > right.element.memberCount
            }
            return left.offset < right.offset
        }.map(\.element)
    }

    /// How many groups a search looks at, at most.
    private static let candidatesAtMost = 40
    /// More words than that are looked for in everything at once.
    fileprivate static let nameWordsAtMost = 4
}

// MARK: - Stages

extension StoredBoard {
    fileprivate struct Stage {
        var sql: String
        var arguments: StatementArguments
    }

    /// The queries to ask one after the other until enough was found.
    ///
    /// Every one streams rows and stops at its LIMIT.
    fileprivate func stages(of query: GroupQuery) throws -> [Stage] {
        var filter = ""
        var values: [Int64] = []
        var skills: [String] = []
        if let name = query.sponsor {
            guard let sponsor = try sponsor(named: name) else { return [] }
            filter += #" AND (SELECT sponsor FROM "group" WHERE id = f.rowid) = ?"#
            values.append(sponsor.id.rawValue)
        }
        for skill in query.skills {
            filter += #" AND EXISTS (SELECT 1 FROM groupSkill WHERE skill = ? AND "group" = f.rowid)"#
            skills.append(skill)
        }
        let extra = StatementArguments(values) + StatementArguments(skills)
        if query.words.isEmpty { return unworded(query, filter, extra, sponsor: values.first) }
        // Among others a single letter is a word (“C”), and not the beginning of a hundred thousand.
        let isOne = query.words.count == 1
        let pattern = query.words.map { "\"\($0)\"\(isOne || $0.count > 1 ? "*" : "")" }.joined(separator: " AND ")
        // So many words stand together in a description only, and each look costs as many lists as there are words.
        let isName = query.words.count <= Self.nameWordsAtMost
        let matches = isName ? ["name : (\(pattern))", "{skills sponsor} : (\(pattern))", pattern] : [pattern]
        var stages = matches.map { match in
            Stage(
                sql: "SELECT f.rowid FROM groupWords f WHERE groupWords MATCH ?\(filter) LIMIT ?",
                arguments: [match] + extra
            )
        }
        // “c++” and “c#” have no letters of their own to the index, but are skills as they stand.
        stages.insert(
            Stage(
                sql: """
                    SELECT f."group" FROM groupSkill f WHERE f.skill = ?
                    \(filter.replacing("f.rowid", with: "f.\"group\"")) LIMIT ?
                    """,
                arguments: [query.words.joined(separator: " ")] + extra
            ),
            at: isName ? 1 : 0
        )
        return stages
    }

    private func unworded(
        _ query: GroupQuery,
        _ filter: String,
        _ extra: StatementArguments,
        sponsor: Int64?
    ) -> [Stage] {
        if let skill = query.skills.first {
            let sql = """
                SELECT f."group" FROM groupSkill f WHERE f.skill = ?
                \(filter.replacing("f.rowid", with: "f.\"group\"")) LIMIT ?
                """
            return [Stage(sql: sql, arguments: [skill] + extra)]
        }
        guard let sponsor else { return [] }
        let sql = #"""
            SELECT id FROM "group" WHERE sponsor = ? AND state <> 'archived' AND wasOpened = 1 ORDER BY handle LIMIT ?
            """#
        return [Stage(sql: sql, arguments: [sponsor])]
    }
}

// MARK: - Spelling

extension StoredBoard {
    /// The same words with those that no group uses replaced by the nearest that some does, or nil if none is near.
    func corrected(_ words: [String]) throws -> [String]? {
        var hasChanged = false
        let corrected = try words.map { word in
            guard try !isKnown(word), let nearest = try nearest(to: word) else { return word }
            hasChanged = true
            return nearest
        }
        return hasChanged ? corrected : nil
    }

    private func isKnown(_ word: String) throws -> Bool {
        try db.exists(
            "SELECT 1 FROM searchTerm WHERE term >= ? AND term < ? LIMIT 1",
            [word, word + "\u{10FFFF}"]
        )
    }

    /// The term that is one slip away, or for a longer word two: the one that most groups use, of those that are meant.
    private func nearest(
        to word: String,
        where isMeant: (String) throws -> Bool = { _ in true }
    ) throws -> String? {
        let letters = word.unicodeScalars.count
        guard letters > 2 else { return nil }
        var variants = spellingVariants(of: word)
        if letters > 5 { variants += variants.dropFirst().flatMap { spellingVariants(of: $0).dropFirst() } }
        var best: (distance: Int, uses: Int, term: String)?
        for variant in Set(variants).sorted() {
            let rows = try db.allRows(
                """
                SELECT t.term, t.uses FROM searchVariant v JOIN searchTerm t ON t.term = v.term
                WHERE v.variant = ? LIMIT 20
                """,
                [variant]
            )
            for row in rows {
                let candidate = (
                    distance: editDistance(word, row["term"]), uses: row["uses"] as Int, term: row["term"] as String
                )
                guard candidate.distance <= (letters > 5 ? 2 : 1) else { continue }
                if let known = best,
                    (known.distance, -known.uses, known.term)
                        <= (candidate.distance, -candidate.uses, candidate.term)
                {
                    continue
                }
                if try isMeant(candidate.term) { best = candidate }
            }
        }
        return best?.term
    }
}

extension Storage {
    /// Asks the directory outside any decision: for measuring.
    package func searchGroups(
        _ query: GroupQuery,
        limit: Int,
        surroundings: StoredBoard.Surroundings
    ) async throws -> GroupMatches {
        try await database.look { db in
            try StoredBoard(db: db, hall: .unnamed, surroundings: surroundings).search(query, limit: limit)
        }
    }
}
