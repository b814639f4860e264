/// What was timed by turns in halls of several sizes.
struct Medians {
    private let times: [[Duration]]

    /// Of each hall as many times, at least one.
    init(_ times: [[Duration]]) {
        self.times = times
    }

    /// A line for each hall, with how its median compares to that of the first.
    func print(_ sizes: [Int], of things: String) {
        let sorted = times.map { $0.sorted().map { $0 / .microseconds(1) } }
        Swift.print("| \(things) | median µs | smallest | largest | ratio of the medians |")
        Swift.print("|---|---|---|---|---|")
        for (size, all) in zip(sizes, sorted) {
            let (median, first) = (all[all.count / 2], sorted[0][sorted[0].count / 2])
            let ratio = Double(Int(median / first * 1000)) / 1000
            Swift.print("| \(size) | \(Int(median)) | \(Int(all[0])) | \(Int(all[all.count - 1])) | \(ratio) |")
        }
    }
}
