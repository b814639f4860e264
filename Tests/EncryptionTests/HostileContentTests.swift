import Encryption
import Groups
import Identifiers
import JSON
import Matrix
import MatrixCrypto
import SQLiteStorage
import SeededTesting
import Testing

/// Goal: whatever strangers write, nobody is kept from anything by it.
///
/// Method: each part of what an honest device sends is replaced by values of every other kind, and left out. Nothing may be
/// thrown, as that would hold up the whole sync; and afterwards the honest one is still taken.
@Suite("Content from strangers")
struct HostileContentTests {
    private let server = KeyServer()
    private let bot: Phone
    private var mallory: Stranger

    init() async throws {
        bot = try await Phone("bot", at: server)
        mallory = try Stranger("mallory", at: server)
        try await bot.enter(.hall, with: [mallory.user])
        try await bot.share()
    }

    private static let values: [JSONValue] = [
        .null, true, 0, -1, .int(.max), .double(1e300), "", "\u{0}", "@a:b", [], [:], [[[]]],
        .string(String(repeating: "A", count: 70_000)), deep(60), .array(Array(repeating: [:], count: 2000)),
    ]

    /// Objects and arrays in one another, so many.
    private static func deep(_ depth: Int) -> JSONValue {
        (0..<depth).reduce(.null) { inner, level in level % 2 == 0 ? ["a": inner] : [inner] }
    }

    /// Each part of a value replaced by others, and left out.
    private static func variants(of value: JSONValue) -> [JSONValue] {
        var all = values
        switch value {
        case .object(let object):
            for member in object.members {
                var lacking = object
                lacking[member.key] = nil
                all.append(.object(lacking))
                for variant in variants(of: member.value) {
                    var changed = object
                    changed[member.key] = variant
                    all.append(.object(changed))
                }
            }
        case .array(let elements):
            for index in elements.indices {
                for variant in variants(of: elements[index]) {
                    var changed = elements
                    changed[index] = variant
                    all.append(.array(changed))
                }
            }
        default: break
        }
        return all
    }

    /// Has the bot take one message after the other to its device.
    private func receive(_ events: [ToDeviceEvent]) async throws {
        try await bot.step { own, rows, now in
            for event in events { _ = try own.receive(event, in: rows, at: now) }
        }
    }

    private func expectHonest() async throws {
        var mallory = mallory
        try mallory.startOver()
        try mallory.share(with: bot)
        try await bot.hear()
        try await bot.askForLists()
        #expect(try await bot.read(mallory.say("Hello")) == "“Hello”")
    }

    @Test("Anything in the place of any part of an encrypted message to a device holds nobody up")
    func envelopes() async throws {
        var mallory = mallory
        let plaintext = try mallory.plaintext("m.room_key", mallory.roomKey(), to: bot)
        let honest = try mallory.encrypt(plaintext.encoded, for: bot)
        let variants = Self.variants(of: honest)
        #expect(variants.count > 100)
        try await receive(variants.map { ToDeviceEvent(type: "m.room.encrypted", sender: mallory.user, content: $0) })
        try await expectHonest()
    }

    @Test("Anything in the place of any part of what is in such a message holds nobody up")
    func plaintexts() async throws {
        var mallory = mallory
        let honest = try mallory.plaintext("m.room_key", mallory.roomKey(), to: bot)
        let variants = Self.variants(of: honest)
        #expect(variants.count > 300)
        var events: [ToDeviceEvent] = []
        for variant in variants {
            let content = try mallory.encrypt(variant.encoded, for: bot)
            events.append(ToDeviceEvent(type: "m.room.encrypted", sender: mallory.user, content: content))
        }
        try await receive(events)
        #expect(try await bot.count(of: .brokenSession) == 0)
        try await expectHonest()
    }

