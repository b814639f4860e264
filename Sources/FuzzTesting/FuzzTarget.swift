/// Something that reads bytes from strangers, and must neither trap nor take long whatever they are.
package struct FuzzTarget: Sendable {
    /// What it is called on the command line.
    package let name: String
    /// Inputs that are well-formed, from which others are made.
    package let seeds: [[UInt8]]
    /// Of so many changes the tests read one, as reading it takes long.
    private let oneIn: Int
    private let reading: @Sendable ([UInt8]) throws -> Void

    init(_ name: String, seeds: [[UInt8]], oneIn: Int = 1, _ read: @escaping @Sendable ([UInt8]) throws -> Void) {
        self.name = name
        self.seeds = seeds
        self.oneIn = oneIn
        reading = read
    }

    /// Reads an input, and says whether it was taken.
    @discardableResult
    package func read(_ input: [UInt8]) -> Bool {
        do {
            try reading(input)
            return true
        } catch {
            return false
        }
    }
}

extension FuzzTarget {
    /// Reads each well-formed input with each byte flipped, and cut short at each; some of them where that takes long.
    package func readAllChanges() {
        for seed in seeds {
            for (number, input) in Mutations.all(of: seed).enumerated() where number % oneIn == 0 { read(input) }
        }
    }

    /// Reads so many random changes of each well-formed input, and says how many that were.
    @discardableResult
    package func readRandomChanges(_ count: Int, _ mutations: inout Mutations) -> Int {
        for seed in seeds { for _ in 0..<count { read(mutations.changed(seed)) } }
        return seeds.count * count
    }
}
