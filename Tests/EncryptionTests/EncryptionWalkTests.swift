import Foundation
import Testing

@Suite("A random walk through encrypted rooms", .timeLimit(.minutes(10)))
struct EncryptionWalkTests {
    /// Always the same, unless `GUILDHALL_TEST_SEED` names another, or says `any`.
    private static var seed: UInt64 {
        switch ProcessInfo.processInfo.environment["GUILDHALL_TEST_SEED"] {
        case "any": .random(in: 1...99_999)
        case let given: given.flatMap { UInt64($0) } ?? 4711
        }
    }

    @Test("Whoever comes, goes, loses or gains a device: a message is read by those for whom it is, and by nobody else")
    func holds() async throws {
        var steps: [String: Int] = [:]
        var read = 0
        for number in 0..<UInt64(6) {
            let seed = Self.seed &+ number
            print("encryption walk: GUILDHALL_TEST_SEED=\(seed)")
            var walk = try await EncryptionWalk(seed: seed)
            for _ in 0..<250 { try await walk.step() }
            try await walk.finish()
            steps.merge(walk.steps) { $0 + $1 }
            read += walk.read
        }
        #expect(read > 1000)
        for kind in [
            "say", "listen", "tamper", "lose", "join", "leave", "device", "trust", "logout", "restart", "history",
        ] {
            #expect(steps[kind, default: 0] >= 3, "\(kind): \(steps)")
        }
    }
}
