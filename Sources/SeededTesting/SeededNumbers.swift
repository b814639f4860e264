/// Numbers that look random and are the same in every run.
package struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    /// Starts the numbers of a seed: another seed, other numbers.
    package init(seed: UInt64) {
        state = seed
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// One of some elements, of which there must be at least one.
    package mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int(next() % UInt64(elements.count))]
    }

    /// A number within a range of at most `Int64.max` numbers.
    package mutating func number(in range: ClosedRange<Int>) -> Int {
        Int(
            truncatingIfNeeded: Int64(range.lowerBound)
                + Int64(next() % UInt64(range.upperBound - range.lowerBound + 1))
        )
    }
}
