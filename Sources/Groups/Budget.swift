/// How many more commands a person may give now: a bucket that fills by one every few seconds.
///
/// It is stored, so that a restart gives nobody a fresh one.
package struct Budget: Hashable, Sendable {
    /// Commands left, in thousandths.
    package var thousandths: Int
    package var countedAt: Timestamp
    /// Whether the person was told to slow down since the bucket was last half full.
    package var warned: Bool

    package init(thousandths: Int, countedAt: Timestamp, warned: Bool = false) {
        self.thousandths = thousandths
        self.countedAt = countedAt
        self.warned = warned
    }

    package static let burst = 30
    package static let secondsPerCommand = 4

    /// What a person has who was never heard before.
    package static func full(at moment: Timestamp) -> Budget {
        Budget(thousandths: burst * 1000, countedAt: moment)
    }

    /// What one more command comes to.
    package enum Verdict: Hashable, Sendable {
        case allowed(Budget)
        /// Say so once, then be silent.
        case warn(Budget)
        case ignore
    }

    /// Takes one command off the budget at `moment`.
    package func spend(at moment: Timestamp) -> Verdict {
        let elapsed = max(0, moment.rawValue - countedAt.rawValue)
        let earned = Int(min(elapsed / Int64(Self.secondsPerCommand), Int64(Self.burst * 1000)))
        let available = min(Self.burst * 1000, thousandths + earned)
        guard available >= 1000 else {
            return warned ? .ignore : .warn(Budget(thousandths: available, countedAt: moment, warned: true))
        }
        // Whoever goes on at once is not warned again for each command that was earned meanwhile.
        let isStillWarned = warned && available < Self.burst * 500
        return .allowed(Budget(thousandths: available - 1000, countedAt: moment, warned: isStillWarned))
    }
}
