/// What the answers of an attempt come to.
package enum TestScore {
    /// Below so many percent of its points a topic is weak.
    package static let weakBelowPercent = 60

    /// The points of an attempt in thousandths of a question's, and how many questions count: all that are not void.
    package static func points(of items: [AttemptItem], void: Set<TestQuestionID>) -> (points: Int, counted: Int) {
        let counting = items.filter { !void.contains($0.question) }
        return (counting.reduce(0) { $0 + $1.points }, counting.count)
    }

    /// How much of the points the other questions of the attempt gave, in whole percent; 0 where there are none.
    package static func restPercent(of item: AttemptItem, among items: [AttemptItem]) -> Int {
        let others = items.filter { $0.position != item.position }
        return others.isEmpty ? 0 : others.reduce(0) { $0 + $1.points } / (10 * others.count)
    }

    /// The topics with less than ``weakBelowPercent`` of their points, the weakest first.
    ///
    /// A topic with a single question is left out unless it is all there was: nobody is told which question was wrong.
    package static func weakTopics(_ items: [(topic: String, points: Int)]) -> [String] {
        var weak: [(topic: String, share: Double)] = []
        for (topic, own) in Dictionary(grouping: items, by: \.topic) where !topic.isEmpty {
            guard own.count >= 2 || own.count == items.count else { continue }
            let share = Double(own.reduce(0) { $0 + clipped($1.points) }) / Double(own.count)
            if share < Double(10 * weakBelowPercent) { weak.append((topic, share)) }
        }
        return weak.sorted { ($0.share, $0.topic) < ($1.share, $1.topic) }.map(\.topic)
    }

    fileprivate static func clipped(_ points: Int) -> Int { min(1000, max(0, points)) }
}

extension AttemptItem {
    /// What its answer gave, in thousandths.
    fileprivate var points: Int { TestScore.clipped(answer?.points ?? 0) }
}
