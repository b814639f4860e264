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

@Suite("Sessions between devices")
struct OlmSessionTests {
    private let server = KeyServer()
    private let bot: Phone
    private let ada: Phone

    init() async throws {
        bot = try await Phone("bot", at: server)
        ada = try await Phone("ada", at: server)
        for phone in [bot, ada] {
            try await phone.enter(.hall, with: [bot.user, ada.user])
            try await phone.step { _, rows, _ in
                for user in [UserID.bot, .ada] { try rows.track(user) }
            }
            try await phone.hear()
            try await phone.askForLists()
        }
    }

    /// Has everybody write in a new key.
    private func changeKeys() async throws {
        let passerby = UserID(rawValue: "@gus:example.org")
        for phone in [bot, ada] { try await phone.note([.occupant(.hall, passerby, nil)]) }
    }

    @Test("Many keys, both ways and from anew, go through the sessions that are there")
    func manyKeys() async throws {
        for number in 0..<20 {
            try await changeKeys()
            let (question, answer) = (try await ada.say("\(number)?"), try await bot.say("\(number)!"))
            try await bot.hear()
            try await ada.hear()
            #expect(try await bot.read(question) == "“\(number)?”")
            #expect(try await ada.read(answer) == "“\(number)!”")
        }
        // Both have begun one, as each wrote before it heard the other, and then went on in one of them.
        for phone in [bot, ada] { #expect(try await phone.number("SELECT count(*) FROM olmSession") == 2) }
        #expect(server.keysLeft(of: bot.address) == 49 && server.keysLeft(of: ada.address) == 49)
    }

    @Test("Keys that come late, twice, or in another order are all taken, and what comes twice breaks nothing")
    func badLine() async throws {
        var said: [RoomEvent] = []
        for number in 0..<10 {
            try await changeKeys()
            said.append(try await ada.say("\(number)"))
        }
        server.tamper(with: bot.address) { $0 = Array($0.reversed()) + $0 }
        try await bot.hear()
        for (number, event) in said.enumerated() { #expect(try await bot.read(event) == "“\(number)”") }
        #expect(try await bot.count(of: .brokenSession) == 0)
        #expect(try await bot.step { _, rows, _ in try rows.ailingDevices(limit: 9).isEmpty })
    }

    @Test("A broken session is begun anew, at most once an hour, and then works again")
    func healing() async throws {
        _ = try await bot.say("Hello")
        try await ada.hear()
        _ = try await ada.say("Hello")
        try await bot.hear()
        // The bot comes back with its sessions as they never were.
        let pickle = try await brokenPickle()
        try await bot.storage.database.write { db in
            try db.execute(sql: "UPDATE olmSession SET pickle = ?", arguments: [pickle])
        }
        try await changeKeys()
        let lost = try await ada.say("lost")
        try await bot.hear()
        #expect(try await bot.read(lost) == "waits")
        #expect(try await bot.count(of: .brokenSession) == 1)
        try await bot.keepHouse()
        #expect(try await bot.count(of: .healed) == 1)
        try await ada.hear()
        try await changeKeys()
        let said = try await ada.say("again")
        try await bot.hear()
        #expect(try await bot.read(said) == "“again”")
        let answer = try await bot.say("Hello again")
        try await ada.hear()
        #expect(try await ada.read(answer) == "“Hello again”")
        #expect(try await bot.count(of: .brokenSession) == 1)
    }

    /// A session of two others.
    private func brokenPickle() async throws -> Data {
        var chance = SystemRandomNumberGenerator()
        let (one, other) = (try OlmAccount(using: &chance), try Curve25519SecretKey(using: &chance))
        let key = try Curve25519SecretKey(using: &chance).publicKey
        return Data(try one.outboundSession(to: other.publicKey, oneTimeKey: key, using: &chance).pickle)
    }

    @Test("Whoever sends what cannot be read gets one new session an hour, and not one for each")
    func healingIsRare() async throws {
        var mallory = try Stranger("mallory", at: server)
        try mallory.share(with: bot)
        try await bot.hear()
        try await bot.askForLists()
        for round in 1...3 {
            for _ in 0..<5 {
                var content = try mallory.encrypt([1], for: bot)
                let key = try #require(content["ciphertext"]?.objectValue?.members.first?.key)
                content["ciphertext"]?[key]?["type"] = 1
                content["ciphertext"]?[key]?["body"] = .string(Base64.standard.encode(Self.noise))
                server.post(
                    ToDeviceEvent(type: "m.room.encrypted", sender: mallory.user, content: content),
                    to: bot.address
                )
                try await bot.hear()
                try await bot.keepHouse()
                server.pass(.seconds(60))
            }
            #expect(try await bot.count(of: .brokenSession) == 5 * round)
            #expect(try await bot.step { _, rows, _ in try rows.ailingDevices(limit: 9).isEmpty })
            let claimed = try await bot.number("SELECT healedAtMs FROM device WHERE userID = '@mallory:example.org'")
            #expect(claimed > 0)
            server.pass(.seconds(3600))
        }
        // The stranger has no one-time keys, so nothing could be begun, and nothing was sent either.
        #expect(try await bot.count(of: .healed) == 0)
        #expect(server.letters(to: mallory.address, "m.room.encrypted") == 0)
    }

    /// A normal message of a ratchet that nobody has.
    private static let noise: [UInt8] =
        [3, 0x0A, 32] + [UInt8](repeating: 9, count: 32) + [0x10, 0, 0x22, 16] + [UInt8](repeating: 7, count: 24)

    // MARK: Keys to begin by

    @Test("One-time keys are topped up to fifty, when half of them are gone")
    func oneTimeKeys() async throws {
        #expect(server.keysLeft(of: bot.address) == 50)
        for count in [24, 1] {
            for _ in 0..<count { _ = server.claimOne(of: bot.address) }
            try await bot.hear()
            try await bot.restarted().keepHouse()
            #expect(server.keysLeft(of: bot.address) == (count == 24 ? 26 : 50))
        }
        server.exhaust(bot.address)
        try await bot.hear()
        try await bot.keepHouse()
        #expect(server.keysLeft(of: bot.address) == 50)
    }

    @Test("An upload whose answer got lost is made again with the same keys")
    func lostAnswer() async throws {
        server.exhaust(bot.address)
        try await bot.hear()
        let first = try #require(try await bot.step { own, rows, now in try own.keysToUpload(in: rows, at: now) })
        _ = try server.upload(first, of: bot.address)
        let again = try #require(
            try await bot.restarted().step { own, rows, now in try own.keysToUpload(in: rows, at: now) }
        )
        #expect(again.oneTime == first.oneTime && again.fallback == first.fallback)
        try await bot.keepHouse()
        #expect(server.keysLeft(of: bot.address) == 50)
        #expect(try await bot.step { own, rows, now in try own.keysToUpload(in: rows, at: now) } == nil)
    }

    @Test("When all one-time keys are claimed the fallback key stands in, is replaced, and is good for an hour more")
    func fallback() async throws {
        server.exhaust(bot.address)
        var early = try Stranger("early", at: server)
        try early.share(with: bot)
        server.exhaust(bot.address)
        var soon = try Stranger("soon", at: server)
        var late = try Stranger("late", at: server)
        // Both have claimed the key; what they write comes before and after the hour is over.
        let (inTime, tooLate) = (try letter(&soon), try letter(&late))
        server.pass(.seconds(600))
        try await bot.hear()
        #expect(try await hasKey(early.group.id))
        try await bot.keepHouse()
        #expect(server.keysLeft(of: bot.address) == 50)
        server.pass(.seconds(3500))
        try await bot.keepHouse()
        server.post(inTime, to: bot.address)
        try await bot.hear()
        #expect(try await hasKey(soon.group.id))
        server.pass(.seconds(200))
        try await bot.keepHouse()
        server.post(tooLate, to: bot.address)
        try await bot.hear()
        #expect(try await !hasKey(late.group.id))
        // The new one works.
        server.exhaust(bot.address)
        var later = try Stranger("later", at: server)
        try later.share(with: bot)
        try await bot.hear()
        #expect(try await hasKey(later.group.id))
    }

    @Test(
        "A fallback key that could not be uploaded for hours does not cost the one which the homeserver still gives out"
    )
    func fallbackWhileAway() async throws {
        server.exhaust(bot.address)
        var early = try Stranger("early", at: server)
        try early.share(with: bot)
        server.pass(.seconds(600))
        try await bot.hear()
        for _ in 0..<3 {
            // The homeserver takes nothing.
            _ = try await bot.step { own, rows, now in try own.keysToUpload(in: rows, at: now) }
            server.pass(.seconds(3000))
        }
        server.exhaust(bot.address)
        var late = try Stranger("late", at: server)
        let letter = try letter(&late)
        try await bot.keepHouse()
        server.post(letter, to: bot.address)
        try await bot.hear()
        #expect(try await hasKey(late.group.id))
    }

    @Test("A late word of the fallback key that was used does not cost the one that may still come")
    func fallbackIsReplacedOnce() async throws {
        server.exhaust(bot.address)
        var late = try Stranger("late", at: server)
        let letter = try letter(&late)
        server.pass(.seconds(600))
        try await bot.hear()
        try await bot.keepHouse()
        // This sync began before the upload.
        try await bot.step { _, rows, _ in try rows.noteKeysLeft(0, fallbackUsed: true) }
        try await bot.keepHouse()
        try await bot.hear()
        server.pass(.seconds(600))
        try await bot.keepHouse()
        server.post(letter, to: bot.address)
        try await bot.hear()
        #expect(try await hasKey(late.group.id))
    }

    @Test("A fallback key that nobody used is replaced after a week")
    func fallbackAges() async throws {
        #expect(try await bot.step { own, rows, now in try own.keysToUpload(in: rows, at: now) } == nil)
        server.pass(.seconds(7 * 86_400 + 1))
        let keys = try #require(try await bot.step { own, rows, now in try own.keysToUpload(in: rows, at: now) })
        #expect(keys.fallback.count == 1 && keys.oneTime.isEmpty && keys.device == nil)
    }

    private func letter(_ stranger: inout Stranger) throws -> ToDeviceEvent {
        let content = try stranger.encrypt(
            stranger.plaintext("m.room_key", stranger.roomKey(), to: bot).encoded,
            for: bot
        )
        return ToDeviceEvent(type: "m.room.encrypted", sender: stranger.user, content: content)
    }

    private func hasKey(_ session: String) async throws -> Bool {
        try await bot.step { _, rows, _ in try rows.inboundKey(of: .hall, session: session) != nil }
    }
}
