import Foundation
import Groups
import Testing

/// A zone of the time zone database, with the stretches of time in which its offset stays the same, from 1970 to 2100.
///
/// The stretches are found by asking Foundation, and are what the slow references of the tests go by.
struct TestZone: Sendable, CustomTestStringConvertible {
    let name: String
    let stretches: [Stretch]

    struct Stretch: Sendable {
        var start: Int
        var end: Int
        var offset: Int
    }

    static let all = [
        "UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Apia", "Australia/Lord_Howe",
        "America/Sao_Paulo", "Africa/Casablanca", "America/St_Johns", "Asia/Beirut", "Asia/Tehran",
        "Pacific/Kiritimati",
    ].compactMap(TestZone.init)

    static func named(_ name: String) -> Zone {
        all.first { $0.name == name }?.zone ?? .utc
    }

    var testDescription: String { name }

    var zone: Zone {
        Zone(name: name) { [stretches] second in
            var low = 0
            var high = stretches.count - 1
            while low < high {
                let middle = (low + high) / 2
                if stretches[middle].end <= second { low = middle + 1 } else { high = middle }
            }
            return stretches[low].offset
        }
    }

    init?(_ name: String) {
        guard let zone = TimeZone(identifier: name) else { return nil }
        func offset(_ second: Int) -> Int { zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(second))) }
        let end = 4_102_444_800
        var stretches = [Stretch(start: .min, end: .max, offset: offset(0))]
        var second = 0
        while second < end {
            let next = second + 6 * 3600
            var found = offset(next)
            if found != stretches[stretches.count - 1].offset {
                var before = second
                var after = next
                while after - before > 1 {
                    let middle = (before + after) / 2
                    if offset(middle) == stretches[stretches.count - 1].offset {
                        before = middle
                    } else {
                        after = middle
                        found = offset(middle)
                    }
                }
                stretches[stretches.count - 1].end = after
                stretches.append(Stretch(start: after, end: .max, offset: found))
            }
            second = next
        }
        self.name = name
        self.stretches = stretches
    }

    /// The earliest moment at which the wall shows a reading or a later one, found by looking at every stretch.
    func slowMoment(wallMilliseconds: Int) -> Int {
        for stretch in stretches {
            let there = wallMilliseconds - stretch.offset * 1000
            let start = stretch.start == .min ? Int.min : stretch.start * 1000
            let end = stretch.end == .max ? Int.max : stretch.end * 1000
            if max(there, start) < end { return max(there, start) }
        }
        return .max
    }
}
