import SeededTesting
import Testing

@testable import Groups

/// What a rule comes to when everything is known: the plainest reading there is.
private func holds(_ rule: CriteriaRule, _ met: Set<Int>) -> Bool {
    switch rule {
    case .criterion(let number): met.contains(number)
    case .all(let rules): rules.allSatisfy { holds($0, met) }
    case .any(let rules): rules.contains { holds($0, met) }
    case .atLeast(let count, let rules): rules.count { holds($0, met) } >= count
    case .not(let rule): !holds(rule, met)
    }
}

/// What a rule comes to when some is known, by trying all that is not.
private func oracle(_ rule: CriteriaRule, _ known: [Int: Bool], of numbers: [Int]) -> CriteriaVerdict {
    let free = numbers.filter { known[$0] == nil }
    var results: Set<Bool> = []
    for bits in 0..<(1 << free.count) {
        var met = Set(known.filter(\.value).keys)
        for (index, number) in free.enumerated() where bits >> index & 1 == 1 { met.insert(number) }
        results.insert(holds(rule, met))
    }
    return results.count == 2 ? .open : results.contains(true) ? .met : .notMet
}

/// Every assignment of met, not met and unknown to some criteria.
private func assignments(_ numbers: [Int]) -> [[Int: Bool]] {
    numbers.reduce([[:]]) { known, number in
        known.flatMap { known -> [[Int: Bool]] in
            [true, false, nil].map { value in
                var known = known
                known[number] = value
                return known
            }
        }
    }
}

private let leaves: [CriteriaRule] = (1...3).map { .criterion(number: $0) }

/// Every combination of one, two or three parts.
private func combinations(of parts: [CriteriaRule]) -> [CriteriaRule] {
    var combined = parts.map { CriteriaRule.not(rule: $0) }
    for first in parts {
        combined.append(.all(of: [first]))
        for second in parts {
            combined += [.all(of: [first, second]), .any(of: [first, second])]
            combined += (1...2).map { .atLeast(count: $0, of: [first, second]) }
        }
    }
    return combined
}

@Suite("How criteria go together")
struct CriteriaRuleTests {
    @Test("Every small rule comes to what trying everything gives, whatever is known and whatever occurs twice")
    func exhaustive() {
        let small = leaves + combinations(of: leaves)
        // All pairs of rules of one level, joined and counted: tens of thousands of trees with repeated criteria.
        var checked = 0
        let known = assignments([1, 2, 3])
        for first in small {
            for second in small {
                for rule in [
                    CriteriaRule.all(of: [first, second]), .any(of: [first, .not(rule: second)]),
                    .atLeast(count: 2, of: [first, second, .criterion(number: 3)]),
                ] {
                    for known in known {
                        let expected = oracle(rule, known, of: [1, 2, 3])
                        guard rule.verdict(known) == expected else {
                            Issue.record("\(rule) with \(known): \(rule.verdict(known)), not \(expected)")
                            return
                        }
                        checked += 1
                    }
                }
            }
        }
        #expect(checked > 160_000)
    }

    @Test("Bigger rules, too, with up to six criteria that occur more than once")
    func random() {
        var numbers = SeededNumbers(seed: 26)
        for _ in 0..<1500 {
            let rule = randomRule(depth: 3, &numbers)
            let often = Dictionary(grouping: rule.numbers) { $0 }.count { $0.value.count > 1 }
            guard often <= CriteriaRule.repeatedAtMost else { continue }
            var known: [Int: Bool] = [:]
            for number in 1...8 {
                switch numbers.next() % 3 {
                case 0: known[number] = true
                case 1: known[number] = false
                default: break
                }
            }
            #expect(rule.verdict(known) == oracle(rule, known, of: Array(1...8)), "\(rule) with \(known)")
        }
    }

    @Test("To know more never turns met into not met, nor the other way round")
    func monotone() {
        var numbers = SeededNumbers(seed: 27)
        for _ in 0..<1000 {
            let rule = randomRule(depth: 3, &numbers)
            guard rule.numbers.count <= 12 else { continue }
            var known: [Int: Bool] = [:]
            var before = rule.verdict(known)
            for number in 1...8 {
                known[number] = numbers.next() % 2 == 0
                let after = rule.verdict(known)
                #expect(before == .open || before == after, "\(rule) with \(known)")
                before = after
            }
            #expect(before != .open)
        }
    }

    @Test("A criterion under an odd number of NOTs is not wanted")
    func wanted() {
        let rule = CriteriaRule.all(of: [
            .criterion(number: 1), .not(rule: .any(of: [.criterion(number: 2), .not(rule: .criterion(number: 3))])),
        ])
        #expect(rule.wanted == [1, 3])
    }

    @Test("Taking a criterion out leaves the rest as it was, and loosens no count in silence")
    func removing() {
        let rule = CriteriaRule.all(of: [
            .criterion(number: 1), .any(of: [.criterion(number: 2), .criterion(number: 3)]),
        ])
        #expect(rule.removing(3) == .all(of: [.criterion(number: 1), .criterion(number: 2)]))
        #expect(rule.removing(1) == .any(of: [.criterion(number: 2), .criterion(number: 3)]))
        #expect(CriteriaRule.not(rule: .criterion(number: 1)).removing(1) == nil)
        let count = CriteriaRule.atLeast(count: 2, of: [.criterion(number: 1), .criterion(number: 2)])
        #expect(count.removing(2) == .atLeast(count: 2, of: [.criterion(number: 1)]))
    }
}

/// A rule of criteria 1 to 8, of at most so many levels.
func randomRule(depth: Int, _ numbers: inout SeededNumbers) -> CriteriaRule {
    let isLeaf = depth == 0 || numbers.next() % 4 == 0
    if isLeaf { return .criterion(number: Int(numbers.next() % 8) + 1) }
    let parts = (0...Int(numbers.next() % 3)).map { _ in randomRule(depth: depth - 1, &numbers) }
    switch numbers.next() % 4 {
    case 0: return .all(of: parts)
    case 1: return .any(of: parts)
    case 2: return .atLeast(count: Int(numbers.next() % UInt64(parts.count)) + 1, of: parts)
    default: return .not(rule: parts[0])
    }
}
