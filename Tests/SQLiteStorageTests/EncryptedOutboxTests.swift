import GRDB
import Groups
import Identifiers
import Testing

@testable import SQLiteStorage

/// Goal: what is sent is always the encryption of what the row says, for the room in which it is said.
@Suite("What goes out encrypted")
struct EncryptedOutboxTests {
    private let storage: Storage

    init() throws { storage = try .inMemory() }

    private static let card = Draft(
        key: "card",
        .say(OutboxText(body: "Finn asks"), in: hallRoom),
        subject: "request:1"
    )

    private func claim(_ settled: [(Int64, Settlement)] = []) async throws -> [OutboxRow] {
        try await storage.exchange(settled, claiming: manner(rows: 9)).rows
    }

    private func seal(_ id: Int64) async throws {
        try await storage.encryption { rows in try rows.storeCiphertext("sealed", of: id) }
    }

    private func ciphertext(of id: Int64) async throws -> String? {
        try await storage.encryption { rows in try rows.ciphertext(of: id) }
    }

    @Test("What was encrypted stays the same until it is sent, and is gone then")
    func kept() async throws {
        try await storage.queue([Self.card], now: noon)
        let row = try #require(try await claim().first)
        try await seal(row.id)
        let again = try #require(try await claim([(row.id, .retry(notBefore: noon))]).first)
        #expect(again.id == row.id)
        try await storage.releaseUnderWay()
        #expect(try await ciphertext(of: row.id) == "sealed")
        _ = try await claim([(row.id, .sent(EventID(rawValue: "$sent")))])
        #expect(try await ciphertext(of: row.id) == nil)
    }

    @Test("A card that was encrypted, not tried after all, and changed, is encrypted anew")
    func edited() async throws {
        try await storage.queue([Self.card], now: noon)
        let row = try #require(try await claim().first)
        try await seal(row.id)
        _ = try await storage.exchange([(row.id, .untried(notBefore: noon))], claiming: manner(lanes: 0))
        let text = OutboxText(body: "Finn has gone")
        try await storage.queue([Draft(key: "e", .edit(subject: "request:1", text))], now: noon)
        #expect(try await ciphertext(of: row.id) == nil)
        #expect(try await claim().map(\.text.body) == ["Finn has gone"])
    }

    @Test("An edit that was encrypted, not tried after all, and overtaken, is encrypted anew")
    func editedTwice() async throws {
        try await storage.queue([Self.card], now: noon)
        let row = try #require(try await claim().first)
        let first = Draft(key: "e1", .edit(subject: "request:1", OutboxText(body: "first")))
        try await storage.queue([first], now: noon)
        let edit = try #require(try await claim([(row.id, .sent(EventID(rawValue: "$sent")))]).first)
        #expect(edit.kind == .edit)
        try await seal(edit.id)
        _ = try await storage.exchange([(edit.id, .untried(notBefore: noon))], claiming: manner(lanes: 0))
        let second = Draft(key: "e2", .edit(subject: "request:1", OutboxText(body: "second")))
        try await storage.queue([second], now: noon)
        #expect(try await ciphertext(of: edit.id) == nil)
        #expect(try await claim().map(\.text.body) == ["second"])
    }

    @Test("What goes on in the room that replaces another is encrypted for that one")
    func replaced() async throws {
        try await storage.queue([Self.card], now: noon)
        let row = try #require(try await claim().first)
        try await seal(row.id)
        _ = try await storage.exchange([(row.id, .retry(notBefore: noon))], claiming: manner(lanes: 0))
        let next = RoomID(rawValue: "!next:example.org")
        try await storage.noteReplacement(of: hallRoom, by: next, now: noon)
        #expect(try await claim().map(\.room) == [next])
        #expect(try await ciphertext(of: row.id) == nil)
    }

