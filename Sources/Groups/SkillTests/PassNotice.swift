extension Pass {
    /// So many days before a pass runs out its holder is told, or at half time where it is shorter than twice that.
    package static let endNoticeDays = 14

    /// When its holder is to be told that it runs out; nil where it never does.
    ///
    /// Days are counted in UTC here: half a day more or less is nothing to a notice two weeks ahead.
    package var endNoticeAt: Timestamp? {
        guard let until else { return nil }
        let end = Int64(until.number) * 86_400_000
        let ahead = min(Int64(Self.endNoticeDays) * 86_400_000, max(0, end - at.rawValue) / 2)
        return Timestamp(rawValue: end - ahead)
    }
}
