/// How a group has kept its promise of late.
package struct GroupRecord: Hashable, Sendable {
    /// How many requests were decided.
    package var decided: Int
    /// Half of them were decided within so many business days.
    package var medianDays: Int?
    /// How many promises were kept and how many missed, a miss counted when the time has passed.
    package var kept: Int
    package var missed: Int
    package var lastDecidedAt: Timestamp?

    /// Over how many days it is taken.
    package static let days = 90
    /// What has waited longer counts as this many business days.
    package static let businessDaysAtMost = 30

    package static let none = GroupRecord(waited: [:], kept: 0, missed: 0, lastDecidedAt: nil)

    /// Makes a record of how many requests waited how many business days.
    package init(waited: [Int: Int], kept: Int, missed: Int, lastDecidedAt: Timestamp?) {
        decided = waited.values.reduce(0, +)
        var before = 0
        medianDays = nil
        for (days, count) in waited.sorted(by: { $0.key < $1.key }) {
            before += count
            if medianDays == nil, before * 2 >= decided { medianDays = days }
        }
        self.kept = kept
        self.missed = missed
        self.lastDecidedAt = lastDecidedAt
    }

    /// How many of a hundred promises were kept, rounded down so that a hundred means all; nil where there was none.
    package var keptInHundred: Int? { kept + missed == 0 ? nil : kept * 100 / (kept + missed) }
}
