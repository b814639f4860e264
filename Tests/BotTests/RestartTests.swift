import BotTesting
import Groups
import Identifiers
import SQLiteStorage
import Testing

@Suite("Reminders and restarts", .timeLimit(.minutes(2)))
struct RestartTests {
    /// How the bot is stopped and started around each moment at which a reminder is due.
    enum Outage: CaseIterable {
        /// It stops a second before, and starts at the very moment.
        case untilTheMoment
        /// It misses the moment by an hour.
        case overTheMoment
        /// It stops when the moment is noted and nothing is decided yet.
        case onceNoted
        /// It stops a second after it said what was due.
        case afterwards
        /// All of it, again and again.
        case everyMinute
    }

    @Test("A restart neither repeats a reminder nor skips one", arguments: Outage.allCases)
    func restarts(_ outage: Outage) async throws {
        let expected = try await rooms(nil)
        #expect(expected.map(\.count) == [4, 1])
        #expect(try await rooms(outage) == expected)
    }

    /// What ada, who decides and owns the sponsor, and finn, who waits, have read by the end.
    private func rooms(_ outage: Outage?) async throws -> [[String]] {
        let rehearsal = try Rehearsal()
        let furniture = try Furniture(at: rehearsal.clock.now)
        try await furniture.place(in: rehearsal.storage, admitting: false)
        rehearsal.start()
        try await rehearsal.settle()
        for rung in Rung.allCases {
            try await pass(furniture.ladder.moment(of: rung), outage, rehearsal)
        }
        await rehearsal.kill()
        return [Homeserver.user("ada"), Homeserver.user("finn")].map { person in
            rehearsal.homeserver.invitations(of: person).flatMap { rehearsal.homeserver.transcript(of: $0) }
        }
    }

    private func pass(_ moment: Timestamp, _ outage: Outage?, _ rehearsal: Rehearsal) async throws {
        func restart(at seconds: Int64) async throws {
            await rehearsal.kill()
            rehearsal.clock.advance(to: Timestamp(rawValue: moment.rawValue + seconds * 1000))
            rehearsal.start()
            try await rehearsal.settle()
        }
        rehearsal.clock.advance(to: Timestamp(rawValue: moment.rawValue - 1000))
        try await rehearsal.settle()
        switch outage {
        case nil:
            rehearsal.clock.advance(to: moment)
            try await rehearsal.settle()
        case .untilTheMoment: try await restart(at: 0)
        case .overTheMoment: try await restart(at: 3600)
        case .onceNoted:
            await rehearsal.kill()
            rehearsal.clock.advance(to: moment)
            try await rehearsal.storage.tick(at: moment)
            try await restart(at: 0)
        case .afterwards:
            rehearsal.clock.advance(to: moment)
            try await rehearsal.settle()
            try await restart(at: 1)
        case .everyMinute: for minute in [0, 1, 2, 60] as [Int64] { try await restart(at: minute * 60) }
        }
    }
}
