import Bot
import Foundation
import Groups

extension BotClock {
    /// The machine's own clock and chance.
    static let system = BotClock(
        now: { Timestamp(rawValue: Int64(Date().timeIntervalSince1970 * 1000)) },
        uptimeMs: { Int64(DispatchTime.now().uptimeNanoseconds / 1_000_000) },
        sleep: { try await Task.sleep(for: $0) },
        chance: { Double.random(in: 0..<1) }
    )
}
