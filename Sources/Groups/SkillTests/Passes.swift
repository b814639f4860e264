package import Identifiers

extension Pass {
    /// Whether it holds on a day in the hall's zone.
    package func holds(on day: Day) -> Bool { until.map { day <= $0 } ?? true }

    /// Whether the other one gives nothing beside it: it is as good, as late, and holds as long.
    package func covers(_ other: Pass) -> Bool {
        percent >= other.percent && at >= other.at && holdsAsLong(as: other)
    }

    /// Whether it does not run out before the other one.
    package func holdsAsLong(as other: Pass) -> Bool {
        guard let until else { return true }
        return other.until.map { $0 <= until } ?? false
    }
}

extension Collection<Pass> {
    /// Of one person's passes at one test that to show on a day: the best that holds, or else the latest.
    package func toShow(on day: Day) -> Pass? {
        filter { $0.holds(on: day) }.max { ($0.percent, $0.at) < ($1.percent, $1.at) } ?? self.max { $0.at < $1.at }
    }
}

extension PassBoard {
    /// The pass of a person at a test that is shown on a day in the hall's zone.
    package func pass(of person: UserID, at test: SkillTestID, on day: Day) throws -> Pass? {
        try passes(of: person, at: test).toShow(on: day)
    }
}
