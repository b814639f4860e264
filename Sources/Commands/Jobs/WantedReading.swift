import Groups
import Identifiers

/// A word that is no group and that no group names as a skill.
struct NewSkill: Hashable, Sendable {
    var name: String
    /// The skill that it may be a slip of.
    var near: String?
}

/// Reads the field “Request specific skills or groups”: skills and groups, mixed, separated by commas.
///
/// Each is looked up: a group by its handle or name, else a skill. What could be both, or is nearly a group's name, is
/// asked about rather than guessed.
struct WantedReading {
    private(set) var wanted = Job.Wanted()
    /// What was taken for a skill although nobody said that it is one.
    private(set) var newSkills: [NewSkill] = []
    private var mistakes: [FormMistake] = []
    private var searchesLeft = 10

    /// How many skills and groups are looked at, at most.
    private static let partsAtMost = 60

    /// Takes over what a client wrote; a group that they may not know of is none.
    mutating func read(_ text: String, for client: UserID, _ board: some Board) throws {
        let parts = text.split(whereSeparator: { $0 == "," || $0 == ";" || $0.isNewline })
        for part in parts.prefix(Self.partsAtMost) {
            let written = part.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            if !written.isEmpty { try take(written, client, board) }
        }
    }

    /// All that is wrong, once everything was read.
    func finished() -> [FormMistake] {
        var mistakes = mistakes
        if wanted.groups.count > Job.groupsAtMost { mistakes.append(.tooMany("groups", Job.groupsAtMost)) }
        if wanted.skills.count > Job.skillsAtMost { mistakes.append(.tooMany("skills", Job.skillsAtMost)) }
        return mistakes
    }

    mutating func add(_ group: Group) {
        do throws(Refusal) {
            try group.checkTakesJobs()
        } catch {
            return mistakes.append(.refusal(error))
        }
        if !wanted.groups.contains(group.id) { wanted.groups.append(group.id) }
    }

    /// The skill in its normal form, or nil where it is none or is there already.
    @discardableResult
    private mutating func add(skill written: String) -> String? {
        guard let skill = try? Skill(parsing: written) else {
            mistakes.append(.skill(written))
            return nil
        }
        guard !wanted.skills.contains(skill.text) else { return nil }
        wanted.skills.append(skill.text)
        return skill.text
    }

    private mutating func take(_ written: String, _ client: UserID, _ board: some Board) throws {
        if let name = Self.value("skill:", in: written) {
            add(skill: name)
            return
        }
        if let name = Self.value("group:", in: written) {
            if let group = try Self.group(name, client, board) { return add(group) }
            let near = try board.groups(near: name, limit: 3)
            mistakes.append(.refusal(.directory(.noSuchGroup(name, near: near))))
            return
        }
        let isSkill = try (try? Skill(parsing: written)).map { try board.isSkillOfGroups($0.text) } ?? false
        switch (try Self.group(written, client, board), isSkill) {
        case (let group?, true): mistakes.append(.groupOrSkill(written, group))
        case (let group?, false): add(group)
        case (nil, true): add(skill: written)
        case (nil, false):
            let maySearch = searchesLeft > 0
            let near = try mistyped(written, board)
            guard near.isEmpty else {
                mistakes.append(.neitherGroupNorSkill(written, near: near))
                return
            }
            guard let skill = add(skill: written) else { return }
            newSkills.append(NewSkill(name: skill, near: maySearch ? try board.skill(near: skill) : nil))
        }
    }

    /// What stands after `group:` or `skill:`, which nobody needs to write unless asked.
    private static func value(_ label: String, in written: String) -> String? {
        guard written.lowercased().hasPrefix(label) else { return nil }
        let value = String(written.dropFirst(label.count)).trimmingSpace()
        return value.isEmpty ? nil : value
    }

    private static func group(_ written: String, _ client: UserID, _ board: some Board) throws -> Group? {
        try board.group(handle: written.lowercased(), knownTo: client)
            ?? board.group(skeleton: Skeleton(of: written).text, knownTo: client)
    }

    /// The groups that were most likely meant by something that is neither a group nor a skill of any.
    ///
    /// A new skill must not be taken for a mistake: only a name or handle that is a slip or two away counts, or
    /// the start of a handle, and a field full of unknown words is searched for only so far.
    private mutating func mistyped(_ written: String, _ board: some Board) throws -> [Group] {
        guard written.count > 3, searchesLeft > 0 else { return [] }
        searchesLeft -= 1
        let word = written.lowercased()
        let slips = word.count > 5 ? 2 : 1
        return try board.groups(near: written, limit: 3).filter { group in
            editDistance(word, group.handle) <= slips
                || editDistance(word, group.name.lowercased()) <= slips
                || (word.contains("-") && group.handle.hasPrefix(word))
        }
    }
}
