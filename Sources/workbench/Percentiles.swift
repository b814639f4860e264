extension [Duration] {
    /// The time that so many of a hundred don't exceed, in milliseconds; of none, nothing.
    func percentile(_ percent: Int) -> Double {
        guard !isEmpty else { return 0 }
        return self.sorted()[Swift.min(count - 1, count * percent / 100)] / .milliseconds(1)
    }

    /// In milliseconds.
    var median: Double { percentile(50) }

    /// The median with the smallest and the largest, in milliseconds.
    var spread: String { "\(median.tenths) (\(percentile(0).tenths)–\(percentile(100).tenths))" }
}

extension Double {
    /// With one digit after the point.
    var tenths: String { "\((self * 10).rounded() / 10)" }
}
