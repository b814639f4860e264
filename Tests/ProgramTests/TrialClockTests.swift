import Bot
import Foundation
import Groups
import Synchronization
import Testing

@testable import guildhall

/// A clock that a file puts ahead, on a machine whose own time passes only while somebody sleeps.
@Suite("The clock of trials", .timeLimit(.minutes(1)))
struct TrialClockTests {
    private let machine = Machine()
    private let clock: BotClock

    init() {
        clock = TrialClock(file: machine.file, machine: machine.botClock).botClock
    }

    @Test("Without a file, or with one that holds no number, it is the machine's own", arguments: [nil, "", "soon\n"])
    func own(_ text: String?) {
        defer { machine.end() }
        if let text { machine.write(text) }
        #expect(clock.now().rawValue == machine.ms)
        #expect(clock.uptimeMs() == machine.ms)
    }

    @Test("It is ahead by what the file says at the moment, and never goes back, whatever is written")
    func ahead() {
        defer { machine.end() }
        machine.write("86400000\n")
        #expect(clock.now().rawValue == machine.ms + 86_400_000)
        machine.write("5")
        #expect(clock.now().rawValue == machine.ms + 86_400_000)
        machine.write("\(Int64.max)")
        #expect(clock.now().rawValue < 4_000_000_000_000)
        #expect(clock.uptimeMs() == clock.now().rawValue)
    }

    @Test("Whoever sleeps wakes when their time is over, or when the file says that it is")
    func sleeping() async throws {
        defer { machine.end() }
        let start = machine.ms
        try await clock.sleep(.seconds(60))
        #expect(machine.ms == start + 60_000)
        machine.write("7200000", atMs: machine.ms + 5000)
        try await clock.sleep(.seconds(3600))
        #expect((5000...6000).contains(machine.ms - start - 60_000))
    }

    /// The machine's clock, and a file beside it.
    private final class Machine: Sendable {
        let file = FileManager.default.temporaryDirectory.appending(path: "clock-\(UUID().uuidString)").path
        private let state = Mutex<(ms: Int64, text: String, writtenAtMs: Int64)>((1_000_000, "", .max))

        var ms: Int64 { state.withLock { $0.ms } }

        var botClock: BotClock {
            BotClock(
                now: { Timestamp(rawValue: self.ms) },
                uptimeMs: { self.ms },
                sleep: { self.pass($0.components.seconds * 1000 + $0.components.attoseconds / 1_000_000_000_000_000) },
                chance: { 0 }
            )
        }

        /// Writes the file at a moment, or at once; the machine has read it a second later.
        func write(_ text: String, atMs moment: Int64? = nil) {
            state.withLock { ($0.text, $0.writtenAtMs) = (text, moment ?? $0.ms) }
            if moment == nil { pass(1000) }
        }

        func end() { try? FileManager.default.removeItem(atPath: file) }

        private func pass(_ milliseconds: Int64) {
            let text = state.withLock { state in
                state.ms += milliseconds
                guard state.ms >= state.writtenAtMs else { return nil as String? }
                state.writtenAtMs = .max
                return state.text
            }
            try? text?.write(toFile: file, atomically: true, encoding: .utf8)
        }
    }
}
