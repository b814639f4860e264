import Groups
import Identifiers
import SQLiteStorage
import Testing

@Suite("What goes out")
struct TransportOutboxTests {
    private let storage: Storage

    init() throws {
        storage = try .inMemory()
    }

    private func claim(
        _ settled: [(Int64, Settlement)] = [],
        at now: Timestamp = noon,
        busy: Set<String> = [],
        lanes: Int = 8,
        rows: Int = 1,
        isLimited: Bool = false
    ) async throws -> Claimed {
        try await storage.exchange(
            settled,
            claiming: manner(at: now, busy: busy, lanes: lanes, rows: rows, isLimited: isLimited)
        )
    }

    /// A card with two reactions for one tap.
    private func card(_ subject: String = "request:41") -> [Draft] {
        [
            Draft(key: "card", .say(OutboxText(body: "Finn asks"), in: hallRoom), urgency: .decision, subject: subject),
            Draft(key: "offer", .offer(reactions: ["yes", "no"], subject: subject), urgency: .chatter),
        ]
    }

    @Test("The same key is stored once")
    func key() async throws {
        try await storage.queue([answer("one", key: "k")], now: noon)
        try await storage.queue([answer("two", key: "k")], now: noon)
        #expect(try await claim(rows: 9).lines == ["!hall:example.org message one"])
    }

    @Test("What a person waits for goes first; otherwise what was decided first does")
    func order() async throws {
        var urgent = answer("urgent", key: "3")
        urgent.urgency = .decision
        try await storage.queue([answer("one", key: "1"), answer("two", key: "2"), urgent], now: noon)
        let bodies = try await claim(rows: 9).rows.map { $0.text.body }
        #expect(bodies == ["urgent", "one", "two"])
    }

    @Test("Nothing is claimed for a room where something is under way, and other rooms are not held up")
    func lanes() async throws {
        let other = RoomID(rawValue: "!other")
        try await storage.queue([answer("one", key: "1"), answer("two", key: "2")], now: noon)
        try await storage.queue([answer("three", key: "3", in: other)], now: noon)
        #expect(try await claim(lanes: 1).lines == ["!hall:example.org message one"])
        #expect(try await claim(busy: [hallRoom.rawValue]).lines == ["!other message three"])
    }

    @Test("One room with a thousand messages does not hide another one")
    func crowd() async throws {
        try await storage.queue((0..<1000).map { answer("\($0)", key: "\($0)") }, now: noon)
        try await storage.queue([answer("x", key: "x", in: RoomID(rawValue: "!other"))], now: noon)
        #expect(try await claim(busy: [hallRoom.rawValue]).lines == ["!other message x"])
    }

    @Test("A message that is to be tried later holds up its own room only")
    func later() async throws {
        try await storage.queue([answer("one", key: "1"), answer("two", key: "2")], now: noon)
        let first = try #require(try await claim().rows.first)
        let waiting = try await claim([(first.id, .retry(notBefore: noon.later(seconds: 30)))])
        #expect(waiting.lines == [])
        #expect(waiting.nextAt == noon.later(seconds: 30))
        let again = try #require(try await claim(at: noon.later(seconds: 30)).rows.first)
        #expect(again.id == first.id)
        #expect(again.attempt == 1)
        #expect(again.transactionID == first.transactionID)
        #expect(!again.isInDoubt)
    }

    @Test("After 20 hours, or on another device, nobody knows whether a message arrived")
    func doubt() async throws {
        try await storage.queue([answer("one", key: "1")], now: noon)
        _ = try await claim()
        try await storage.releaseUnderWay()
        let soon = try #require(try await claim(at: noon.later(seconds: 3600)).rows.first)
        #expect(!soon.isInDoubt)
        try await storage.releaseUnderWay()
        let late = try #require(try await claim(at: noon.later(seconds: 21 * 3600)).rows.first)
        #expect(late.isInDoubt)
        try await storage.releaseUnderWay()
        var elsewhere = manner(at: noon.later(seconds: 60))
        elsewhere.transactionID = { "other:" + $0 }
        let moved = try #require(try await storage.exchange([], claiming: elsewhere).rows.first)
        #expect(moved.isInDoubt)
    }