    @Test("What goes on in another direct room is encrypted for that one")
    func reopened() async throws {
        let room = RoomID(rawValue: "!direct:example.org")
        try await storage.queue(
            [Draft(key: "a", .tell(OutboxText(body: "a"), finn)), Draft(key: "b", .tell(OutboxText(body: "b"), finn))],
            now: noon
        )
        _ = try await storage.beginOpening(for: finn)
        try await storage.noteOpened(room, for: finn, now: noon)
        try await storage.finishOpening(for: finn, in: room)
        let rows = try await claim()
        #expect(rows.map(\.room) == [room, room])
        for row in rows { try await seal(row.id) }
        _ = try await storage.exchange(
            rows.map { ($0.id, .retry(notBefore: noon)) } + [(rows[0].id, .reopen)],
            claiming: manner(lanes: 0)
        )
        for row in rows { #expect(try await ciphertext(of: row.id) == nil) }
    }

    @Test("With a new device, what was not sent yet is encrypted anew, and all that its ratchets are for is gone")
    func newDevice() async throws {
        try await storage.queue([Self.card, answer("a", key: "a")], now: noon)
        let row = try #require(try await storage.exchange([], claiming: manner()).rows.first)
        let other = try await storage.database.read { db in
            try Int64.fetchOne(db, sql: "SELECT id FROM outbox WHERE id <> ?", arguments: [row.id]) ?? 0
        }
        for id in [row.id, other] { try await seal(id) }
        try await storage.encryption { rows in
            try rows.beginDevice(of: ada, "OLD", account: [1])
            for id in [row.id, other] { try rows.storeCiphertext("sealed", of: id) }
            try rows.beginKey(of: hallRoom, session: "s", pickle: [1], at: noon)
            try rows.storeSession("x", with: "curve", [1], usedAt: noon)
            try rows.queueToDevice("m.dummy", messages: "{}", transactionID: "t", for: hallRoom)
            try rows.beginDevice(of: ada, "NEW", account: [2])
        }
        for id in [row.id, other] { #expect(try await ciphertext(of: id) == nil) }
        try await storage.encryption { rows throws in
            #expect(try rows.ownDevice()?.device == "NEW")
            #expect(try rows.outboundKey(of: hallRoom) == nil)
            #expect(try rows.sessions(with: "curve").isEmpty)
            #expect(try rows.toDevice(for: hallRoom) == nil)
        }
    }

    @Test("Of a person who is erased neither the keys of files are left nor what could not be read yet")
    func erased() async throws {
        let (mine, yours) = (EventID(rawValue: "$finn"), EventID(rawValue: "$ada"))
        try await storage.encryption { rows in
            for (person, event) in [(finn, mine), (ada, yours)] {
                try rows.storeFileKey("{}", of: "mxc://\(event)", from: person, at: noon)
                let waiting = UndecryptedEventRow(
                    event: event,
                    room: hallRoom,
                    session: "s",
                    sender: person,
                    json: "{}",
                    isStale: false,
                    receivedAt: noon
                )
                try rows.keep(waiting, askAt: noon)
            }
        }
        try await storage.pseudonymise(finn)
        try await storage.encryption { rows throws in
            #expect(try rows.fileKey(of: "mxc://\(mine)") == nil)
            #expect(try rows.fileKey(of: "mxc://\(yours)") == "{}")
            #expect(try rows.waiting(for: "s", in: hallRoom, limit: 9).map(\.event) == [yours])
        }
    }

    @Test("A file’s key is replaced by its sender, and by nobody else")
    func fileKeys() async throws {
        try await storage.encryption { rows in
            try rows.storeFileKey("first", of: "mxc://file", from: finn, at: noon)
            try rows.storeFileKey("forged", of: "mxc://file", from: ada, at: noon)
            #expect(try rows.fileKey(of: "mxc://file") == "first")
            try rows.storeFileKey("second", of: "mxc://file", from: finn, at: noon)
            #expect(try rows.fileKey(of: "mxc://file") == "second")
        }
    }
}