    @Test("Bytes that are no JSON in such a message hold nobody up")
    func noJSON() async throws {
        var mallory = mallory
        var chance = SeededNumbers(seed: 3)
        var bytes: [[UInt8]] = [
            [], [0], Array("{".utf8), Array("nul".utf8), [0xFF, 0xFE], [UInt8](repeating: 0x5B, count: 50_000),
        ]
        bytes.append(Array(#"{"type":"m.room_key","type":"m.dummy"}"#.utf8))
        for length in [1, 20, 500, 40_000] {
            bytes.append((0..<length).map { _ in UInt8(truncatingIfNeeded: chance.next()) })
        }
        let events = try bytes.map {
            let content = try mallory.encrypt($0, for: bot)
            return ToDeviceEvent(type: "m.room.encrypted", sender: mallory.user, content: content)
        }
        try await receive(events)
        #expect(try await bot.count(of: .refused) == bytes.count)
        try await expectHonest()
    }

    @Test("Anything in the place of any part of an encrypted event of a room is refused or waits, and changes nothing")
    func events() async throws {
        var mallory = mallory
        try mallory.share(with: bot)
        try await bot.hear()
        try await bot.askForLists()
        let honest = try mallory.say("Hello")
        var events = Self.variants(of: honest.content).map { content in
            var event = honest
            event.content = content
            return event
        }
        // The same for what is encrypted in it.
        let plaintext: JSONValue = [
            "type": "m.room.message", "room_id": .string(RoomID.hall.rawValue), "content": ["body": "Hello"],
        ]
        for variant in Self.variants(of: plaintext) { events.append(try mallory.say(variant)) }
        let all = events
        let read = try await bot.step { own, rows, now in
            try all.count { event in
                if case .read = try own.decrypt(event, in: .hall, rows, at: now) { true } else { false }
            }
        }
        // Those in which nothing was changed that matters: what is said, and members that nobody looks at.
        #expect(read > 0 && read < all.count / 2)
        try await bot.hear(all)
        #expect(try await bot.read(honest) == "“Hello”")
    }

    @Test("Anything in the place of any part of the answer about somebody’s keys is not taken, and others’ keys are")
    func lists() async throws {
        let ada = try await Phone("ada", at: server)
        let user = mallory.user
        var chance = SystemRandomNumberGenerator()
        let identity = try CrossSigningKeys(using: &chance)
        var keys = try mallory.account.deviceKeys(of: user, mallory.device)
        try identity.sign(&keys)
        var answers: [QueriedKeys] = []
        var whole = server.query([ada.user, user])
        whole.devices[user] = [.init(device: "HAND", keys: keys.json)]
        whole.masterKeys[user] = try identity.published(.master, of: user)
        whole.selfSigningKeys[user] = try identity.published(.selfSigning, of: user)
        for part in [\QueriedKeys.masterKeys, \.selfSigningKeys] {
            for variant in Self.variants(of: .object(try #require(whole[keyPath: part][user]))) {
                var answer = whole
                answer[keyPath: part][user] = variant.objectValue
                answers.append(answer)
            }
        }
        for variant in Self.variants(of: .object(keys.json)) {
            guard let object = variant.objectValue else { continue }
            var answer = whole
            answer.devices[user] = [.init(device: "HAND", keys: object), .init(device: "", keys: object)]
            answers.append(answer)
        }
        let (all, last) = (answers, whole)
        try await bot.step { own, rows, now in
            try rows.track(.ada)
            for answer in all + [last] {
                let lists = try [.ada, user].compactMap { try rows.list(of: $0) }
                _ = try own.take(answer, for: lists, in: rows, at: now)
            }
        }
        let rows = try await bot.step { _, rows, _ in try rows.devices(of: user) + rows.devices(of: .ada) }
        #expect(rows.filter { !$0.isDeleted }.map(\.device) == ["HAND", "PHONE"])
        #expect(rows.filter { !$0.isDeleted }.allSatisfy { $0.isCrossSigned })
    }

    @Test(
        "Anything in the place of any part of a claimed key begins no session, and the device is not asked again at once"
    )
    func claimedKeys() async throws {
        let ada = try await Phone("ada", at: server)
        try await bot.note([.occupant(.hall, ada.user, .joined)])
        try await bot.step { _, rows, _ in try rows.track(.ada) }
        try await bot.askForLists()
        let device = try #require(try await bot.step { _, rows, _ in try rows.devices(of: .ada).first })
        let key = try #require(server.claimOne(of: ada.address))
        var foreign = key.key
        foreign["key"] = .string(mallory.account.curve25519.base64)
        var weak: JSONObject = ["key": .string(Base64.standard.encode([UInt8](repeating: 0, count: 32)))]
        // Signed by the device itself: of a low order all the same.
        try await ada.step { own, rows, _ in try own.account(in: rows) }.sign(&weak, as: ada.user, ada.own.device)
        let variants = Self.variants(of: .object(key.key)).compactMap(\.objectValue) + [foreign, weak]
        let (unchanged, address) = (key.key, ada.address)
        try await bot.step { own, rows, now in
            for variant in variants where variant["key"] != unchanged["key"] || variant["signatures"] == nil {
                var claimed = ClaimedKeys()
                claimed.keys = [.init(device: address, keyID: "signed_curve25519:AAAA", key: variant)]
                _ = try own.take(claimed, of: [device], in: rows, at: now)
                #expect(try rows.sessions(with: device.identityKey).isEmpty)
                #expect(try rows.devices(of: .ada).first?.claimAfter == now.advanced(by: .seconds(3600)))
            }
        }
    }
}
