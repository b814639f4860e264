import SeededTesting

/// Inputs made from a well-formed one by what breaks parsers.
package struct Mutations {
    private var chance: SeededNumbers

    /// Begins with a seed: the same seed makes the same inputs.
    package init(seed: UInt64) { chance = SeededNumbers(seed: seed) }

    /// Each byte of an input flipped in three ways, and each length that it can be cut to.
    package static func all(of input: [UInt8]) -> [[UInt8]] {
        input.indices.flatMap { place in
            [UInt8(0x01), 0x80, 0xFF].map { bits in
                var changed = input
                changed[place] ^= bits
                return changed
            } + [Array(input[..<place])]
        }
    }

    /// An input with one to four random changes.
    package mutating func changed(_ input: [UInt8]) -> [UInt8] {
        var bytes = input
        for _ in 0..<chance.number(in: 1...4) { change(&bytes) }
        return bytes
    }

    private mutating func change(_ bytes: inout [UInt8]) {
        let place = chance.number(in: 0...bytes.count)
        let end = min(bytes.count, place + chance.number(in: 0...16))
        switch chance.number(in: 0...7) {
        case 0 where place < bytes.count: bytes[place] ^= 1 << UInt8(chance.number(in: 0...7))
        case 1 where place < bytes.count: bytes[place] = UInt8(truncatingIfNeeded: chance.next())
        case 2: bytes.removeSubrange(place..<end)
        case 3: bytes.insert(contentsOf: bytes[place..<end], at: place)
        case 4: bytes.insert(contentsOf: [UInt8](repeating: 0xFF, count: chance.number(in: 1...11)), at: place)
        case 5: bytes.insert(contentsOf: [UInt8](repeating: 0x80, count: chance.number(in: 1...11)), at: place)
        case 6: bytes.replaceSubrange(place..<end, with: [UInt8](repeating: 0, count: end - place))
        default: bytes.append(UInt8(truncatingIfNeeded: chance.next()))
        }
    }
}
