import Groups
import Identifiers

/// Reads what somebody looks for among jobs, one condition after the other.
struct JobFilterReading {
    private(set) var filter = JobFilter()
    private(set) var groups: [GroupReference] = []
    /// Whether there were more words than are looked for.
    private(set) var isCut = false

    static let parameters = "<words> [remote] [skill:<skill>] [group:<group>] [budget:<at least>] [place:<where>]"
    static let choices: [Usage.Choice] = [
        .init("budget:5000EUR", "pays at least that; also budget:60EUR/hour, budget:EUR, budget:hourly"),
        .init("my groups", "is for a group that you are in; the same as for:mine or --mine"),
        .init("my skills", "asks for a skill of your profile; the same as for:skills"),
    ]

    private static let mistypedBytes = 60

    /// Takes the next condition off the line, which is not at its end.
    mutating func take(_ words: inout Words) throws(UsageError) {
        let word = try words.next("words")
        let lower = word.lowercased()
        if let name = try Self.value("skill:", in: word, &words) {
            try add(skill: name)
        } else if let name = try Self.value("group:", in: word, &words) {
            guard groups.count < JobFilter.namesAtMost else { throw .unexpected("group:") }
            groups.append(GroupReference(text: name))
        } else if let place = try Self.value("place:", in: word, &words) {
            for part in soughtWords(in: place) where !filter.place.contains(part) {
                guard filter.place.count < JobFilter.namesAtMost else { throw .unexpected("place:") }
                filter.place.append(part)
            }
        } else if let amount = try Self.value("budget:", in: word, &words) {
            filter.pay = try Self.pay(amount, &words)
        } else if let amount = try Self.value("pay:", in: word, &words) {
            filter.pay = try Self.pay(amount, &words)
        } else if lower.hasPrefix("for:") || lower == "--mine" {
            try add(own: lower)
        } else if lower == "remote" || lower == "--remote" {
            filter.isRemote = true
        } else if lower == "my", let own = Self.own(&words) {
            try add(own: own)
        } else if word.contains(where: { "+#".contains($0) }) || word.hasPrefix("."),
            word.contains(where: \.isLetter), (try? Skill(parsing: word)) != nil
        {
            // “c++” and “.net” would be other words without their signs.
            try add(skill: word)
        } else {
            for part in soughtWords(in: word) where !filter.words.contains(part) {
                if filter.words.count < JobFilter.wordsAtMost { filter.words.append(part) } else { isCut = true }
            }
        }
    }

    /// Whether nothing was said that could be looked for.
    var isEmpty: Bool { filter.isEmpty && groups.isEmpty }

    /// The filter with the groups that a person means; one that they may not know of is none.
    func resolved(for person: UserID, _ board: some Board) throws -> NamedFilter {
        var filter = filter
        let found = try groups.map { try $0.resolve(for: person, board).group }
        for group in found where !filter.groups.contains(group.id) { filter.groups.append(group.id) }
        return try NamedFilter(filter, board)
    }

    private mutating func add(skill name: String) throws(UsageError) {
        guard let skill = try? Skill(parsing: name) else { throw .unexpected(name.capped(bytes: Self.mistypedBytes)) }
        guard !filter.skills.contains(skill.text) else { return }
        guard filter.skills.count < JobFilter.namesAtMost else { throw .unexpected("skill:") }
        filter.skills.append(skill.text)
    }

    private mutating func add(own word: String) throws(UsageError) {
        switch word {
        case "for:mine", "for:groups", "--mine": filter.isForOwnGroups = true
        case "for:skills": filter.isForOwnSkills = true
        default: throw .noneOf(word.capped(bytes: Self.mistypedBytes), ["for:mine", "for:skills"])
        }
    }

    /// What “my” is said of, where that is something to look for.
    private static func own(_ words: inout Words) -> String? {
        var further = words
        let own = (try? further.next("words")).flatMap {
            ["groups": "for:mine", "skills": "for:skills"][$0.lowercased()]
        }
        if own != nil { words = further }
        return own
    }

    /// What stands after `skill:` and the like, there or in the next word.
    private static func value(_ label: String, in word: String, _ words: inout Words) throws(UsageError) -> String? {
        guard word.lowercased().hasPrefix(label) else { return nil }
        let value = String(word.dropFirst(label.count))
        return value.isEmpty ? try words.next(String(label.dropLast())) : value
    }

    /// An amount, the currency of which may be the next word.
    private static func pay(_ amount: String, _ words: inout Words) throws(UsageError) -> PayWish {
        let written = amount.capped(bytes: mistypedBytes)
        do throws(PayError) {
            return try PayWish(reading: amount)
        } catch .noCurrency {
            var further = words
            if let next = try? further.next("currency"), let pay = try? PayWish(reading: "\(amount) \(next)") {
                words = further
                return pay
            }
            throw .pay(written, .noCurrency)
        } catch {
            throw .pay(written, error)
        }
    }
}

/// What somebody looks for, with the groups that it names: to be shown as it would be typed.
struct NamedFilter: Hashable, Sendable {
    var filter: JobFilter
    var groups: [Group]

    init(_ filter: JobFilter, _ board: some Board) throws {
        self.filter = filter
        groups = try filter.groups.map { try board.knownGroup($0) }
    }

    /// As it can be typed after `jobs search` and `jobs watch`.
    var typed: String {
        var parts = [words]
        parts += filter.skills.map { "skill:" + ($0.contains(" ") ? "\"\($0)\"" : $0) }
        parts += groups.map { "group:\($0.handle)" } + filter.place.map { "place:\($0)" }
        if filter.isRemote { parts.append("remote") }
        if let pay = filter.pay { parts.append("budget:\(pay.typed)") }
        if filter.isForOwnGroups { parts.append("my groups") }
        if filter.isForOwnSkills { parts.append("my skills") }
        return parts.filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// In quotes where they would be taken for something else.
    private var words: String {
        let joined = filter.words.joined(separator: " ")
        let isAmbiguous =
            filter.words.contains { ["remote", "my", "after", "off"].contains($0) }
            || filter.words.last.flatMap(JobAlert.Pace.init(typed:)) != nil
        return isAmbiguous && filter.words.count > 1 ? "\"\(joined)\"" : joined
    }
}

extension PayWish {
    /// Such as `60.50EUR/hour`, `EUR` or `hourly`.
    fileprivate var typed: String {
        guard let currency else { return basis?.rawValue ?? "" }
        guard let least else { return currency.code }
        let (whole, rest) = least.quotientAndRemainder(dividingBy: currency.unit)
        let digits = String(rest)
        let fraction = String(repeating: "0", count: max(0, currency.digits - digits.count)) + digits
        return "\(whole)" + (rest == 0 ? "" : ".\(fraction)") + currency.code + (basis == .hourly ? "/hour" : "")
    }
}

extension JobAlert.Pace {
    /// Reads `at once`, `daily` or `weekly`, and what else people call these.
    init?(typed text: String) {
        switch text.lowercased().trimmingSpace() {
        case "at once", "now", "instantly", "immediately": self = .atOnce
        case "daily", "every day": self = .daily
        case "weekly", "every week": self = .weekly
        default: return nil
        }
    }
}
