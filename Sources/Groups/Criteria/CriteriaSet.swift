package import Identifiers

/// All that a group asks of applicants, and how it goes together.
package struct CriteriaSet: Hashable, Sendable, Codable {
    /// In the order of their numbers.
    package var criteria: [Criterion]
    /// Nil means all of them.
    package var rule: CriteriaRule?
    /// The highest number that was ever given: none comes twice.
    package var lastNumber: Int

    package init(criteria: [Criterion] = [], rule: CriteriaRule? = nil, lastNumber: Int = 0) {
        self.criteria = criteria.sorted { $0.number < $1.number }
        self.rule = rule
        self.lastNumber = max(lastNumber, criteria.map(\.number).max() ?? 0)
    }

    package static let criteriaAtMost = 30
    package static let questionsAtMost = 15
    package static let textBytesAtMost = 500
    package static let termsBytesAtMost = 4000
    /// All texts of a set together.
    package static let bytesAtMost = 12_000
    package static let depthAtMost = 5
    package static let partsAtMost = 80
    package static let optionsAtMost = 10
    package static let numberAtMost = 999

    package subscript(number: Int) -> Criterion? { criteria.first { $0.number == number } }

    /// The rule as it is, or what stands for it where none was written.
    package var wholeRule: CriteriaRule { rule ?? .all(of: criteria.map { .criterion(number: $0.number) }) }

    package func adding(_ kind: Criterion.Kind) -> CriteriaSet {
        let number = lastNumber + 1
        return CriteriaSet(
            criteria: criteria + [Criterion(number: number, kind: kind)],
            rule: rule?.adding(number),
            lastNumber: number
        )
    }

    /// The set with something that counts in the place of a criterion wherever that stands: another's test, another's group.
    package func accepting(_ kind: Criterion.Kind, insteadOf number: Int) -> CriteriaSet {
        let new = lastNumber + 1
        return CriteriaSet(
            criteria: criteria + [Criterion(number: new, kind: kind)],
            rule: (criteria.count == 1 ? .criterion(number: number) : wholeRule).accepting(new, insteadOf: number),
            lastNumber: new
        )
    }

    /// The set without a criterion; the same where there is none of that number.
    package func removing(_ number: Int) -> CriteriaSet {
        CriteriaSet(
            criteria: criteria.filter { $0.number != number },
            rule: rule.flatMap { $0.removing(number) },
            lastNumber: lastNumber
        )
    }

    package func replacing(_ number: Int, by kind: Criterion.Kind) -> CriteriaSet {
        CriteriaSet(
            criteria: criteria.map { $0.number == number ? Criterion(number: number, kind: kind) : $0 },
            rule: rule,
            lastNumber: lastNumber
        )
    }

    /// The rooms that some criterion names.
    package var roomsNamed: Set<RoomID> {
        Set(criteria.compactMap { if case .room(let id) = $0.kind { id } else { nil } })
    }

    /// The groups whose members are wanted: what a cycle would be made of.
    ///
    /// Two groups may well ask for people who are *not* in the other.
    package var groupsWanted: Set<GroupID> { Set(groups(wholeRule.wanted)) }

    /// Every group that is named.
    package var groupsNamed: Set<GroupID> { Set(groups(Set(criteria.map(\.number)))) }

    private func groups(_ numbers: Set<Int>) -> [GroupID] {
        criteria.compactMap { criterion in
            guard case .group(let id, _) = criterion.kind, numbers.contains(criterion.number) else { return nil }
            return id
        }
    }
}

/// A set as it stood from some moment on.
package struct CriteriaVersion: Hashable, Sendable {
    package var group: GroupID
    /// From 1.
    package var number: Int
    package var set: CriteriaSet
    package var changedBy: UserID
    package var since: Timestamp

    package init(group: GroupID, number: Int, set: CriteriaSet, changedBy: UserID, since: Timestamp) {
        self.group = group
        self.number = number
        self.set = set
        self.changedBy = changedBy
        self.since = since
    }
}

/// One thing that is wrong with a set.
package enum CriteriaFault: Error, Hashable, Sendable {
    case tooMany(Int)
    case tooManyQuestions(Int)
    /// Two criteria ask for the same.
    case same(Int, as: Int)
    case emptyText(Int)
    case textTooLong(Int, limitBytes: Int)
    case tooMuchText(limitBytes: Int)
    /// A choice needs two options at least, all of them different.
    case options(Int, atMost: Int)
    /// The rule names a number that is none.
    case unknownNumber(Int)
    /// The rule leaves criteria out.
    case unmentioned([Int])
    case emptyCombination
    case count(Int, of: Int)
    /// A part is named twice where parts are counted.
    case twice(CriteriaRule)
    case tooDeep(Int)
    case tooManyParts(Int)
    /// Too many criteria occur more than once.
    case tooTangled(Int)
    /// Nobody can ever meet it.
    case contradiction
    /// Everybody always meets it.
    case alwaysMet
    /// The same of a part of the rule.
    case idlePart(CriteriaRule, isMet: Bool)
    /// A group asks for its own members.
    case ownGroup
    /// Groups ask for each other's members, in this order; the first is the group itself.
    case cycle([GroupID])
    case chainTooLong
}

