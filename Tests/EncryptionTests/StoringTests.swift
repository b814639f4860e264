import Encryption
import Foundation
import GRDB
import Groups
import Identifiers
import JSON
import Matrix
import MatrixCrypto
import SQLiteStorage
import Testing

/// Goal: nothing leaves that is not stored, and nothing that was undone leaves a trace in a ratchet.
@Suite("What is stored of encryption")
struct StoringTests {
    private let server = KeyServer()
    private let bot: Phone
    private let ada: Phone

    init() async throws {
        bot = try await Phone("bot", at: server)
        ada = try await Phone("ada", at: server)
        for phone in [bot, ada] { try await phone.enter(.hall, with: [bot.user, ada.user]) }
    }

    /// Stores a row to send, and says which.
    private func row(_ key: String) async throws -> Int64 {
        let draft = Draft(key: key, .say(OutboxText(body: key), in: .hall))
        try await bot.storage.queue([draft], now: server.now)
        return Int64(try await bot.number("SELECT id FROM outbox WHERE key = '\(key)'"))
    }

    private struct Undone: Error {}

    @Test("What a row says is encrypted once: asked again, also after a restart and with other words, it is the same")
    func once() async throws {
        let row = try await row("a")
        let first = try await bot.say("Hello", row: row)
        #expect(try await bot.step { _, rows, _ in try rows.ciphertext(of: row) } == first.content.encodedText)
        #expect(try await bot.restarted().say("Hello", row: row).content == first.content)
        #expect(try await bot.say("Other words", row: row).content == first.content)
        let other = try await bot.say("Hello", row: self.row("b"))
        #expect(other.content["ciphertext"] != first.content["ciphertext"])
        try await ada.hear()
        try await ada.askForLists()
        #expect(try await ada.read(first) == "“Hello”")
    }

