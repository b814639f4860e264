import Groups
import Identifiers

/// `!find <words>`: look for freelancers who agreed to be found.
struct FindPeople: Command {
    static let usage = Usage(
        name: "find",
        parameters: "<skills, groups or words> [available[:<day>]] [after <person>]",
        summary: "Look for freelancers by skills, groups and words; only those who agreed to be found are.",
        example: "find swift-guild sqlite available",
        section: .jobs
    )

    static let peopleAtMost = 10

    let typed: String
    let words: [String]
    let skills: [String]
    let groups: [GroupReference]
    /// Whether they are to have time: by today where no day is named.
    let isAvailable: Bool
    let availableBy: Day?
    let after: UserID?

    init(_ text: inout CommandText) throws(UsageError) {
        var (words, skills, typed): ([String], [String], [String]) = ([], [], [])
        var groups: [GroupReference] = []
        var isAvailable = false
        var availableBy: Day?
        var after: UserID?
        while !text.words.isAtEnd {
            let before = text.words.rest
            let word = try text.words.next("words")
            let small = word.lowercased()
            if small == "after", !typed.isEmpty {
                after = try text.words.nextPerson("person")
                continue
            }
            if small.hasPrefix("skill:") {
                let name = String(word.dropFirst(6))
                guard let skill = try? Skill(parsing: name) else { throw .unexpected(word) }
                skills.append(skill.text)
            } else if small.hasPrefix("group:") {
                groups.append(GroupReference(text: String(word.dropFirst(6))))
            } else if small == "available" {
                isAvailable = true
            } else if small.hasPrefix("available:") {
                guard let day = Day(parsing: String(word.dropFirst(10))) else { throw .unexpected(word) }
                (isAvailable, availableBy) = (true, day)
            } else {
                words.append(small)
            }
            typed.append(String(before.dropLast(text.words.rest.count)).trimmingSpace())
        }
        guard !typed.isEmpty else { throw .missing("skill, group or word to look for") }
        guard words.count + skills.count + groups.count <= PersonQuery.termsAtMost else {
            throw .unexpected(typed.last ?? "")
        }
        self.typed = typed.joined(separator: " ")
        (self.words, self.skills, self.groups) = (words, skills, groups)
        (self.isAvailable, self.availableBy, self.after) = (isAvailable, availableBy, after)
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let today = board.hallZone.local(call.receivedAt).day
        var query = PersonQuery(skills: skills, after: after)
        if isAvailable { query.availableBy = availableBy ?? today }
        var wanted = try groups.map { try $0.resolve(for: call.sender, board).group }
        for word in words {
            // What is a group's handle means the group; anything else a word, as in “swift ferry”.
            if let group = try board.group(handle: word, knownTo: call.sender) {
                wanted.append(group)
            } else {
                query.words += word.split { !$0.isLetter && !$0.isNumber }.map { String($0.prefix(32)) }
            }
        }
        query.words = Array(Set(query.words)).sorted()
        guard query.words.count <= PersonQuery.termsAtMost else { throw UsageError.unexpected(query.words.last ?? "") }
        query.groups = wanted.map(\.id)
        let matches = try board.people(for: query, limit: Self.peopleAtMost)
        let page = FindingSaying.Page(
            typed: typed,
            people: try matches.people.map { try FoundPerson($0, wanted, call, board) },
            next: matches.next,
            job: try board.openJobs(of: call.sender, limit: 1).first?.id,
            today: today
        )
        return .answer(FindingSaying.found(page))
    }
}

/// Somebody who was found, with what speaks for them.
struct FoundPerson: Hashable, Sendable {
    var person: Person
    /// Those of the groups that were looked for come first.
    var badges: [Badge]
    var passes: [ShownPass]

    private static let badgesAtMost = 5
    private static let passesAtMost = 5

    init(_ id: UserID, _ wanted: [Group], _ call: Call, _ board: some Board) throws {
        person = try board.person(id)
        let others = try board.badges(of: id, limit: Self.badgesAtMost)
        let named = try wanted.compactMap { group -> Badge? in
            guard case .member(let since) = try board.standing(of: id, in: group.id) else { return nil }
            return Badge(emoji: group.badge, groupName: group.name, groupHandle: group.handle, since: since)
        }
        let handles = Set(named.map(\.groupHandle))
        badges = Array((named + others.filter { !handles.contains($0.groupHandle) }).prefix(Self.badgesAtMost))
        passes = Array(
            try ShowProfile.passes(of: id, isOwn: false, call, board).prefix(Self.passesAtMost)
        )
    }
}
