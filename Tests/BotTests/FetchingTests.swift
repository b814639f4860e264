import BotTesting
import Groups
import Identifiers
import JSON
import Matrix
import SQLiteStorage
import Testing

/// Files that people send alone to the bot, fetched from its own homeserver.
@Suite("Fetching files", .timeLimit(.minutes(2)))
struct FetchingTests {
    private let rehearsal: Rehearsal
    private let ada = Homeserver.user("ada")
    private let room: RoomID
    private static let calendar = """
        BEGIN:VCALENDAR
        BEGIN:VEVENT
        DTSTART;VALUE=DATE:20261224
        SUMMARY:Christmas Eve
        END:VEVENT
        END:VCALENDAR
        """

    init() async throws {
        rehearsal = try Rehearsal()
        try await Furniture(at: rehearsal.clock.now).place(in: rehearsal.storage, admitting: true)
        room = rehearsal.homeserver.makeRoom("Guildhall", by: ada, inviting: [rehearsal.bot], isDirect: true)
        rehearsal.start()
        try await rehearsal.settle()
    }

    private func send(_ uri: String, in room: RoomID, by person: UserID, size: Int64 = 100) async throws {
        let content: JSONValue = [
            "msgtype": "m.file", "body": "holidays swift-guild", "filename": "days.ics", "url": .string(uri),
            "info": ["size": .int(size)],
        ]
        _ = rehearsal.homeserver.send("m.room.message", content, in: room, by: person)
        try await rehearsal.settle()
    }

    private var fetches: [String] {
        rehearsal.homeserver.requests.filter { $0.contains("media") }
    }

    /// What the bot says when somebody asks for the holidays.
    private func holidays() async throws -> String {
        rehearsal.homeserver.say("holidays swift-guild", in: room, by: ada)
        try await rehearsal.settle()
        return last()
    }

    private func last() -> String { rehearsal.homeserver.transcript(of: room).last ?? "" }

    @Test("A file with its command is fetched once, shown with a tap to take it over, and taken over by it")
    func whole() async throws {
        rehearsal.homeserver.store(Array(Self.calendar.utf8), at: "mxc://elsewhere.org/abc")
        try await send("mxc://elsewhere.org/abc", in: room, by: ada)
        #expect(fetches == ["GET /media/download/elsewhere.org/abc"])
        #expect(last().contains("days.ics would add 1 holiday to Swift Guild") && last().hasSuffix("[✅ ❌]"))
        let page = rehearsal.homeserver.events(by: rehearsal.bot, in: room).last?["event_id"]?.stringValue ?? ""
        #expect(try await holidays().contains("no holidays ahead"))
        let relation: JSONValue = ["rel_type": "m.annotation", "event_id": .string(page), "key": "✅"]
        _ = rehearsal.homeserver.send("m.reaction", ["m.relates_to": relation], in: room, by: ada)
        try await rehearsal.settle()
        #expect(try await holidays().contains("Thu 24 December 2026 (Christmas Eve)"))
        await rehearsal.kill()
    }

    @Test("A file that is larger than its sender says is not read to its end")
    func tooLarge() async throws {
        rehearsal.homeserver.store([UInt8](repeating: 65, count: 512 * 1024 + 1), at: "mxc://example.org/big")
        try await send("mxc://example.org/big", in: room, by: ada)
        #expect(last().contains("days.ics is too large: 512 KiB at most"))
        await rehearsal.kill()
    }

    @Test("A file that is gone is answered, and not asked for again")
    func gone() async throws {
        try await send("mxc://example.org/gone", in: room, by: ada)
        #expect(last().contains("does not have days.ics any more"))
        #expect(fetches.count == 1)
        await rehearsal.kill()
    }

    @Test("A file that its sender's client has encrypted is answered with a sentence, and not fetched")
    func encrypted() async throws {
        let key: JSONValue = ["url": "mxc://example.org/abc", "v": "v2", "iv": "a", "hashes": [:], "key": [:]]
        for words in ["days.ics", "holidays swift-guild import"] {
            let content: JSONValue = [
                "msgtype": "m.file", "body": .string(words), "filename": "days.ics", "file": key,
            ]
            _ = rehearsal.homeserver.send("m.room.message", content, in: room, by: ada)
            try await rehearsal.settle()
            #expect(last().contains("days.ics is encrypted"))
        }
        #expect(fetches.isEmpty)
        await rehearsal.kill()
    }

    @Test(
        "Nothing is fetched for what is no file on a homeserver",
        arguments: [
            "https://example.org/days.ics", "mxc://example.org/../../v3/sync", "mxc://example.org/a?b", "mxc:///a",
            "mxc://exa mple.org/a", "mxc://example.org/",
        ]
    )
    func elsewhere(_ uri: String) async throws {
        try await send(uri, in: room, by: ada)
        #expect(fetches.isEmpty)
        await rehearsal.kill()
    }