extension CriteriaSet {
    /// All that is wrong with it, as far as that can be told without looking at other groups.
    package func faults(in group: GroupID) -> [CriteriaFault] {
        var faults: [CriteriaFault] = []
        if criteria.count > Self.criteriaAtMost { faults.append(.tooMany(Self.criteriaAtMost)) }
        if criteria.count(where: \.kind.isQuestion) > Self.questionsAtMost {
            faults.append(.tooManyQuestions(Self.questionsAtMost))
        }
        var numbers: [String: Int] = [:]
        for criterion in criteria {
            faults += criterion.faults
            if case .group(group, _) = criterion.kind { faults.append(.ownGroup) }
            if let other = numbers.updateValue(criterion.number, forKey: criterion.kind.fingerprint) {
                faults.append(.same(criterion.number, as: other))
            }
        }
        let bytes = criteria.reduce(0) { $0 + $1.kind.texts.reduce(0) { $0 + $1.utf8.count } }
        if bytes > Self.bytesAtMost { faults.append(.tooMuchText(limitBytes: Self.bytesAtMost)) }
        faults += rule.map(faults(of:)) ?? []
        // What makes no sense in itself need not be told to be impossible as well.
        guard faults.isEmpty, !criteria.isEmpty else { return faults }
        switch verdict(of: wholeRule) {
        case .met: return [.alwaysMet]
        case .notMet: return [.contradiction]
        case .open: return idlePart(of: wholeRule).map { [.idlePart($0, isMet: verdict(of: $0) == .met)] } ?? []
        }
    }

    private func faults(of rule: CriteriaRule) -> [CriteriaFault] {
        var faults: [CriteriaFault] = []
        let known = Set(criteria.map(\.number))
        let named = rule.numbers
        faults += Set(named).subtracting(known).sorted().map(CriteriaFault.unknownNumber)
        let left = known.subtracting(named).sorted()
        if !left.isEmpty { faults.append(.unmentioned(left)) }
        if rule.depth > Self.depthAtMost { faults.append(.tooDeep(Self.depthAtMost)) }
        if rule.partCount > Self.partsAtMost { faults.append(.tooManyParts(Self.partsAtMost)) }
        let often = Dictionary(grouping: named) { $0 }.count { $0.value.count > 1 }
        if often > CriteriaRule.repeatedAtMost { faults.append(.tooTangled(CriteriaRule.repeatedAtMost)) }
        return faults + rule.countFaults
    }
}

extension Criterion {
    fileprivate var faults: [CriteriaFault] {
        var faults: [CriteriaFault] = []
        if kind.texts.contains(where: \.isEmpty) { faults.append(.emptyText(number)) }
        if kind.texts.contains(where: { $0.utf8.count > kind.textBytesAtMost }) {
            faults.append(.textTooLong(number, limitBytes: kind.textBytesAtMost))
        }
        if case .question(.choice(let options), _) = kind,
            !(2...CriteriaSet.optionsAtMost).contains(options.count)
                || Set(options.map { $0.lowercased() }).count < options.count
        {
            faults.append(.options(number, atMost: CriteriaSet.optionsAtMost))
        }
        return faults
    }
}

extension CriteriaRule {
    fileprivate var countFaults: [CriteriaFault] {
        switch self {
        case .criterion: []
        case .not(let rule): rule.countFaults
        case .all(let rules), .any(let rules):
            (rules.isEmpty ? [.emptyCombination] : []) + rules.flatMap(\.countFaults)
        case .atLeast(let count, let rules):
            (rules.isEmpty
                ? [.emptyCombination] : (1...rules.count).contains(count) ? [] : [.count(count, of: rules.count)])
                + twice(in: rules) + rules.flatMap(\.countFaults)
        }
    }
}

extension CriteriaRule {
    /// Parts that come again, each once, also in another order: `1 or 2` is `2 or 1`.
    fileprivate func twice(in rules: [CriteriaRule]) -> [CriteriaFault] {
        var seen: [String: Int] = [:]
        return rules.filter { rule in
            seen[rule.shape, default: 0] += 1
            return seen[rule.shape] == 2
        }.map(CriteriaFault.twice)
    }

    /// What is the same for rules that differ in nothing but the order of their parts.
    private var shape: String {
        switch self {
        case .criterion(let number): "\(number)"
        case .not(let rule): "not(\(rule.shape))"
        case .all(let rules): Self.shape(of: rules, "all")
        case .any(let rules): Self.shape(of: rules, "any")
        case .atLeast(let count, let rules): Self.shape(of: rules, "\(count)")
        }
    }

    private static func shape(of rules: [CriteriaRule], _ word: String) -> String {
        "\(word)(\(rules.map(\.shape).sorted().joined(separator: ",")))"
    }
}

/// Looks whether a group that asks for the members of others is asked for by them in turn, however far around.
///
/// - Parameters:
///   - group: Whose criteria they would be.
///   - first: The groups whose members it would ask for.
///   - wanted: The groups whose members a group asks for now.
/// - Returns: the groups around the circle, beginning and ending before `group` comes again, or nil.
/// - Throws: ``CriteriaFault/chainTooLong`` where too many groups hang together to look at all of them.
package func criteriaCycle(
    from group: GroupID,
    to first: Set<GroupID>,
    wanted: (GroupID) throws -> [GroupID]
) throws -> [GroupID]? {
    var waiting: [[GroupID]] = first.sorted { $0.rawValue < $1.rawValue }.map { [group, $0] }
    var seen = first
    while !waiting.isEmpty {
        let path = waiting.removeFirst()
        guard let last = path.last else { continue }
        for next in try wanted(last) {
            if next == group { return path }
            guard seen.insert(next).inserted else { continue }
            guard seen.count <= criteriaChainAtMost else { throw CriteriaFault.chainTooLong }
            waiting.append(path + [next])
        }
    }
    return nil
}

/// How many groups a look for cycles visits.
private let criteriaChainAtMost = 200