    @Test("A message of ours that comes back is sent, even if its answer never came")
    func echo() async throws {
        try await storage.queue([answer("one", key: "1")], now: noon)
        let row = try #require(try await claim().rows.first)
        var batch = ReceivedBatch()
        batch.echoes = [.init(transactionID: row.transactionID, event: EventID(rawValue: "$sent"), at: noon)]
        try await storage.receive(batch, at: noon)
        #expect(try await claim([(row.id, .retry(notBefore: noon))]).lines == [])
        #expect(try await storage.counts(at: noon).waitingMessages == 0)
    }

    @Test("A message was there before what came together with it", arguments: [false, true])
    func echoWithAnswer(isSettled: Bool) async throws {
        try await storage.queue(card(), now: noon)
        let row = try #require(try await claim().rows.first)
        let later = noon.later(seconds: 1)
        if isSettled {
            _ = try await storage.exchange([(row.id, .sent(EventID(rawValue: "$card")))], claiming: manner(at: later))
        }
        var received = batch([said("yes", "$answer", in: hallRoom)])
        received.echoes = [.init(transactionID: row.transactionID, event: EventID(rawValue: "$card"), at: noon)]
        try await storage.receive(received, at: later)
        try await storage.look { _, board in
            let sent = try board.sent("request:41")
            #expect(sent == noon)
            return nil
        }
    }

    @Test("Reactions wait for their message, and die with it")
    func reactions() async throws {
        try await storage.queue(card(), now: noon)
        let message = try await claim(rows: 9)
        #expect(message.lines == ["!hall:example.org message Finn asks"])
        let next = try await claim([(message.rows[0].id, .sent(EventID(rawValue: "$card")))], rows: 9)
        #expect(next.lines == ["!hall:example.org reaction yes", "!hall:example.org reaction no"])
        #expect(next.rows.allSatisfy { $0.target == EventID(rawValue: "$card") })

        let other = try Storage.inMemory()
        try await other.queue(card(), now: noon)
        let dead = try await other.exchange([], claiming: manner()).rows[0]
        #expect(try await other.exchange([(dead.id, .dead("gone"))], claiming: manner(rows: 9)).lines == [])
        #expect(try await other.counts(at: noon).waitingMessages == 0)
    }

    @Test("An edit of a card that was never tried changes it in place and drops its reactions")
    func editBefore() async throws {
        try await storage.queue(card(), now: noon)
        let edit = Draft(key: "e", .edit(subject: "request:41", OutboxText(body: "Admitted")))
        try await storage.queue([edit], now: noon)
        let message = try await claim(rows: 9)
        #expect(message.lines == ["!hall:example.org message Admitted"])
        #expect(try await claim([(message.rows[0].id, .sent(EventID(rawValue: "$card")))], rows: 9).lines == [])
    }

    @Test("An edit of a sent card is sent, the reactions that are there are taken back, the others are not put there")
    func editAfter() async throws {
        try await storage.queue(card(), now: noon)
        let message = try #require(try await claim().rows.first)
        let yes = try #require(try await claim([(message.id, .sent(EventID(rawValue: "$card")))]).rows.first)
        let edit = Draft(key: "e", .edit(subject: "request:41", OutboxText(body: "Admitted")))
        try await storage.queue([edit], now: noon)
        let rest = try await claim([(yes.id, .sent(EventID(rawValue: "$yes")))], rows: 9)
        #expect(rest.rows.map { $0.kind } == [.edit, .redaction])
        #expect(rest.rows.map { $0.target?.rawValue } == ["$card", "$yes"])
    }