    @Test("A step that is undone uses no index, and neither it nor what comes next repeats one")
    func undoneEncryption() async throws {
        _ = try await bot.say("before")
        let before = try await index()
        await #expect(throws: Undone.self) {
            try await bot.step { own, rows, now in
                let content: JSONValue = ["msgtype": "m.text", "body": "undone"]
                _ = try own.encrypt("m.room.message", content, row: -1, in: .hall, clear: [], rows, at: now)
                throw Undone()
            }
        }
        #expect(try await index() == before)
        _ = try await bot.say("after")
        #expect(try await index() == before + 1)
    }

    private func index() async throws -> UInt32 {
        let key = try #require(try await bot.step { _, rows, _ in try rows.outboundKey(of: .hall) })
        return try OutboundGroupSession(pickle: key.pickle).index
    }

    @Test("A step that is undone takes no one-time key, so that the same message begins its session later")
    func undoneReceiving() async throws {
        var mallory = try Stranger("mallory", at: server)
        try mallory.share(with: bot)
        var mail: [ToDeviceEvent] = []
        server.tamper(with: bot.address) { mail = $0 }
        let event = try #require(mail.first)
        await #expect(throws: Undone.self) {
            try await bot.step { own, rows, now in
                #expect(try own.receive(event, in: rows, at: now) != nil)
                throw Undone()
            }
        }
        #expect(try await bot.number("SELECT count(*) FROM olmSession") == 0)
        try await bot.hear()
        #expect(try await bot.number("SELECT count(*) FROM inboundRoomKey") == 1)
        // And then never again, in another session.
        try await bot.storage.database.write { db in try db.execute(sql: "DELETE FROM olmSession") }
        server.tamper(with: bot.address) { $0 = [event] }
        try await bot.hear()
        #expect(try await bot.count(of: .brokenSession) == 1)
        #expect(try await bot.number("SELECT count(*) FROM olmSession") == 0)
    }

    @Test("A key is on its way before anything is said in it, and what is on its way is the same after a restart")
    func keyFirst() async throws {
        let row = try await row("a")
        var stored: ToDeviceRow?
        while stored == nil {
            let next = try await bot.step { own, rows, now in try own.nextStep(for: .hall, in: rows, at: now) }
            guard case .send(let message) = next else {
                try await bot.take(next)
                continue
            }
            stored = message
        }
        let waiting = try #require(stored)
        let content: JSONValue = ["msgtype": "m.text", "body": "Hello"]
        let early = try await bot.step { own, rows, now in
            try own.encrypt("m.room.message", content, row: row, in: .hall, clear: [], rows, at: now)
        }
        #expect(early == nil)
        let again = try await bot.restarted().step { own, rows, now in try own.nextStep(for: .hall, in: rows, at: now) }
        guard case .send(let same) = again else {
            Issue.record("it is no longer on its way")
            return
        }
        #expect(same.transactionID == waiting.transactionID && same.messages == waiting.messages)
        // The answer to the first attempt got lost.
        try server.send(waiting, from: bot.user)
        let said = try await bot.say(content, row: row)
        #expect(server.letters(to: ada.address, "m.room.encrypted") == 1)
        try await ada.hear()
        try await ada.askForLists()
        #expect(try await ada.read(said) == "“Hello”")
    }

    @Test("A new key of a room takes the place of the one that was on its way")
    func overtaken() async throws {
        try await bot.share()
        try await bot.note([.historyVisibility(.hall, "shared")])
        while true {
            let next = try await bot.step { own, rows, now in try own.nextStep(for: .hall, in: rows, at: now) }
            if case .send = next { break }
            try await bot.take(next)
        }
        try await bot.note([.historyVisibility(.hall, "joined")])
        let said = try await bot.say("Hello")
        try await ada.hear()
        try await ada.askForLists()
        #expect(try await ada.read(said) == "“Hello”")
        #expect(server.letters(to: ada.address, "m.room.encrypted") == 2)
    }

    // MARK: The pickle key

    @Test("What is sealed opens with its key, is refused with another or none, and nothing is changed by that")
    func sealed() async throws {
        let sealed = bot.restarted(seal: PickleSeal(text: "secret"))
        // What was there before the key was set stays readable.
        #expect(try await sealed.read(ada.say("waits for its key")) == "waits")
        let hello = try await ada.say("Hello")
        try await sealed.hear()
        try await sealed.askForLists()
        #expect(try await sealed.read(hello) == "“Hello”")
        let said = try await sealed.say("Good day")
        for wrong in [PickleSeal(text: "other"), PickleSeal(key: nil)] {
            let other = bot.restarted(seal: wrong)
            await #expect(throws: EncryptionError.sealed) { try await other.read(hello) }
            await #expect(throws: EncryptionError.sealed) { try await other.say("never said") }
        }
        #expect(try await sealed.restarted().read(hello) == "“Hello”")
        try await ada.hear()
        try await ada.askForLists()
        #expect(try await ada.read(said) == "“Good day”")
    }

    @Test("With a pickle key, no secret is stored as it is")
    func nothingPlain() async throws {
        let kim = try await Phone("kim", at: server, seal: PickleSeal(text: "secret"))
        for phone in [kim, ada] { try await phone.enter(.other, with: [kim.user, ada.user]) }
        _ = try await kim.say("Hello", in: .other)
        let said = try await ada.say("Hello", in: .other)
        try await kim.hear()
        try await kim.askForLists()
        #expect(try await kim.read(said, in: .other) == "“Hello”")
        let pickles = try await kim.storage.database.read { db in
            try Data.fetchAll(
                db,
                sql: """
                    SELECT account FROM ownDevice UNION ALL SELECT keys FROM ownIdentity
                    UNION ALL SELECT pickle FROM olmSession UNION ALL SELECT pickle FROM inboundRoomKey
                    UNION ALL SELECT pickle FROM outboundRoomKey
                    """
            )
        }
        #expect(pickles.count >= 5)
        for pickle in pickles { #expect(pickle.first == 0xE1) }
        #expect(Set(pickles.map { $0.dropFirst().prefix(12) }).count == pickles.count, "a nonce is used once")
    }
}