    @Test("Nothing is fetched for a stranger, nor for a file that is sent among others")
    func others() async throws {
        let finn = Homeserver.user("finn")
        rehearsal.homeserver.store(Array(Self.calendar.utf8), at: "mxc://example.org/abc")
        let finns = rehearsal.homeserver.makeRoom("Guildhall", by: finn, inviting: [rehearsal.bot], isDirect: true)
        let hall = rehearsal.homeserver.makeRoom("Hall", by: ada, with: [finn], inviting: [rehearsal.bot])
        try await rehearsal.settle()
        try await send("mxc://example.org/abc", in: finns, by: finn)
        try await send("mxc://example.org/abc", in: hall, by: ada)
        #expect(fetches.isEmpty)
        #expect(rehearsal.homeserver.transcript(of: finns).last?.contains("Only administrators") == true)
        await rehearsal.kill()
    }

    @Test("A bot that is killed when it has just been asked fetches the file after its start")
    func killed() async throws {
        rehearsal.homeserver.store(Array(Self.calendar.utf8), at: "mxc://example.org/abc")
        await rehearsal.kill()
        try await rehearsal.storage.ask(for: "mxc://example.org/abc", by: ada, at: rehearsal.clock.now)
        rehearsal.start()
        try await rehearsal.settle()
        #expect(last().contains("would add 1 holiday"))
        await rehearsal.kill()
    }
}

extension Storage {
    /// As the command leaves it.
    fileprivate func ask(for uri: String, by person: UserID, at now: Timestamp) async throws {
        let asked = CalendarImport(
            id: CalendarImportID(rawValue: 1),
            group: GroupID(rawValue: 1),
            person: person,
            name: "days.ics",
            uri: uri,
            askedAt: now,
            content: .wanted
        )
        var batch = ReceivedBatch()
        batch.events = [InboxEvent(.tick, event: EventID(rawValue: "$asked"), receivedAt: now)]
        try await receive(batch, at: now)
        let frame = BoardFrame(hall: .unnamed, surroundings: .init(zone: { _ in nil }, uptimeMs: { 0 }))
        _ = try await handleWaiting(
            limit: 1,
            now: now,
            in: frame,
            apology: { _ in [] },
            decide: { _, _ in StoredDecision(changes: [.calendar(.fileImport(.asked(asked)))]) }
        )
    }
}

// MARK: - Among administrators

extension FetchingTests {
    @Test(
        "A file in the administrators' room is known if an administrator sent it: with its command below it, or replied to"
    )
    func amongAdministrators() async throws {
        rehearsal.homeserver.store(Array(Self.calendar.utf8), at: "mxc://elsewhere.org/abc")
        let finn = Homeserver.user("finn")
        let admins = rehearsal.homeserver.makeRoom("Admins", by: ada, inviting: [rehearsal.bot, finn])
        rehearsal.homeserver.join(admins, by: finn)
        try await rehearsal.settle()
        rehearsal.homeserver.say("!here swift-guild admin", in: admins, by: ada)
        try await rehearsal.settle()
        func send(_ body: String, by person: UserID) async throws -> EventID {
            let event = rehearsal.homeserver.send(
                "m.room.message",
                [
                    "msgtype": "m.file", "body": .string(body), "filename": "days.ics",
                    "url": "mxc://elsewhere.org/abc",
                    "info": ["size": 100],
                ],
                in: admins,
                by: person
            )
            try await rehearsal.settle()
            return event
        }
        func shown() -> Int {
            rehearsal.homeserver.transcript(of: admins).count {
                $0.contains("days.ics would add 1 holiday to Swift Guild")
            }
        }
        _ = try await send("!holidays swift-guild import", by: finn)
        #expect(fetches.isEmpty)
        _ = try await send("!holidays swift-guild import", by: ada)
        #expect(fetches.count == 1 && shown() == 1)
        // A name that is the body, too, is no word.
        let event = try await send("days.ics", by: ada)
        #expect(fetches.count == 1)
        rehearsal.homeserver.say("!holidays swift-guild import", in: admins, by: ada, replyTo: event)
        try await rehearsal.settle()
        #expect(fetches.count == 2)
        // Two ticks of one moment are one.
        for _ in 0..<5 where shown() < 2 {
            rehearsal.clock.advance(to: Timestamp(rawValue: rehearsal.clock.now.rawValue + 1000))
            try await rehearsal.settle()
        }
        #expect(shown() == 2)
    }
}
