import Groups
import Testing

struct SplitMix64Tests {
    @Test("The numbers are those that are published for the algorithm")
    func published() {
        var numbers = SplitMix64(seed: 1_234_567)
        let expected: [UInt64] = [
            6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
            4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
        ]
        #expect(expected.allSatisfy { $0 == numbers.next() })
        var zero = SplitMix64(seed: 0)
        #expect(zero.next() == 0xE220_A839_7B1D_CDAF)
    }

    @Test("What comes of a seed is the same on every machine and after every update")
    func pinned() {
        var numbers = SplitMix64(seed: 42)
        #expect((0..<10).map { _ in numbers.below(100) } == [13, 91, 58, 64, 50, 62, 25, 8, 5, 74])
        #expect(numbers.shuffled(Array(0..<10)) == [5, 3, 8, 1, 0, 2, 4, 6, 9, 7])
    }

    @Test("A number below a bound is below it, and there is one for every bound")
    func bounds() {
        var numbers = SplitMix64(seed: 7)
        for bound in [1, 2, 3, 10, 1000, Int.max - 1, .max] {
            for _ in 0..<50 { #expect((0..<bound).contains(numbers.below(bound))) }
        }
        for bound in [0, -1, Int.min] { #expect(numbers.below(bound) == 0) }
        #expect(numbers.shuffled([Int]()).isEmpty)
        #expect(numbers.shuffled(["one"]) == ["one"])
    }

    @Test("Every order of four things is as likely as the others")
    func orders() {
        var counts: [[Int]: Int] = [:]
        var numbers = SplitMix64(seed: 2026)
        for _ in 0..<24_000 { counts[numbers.shuffled([0, 1, 2, 3]), default: 0] += 1 }
        #expect(counts.count == 24)
        // 23 degrees of freedom: above 49.7 in one of a thousand cases.
        #expect(ChiSquare(Array(counts.values), expected: 1000).value < 49.7)
    }

    @Test("Small numbers are no likelier where the bound is most of what there is")
    func unbiased() {
        // 2 to the power of 64 is two and two thirds of the bound: plain remainders would come twice from the last
        // third where they come three times from the others.
        let bound = 3 * (Int.max / 4)
        var numbers = SplitMix64(seed: 1)
        let counts = (0..<9000).reduce(into: [0, 0, 0]) { counts, _ in
            counts[min(2, numbers.below(bound) / (bound / 3))] += 1
        }
        #expect(ChiSquare(counts, expected: 3000).value < 13.8)
    }
}

/// How far counts are from what they would be if each was as likely as the others.
struct ChiSquare {
    let value: Double

    init(_ counts: [Int], expected: Double) {
        value = counts.reduce(0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
    }
}
