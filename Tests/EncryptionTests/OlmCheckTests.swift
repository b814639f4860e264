import Encryption
import Groups
import Identifiers
import JSON
import Matrix
import MatrixCrypto
import SQLiteStorage
import Testing

/// Goal: no room key is taken that its sender does not vouch for.
///
/// Method: somebody who writes by hand sends what an honest device sends, and then the same with one lie at a time.
@Suite("Checks on messages to a device")
struct OlmCheckTests {
    private let server = KeyServer()
    private let bot: Phone
    private var mallory: Stranger

    init() async throws {
        bot = try await Phone("bot", at: server)
        mallory = try Stranger("mallory", at: server)
        try await bot.enter(.hall, with: [mallory.user])
        try await bot.share()
        try await bot.keepHouse()
    }

    private func hasKey(_ session: String, in room: RoomID = .hall) async throws -> Bool {
        try await bot.step { _, rows, _ in try rows.inboundKey(of: room, session: session) != nil }
    }

    private func firstIndex(_ session: String) async throws -> UInt32? {
        let row = try await bot.step { _, rows, _ in try rows.inboundKey(of: .hall, session: session) }
        return try row.map { try InboundGroupSession(pickle: $0.pickle).firstKnownIndex }
    }

    @Test("Of what an honest device says, each part that could be a lie is checked", arguments: Lie.allCases)
    func lies(_ lie: Lie) async throws {
        var mallory = mallory
        try mallory.share(with: bot)
        try await bot.hear()
        #expect(try await hasKey(mallory.group.id))
        // Of a device that is known, and of one of which nothing was heard yet.
        for isKnown in [true, false] {
            if !isKnown { mallory = try Stranger("stranger", at: server) } else { try mallory.startOver() }
            let honest = try mallory.plaintext("m.room_key", mallory.roomKey(), to: bot)
            let other = try Stranger("other", at: server)
            let refused = try await bot.count(of: .refused)
            try mallory.send(lie.told(honest, by: mallory, other, to: bot), to: bot)
            try await bot.hear()
            #expect(try await !hasKey(mallory.group.id), "\(lie)")
            if lie != .forwarded, lie != .plainKey { #expect(try await bot.count(of: .refused) == refused + 1) }
            try mallory.send(honest, to: bot)
            try await bot.hear()
            #expect(try await hasKey(mallory.group.id))
        }
    }

    enum Lie: CaseIterable {
        case sender, noSender, recipient, noRecipient, recipientKey, noRecipientKey, fingerprint, noFingerprint
        case devicesOfAnother, devicesWithOtherCurve, devicesWithOtherEd, devicesUnsigned, devicesMalformed
        case noType, noContent, contentIsText, forwarded, plainKey

        func told(_ honest: JSONValue, by liar: Stranger, _ other: Stranger, to phone: Phone) throws -> JSONValue {
            var said = honest
            switch self {
            case .sender: said["sender"] = .string(other.user.rawValue)
            case .noSender: said["sender"] = nil
            case .recipient: said["recipient"] = .string(other.user.rawValue)
            case .noRecipient: said["recipient"] = nil
            case .recipientKey: said["recipient_keys"] = ["ed25519": .string(other.account.ed25519.base64)]
            case .noRecipientKey: said["recipient_keys"] = nil
            case .fingerprint: said["keys"] = ["ed25519": .string(other.account.ed25519.base64)]
            case .noFingerprint: said["keys"] = nil
            case .devicesOfAnother: said["sender_device_keys"] = .object(try other.server.keys(of: other.address))
            case .devicesWithOtherCurve, .devicesWithOtherEd:
                // Signed by whoever it says it is, and still not the device that has begun the session.
                let keys = try other.account.deviceKeys(of: liar.user, liar.device)
                var mixed = keys.json
                if self == .devicesWithOtherEd {
                    let name = "curve25519:" + liar.device.rawValue
                    var listed = try #require(mixed["keys"]?.objectValue)
                    listed[name] = .string(liar.account.curve25519.base64)
                    mixed["keys"] = .object(listed)
                } else {
                    said["keys"] = ["ed25519": .string(other.account.ed25519.base64)]
                }
                mixed["signatures"] = nil
                try other.account.sign(&mixed, as: liar.user, liar.device)
                said["sender_device_keys"] = .object(mixed)
            case .devicesUnsigned: said["sender_device_keys"]?["signatures"] = [:]
            case .devicesMalformed: said["sender_device_keys"] = "PHONE"
            case .noType: said["type"] = nil
            case .noContent: said["content"] = nil
            case .contentIsText: said["content"] = "text"
            case .forwarded: said["type"] = "m.forwarded_room_key"
            case .plainKey: said["type"] = "m.room.message"
            }
            return said
        }
    }

    @Test("A room key whose parts do not belong together is not taken", arguments: BadKey.allCases)
    func badKeys(_ bad: BadKey) async throws {
        var mallory = mallory
        let other = try Stranger("other", at: server)
        let content = try bad.told(mallory.roomKey(), other)
        try mallory.send(mallory.plaintext("m.room_key", content, to: bot), to: bot)
        try await bot.hear()
        #expect(try await bot.number("SELECT count(*) FROM inboundRoomKey") == 0)
    }

    enum BadKey: CaseIterable {
        case foreignKey, foreignSession, algorithm, noRoom, malformedRoom, noKey, exported, brokenSignature, numbers

        func told(_ honest: JSONValue, _ other: Stranger) throws -> JSONValue {
            var content = honest
            switch self {
            case .foreignKey: content["session_key"] = .string(try other.group.sessionKey().base64)
            case .foreignSession: content["session_id"] = .string(other.group.id)
            case .algorithm: content["algorithm"] = "m.megolm.v2.aes-sha2"
            case .noRoom: content["room_id"] = nil
            case .malformedRoom: content["room_id"] = ""
            case .noKey: content["session_key"] = nil
            case .exported:
                let key = try MegolmSessionKey(shared: #require(content["session_key"]?.stringValue))
                content["session_key"] = .string(try InboundGroupSession(key).export(at: 0).base64)
            case .brokenSignature:
                var bytes = try Base64.standard.decode(#require(content["session_key"]?.stringValue))
                bytes[bytes.count - 1] ^= 1
                content["session_key"] = .string(Base64.standard.encode(bytes))
            case .numbers: for name in ["room_id", "session_id", "session_key"] { content[name] = 7 }
            }
            return content
        }
    }

    @Test("A key takes the place of the one that is there if it reads more, and never if it reads less")
    func readsMore() async throws {
        var mallory = mallory
        let early = try mallory.plaintext("m.room_key", mallory.roomKey(), to: bot)
        let first = try mallory.say("first")
        for _ in 0..<3 { _ = try mallory.say("lost") }
        let late = try mallory.plaintext("m.room_key", mallory.roomKey(), to: bot)
        for (plaintext, index) in [(late, 4), (late, 4), (early, 0), (late, 0)] as [(JSONValue, UInt32)] {
            try mallory.send(plaintext, to: bot)
            try await bot.hear()
            #expect(try await firstIndex(mallory.group.id) == index)
            #expect(try await bot.read(first) == (index == 0 ? "“first”" : "waits"))
        }
    }

    @Test("A key that another device brings takes nobody’s place, be it the same person’s")
    func otherDevice() async throws {
        var mallory = mallory
        let early = try mallory.roomKey()
        _ = try mallory.say("lost")
        let late = try mallory.plaintext("m.room_key", mallory.roomKey(), to: bot)
        try mallory.send(late, to: bot)
        try await bot.hear()
        for name in ["other", "mallory"] {
            var thief = try Stranger(name, at: server)
            try thief.send(thief.plaintext("m.room_key", early, to: bot), to: bot)
            try await bot.hear()
            #expect(try await firstIndex(mallory.group.id) == 1)
        }
        let said = try mallory.say("mine")
        server.replace(mallory.address, by: try mallory.account.deviceKeys(of: mallory.user, mallory.device).json)
        try await bot.hear()
        try await bot.askForLists()
        #expect(try await bot.read(said) == "“mine”")
    }

    @Test("Nothing is taken that comes in plain text, for another device, or by another algorithm", arguments: 0..<5)
    func envelope(_ number: Int) async throws {
        var mallory = mallory
        let whole = try mallory.encrypt(mallory.plaintext("m.room_key", mallory.roomKey(), to: bot).encoded, for: bot)
        var event = ToDeviceEvent(type: "m.room.encrypted", sender: mallory.user, content: whole)
        switch number {
        case 0: event = ToDeviceEvent(type: "m.room_key", sender: mallory.user, content: try mallory.roomKey())
        case 1: event.content["algorithm"] = "m.olm.v2"
        case 2: event.content["sender_key"] = .string(try Stranger("other", at: server).account.curve25519.base64)
        case 3: event.content["ciphertext"] = [:]
        default: event.sender = UserID(rawValue: "@other:example.org")
        }
        server.post(event, to: bot.address)
        try await bot.hear()
        #expect(try await !hasKey(mallory.group.id))
        // What was refused for its envelope is the key of no message: the same comes through when it is whole.
        guard number != 4 else { return }
        server.post(ToDeviceEvent(type: "m.room.encrypted", sender: mallory.user, content: whole), to: bot.address)
        try await bot.hear()
        #expect(try await hasKey(mallory.group.id))
    }
}
