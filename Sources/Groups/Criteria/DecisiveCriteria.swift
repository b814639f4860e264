extension CriteriaRule {
    /// The criteria on which it hangs that the rule is not met; empty where it still can be.
    ///
    /// Each of them, alone or together with others of them, would make it attainable.
    /// What is missing besides is not needed: in `(1 or 2) and 3`, where 1 is met, it is 3 alone. Of alternatives that are
    /// all missing it is each.
    package func decisive(_ known: [Int: Bool]) -> Set<Int> {
        guard verdict(known) == .notMet else { return [] }
        let numbers = numbers
        let isTangled = Set(numbers).count < numbers.count
        return (isTangled ? decisiveByTrying(known) : nil) ?? blamed(for: true, known)
    }

    /// Whether each of those criteria would do by itself, as alternatives do.
    package func isOneEnough(of numbers: Set<Int>, _ known: [Int: Bool]) -> Bool {
        let wanted = wanted
        return numbers.count > 1
            && numbers.allSatisfy { number in
                var known = known
                known[number] = wanted.contains(number)
                return verdict(known) != .notMet
            }
    }

    /// How many criteria are tried in all combinations: each doubles the work.
    private static let triedAtMost = 8

    /// The same for rules in which a criterion occurs more than once: nil where too much is missing to try everything, or
    /// where nothing would help.
    private func decisiveByTrying(_ known: [Int: Bool]) -> Set<Int>? {
        let wanted = wanted
        let wrong = Set(numbers).filter { number in known[number].map { $0 != wanted.contains(number) } ?? false }
            .sorted()
        guard wrong.count <= Self.triedAtMost else { return nil }
        let isAttainable = (0..<(1 << wrong.count)).map { bits in
            var known = known
            for (index, number) in wrong.enumerated() where bits >> index & 1 == 1 {
                known[number] = wanted.contains(number)
            }
            return verdict(known) != .notMet
        }
        let found = wrong.enumerated().filter { index, _ in
            isAttainable.indices.contains { bits in
                bits >> index & 1 == 0 && !isAttainable[bits] && isAttainable[bits | 1 << index]
            }
        }.map(\.element)
        return found.isEmpty ? nil : Set(found)
    }
}
