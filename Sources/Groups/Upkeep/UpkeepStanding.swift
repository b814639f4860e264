import Identifiers

/// A member held against the criteria: those they are bound to, as far as the group still asks for them.
package struct UpkeepStanding: Sendable {
    /// The version that the member is held against.
    package var held: CriteriaVersion
    /// What the group asks for now.
    package var present: CriteriaSet
    package var facts: CriteriaFacts
    /// The criteria that are not held against this member: their numbers, with what exactly they asked.
    package var kept: [Int: String]

    package init(held: CriteriaVersion, present: CriteriaSet, facts: CriteriaFacts, kept: [Int: String]) {
        self.held = held
        self.present = present
        self.facts = facts
        self.kept = kept
    }

    /// How the membership stands.
    package enum Finding: Hashable, Sendable {
        /// Something that is asked for is missing: these criteria, by their numbers.
        case lost([Int], Lapse)
        /// As it should be, until the end of that day if evidence runs out then: that of these criteria.
        case holds(until: Day?, [Int])
    }

    package var finding: Finding {
        let missing = missing
        if isLost(on: facts.today, ignoring: []) {
            let expired = Set(proofs.filter { $0.until < facts.today }.map(\.number))
            let isExpired = !expired.isDisjoint(with: missing) && !isLost(on: facts.today, ignoring: expired)
            return .lost(missing, isExpired ? .expired : .revoked)
        }
        let days = Set(proofs.map(\.until).filter { $0 >= facts.today }).sorted()
        for day in days where isLost(on: day.advanced(by: 1), ignoring: []) {
            return .holds(until: day, proofs.filter { $0.until == day }.map(\.number))
        }
        return .holds(until: nil, [])
    }

    /// What the bot finds out by itself, people's part left open; what is not held against the member counts as met.
    package var verdict: CriteriaVerdict {
        var known = checked(held.set, on: facts.today, ignoring: [])
        let wanted = held.set.wholeRule.wanted
        for criterion in held.set.criteria where isKept(criterion) {
            known[criterion.number] = wanted.contains(criterion.number)
        }
        return held.set.verdict(of: known)
    }

    /// The criteria that are missing today, by their numbers: those on which the whole hangs.
    package var missing: [Int] {
        held.set.wholeRule.decisive(checked(held.set, on: facts.today, ignoring: [])).sorted()
    }

    /// Whether one of ``missing`` would do, whichever.
    package var isOneEnough: Bool {
        held.set.wholeRule.isOneEnough(of: Set(missing), checked(held.set, on: facts.today, ignoring: []))
    }

    /// Whether the criteria of which somebody was told are reason enough by themselves.
    package func isLost(forNothingBut told: [Int]) -> Bool {
        isLost(on: facts.today, ignoring: Set(missing).subtracting(told))
    }

    /// When something that is missing will be met by itself, the first of them.
    package var metFrom: Timestamp? { held.set.evaluate(facts(for: held.set)).items.compactMap(\.metFrom).min() }

    /// When something was given for one of those criteria last.
    package func given(for numbers: [Int]) -> Timestamp? {
        proofs.filter { numbers.contains($0.number) }.map(\.at).max()
    }

    /// What runs out within so many days after a day.
    package func alsoRunningOut(within days: Int, after day: Day) -> [DatedProof] {
        proofs.filter { $0.until > day && $0.until <= day.advanced(by: days) }
    }

    /// The evidence with a date and the passes that run out which answer the criteria, in the order of their numbers.
    private var proofs: [DatedProof] {
        let wanted = held.set.wholeRule.wanted
        let facts = facts(for: held.set)
        return held.set.criteria.compactMap { criterion in
            guard wanted.contains(criterion.number), !isKept(criterion) else { return nil }
            switch criterion.kind {
            case .evidence:
                guard let given = facts.submissions[criterion.number], given.asked == criterion.kind.fingerprint,
                    let until = given.until
                else { return nil }
                return DatedProof(number: criterion.number, until: until, at: given.at)
            case .test(let handle, let percent, let days):
                return facts.tests[handle]?.proof(minimumPercent: percent, daysAtMost: days)
                    .map { DatedProof(number: criterion.number, until: $0.until, at: $0.at) }
            default: return nil
            }
        }
    }

    private func isKept(_ criterion: Criterion) -> Bool { kept[criterion.number] == criterion.kind.fingerprint }

    /// Lost by what the member is bound to, and by what the group asks for now: nobody loses a badge for something that
    /// it no longer wants.
    private func isLost(on day: Day, ignoring numbers: Set<Int>) -> Bool {
        let own = checked(held.set, on: day, ignoring: numbers)
        guard held.set.verdict(of: own) == .notMet else { return false }
        guard present != held.set else { return true }
        // A criterion that was only worded anew counts as it did.
        var now = checked(present, on: day, ignoring: numbers)
        for criterion in present.criteria where now[criterion.number] == nil && !isKept(criterion) {
            now[criterion.number] = own[criterion.number]
        }
        return present.verdict(of: now) == .notMet
    }

    /// The facts as a set sees them: evidence that answers a criterion in the words of now answers it in those of then,
    /// and the other way round.
    private func facts(for set: CriteriaSet) -> CriteriaFacts {
        guard present != held.set else { return facts }
        var facts = facts
        for criterion in set.criteria {
            guard case .evidence = criterion.kind, var given = facts.submissions[criterion.number] else { continue }
            let wordings = [held.set, present].compactMap { $0[criterion.number]?.kind }.filter {
                if case .evidence = $0 { true } else { false }
            }
            guard wordings.contains(where: { $0.fingerprint == given.asked }) else { continue }
            given.asked = criterion.kind.fingerprint
            facts.submissions[criterion.number] = given
        }
        return facts
    }

    private func checked(_ set: CriteriaSet, on day: Day, ignoring numbers: Set<Int>) -> [Int: Bool] {
        var facts = facts(for: set)
        facts.today = day
        let kept = Set(set.criteria.filter(isKept).map(\.number))
        return set.evaluate(facts).checked.filter { !numbers.contains($0.key) && !kept.contains($0.key) }
    }
}
