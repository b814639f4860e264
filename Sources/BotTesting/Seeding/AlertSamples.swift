import Bot
import Commands
import GRDB
import Groups
import Identifiers
import SQLiteStorage

/// Times what a new job costs that fits the alerts of ten freelancers, among however many who have alerts.
package struct AlertSamples {
    private let storage: Storage
    private let deciding: Deciding
    private var round: Int64 = 0

    /// How many alerts each job fits.
    package static let fitting = 10
    private static let room = RoomID(rawValue: "!lobby:stub")

    /// A hall in memory with so many freelancers, each with an alert.
    ///
    /// All of them look for work with Swift from afar that pays something, and each ten for the same rare thing in it.
    package init(people: Int) async throws {
        storage = try Storage.inMemory()
        deciding = TickSamples.deciding
        try await Seed(groups: 10, memberships: 0).fill(storage)
        try await storage.database.write { try Self.addAlerts($0, people: people) }
        var batch = ReceivedBatch()
        batch.facts = [
            .created(Self.room, by: [UserID(rawValue: "@client0:stub")], version: "11", predecessor: nil),
            .membership(Self.room, .joined),
        ]
        try await storage.receive(batch, at: Timestamp(rawValue: Seed.start))
    }

    private static func addAlerts(_ db: Database, people: Int) throws {
        let numbers = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)"
        try db.execute(
            sql: """
                \(numbers) INSERT INTO person (userID, isFreelancer, headline, skills)
                SELECT '@free' || i || ':stub', 1, '', 'swift' FROM n
                """,
            arguments: [people]
        )
        try db.execute(
            sql: """
                \(numbers) INSERT INTO jobAlert (
                    id, person, number, pace, words, skills, groups, place, isRemote, payCurrency, payLeast, isForOwnGroups,
                    isForOwnSkills
                )
                SELECT i, '@free' || i || ':stub', 1, 'atOnce', 'work topic' || ((i - 1) / ?2), 'swift', '', '', 1, 'EUR',
                    100000, 0, 0
                FROM n
                """,
            arguments: [people, fitting]
        )
        // What no open job has is rarer than what some have.
        try db.execute(
            sql: "INSERT INTO jobAlertToken (token, alert) SELECT 'word:topic' || ((id - 1) / ?), id FROM jobAlert",
            arguments: [fitting]
        )
        try db.execute(sql: "ANALYZE")
    }

    /// Somebody posts a job that fits the alerts of the next ten, who are told.
    ///
    /// - Returns: how long it took, from the client's word on the preview on.
    package mutating func post() async throws -> Duration {
        round += 1
        let client = UserID(rawValue: "@client\(round):stub")
        let form = """
            !postjob
            title: Work on topic\(round)
            request: swift, sqlite, linux
            budget: 2000-3000 EUR
            place: remote
            about: Somebody who writes what a ferry line needs: departures, delays, and a page to enter them
            """
        try await hear(form, by: client, part: 0)
        let start = ContinuousClock.now
        try await hear("!postjob confirm \(round)", by: client, part: 1)
        _ = try await TickSamples.time(storage, deciding, at: now)
        return ContinuousClock.now - start
    }

    private var now: Timestamp { Timestamp(rawValue: Seed.start + round * 1000) }

    private func hear(_ words: String, by person: UserID, part: Int) async throws {
        let id = EventID(rawValue: "$\(round)-\(part)")
        var event = InboxEvent(.message, event: id, room: Self.room, sender: person, receivedAt: now)
        event.body = words
        var batch = ReceivedBatch()
        batch.events = [event]
        try await storage.receive(batch, at: now)
        let deciding = deciding
        let handled = try await storage.handleWaiting(
            limit: 100,
            now: now,
            in: deciding.frame,
            apology: { _ in [] },
            decide: { try deciding.decide($0, $1) }
        )
        guard handled.count == 1, handled.faults.isEmpty else { throw TickSampleError.nothingDue }
    }

    /// How many people were told so far.
    package func told() async throws -> Int {
        try await storage.database.read { db in
            try Int.fetchOne(db, sql: "SELECT count(*) FROM outbox WHERE subject LIKE 'jobAlert:%'") ?? 0
        }
    }
}
