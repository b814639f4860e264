import Foundation

/// Where the random walks begin.
enum WalkSeed {
    /// Always the same, so that whether the tests pass hangs on the change alone; `GUILDHALL_TEST_SEED` names another, or
    /// with the word `any` one that nobody has walked yet.
    static var first: UInt64 {
        switch ProcessInfo.processInfo.environment["GUILDHALL_TEST_SEED"] {
        case "any": .random(in: 1...99_999)
        case let given: given.flatMap { UInt64($0) } ?? 64_809
        }
    }
}
