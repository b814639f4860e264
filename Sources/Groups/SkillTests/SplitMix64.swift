/// Numbers that look random and follow from a seed.
///
/// What an attempt draws and shows must come out the same again, on any machine and after any update: so nothing here
/// leaves it to the standard library how numbers are brought within bounds, or elements are mixed. After
/// [Steele, Lea and Flood, 2014](https://doi.org/10.1145/2714064.2660195); for order, never for secrets.
package struct SplitMix64: RandomNumberGenerator, Sendable {
    private var state: UInt64

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

    /// A number from 0 up to but not including `bound`, each as likely as the others; 0 where there is no such number.
    package mutating func below(_ bound: Int) -> Int {
        guard bound > 0 else { return 0 }
        let bound = UInt64(bound)
        // 2 to the power of 64 is rarely a multiple of the bound: what is over would make the small numbers likelier.
        let excess = (0 &- bound) % bound
        var number = next()
        while number < excess { number = next() }
        return Int(number % bound)
    }

    /// Brings elements into an order, each order as likely as the others.
    package mutating func shuffle<T>(_ elements: inout [T]) {
        for last in elements.indices.dropFirst().reversed() { elements.swapAt(last, below(last + 1)) }
    }

    /// The elements in an order, each order as likely as the others.
    package mutating func shuffled<T>(_ elements: [T]) -> [T] {
        var elements = elements
        shuffle(&elements)
        return elements
    }
}

extension SplitMix64 {
    /// What the numbers of one attempt are for: what is drawn says nothing about how it is shown.
    enum Purpose: UInt64 {
        case draw = 1
        case order = 2
        case mark = 3
    }

    /// The numbers of a seed for one purpose, and within it for the thing of that number.
    init(seed: UInt64, for purpose: Purpose, _ number: UInt64) {
        var numbers = SplitMix64(seed: seed)
        numbers.state = numbers.next() ^ purpose.rawValue
        numbers.state = numbers.next() ^ number
        self.init(seed: numbers.next())
    }
}
