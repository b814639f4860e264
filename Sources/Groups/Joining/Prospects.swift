/// What an applicant could still give to a set of criteria, and what only time or steps elsewhere can bring.
package struct Prospects: Hashable, Sendable {
    /// What the applicant is to be asked, in order: no more than would do.
    package var toGive: [Criterion]
    package var outlook: Outlook
    /// What must come besides, or be overlooked: no more than that, by its numbers.
    package var waitsFor: [Int]

    package init(toGive: [Criterion], outlook: Outlook, waitsFor: [Int] = []) {
        self.toGive = toGive
        self.outlook = outlook
        self.waitsFor = waitsFor
    }

    /// What the request would be once all of ``toGive`` is given.
    package enum Outlook: Int, Hashable, Sendable {
        /// Nothing stands in its way but what people find.
        case complete = 0
        /// Something machine-checked is missing that comes with time, or with a step elsewhere.
        case waits = 1
        /// Something is missing that will not change: people alone can say whether that matters.
        case forPeopleAnyway = 2
        /// Something that the applicant does not want to give is missing: nothing else makes up for it.
        case unattainable = 3
    }
}

extension Checklist.Item {
    /// Whether time or a step elsewhere can still bring it about.
    package var comesByItself: Bool {
        guard mark == .missing else { return false }
        switch criterion.kind {
        case .group, .room: return true
        // Whoever knows its questions never takes it.
        case .test: return !isExcluded && test?.isBarred != true
        case .freelancer: return !isExcluded && metFrom != nil
        case .server, .terms, .code, .question, .evidence, .statement: return false
        }
    }

    /// Whether the applicant can give it.
    package var canBeGiven: Bool { mark == .missing && !isExcluded && criterion.kind.takesSubmission }
}

extension Checklist {
    /// When something that is missing comes by itself, where the day is known.
    package var nextComing: Timestamp? {
        items.filter(\.comesByItself).compactMap(\.metFrom).min()
    }

    /// What is missing and comes with time or a step elsewhere.
    package var coming: [Item] { items.filter(\.comesByItself) }
}

extension CriteriaSet {
    /// What could still be given and what can only be waited for, leaving aside what the applicant does not want to give.
    package func prospects(of checklist: Checklist, without skipped: Set<Int> = []) -> Prospects {
        var known: [Int: Bool] = [:]
        for item in checklist.items where item.mark == .met || item.mark == .missing {
            known[item.criterion.number] = (item.mark == .met) != item.isExcluded
        }
        let missing = checklist.items.filter { $0.mark == .missing }
        let givable = missing.filter { $0.canBeGiven && !skipped.contains($0.criterion.number) }
        let waiting = missing.filter(\.comesByItself).map(\.criterion.number)
        let others = missing.filter { !$0.canBeGiven }.map(\.criterion.number)
        let rule = wholeRule
        for (outlook, free) in [(Prospects.Outlook.complete, []), (.waits, waiting), (.forPeopleAnyway, others)] {
            var hopeful = known
            for number in free + givable.map(\.criterion.number) { hopeful[number] = nil }
            guard rule.verdict(hopeful) != .notMet else { continue }
            // What is given makes up for what could be waited for, wherever the rule lets it.
            let awaited = free.filter { number in
                hopeful[number] = known[number]
                guard rule.verdict(hopeful) == .notMet else { return false }
                hopeful[number] = nil
                return true
            }
            var open = known
            for number in awaited { open[number] = nil }
            return Prospects(
                toGive: needed(of: givable.map(\.criterion), rule, open),
                outlook: outlook,
                waitsFor: awaited
            )
        }
        return Prospects(toGive: [], outlook: .unattainable)
    }

    /// The first of them that together make the rule attainable, those left out on which nothing hangs.
    private func needed(of givable: [Criterion], _ rule: CriteriaRule, _ known: [Int: Bool]) -> [Criterion] {
        var (known, rest, needed) = (known, givable, [Criterion]())
        while rule.verdict(known) == .notMet {
            var open = known
            for criterion in rest { open[criterion.number] = nil }
            let undecided = rule.undecided(open)
            guard let index = rest.firstIndex(where: { undecided.contains($0.number) }) else { break }
            let criterion = rest.remove(at: index)
            // What people read may turn out either way; what is checked at once is met by being given.
            known[criterion.number] = criterion.kind.judge == .machine ? true : nil
            needed.append(criterion)
        }
        return needed
    }
}

extension CriteriaRule {
    /// The numbers of which nothing is known and on which the outcome may still hang.
    package func undecided(_ known: [Int: Bool]) -> Set<Int> {
        guard verdict(known) == .open else { return [] }
        switch self {
        case .criterion(let number): return [number]
        case .not(let rule): return rule.undecided(known)
        case .all(let rules), .any(let rules), .atLeast(_, let rules):
            return rules.reduce(into: []) { $0.formUnion($1.undecided(known)) }
        }
    }
}
