import SeededTesting
import Testing

@testable import Groups

private func one(_ number: Int) -> CriteriaRule { .criterion(number: number) }

/// A rule over some criteria, each of them once.
private func plainRule(_ numbers: [Int], _ random: inout SeededNumbers) -> CriteriaRule {
    guard numbers.count > 1 else {
        return Bool.random(using: &random) ? one(numbers[0]) : .not(rule: one(numbers[0]))
    }
    let cut = Int.random(in: 1..<numbers.count, using: &random)
    let second = Array(numbers[cut...])
    var parts = [plainRule(Array(numbers[..<cut]), &random)]
    parts +=
        second.count > 1 && Bool.random(using: &random)
        ? [plainRule([second[0]], &random), plainRule(Array(second[1...]), &random)] : [plainRule(second, &random)]
    let rule: CriteriaRule =
        switch Int.random(in: 0..<3, using: &random) {
        case 0: .all(of: parts)
        case 1: .any(of: parts)
        default: .atLeast(count: Int.random(in: 1...parts.count, using: &random), of: parts)
        }
    return Int.random(in: 0..<6, using: &random) == 0 ? .not(rule: rule) : rule
}

/// Those of the criteria that are not as they are wanted of which making it so can matter: by trying everything.
private func oracle(_ rule: CriteriaRule, _ known: [Int: Bool]) -> Set<Int> {
    guard rule.verdict(known) == .notMet else { return [] }
    let wrong = known.keys.filter { known[$0] != rule.wanted.contains($0) }
    func verdict(_ set: Set<Int>) -> CriteriaVerdict {
        rule.verdict(known.merging(set.map { ($0, rule.wanted.contains($0)) }) { $1 })
    }
    var found: Set<Int> = []
    for bits in 0..<(1 << wrong.count) {
        let put = Set(wrong.enumerated().filter { bits >> $0.offset & 1 == 1 }.map(\.element))
        guard verdict(put) == .notMet else { continue }
        for number in wrong where !put.contains(number) && verdict(put.union([number])) != .notMet {
            found.insert(number)
        }
    }
    return found
}

@Suite("What keeps a rule from being met")
struct DecisiveCriteriaTests {
    @Test("It is what could matter if it were met, as trying everything finds out, and nothing besides")
    func property() {
        var random = SeededNumbers(seed: 7)
        for _ in 0..<4000 {
            let count = Int.random(in: 1...7, using: &random)
            var rule = plainRule(Array(1...count), &random)
            // Some with a criterion that occurs twice.
            if Int.random(in: 0..<3, using: &random) == 0 {
                let again = plainRule([1, count].shuffled(using: &random).uniqued, &random)
                rule = Bool.random(using: &random) ? .all(of: [rule, again]) : .any(of: [rule, again])
            }
            var known: [Int: Bool] = [:]
            for number in 1...count where Int.random(in: 0..<5, using: &random) > 0 {
                known[number] = Bool.random(using: &random)
            }
            let (found, expected) = (rule.decisive(known), oracle(rule, known))
            // Nothing helps where a rule wants something and its opposite: there it is whatever stands in its way.
            guard found == expected || expected.isEmpty && rule.verdict(known) == .notMet else {
                Issue.record("\(rule) with \(known): \(found), not \(expected)")
                return
            }
        }
    }

    @Test("An alternative of something that is met is not needed")
    func alternatives() {
        let both = CriteriaRule.all(of: [.any(of: [one(1), one(2)]), one(3)])
        #expect(both.decisive([1: true, 2: false, 3: false]) == [3])
        #expect(both.decisive([1: false, 2: false, 3: false]) == [1, 2, 3])
        #expect(both.decisive([1: false, 2: false, 3: true]) == [1, 2])
        #expect(both.decisive([1: true, 2: false, 3: true]).isEmpty)
        let some = CriteriaRule.all(of: [one(1), .atLeast(count: 1, of: [one(2), one(3), one(4)])])
        #expect(some.decisive([1: false, 2: true, 3: false, 4: false]) == [1])
        #expect(CriteriaRule.not(rule: .any(of: [one(1), one(2)])).decisive([1: true, 2: false]) == [1])
        // 3 would do only together with 1, which does by itself.
        let twice = CriteriaRule.any(of: [.all(of: [one(1), one(2)]), .all(of: [one(1), one(3)])])
        #expect(twice.decisive([1: false, 2: true, 3: false]) == [1])
    }

    @Test("Where each of them would do, that is known")
    func oneEnough() {
        let rule = CriteriaRule.all(of: [.any(of: [one(1), one(2)]), one(3)])
        #expect(rule.isOneEnough(of: [1, 2], [1: false, 2: false, 3: true]))
        #expect(!rule.isOneEnough(of: [1, 2, 3], [1: false, 2: false, 3: false]))
        #expect(!rule.isOneEnough(of: [3], [1: true, 2: false, 3: false]))
    }
}

extension Array where Element: Hashable {
    fileprivate var uniqued: [Element] { Array(Set(self)).sorted { "\($0)" < "\($1)" } }
}
