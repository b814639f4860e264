import BotTesting
import GRDB
import Groups
import Synchronization
import Testing

@testable import SQLiteStorage

/// A clock that stands still until it was looked at some times, and then is an hour later.
///
/// How often it was looked at says how much was done, on any machine.
private final class LeapingClock: Sendable {
    private let state = Mutex(0)
    private let lastLook: Int

    init(after looks: Int = .max) {
        lastLook = looks
    }

    var looks: Int { state.withLock { $0 } }

    func read() -> Int64 {
        state.withLock { looks in
            looks += 1
            return looks <= lastLook ? 0 : 3_600_000
        }
    }
}

@Suite("The time that a search may take")
struct SearchLimitTests {
    @Test("A hostile search of 100,000 groups ends when its time is up, and gives what it had found")
    func hostile() async throws {
        let storage = try Storage.inMemory()
        try await Seed(groups: 100_000, memberships: 0).fill(storage)
        try await expectBounds(storage)
        try await expectFindings(storage)
    }

    private func search(_ query: GroupQuery, _ storage: Storage, _ clock: LeapingClock) async throws -> GroupMatches {
        try await storage.searchGroups(
            query,
            limit: 10,
            surroundings: .init(zone: { _ in .utc }, uptimeMs: { clock.read() })
        )
    }

    private func expectBounds(_ storage: Storage) async throws {
        let hostile = [
            // Words that many groups have, and none has together: work for the index alone.
            GroupQuery(words: ["guild", "circle", "makers", "collective"]),
            GroupQuery(words: ["gu", "ci", "ma", "co", "wo", "te", "pe", "th"]),
            // Rows upon rows that the filter does not let through.
            GroupQuery(words: ["works"], skills: ["nobody's"]), GroupQuery(words: ["w"], skills: ["nobody's"]),
            // Words that nobody has, with all their misspellings.
            GroupQuery(words: ["abcdefghijklmnopqrstuvwx", "xwvutsrqponmlkjihgfedcba", "bcdefghijklmnopqrstuvwxy"]),
        ]
        for query in hostile {
            let patient = LeapingClock()
            _ = try await search(query, storage, patient)
            #expect(patient.looks > 50, "\(query): only \(patient.looks) looks")
            for part in [1, patient.looks / 10, patient.looks / 2] {
                let clock = LeapingClock(after: part)
                let found = try await search(query, storage, clock)
                #expect(clock.looks <= part + 10, "\(query), out of time after \(part) looks: \(clock.looks)")
                #expect(found.hasMore, "\(query)")
            }
        }
    }

    private func expectFindings(_ storage: Storage) async throws {
        let query = GroupQuery(words: ["g77777"])
        let patient = LeapingClock()
        let all = try await search(query, storage, patient)
        #expect(all.groups.map(\.handle) == ["g77777"])
        #expect(!all.hasMore)
        for looks in 1..<patient.looks {
            let cut = try await search(query, storage, LeapingClock(after: looks))
            #expect(cut.hasMore || cut.groups == all.groups, "\(looks) of \(patient.looks)")
            // What is found in the names is found first; the time may be up in the other places.
            #expect(cut.groups == all.groups || looks < patient.looks / 2, "\(looks) of \(patient.looks)")
        }
    }

    @Test("A search of jobs ends when its time is up as well, and the database is as usable as before")
    func jobs() throws {
        let hall = try JobHall()
        _ = try hall.post("Ferry timetable", skills: ["swift"])
        let clock = LeapingClock(after: 1)
        let found = try hall.storage.database.read { db in
            try StoredBoard(
                db: db,
                hall: frame.hall,
                surroundings: .init(zone: { _ in .utc }, uptimeMs: { clock.read() })
            ).search(JobQuery(JobFilter(words: ["ferry"])), limit: 9)
        }
        #expect(found.jobs.isEmpty && found.hasMore)
        #expect(try hall.ask { try $0.search(JobQuery(JobFilter(words: ["ferry"])), limit: 9) }.jobs.count == 1)
        _ = try hall.post("Another")
    }
}
