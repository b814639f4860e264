import FuzzTesting
import SeededTesting
import Testing

@Suite("Bytes from strangers")
struct HostileBytesTests {
    @Test("Flipped bytes, cuts and random changes are taken or refused by each parser, and end no process")
    func changes() throws {
        var mutations = Mutations(seed: 1)
        let targets = try FuzzTarget.all()
        #expect(Set(targets.map(\.name)).count == targets.count)
        for target in targets {
            // Else all that follows would break off at the first check.
            for seed in target.seeds { #expect(target.read(seed), "\(target.name) refuses what is well-formed") }
            target.readAllChanges()
            target.readRandomChanges(200, &mutations)
        }
    }

    @Test("Bytes that mean nothing are refused by each parser of signed or encrypted things")
    func noise() throws {
        var chance = SeededNumbers(seed: 2)
        for target in try FuzzTarget.all() where !["base64", "canonical-json"].contains(target.name) {
            for length in [0, 1, 2, 16, 100, 229, 1000, 65_536] {
                let noise = (0..<length).map { _ in UInt8(truncatingIfNeeded: chance.next()) }
                #expect(!target.read(noise), "\(target.name), \(length) bytes")
            }
        }
    }
}
