import GRDB
import Groups

/// The words of a text as the index has them: letters and digits, lower case, at most eight.
func searchTerms(_ text: String) -> [String] {
    var terms: [String] = []
    for word in text.split(whereSeparator: { !$0.isLetter && !$0.isNumber }) where terms.count < 8 {
        let term = String(word.lowercased().prefix(32))
        // A quote can't stand among letters, but what goes into MATCH is worth a second look.
        if term.utf8.count <= 128, !term.contains("\"") { terms.append(term) }
    }
    return terms
}

/// The word itself, and the word with each of its letters left out.
///
/// Two words that are one slip apart (a letter missing, added, changed, or two swapped) have one of these in common.
func spellingVariants(of word: String) -> [String] {
    let scalars = Array(word.unicodeScalars)
    guard scalars.count > 2, scalars.count <= 24 else { return [word] }
    return [word]
        + scalars.indices.map { index in
            var shorter = String.UnicodeScalarView()
            for other in scalars.indices where other != index { shorter.append(scalars[other]) }
            return String(shorter)
        }
}

extension Database {
    /// Makes a group findable.
    func index(_ group: Groups.Group) throws {
        try run(
            "INSERT INTO groupWords (rowid, name, skills, sponsor, about) VALUES (?, ?, ?, ?, ?)",
            words(of: group)
        )
        for skill in Set(group.skills) {
            try run(#"INSERT OR IGNORE INTO groupSkill (skill, "group") VALUES (?, ?)"#, [skill, group.id.rawValue])
        }
        for term in spelled(group) {
            try run(
                "INSERT INTO searchTerm (term, uses) VALUES (?, 1) ON CONFLICT DO UPDATE SET uses = uses + 1",
                [term]
            )
            guard try number("SELECT uses FROM searchTerm WHERE term = ?", [term]) == 1 else { continue }
            for variant in Set(spellingVariants(of: term)) {
                try run("INSERT OR IGNORE INTO searchVariant (variant, term) VALUES (?, ?)", [variant, term])
            }
        }
    }

    /// Takes a group out of the index; it must be as it was when it was put in.
    func unindex(_ group: Groups.Group) throws {
        try run(
            """
            INSERT INTO groupWords (groupWords, rowid, name, skills, sponsor, about)
            VALUES ('delete', ?, ?, ?, ?, ?)
            """,
            words(of: group)
        )
        try run(#"DELETE FROM groupSkill WHERE "group" = ?"#, [group.id.rawValue])
        for term in spelled(group) {
            try run("UPDATE searchTerm SET uses = uses - 1 WHERE term = ?", [term])
            guard try number("SELECT uses FROM searchTerm WHERE term = ?", [term]) == 0 else { continue }
            try run("DELETE FROM searchVariant WHERE term = ?", [term])
            try run("DELETE FROM searchTerm WHERE term = ?", [term])
        }
    }

    private func words(of group: Groups.Group) -> StatementArguments {
        [
            group.id.rawValue, "\(group.name) \(group.handle)", group.skills.joined(separator: " "),
            group.sponsor.name, group.about,
        ]
    }

    /// The words of a group that a typing mistake is corrected to.
    private func spelled(_ group: Groups.Group) -> Set<String> {
        Set(searchTerms(group.name) + searchTerms(group.sponsor.name) + group.skills.flatMap(searchTerms))
    }
}
