extension Criterion.Kind {
    /// Whether whoever meets it meets the other as well: of days as a freelancer, and of servers.
    fileprivate func implies(_ other: Criterion.Kind) -> Bool {
        switch (self, other) {
        case (.freelancer(let days), .freelancer(let fewer)): days >= fewer
        case (.server(let pattern), .server(let wider)): pattern.lies(in: wider)
        default: false
        }
    }

    /// Whether nobody meets both: each Matrix ID is on one server.
    fileprivate func excludes(_ other: Criterion.Kind) -> Bool {
        guard case .server(let pattern) = self, case .server(let second) = other else { return false }
        return !pattern.lies(in: second) && !second.lies(in: pattern)
    }
}

extension ServerPattern {
    /// Whether all that is meant by it is meant by another as well.
    fileprivate func lies(in other: ServerPattern) -> Bool {
        guard text != other.text else { return true }
        guard text.hasPrefix("*.") else { return other.matches(text) }
        return other.text.hasPrefix("*.") && other.matches(text.dropFirst(2))
    }
}

extension CriteriaSet {
    /// How many criteria are tied to one another at most, for that to be looked at: each doubles the work.
    private static let tiedAtMost = 10

    /// What a part of the rule can come to, given that some criteria are not free of one another.
    func verdict(of rule: CriteriaRule) -> CriteriaVerdict {
        let named = Set(rule.numbers)
        let kinds = criteria.filter { named.contains($0.number) }
        let tied = kinds.filter { one in
            kinds.contains { one.number != $0.number && one.isTied(to: $0) }
        }
        guard !tied.isEmpty, tied.count <= Self.tiedAtMost else { return rule.verdict([:]) }
        var found: Set<CriteriaVerdict> = []
        for bits in 0..<(1 << tied.count) {
            let known = Dictionary(
                uniqueKeysWithValues: tied.enumerated().map { ($1.number, bits >> $0 & 1 == 1) }
            )
            guard Self.isPossible(known, tied) else { continue }
            found.insert(rule.verdict(known))
        }
        return found.count == 1 ? found.first ?? .open : .open
    }

    private static func isPossible(_ known: [Int: Bool], _ tied: [Criterion]) -> Bool {
        tied.allSatisfy { one in
            guard known[one.number] == true else { return true }
            return tied.allSatisfy { other in
                guard one.number != other.number else { return true }
                return known[other.number] == true ? !one.kind.excludes(other.kind) : !one.kind.implies(other.kind)
            }
        }
    }

    /// A part of the rule that asks for nothing, because it is always met, or that nobody meets; the rule itself is none.
    func idlePart(of rule: CriteriaRule) -> CriteriaRule? {
        for part in rule.parts {
            if part.isCombination, verdict(of: part) != .open { return part }
            if let inner = idlePart(of: part) { return inner }
        }
        return nil
    }
}

extension Criterion {
    fileprivate func isTied(to other: Criterion) -> Bool {
        kind.implies(other.kind) || other.kind.implies(kind) || kind.excludes(other.kind)
    }
}

extension CriteriaRule {
    fileprivate var parts: [CriteriaRule] {
        switch self {
        case .criterion: []
        case .not(let rule): [rule]
        case .all(let rules), .any(let rules), .atLeast(_, let rules): rules
        }
    }

    fileprivate var isCombination: Bool { if case .criterion = self { false } else { true } }
}
