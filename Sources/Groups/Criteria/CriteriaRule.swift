/// How the criteria of a set go together.
///
/// Stored by these names: a case or label that was released is never renamed.
package indirect enum CriteriaRule: Hashable, Sendable, Codable {
    case criterion(number: Int)
    case all(of: [CriteriaRule])
    case any(of: [CriteriaRule])
    case atLeast(count: Int, of: [CriteriaRule])
    case not(rule: CriteriaRule)

    /// The numbers in it, each as often as it occurs, in their order.
    package var numbers: [Int] {
        switch self {
        case .criterion(let number): [number]
        case .all(let rules), .any(let rules), .atLeast(_, let rules): rules.flatMap(\.numbers)
        case .not(let rule): rule.numbers
        }
    }

    /// How many combinations lie within one another.
    package var depth: Int {
        switch self {
        case .criterion: 0
        case .all(let rules), .any(let rules), .atLeast(_, let rules): 1 + (rules.map(\.depth).max() ?? 0)
        case .not(let rule): 1 + rule.depth
        }
    }

    /// How many numbers and combinations it is made of.
    package var partCount: Int {
        switch self {
        case .criterion: 1
        case .all(let rules), .any(let rules), .atLeast(_, let rules): rules.reduce(1) { $0 + $1.partCount }
        case .not(let rule): 1 + rule.partCount
        }
    }

    /// The numbers that help somebody when they are met: those under an even number of NOTs.
    package var wanted: Set<Int> { numbers(underNot: false) }

    private func numbers(underNot isNegated: Bool) -> Set<Int> {
        switch self {
        case .criterion(let number): isNegated ? [] : [number]
        case .all(let rules), .any(let rules), .atLeast(_, let rules):
            rules.reduce(into: []) { $0.formUnion($1.numbers(underNot: isNegated)) }
        case .not(let rule): rule.numbers(underNot: !isNegated)
        }
    }

    /// The rule without a criterion, or nil where nothing is left.
    package func removing(_ number: Int) -> CriteriaRule? {
        switch self {
        case .criterion(let own): own == number ? nil : self
        case .not(let rule): rule.removing(number).map { .not(rule: $0) }
        case .all(let rules): Self.joined(rules.compactMap { $0.removing(number) }) { .all(of: $0) }
        case .any(let rules): Self.joined(rules.compactMap { $0.removing(number) }) { .any(of: $0) }
        case .atLeast(let count, let rules):
            // What was “2 of 2” and loses one stays “2 of 1”, which is then refused: nobody's rule is loosened in silence.
            rules.compactMap { $0.removing(number) }.isEmpty
                ? nil : .atLeast(count: count, of: rules.compactMap { $0.removing(number) })
        }
    }

    /// The rule in which another criterion counts as well wherever that one stands.
    package func accepting(_ other: Int, insteadOf number: Int) -> CriteriaRule {
        switch self {
        case .criterion(let own): own == number ? .any(of: [self, .criterion(number: other)]) : self
        case .any(let rules) where rules.contains(.criterion(number: number)):
            .any(of: rules.map { $0.accepting(number, besides: other) } + [.criterion(number: other)])
        case .all(let rules): .all(of: rules.map { $0.accepting(other, insteadOf: number) })
        case .any(let rules): .any(of: rules.map { $0.accepting(other, insteadOf: number) })
        case .atLeast(let count, let rules):
            .atLeast(count: count, of: rules.map { $0.accepting(other, insteadOf: number) })
        case .not(let rule): .not(rule: rule.accepting(other, insteadOf: number))
        }
    }

    /// The same within an alternative that has the other already: only what lies deeper is changed.
    private func accepting(_ number: Int, besides other: Int) -> CriteriaRule {
        if case .criterion = self { return self }
        return accepting(other, insteadOf: number)
    }

    private static func joined(
        _ rules: [CriteriaRule],
        _ combine: ([CriteriaRule]) -> CriteriaRule
    ) -> CriteriaRule? {
        rules.count > 1 ? combine(rules) : rules.first
    }

    /// The rule with one more criterion to meet.
    package func adding(_ number: Int) -> CriteriaRule {
        if case .all(let rules) = self { return .all(of: rules + [.criterion(number: number)]) }
        return .all(of: [self, .criterion(number: number)])
    }
}

/// What a rule comes to: known to be met, known not to be, or not known before people or time have spoken.
package enum CriteriaVerdict: Hashable, Sendable {
    case met
    case notMet
    case open
}

extension CriteriaRule {
    /// What the rule comes to, given what is known of its criteria; nothing is known of those that are left out.
    ///
    /// Exact: `open` only where it can still turn out either way. So `1 or not 1` is met whatever is known of 1.
    package func verdict(_ known: [Int: Bool]) -> CriteriaVerdict {
        var seen: Set<Int> = []
        var repeated: [Int] = []
        for number in numbers where known[number] == nil {
            if !seen.insert(number).inserted, !repeated.contains(number) { repeated.append(number) }
        }
        // What occurs once is free to turn out as it likes. What occurs more often is tried both ways.
        var outcomes = Outcomes(canBeMet: false, canBeNotMet: false)
        let tried = repeated.prefix(Self.repeatedAtMost)
        for bits in 0..<(1 << tried.count) {
            var known = known
            for (index, number) in tried.enumerated() { known[number] = bits >> index & 1 == 1 }
            let found = self.outcomes(known)
            outcomes.canBeMet = outcomes.canBeMet || found.canBeMet
            outcomes.canBeNotMet = outcomes.canBeNotMet || found.canBeNotMet
        }
        return outcomes.canBeMet && outcomes.canBeNotMet ? .open : outcomes.canBeMet ? .met : .notMet
    }

    /// How many criteria may occur more than once in a rule: each doubles the work of ``verdict(_:)``.
    package static let repeatedAtMost = 6

    private struct Outcomes {
        var canBeMet: Bool
        var canBeNotMet: Bool
    }

    private func outcomes(_ known: [Int: Bool]) -> Outcomes {
        switch self {
        case .criterion(let number):
            Outcomes(canBeMet: known[number] ?? true, canBeNotMet: !(known[number] ?? false))
        case .not(let rule):
            Outcomes(canBeMet: rule.outcomes(known).canBeNotMet, canBeNotMet: rule.outcomes(known).canBeMet)
        case .all(let rules): Self.outcomes(of: rules, needing: rules.count, known)
        case .any(let rules): Self.outcomes(of: rules, needing: 1, known)
        case .atLeast(let count, let rules): Self.outcomes(of: rules, needing: count, known)
        }
    }

    /// The criteria that keep this part from turning out so, where it can't: all in those parts of it that can't, either.
    func blamed(for outcome: Bool, _ known: [Int: Bool]) -> Set<Int> {
        let possible = outcomes(known)
        guard !(outcome ? possible.canBeMet : possible.canBeNotMet) else { return [] }
        switch self {
        case .criterion(let number): return [number]
        case .not(let rule): return rule.blamed(for: !outcome, known)
        case .all(let rules), .any(let rules), .atLeast(_, let rules):
            return rules.reduce(into: []) { $0.formUnion($1.blamed(for: outcome, known)) }
        }
    }

    private static func outcomes(of rules: [CriteriaRule], needing count: Int, _ known: [Int: Bool]) -> Outcomes {
        let parts = rules.map { $0.outcomes(known) }
        return Outcomes(
            canBeMet: parts.count(where: \.canBeMet) >= count,
            canBeNotMet: parts.count { !$0.canBeNotMet } < count
        )
    }
}