    @Test("Two edits that wait become one, with the later text")
    func editTwice() async throws {
        try await storage.queue(card(), now: noon)
        let message = try #require(try await claim().rows.first)
        for text in ["first", "second"] {
            try await storage.queue(
                [Draft(key: text, .edit(subject: "request:41", OutboxText(body: text)))],
                now: noon
            )
        }
        let next = try await claim([(message.id, .sent(EventID(rawValue: "$card")))], rows: 9)
        #expect(next.lines == ["!hall:example.org edit second"])
    }

    /// What is taken and then put back, because the account was held back meanwhile, counts as never tried again.
    @Test(
        "The latest text of a card is sent last, though an earlier one was taken and put back",
        arguments: [false, true]
    )
    func editPutBack(isSent: Bool) async throws {
        func edit(_ text: String) async throws {
            try await storage.queue(
                [Draft(key: text, .edit(subject: "request:41", OutboxText(body: text)))],
                now: noon
            )
        }
        try await storage.queue(card(), now: noon)
        var taken = try #require(try await claim().rows.first)
        if isSent {
            try await edit("first")
            taken = try #require(try await claim([(taken.id, .sent(EventID(rawValue: "$card")))]).rows.first)
            #expect(taken.text.body == "first")
        }
        try await edit("second")
        _ = try await claim([(taken.id, .untried(notBefore: noon))], lanes: 0)
        try await edit("third")
        var bodies: [String] = []
        var settled: [(Int64, Settlement)] = []
        while let row = try await claim(settled).rows.first {
            settled = [(row.id, .sent(EventID(rawValue: "$\(row.id)")))]
            bodies.append(row.text.body)
        }
        #expect(bodies == ["third"])
    }

    @Test("While the account is held back, the answers for a room become one message; nothing is lost or said twice")
    func merged() async throws {
        try await storage.queue((1...3).map { answer("\($0)", key: "\($0)") }, now: noon)
        let merged = try await claim(rows: 9, isLimited: true)
        #expect(merged.lines == ["!hall:example.org message 1|2|3"])
        try await storage.releaseUnderWay()
        let again = try await claim(isLimited: true)
        #expect(again.lines == ["!hall:example.org message 1|2|3"])
        #expect(again.rows.map { $0.transactionID } == merged.rows.map { $0.transactionID })
    }

    @Test("Answers that can be sent at once are not merged, and two that wait are not either")
    func notMerged() async throws {
        try await storage.queue((1...3).map { answer("\($0)", key: "\($0)") }, now: noon)
        #expect(try await claim(rows: 9).rows.count == 3)
        let other = try Storage.inMemory()
        try await other.queue((1...3).map { answer("\($0)", key: "\($0)") }, now: noon)
        let late = try await other.exchange([], claiming: manner(at: noon.later(seconds: 5), rows: 9))
        #expect(late.lines == ["!hall:example.org message 1|2|3"])
    }

    @Test("Cards and what rings are never merged")
    func cards() async throws {
        try await storage.queue(card() + [answer("a", key: "a"), answer("b", key: "b")], now: noon)
        let first = try await claim(rows: 9, isLimited: true)
        #expect(first.lines.first == "!hall:example.org message Finn asks")
    }

    @Test("Only a message that the bot sent itself has a subject, and only in its own room")
    func subject() async throws {
        try await storage.queue(card(), now: noon)
        let row = try #require(try await claim().rows.first)
        _ = try await claim([(row.id, .sent(EventID(rawValue: "$card")))])
        try await storage.receive(batch([said("hello", "$1")]), at: noon)
        let seen = Seen()
        try await storage.look { _, board in
            let card = EventID(rawValue: "$card")
            seen.note(try board.subject(of: card, in: hallRoom) ?? "none")
            seen.note(try board.subject(of: card, in: RoomID(rawValue: "!x")) ?? "none")
            seen.note(try board.subject(of: EventID(rawValue: "$1"), in: hallRoom) ?? "none")
            return nil
        }
        #expect(seen.all == ["request:41", "none", "none"])
    }
}
